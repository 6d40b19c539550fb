"""Draw a small grey image and its responses to four 3x3 kernels: `filter-responses.svg`.

The responses are cross-correlations without padding. Each is scaled by its own largest magnitude
with zero at mid-grey, except the blur, which keeps the scale of the image.
"""

from __future__ import annotations

from drawing import picture, save, style

SIZE, CELL = 14, 8
STYLE = style("""
text { fill: #1c2430; font-size: 19px; font-weight: 600; text-anchor: middle; }
.frame { stroke: #9aa3ad; stroke-width: 1.6; fill: none; }
""")
KERNELS: dict[str, list[list[float]]] = {
    "A": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]],
    "B": [[1, 2, 1], [2, 4, 2], [1, 2, 1]],
    "C": [[0, -1, 0], [-1, 4, -1], [0, -1, 0]],
    "D": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]],
}


def image() -> list[list[float]]:
    """Give a bright square on a dark ground, and one bright pixel below it."""
    rows = [[0.2] * SIZE for _ in range(SIZE)]
    for i in range(3, 9):
        for j in range(4, 10):
            rows[i][j] = 0.8
    rows[11][11] = 0.8
    return rows


def correlate(rows: list[list[float]], kernel: list[list[float]]) -> list[list[float]]:
    side = len(rows) - 2
    return [
        [
            sum(kernel[u][v] * rows[i + u][j + v] for u in range(3) for v in range(3))
            for j in range(side)
        ]
        for i in range(side)
    ]


def to_grey(rows: list[list[float]], name: str) -> list[list[int]]:
    if name == "X":
        return [[round(255 * value) for value in row] for row in rows]
    if name == "B":
        return [[round(255 * value / 16) for value in row] for row in rows]
    most = max(abs(value) for row in rows for value in row)
    return [[round(127.5 * (1 + value / most)) for value in row] for row in rows]


def patch(name: str, greys: list[list[int]], left: float, top: float) -> list[str]:
    lines = []
    for i, row in enumerate(greys):
        j = 0
        while j < len(row):
            end = j
            while end < len(row) and row[end] == row[j]:
                end += 1
            lines.append(
                f'<rect x="{left + j * CELL}" y="{top + i * CELL}" width="{(end - j) * CELL}" '
                f'height="{CELL}" fill="rgb({row[j]},{row[j]},{row[j]})"/>'
            )
            j = end
    side = len(greys) * CELL
    lines += [
        f'<rect class="frame" x="{left}" y="{top}" width="{side}" height="{side}"/>',
        f'<text x="{left + side / 2:.0f}" y="{top + side + 24}">{name}</text>',
    ]
    return lines


def main() -> None:
    rows = image()
    small = (SIZE - 2) * CELL
    lines = patch("X", to_grey(rows, "X"), 6, 66)
    for index, (name, kernel) in enumerate(KERNELS.items()):
        left = 152 + (index % 2) * (small + 24)
        top = 8 + (index // 2) * (small + 48)
        lines += patch(name, to_grey(correlate(rows, kernel), name), left, top)
    crisp = ' shape-rendering="crispEdges"'
    save("filter-responses", picture((388, 302), STYLE, lines, more=crisp))


main()
