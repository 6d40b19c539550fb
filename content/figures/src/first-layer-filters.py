"""Draw six first-layer filters as grey patches: `first-layer-filters.svg`."""

from __future__ import annotations

from math import cos, exp, pi, sin

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.frame { stroke: #9aa3ad; stroke-width: 1.6; fill: none; }
""")
SIDE, CELL, GAP, EDGE = 7, 18, 24, 12


def bell(x: float, y: float, width: float) -> float:
    return exp(-(x * x + y * y) / (2 * width * width))


def noise(i: int, j: int) -> float:
    value = sin(12.9898 * (i + 1) + 78.233 * (j + 1)) * 43758.5453
    return 2 * (value - int(value // 1)) - 1


def weight(number: int, i: int, j: int) -> float:
    y, x = i - 3, j - 3
    if number == 1:
        return x / 2 * bell(x, y, 2) * 1.6
    if number == 2:
        return 0.0
    if number == 3:
        along = x * cos(pi / 4) + y * sin(pi / 4)
        return cos(along * pi / 2) * bell(x, y, 2)
    if number == 4:
        return 1.4 * (bell(x, y, 1.1) - 0.25 * bell(x, y, 2.2))
    if number == 5:
        return noise(i, j)
    return y / 2 * bell(x, y, 2) * 1.6


def main() -> None:
    block = SIDE * CELL
    width, height = 3 * block + 2 * GAP + 2 * EDGE, 2 * (block + 40) + EDGE
    body = []
    for number in range(1, 7):
        left = EDGE + (number - 1) % 3 * (block + GAP)
        top = EDGE + (number - 1) // 3 * (block + 40)
        for i in range(SIDE):
            for j in range(SIDE):
                grey = round(127.5 + 127.5 * max(-1.0, min(1.0, weight(number, i, j))))
                body.append(
                    f'<rect x="{left + j * CELL}" y="{top + i * CELL}" width="{CELL}" '
                    f'height="{CELL}" shape-rendering="crispEdges" '
                    f'fill="#{grey:02x}{grey:02x}{grey:02x}"/>'
                )
        body.append(f'<rect class="frame" x="{left}" y="{top}" width="{block}" height="{block}"/>')
        body.append(f'<text x="{left + block // 2}" y="{top + block + 24}">{number}</text>')
    save("first-layer-filters", picture((width, height), STYLE, body))


if __name__ == "__main__":
    main()
