"""Draw all sub-networks that dropping three hidden units can leave: `thinned-networks.svg`."""

from __future__ import annotations

from itertools import product

from drawing import picture, save, style

P_DROP = 0.2
CELL_W, CELL_H, COLUMNS = 108, 160, 4
R = 10
STYLE = style("""
text { fill: #1c2430; font-size: 16px; }
.unit { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2.5; }
.gone { fill: none; stroke: #9aa3ad; stroke-width: 1.5; stroke-dasharray: 3 4; }
.link { stroke: #1f4e8c; stroke-width: 2; }
""")


def panel(kept: tuple[int, ...], left: float, top: float) -> list[str]:
    inputs = [(left + 36, top + 110), (left + 72, top + 110)]
    hidden = [(left + 22 + 32 * i, top + 64) for i in range(3)]
    output = (left + 54, top + 18)
    out = []
    for (x, y), keep in zip(hidden, kept, strict=True):
        if keep:
            for u, v in [*inputs, output]:
                out.append(f'<path class="link" d="M{u} {v}L{x} {y}"/>')
    for x, y in [*inputs, output]:
        out.append(f'<circle class="unit" cx="{x}" cy="{y}" r="{R}"/>')
    for (x, y), keep in zip(hidden, kept, strict=True):
        out.append(f'<circle class="{"unit" if keep else "gone"}" cx="{x}" cy="{y}" r="{R}"/>')
    share = (1 - P_DROP) ** sum(kept) * P_DROP ** (3 - sum(kept))
    out.append(f'<text x="{left + 54}" y="{top + 142}" text-anchor="middle">{share:.3f}</text>')
    return out


def main() -> None:
    masks = sorted(product((1, 0), repeat=3), key=lambda mask: -sum(mask))
    body = []
    for i, mask in enumerate(masks):
        body += panel(mask, (i % COLUMNS) * CELL_W + 4, (i // COLUMNS) * CELL_H + 4)
    width, height = COLUMNS * CELL_W + 8, 2 * CELL_H
    save("thinned-networks", picture((width, height), STYLE, body))


if __name__ == "__main__":
    main()
