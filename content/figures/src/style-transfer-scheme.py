"""Draw the data flow of style transfer, with letters to be named: `style-transfer-scheme.svg`."""

from __future__ import annotations

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 486
DOWN = 36  # room for the way back above the images
LEFT, MIDDLE, RIGHT = 62, 196, 330
STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.math { font-style: italic; }
.box { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.gap { fill: none; stroke: #1f4e8c; stroke-width: 2; stroke-dasharray: 6 4; }
.free { fill: none; stroke: #b03a2e; stroke-width: 2.6; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.back { fill: none; stroke: #b03a2e; stroke-width: 2.6; stroke-dasharray: 8 5; }
.backhead { fill: #b03a2e; }
.backtext { fill: #b03a2e; font-weight: 600; }
""")


def box(css: str, place: tuple[int, int], size: tuple[int, int], label: str, *, math: bool) -> str:
    x, y = place[0], place[1] + DOWN
    width, height = size
    kind = ' class="math"' if math else ""
    return (
        f'<rect class="{css}" x="{x - width // 2}" y="{y}" width="{width}" height="{height}" '
        f'rx="6"/>\n<text{kind} x="{x}" y="{y + height // 2 + 7}">{label}</text>'
    )


def down(x: int, start: int, end: int) -> str:
    start, end = start + DOWN, end + DOWN
    return (
        f'<path class="line" d="M{x} {start}V{end - 11}"/>\n'
        f'<path class="head" d="M{x - 6} {end - 12}h12l-6 12z"/>'
    )


def main() -> None:
    body = [
        box("box", (LEFT, 10), (72, 46), "c", math=True),
        box("free", (MIDDLE, 10), (72, 46), "x", math=True),
        box("box", (RIGHT, 10), (72, 46), "s", math=True),
        *[down(x, 57, 92) for x in (LEFT, MIDDLE, RIGHT)],
        box("box", (MIDDLE, 92), (362, 56), "CNN", math=False),
        down(LEFT, 149, 298),
        down(MIDDLE + 22, 149, 196),
        down(RIGHT, 149, 196),
        f'<path class="line" d="M{MIDDLE - 22} 185V298H{LEFT + 22}V323"/>',
        f'<path class="head" d="M{LEFT + 16} 322h12l-6 12z"/>',
        box("gap", (MIDDLE + 22, 196), (60, 44), "B", math=False),
        box("gap", (RIGHT, 196), (60, 44), "B", math=False),
        f'<path class="line" d="M{MIDDLE + 22} 277V306H258V323M{RIGHT} 277V306H290V323"/>',
        '<path class="head" d="M252 322h12l-6 12zM284 322h12l-6 12z"/>',
        box("gap", (LEFT + 11, 298), (94, 46), "A", math=False),
        box("gap", (274, 298), (94, 46), "C", math=False),
        f'<path class="line" d="M{LEFT + 11} 381V406H160V423M274 381V406H214V423"/>',
        '<path class="head" d="M154 422h12l-6 12zM208 422h12l-6 12z"/>',
        box("gap", (187, 398), (130, 46), "D", math=False),
        f'<path class="back" d="M254 457H402V16H{MIDDLE}V34"/>',
        f'<path class="backhead" d="M{MIDDLE - 7} 32h14l-7 13z"/>',
        '<text class="backtext" x="388" y="300">E</text>',
    ]
    save("style-transfer-scheme", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
