"""Draw six first-layer filters as grey patches: `first-layer-filters.svg`."""

from __future__ import annotations

from math import cos, exp, pi, sin
from pathlib import Path

STYLE = """<style>
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.frame { stroke: #9aa3ad; stroke-width: 1.6; fill: none; }
@media (prefers-color-scheme: dark) {
  text { fill: #d9dee6; }
  .frame { stroke: #6b7480; }
}
</style>"""
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
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="system-ui, sans-serif">\n{STYLE}\n' + "\n".join(body) + "\n</svg>\n"
    )
    (Path(__file__).parent.parent / "first-layer-filters.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
