"""Draw a grid with its 2x2 pooling windows and the empty output: `max-pooling-grid.svg`."""

from __future__ import annotations

from drawing import picture, save, style

ROWS = [
    [4, 1, 0, 3, 2, 2],
    [2, 6, 5, 1, 0, 1],
    [7, 0, 2, 2, 3, 8],
    [1, 4, 9, 3, 1, 0],
]
CELL, LEFT, TOP = 40, 10, 10
STYLE = style("""
text { fill: #1c2430; font-size: 21px; text-anchor: middle; }
.cell { fill: none; stroke: #9aa3ad; stroke-width: 1.4; }
.tint { fill: #e9eef5; stroke: #9aa3ad; stroke-width: 1.4; }
.window { fill: none; stroke: #1f4e8c; stroke-width: 3.4; }
.out { fill: none; stroke: #b03a2e; stroke-width: 2.6; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
""")


def main() -> None:
    height = len(ROWS) * CELL
    width = len(ROWS[0]) * CELL
    lines: list[str] = []
    for i, row in enumerate(ROWS):
        for j, value in enumerate(row):
            kind = "tint" if (i // 2 + j // 2) % 2 == 0 else "cell"
            x, y = LEFT + j * CELL, TOP + i * CELL
            lines += [
                f'<rect class="{kind}" x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>',
                f'<text x="{x + CELL // 2}" y="{y + 27}">{value}</text>',
            ]
    for i in range(0, len(ROWS), 2):
        for j in range(0, len(ROWS[0]), 2):
            x, y = LEFT + j * CELL, TOP + i * CELL
            lines.append(
                f'<rect class="window" x="{x}" y="{y}" width="{2 * CELL}" height="{2 * CELL}"/>'
            )
    middle = TOP + height // 2
    start = LEFT + width + 8
    lines += [
        f'<path class="line" d="M{start} {middle}h22"/>',
        f'<path class="head" d="M{start + 20} {middle - 6}v12l12 -6z"/>',
    ]
    for i in range(2):
        for j in range(3):
            x, y = start + 38 + j * CELL, middle - CELL + i * CELL
            lines.append(f'<rect class="out" x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>')
    save("max-pooling-grid", picture((420, height + 2 * TOP), STYLE, lines))


main()
