"""Draw an encoder–decoder Transformer: with gaps, and complete in both languages."""

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 560
LEFT, RIGHT, BOX = 104, 316, 172
STYLE = style("""
text { fill: #1c2430; font-size: 14.5px; text-anchor: middle; }
.letter { font-size: 18px; font-weight: 600; }
.part { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.norm { fill: none; stroke: #2e6b4f; stroke-width: 1.8; }
.gap { fill: none; stroke: #b03a2e; stroke-width: 2; stroke-dasharray: 6 4; }
.block { fill: none; stroke: #9aa3ad; stroke-width: 1.6; stroke-dasharray: 3 4; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.skip { fill: none; stroke: #7a8490; stroke-width: 1.8; }
.cross { fill: none; stroke: #b03a2e; stroke-width: 2.4; }
.crosshead { fill: #b03a2e; }
""")
WORDS = {
    "en": {
        "embed": "embedding + position",
        "A": "self-attention",
        "B": "feed-forward",
        "C": "masked self-attention",
        "D": "cross-attention",
        "E": "feed-forward",
        "F": "linear + softmax",
        "norm": "add and normalise",
        "source": "source tokens",
        "target": "target, shifted right",
        "next": "next token",
    },
    "zh": {
        "embed": "嵌入 + 位置",
        "A": "自注意力",
        "B": "前馈网络",
        "C": "带掩码的自注意力",
        "D": "交叉注意力",
        "E": "前馈网络",
        "F": "线性层 + softmax",
        "norm": "相加并归一化",
        "source": "源词元",
        "target": "右移一位的目标",
        "next": "下一个词元",
    },
}
BLANK = {
    "norm": "+",
    "source": "x",
    "target": "y, →",
    "next": "p",
}
# kind, key, top, height; from below to above
ENCODER = (("embed", 470, 34), ("A", 388, 36), ("norm", 358, 24), ("B", 288, 36), ("norm", 258, 24))
DECODER = (
    ("embed", 470, 34),
    ("C", 400, 36),
    ("norm", 370, 24),
    ("D", 300, 36),
    ("norm", 270, 24),
    ("E", 200, 36),
    ("norm", 170, 24),
    ("F", 96, 36),
)


def up(x: int, start: int, end: int) -> list[str]:
    """Draw an arrow upwards."""
    return [
        f'<path class="line" d="M{x} {start}V{end + 9}"/>',
        f'<path class="head" d="M{x - 5} {end + 10}h10l-5 -10z"/>',
    ]


def stack(
    x: int, rows: tuple[tuple[str, int, int], ...], words: dict[str, str] | None, side: int
) -> list[str]:
    """Draw the boxes of one side."""
    lines = []
    for i, (key, top, height) in enumerate(rows):
        is_gap = words is None and key != "norm"
        kind = "norm" if key == "norm" else "gap" if is_gap else "part"
        text = "G" if is_gap and key == "embed" else (words or BLANK).get(key, key)
        style = ' class="letter"' if is_gap else ""
        lines += [
            (
                f'<rect class="{kind}" x="{x - BOX // 2}" y="{top}" width="{BOX}" '
                f'height="{height}" rx="5"/>'
            ),
            f'<text{style} x="{x}" y="{top + height // 2 + 6}">{text}</text>',
        ]
        if i:
            before = rows[i - 1]
            if key != "norm":
                lines += up(x, before[1], top + height)
                if key != "F":
                    turn = top + height + 18
                    edge = x + side * (BOX // 2 + 9)
                    target = rows[i + 1]
                    middle = target[1] + target[2] // 2
                    tip = x + side * (BOX // 2)
                    lines += [
                        f'<path class="skip" d="M{x} {turn}H{edge}V{middle}H{tip}"/>',
                    ]
            else:
                lines.append(f'<path class="line" d="M{x} {before[1]}V{top + height}"/>')
    return lines


def draw(words: dict[str, str] | None) -> str:
    """Draw the scheme; without words, with gaps."""
    names = words or BLANK
    body = [
        '<rect class="block" x="2" y="244" width="198" height="206" rx="8"/>',
        '<rect class="block" x="220" y="156" width="198" height="306" rx="8"/>',
        '<text x="18" y="237">N×</text>',
        '<text x="236" y="149">N×</text>',
        *stack(LEFT, ENCODER, words, -1),
        *stack(RIGHT, DECODER, words, 1),
        *up(LEFT, 528, 504),
        *up(RIGHT, 528, 504),
        *up(RIGHT, 96, 72),
        f'<text x="{LEFT}" y="546">{names["source"]}</text>',
        f'<text x="{RIGHT}" y="546">{names["target"]}</text>',
        f'<text x="{RIGHT}" y="62">{names["next"]}</text>',
        f'<path class="cross" d="M{LEFT} 258V222H210V318H{RIGHT - BOX // 2 - 11}"/>',
        f'<path class="crosshead" d="M{RIGHT - BOX // 2 - 12} 312v12l12 -6z"/>',
    ]
    return picture((WIDTH, HEIGHT - 44), STYLE, body, top=40)


save("transformer-scheme-gaps", draw(None))
for locale, words in WORDS.items():
    save(f"transformer-scheme.{locale}", draw(words))
