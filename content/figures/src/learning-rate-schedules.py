"""Draw `learning-rate-schedules`: four learning rates over 100 epochs, without words.

A constant; B divided by ten at epochs 50 and 80; C cosine; D linear warm-up for 10 epochs, then
cosine. The highest rate is 0.4 in all four. Standard library only.
"""

from __future__ import annotations

import math

from drawing import picture, save, style

PEAK = 0.4
EPOCHS = 100
WARM_UP = 10
WIDTH, HEIGHT = 420, 372
PANELS = (("A", 0, 0), ("B", 1, 0), ("C", 0, 1), ("D", 1, 1))
PANEL_WIDTH, PANEL_HEIGHT = 158, 116

STYLE = style(
    """
text { fill: #1c2430; font: 15px system-ui, sans-serif; }
.name { font-weight: 700; font-size: 18px; }
.symbol { font-style: italic; font-size: 17px; }
.axis { stroke: #9aa3ad; stroke-width: 1.3; fill: none; }
.grid { stroke: #9aa3ad; stroke-width: 1; stroke-opacity: .35; fill: none; }
.rate { stroke: #1f4e8c; stroke-width: 2.8; fill: none; stroke-linejoin: round; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis, .grid { stroke: #6b7480; }
  .rate { stroke: #8fb7ee; }
""",
)


def rate(name: str, epoch: float) -> float:
    """Give the learning rate of a schedule at an epoch."""
    if name == "A":
        return PEAK
    if name == "B":
        return PEAK * (1 if epoch < 50 else 0.1 if epoch < 80 else 0.01)
    if name == "C":
        return PEAK * (1 + math.cos(math.pi * epoch / EPOCHS)) / 2
    if epoch < WARM_UP:
        return PEAK * epoch / WARM_UP
    share = (epoch - WARM_UP) / (EPOCHS - WARM_UP)
    return PEAK * (1 + math.cos(math.pi * share)) / 2


def curve(name: str, left: float, bottom: float) -> str:
    """Draw one schedule."""
    epochs = [i / 2 for i in range(2 * EPOCHS + 1)]
    if name == "B":
        epochs = sorted([*epochs, 49.999, 79.999])
    points = [
        f"{left + PANEL_WIDTH * e / EPOCHS:.1f} {bottom - PANEL_HEIGHT * rate(name, e) / 0.5:.1f}"
        for e in epochs
    ]
    return f'<path class="rate" d="M{"L".join(points)}"/>'


def main() -> None:
    """Draw the picture, in each language if it holds words."""
    body = []
    for name, column, row in PANELS:
        left, top = 42 + column * 206, 28 + row * 180
        bottom = top + PANEL_HEIGHT
        for value in (0.2, 0.4):
            y = bottom - PANEL_HEIGHT * value / 0.5
            body.append(f'<path class="grid" d="M{left} {y:.1f}h{PANEL_WIDTH}"/>')
            body.append(f'<text x="{left - 6}" y="{y + 5:.1f}" text-anchor="end">{value}</text>')
        body.append(f'<text x="{left - 6}" y="{bottom + 5}" text-anchor="end">0</text>')
        for value in (0, 50, 100):
            x = left + PANEL_WIDTH * value / EPOCHS
            body.append(f'<path class="axis" d="M{x:.1f} {bottom}v5"/>')
            body.append(f'<text x="{x:.1f}" y="{bottom + 20}" text-anchor="middle">{value}</text>')
        body.append(f'<path class="axis" d="M{left} {top - 8}V{bottom}h{PANEL_WIDTH}"/>')
        body.append(curve(name, left, bottom))
        body.append(f'<text class="symbol" x="{left - 8}" y="{top - 6}" text-anchor="end">η</text>')
        x = left + PANEL_WIDTH * 0.75
        body.append(f'<text class="symbol" x="{x:.1f}" y="{bottom + 20}">t</text>')
        x = left + PANEL_WIDTH - 6
        body.append(f'<text class="name" x="{x}" y="{top}" text-anchor="end">{name}</text>')
    save("learning-rate-schedules", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
