"""Draw how the receptive field grows through three layers of kernel width 3, in one dimension."""

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 19px; }
.cell { fill: none; stroke: #9aa3ad; stroke-width: 1.4; }
.seen { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.mark { fill: #b03a2e; stroke: #b03a2e; stroke-width: 2; }
.cone { stroke: #1f4e8c; stroke-width: 1.6; stroke-dasharray: 5 4; }
""")
WORDS = {
    "en": ("layer 3", "layer 2", "layer 1", "input"),
    "zh": ("第 3 层", "第 2 层", "第 1 层", "输入"),
}
CELL, GAP, MIDDLE = 37, 46, 272


def draw(words: tuple[str, ...]) -> str:
    lines: list[str] = []
    for level, word in enumerate(words):
        top = 8 + level * (CELL + GAP)
        reach = level
        if level < 3:
            half = reach * CELL + CELL // 2
            wide = half + CELL
            lines.extend(
                f'<path class="cone" d="M{MIDDLE + sign * half} {top + CELL}'
                f'L{MIDDLE + sign * wide} {top + CELL + GAP}"/>'
                for sign in (-1, 1)
            )
        for place in range(-level - 1, level + 2):
            kind = (
                "mark" if level == 0 and place == 0 else "seen" if abs(place) <= reach else "cell"
            )
            x = MIDDLE + place * CELL - CELL // 2
            lines.append(f'<rect class="{kind}" x="{x}" y="{top}" width="{CELL}" height="{CELL}"/>')
        lines.append(f'<text x="6" y="{top + 26}">{word}</text>')
    return picture((446, 306), STYLE, lines)


for locale, labels in WORDS.items():
    save(f"receptive-field-growth.{locale}", draw(labels))
