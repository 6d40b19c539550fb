"""Draw which entries of a feature tensor share one mean, in three panels and two languages."""

from __future__ import annotations

from drawing import picture, save, style

NAME = "norm-axes"
EXAMPLES, CHANNELS, SIDE = 3, 4, 2
CELL, GAP = 13, 5
LEFT, TOP, PANEL, WIDTH, HEIGHT = 28, 40, 136, 420, 166
WORDS = {
    "en": {"channels": "channels", "examples": "examples"},
    "zh": {"channels": "通道", "examples": "样本"},
}
STYLE = style("""
text { fill: #1c2430; font-size: 16px; text-anchor: middle; }
.name { font-weight: 600; font-size: 18px; }
.cell { fill: none; stroke: #9aa3ad; stroke-width: 1.2; }
.used { fill: #1f4e8c; stroke: #1f4e8c; stroke-width: 1.2; }
""")


def chosen(name: str, example: int, channel: int) -> bool:
    if name == "A":
        return channel == 1
    if name == "B":
        return example == 1
    return example == 1 and channel == 1


def panel(name: str, left: int) -> list[str]:
    block = SIDE * CELL + GAP
    lines = []
    for example in range(EXAMPLES):
        for channel in range(CHANNELS):
            kind = "used" if chosen(name, example, channel) else "cell"
            for place in range(SIDE * SIDE):
                row, column = divmod(place, SIDE)
                x = left + channel * block + column * CELL
                y = TOP + example * block + row * CELL
                lines.append(
                    f'<rect class="{kind}" x="{x}" y="{y}" width="{CELL - 1.5}" '
                    f'height="{CELL - 1.5}"/>'
                )
    middle = left + (CHANNELS * block - GAP) // 2
    lines.append(f'<text class="name" x="{middle}" y="{TOP + EXAMPLES * block + 26}">{name}</text>')
    return lines


def main() -> None:
    block = SIDE * CELL + GAP
    for language, words in WORDS.items():
        middle = TOP + (EXAMPLES * block - GAP) // 2
        lines = [
            f'<text transform="translate(16 {middle}) rotate(-90)">{words["examples"]}</text>',
        ]
        for index, name in enumerate("ABC"):
            left = LEFT + index * PANEL
            width = CHANNELS * block - GAP
            lines.append(f'<text x="{left + width // 2}" y="{TOP - 14}">{words["channels"]}</text>')
            lines += panel(name, left)
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, lines))


main()
