"""Draw the windows of a strided convolution over a padded row: `window-positions.svg`."""

from __future__ import annotations

from drawing import picture, save, style

H, P, K, S = 8, 1, 3, 2
CELL, LEFT, TOP = 37, 22, 44
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.math { font-style: italic; }
.cell { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.pad { fill: none; stroke: #9aa3ad; stroke-width: 1.8; stroke-dasharray: 5 4; }
.window { fill: none; stroke: #b03a2e; stroke-width: 3; }
.size { fill: none; stroke: #9aa3ad; stroke-width: 1.6; }
""")


def span(first: float, last: float, y: float, label: str) -> list[str]:
    """Draw a dimension line from cell edge `first` to cell edge `last`."""
    x, end = LEFT + first * CELL, LEFT + last * CELL
    return [
        f'<path class="size" d="M{x + 2} {y - 6}v12M{x + 2} {y}H{end - 2}M{end - 2} {y - 6}v12"/>',
        f'<text class="math" x="{(x + end) / 2:.0f}" y="{y - 10}">{label}</text>',
    ]


def main() -> None:
    padded = H + 2 * P
    count = (padded - K) // S + 1
    lines = [
        *span(0, P, 30, "P"),
        *span(P, P + H, 30, "H"),
        *span(P + H, padded, 30, "P"),
    ]
    for place in range(padded):
        kind = "cell" if P <= place < P + H else "pad"
        x = LEFT + place * CELL
        lines.append(
            f'<rect class="{kind}" x="{x}" y="{TOP}" width="{CELL - 2}" height="{CELL - 2}"/>'
        )
    for index in range(count):
        y = TOP + CELL + 14 + 28 * index
        x, end = LEFT + index * S * CELL + 2, LEFT + (index * S + K) * CELL - 4
        lines += [
            f'<path class="window" d="M{x} {y - 8}v16M{x} {y}H{end}M{end} {y - 8}v16"/>',
            f'<text x="{end + 18}" y="{y + 6}">{index + 1}</text>',
        ]
    y = TOP + CELL + 14 + 28 * (count - 1) + 34
    lines += span(0, S, y, "S")
    lines += span(padded - K - 1, padded - 1, y, "K")
    save("window-positions", picture((2 * LEFT + padded * CELL, 238), STYLE, lines))


main()
