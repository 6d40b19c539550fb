"""Draw histograms of tanh activations for three random starts: `tanh-start-histograms.svg`.

A network of ten layers with 256 units is run once on 200 random inputs; no training. The seed is
fixed, so every run writes the same bytes.
"""

from __future__ import annotations

import numpy as np

from drawing import picture, save, style

NAME = "tanh-start-histograms"
WIDTH, HEIGHT = 420, 352
UNITS, DEPTH, EXAMPLES, BINS = 256, 10, 200, 31
STARTS = {"A": 0.25, "B": 0.02, "C": 0.0625}
LAYERS = (1, 5, 10)
PANEL_W, PANEL_H = 98, 74
LEFT, TOP, STEP_X, STEP_Y = 46, 36, 132, 104
STYLE = style("""
text { fill: #1c2430; font-size: 17px; text-anchor: middle; }
.small { font-size: 16px; }
.name { font-size: 20px; font-weight: 700; }
.axis { stroke: #6b7480; stroke-width: 1.4; fill: none; }
.bar { fill: #1f4e8c; }
""")


def run(std: float) -> list[np.ndarray]:
    """Give the activations of the layers that are drawn."""
    rng = np.random.default_rng(3)
    values, kept = rng.normal(size=(EXAMPLES, UNITS)), []
    for layer in range(1, DEPTH + 1):
        values = np.tanh(values @ rng.normal(scale=std, size=(UNITS, UNITS)))
        if layer in LAYERS:
            kept.append(values)
    return kept


def panel(values: np.ndarray, x0: float, y0: float) -> list[str]:
    """Draw one histogram, scaled to its highest bar."""
    counts = np.histogram(values, bins=BINS, range=(-1, 1))[0]
    heights = counts / counts.max() * (PANEL_H - 4)
    width = PANEL_W / BINS
    out = []
    for i, height in enumerate(heights):
        if height >= 0.2:
            out.append(
                f'<rect class="bar" x="{x0 + i * width + 0.3:.1f}" y="{y0 + PANEL_H - height:.1f}" '
                f'width="{width - 0.6:.1f}" height="{height:.1f}"/>'
            )
    bottom = y0 + PANEL_H
    out.append(f'<path class="axis" d="M{x0} {bottom:.1f}h{PANEL_W}"/>')
    half = PANEL_W / 2
    ticks = f"M{x0} {bottom:.1f}v5m{half:g} -5v5m{half:g} -5v5"
    out.append(f'<path class="axis" d="{ticks}"/>')
    return out


def main() -> None:
    """Draw the picture."""
    body = []
    for row, (name, std) in enumerate(STARTS.items()):
        y0 = TOP + row * STEP_Y
        body.append(f'<text class="name" x="18" y="{y0 + PANEL_H / 2 + 7:.1f}">{name}</text>')
        for column, values in enumerate(run(std)):
            x0 = LEFT + column * STEP_X
            body += panel(values, x0, y0)
            for part, label in ((0.0, "−1"), (0.5, "0"), (1.0, "1")):
                body.append(
                    f'<text class="small" x="{x0 + part * PANEL_W:.1f}" '
                    f'y="{y0 + PANEL_H + 21:.1f}">{label}</text>'
                )
    for column, layer in enumerate(LAYERS):
        x = LEFT + column * STEP_X + PANEL_W / 2
        body.append(f'<text x="{x:.1f}" y="20">l = {layer}</text>')
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
