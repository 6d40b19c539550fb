"""Draw a feature pyramid network with letters to be named: `feature-pyramid-gaps.svg`."""

from __future__ import annotations

from itertools import pairwise

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 312
LEFT, SIDE, NODE, OUT, RIGHT = 68, 162, 226, 272, 350
LEVELS = ((5, 44, 48), (4, 142, 80), (3, 240, 112))  # number, height on the page, width
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.math { font-style: italic; }
.low { font-size: 15px; }
.map { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2.2; }
.new { fill: #e9eef5; stroke: #2e6b4f; stroke-width: 2.2; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.gap { fill: none; stroke: #b03a2e; stroke-width: 2; stroke-dasharray: 5 4; }
.letter { fill: #b03a2e; font-weight: 600; }
""")


def slab(css: str, place: tuple[int, int], width: int, name: str, low: int) -> str:
    x, y = place
    half = width // 2
    return (
        f'<path class="{css}" d="M{x - half} {y + 14}l14 -28h{width - 14}l-14 28z"/>\n'
        f'<text x="{x}" y="{y + 6}"><tspan class="math">{name}</tspan>'
        f'<tspan class="low" dy="4">{low}</tspan></text>'
    )


def gap(name: str, x: int, y: int) -> str:
    shape = (
        f'<circle class="gap" cx="{x}" cy="{y}" r="15"/>'
        if name == "C"
        else f'<rect class="gap" x="{x - 14}" y="{y - 14}" width="28" height="28" rx="5"/>'
    )
    return f'{shape}\n<text class="letter" x="{x}" y="{y + 7}">{name}</text>'


def right(start: int, end: int, y: int) -> str:
    return (
        f'<path class="line" d="M{start} {y}H{end - 9}"/>\n'
        f'<path class="head" d="M{end - 10} {y - 6}v12l10 -6z"/>'
    )


def upright(x: int, start: int, end: int) -> str:
    sign = 1 if end > start else -1
    return (
        f'<path class="line" d="M{x} {start}V{end - 9 * sign}"/>\n'
        f'<path class="head" d="M{x - 6} {end - 10 * sign}h12l-6 {10 * sign}z"/>'
    )


def main() -> None:
    body = [upright(LEFT, 302, 260)]
    for number, y, width in LEVELS:
        body += [
            slab("map", (LEFT, y), width, "C", number),
            slab("new", (RIGHT, y), width, "P", number),
            right(LEFT + width // 2 - 2, SIDE - 15, y),
            gap("A", SIDE, y),
            gap("D", OUT, y),
            right(OUT + 15, RIGHT - width // 2 + 5, y),
        ]
        if number == 5:
            body.append(right(SIDE + 15, OUT - 15, y))
        else:
            body += [
                right(SIDE + 15, NODE - 16, y),
                gap("C", NODE, y),
                right(NODE + 16, OUT - 15, y),
            ]
    for upper, lower in pairwise(LEVELS):
        half = (upper[1] + lower[1]) // 2
        top = upper[1] if upper[0] == 5 else upper[1] + 16
        body += [
            upright(LEFT, lower[1] - 17, upper[1] + 18),
            f'<path class="line" d="M{NODE} {top}V{half - 15}"/>',
            gap("B", NODE, half),
            upright(NODE, half + 15, lower[1] - 16),
        ]
    save("feature-pyramid-gaps", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
