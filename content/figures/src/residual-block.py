"""Draw a residual block: once with letters to be filled in, and complete in both languages."""

from drawing import picture, save, style

MIDDLE, WIDTH, HEIGHT = 190, 170, 46
TOPS = {"A": 66, "B": 146, "C": 226, "D": 372}
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.math { font-style: italic; }
.layer { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.act { fill: none; stroke: #2e6b4f; stroke-width: 2; }
.gap { fill: none; stroke: #9aa3ad; stroke-width: 2; stroke-dasharray: 6 4; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.skip { fill: none; stroke: #b03a2e; stroke-width: 2.6; }
.skiphead { fill: #b03a2e; }
.skiptext { fill: #b03a2e; }
.brace { fill: none; stroke: #9aa3ad; stroke-width: 2; }
""")
LABELS = {
    "en": {"A": "convolution", "B": "ReLU", "C": "convolution", "D": "ReLU", "skip": "identity"},
    "zh": {"A": "卷积", "B": "ReLU", "C": "卷积", "D": "ReLU", "skip": "恒等映射"},
}


def arrow(start: int, end: int) -> list[str]:
    return [
        f'<path class="line" d="M{MIDDLE} {start}V{end - 11}"/>',
        f'<path class="head" d="M{MIDDLE - 6} {end - 12}h12l-6 12z"/>',
    ]


def draw(labels: dict[str, str] | None) -> str:
    lines: list[str] = []
    lines.append(f'<text class="math" x="{MIDDLE}" y="22">x</text>')
    plus = 318
    stops = [
        (30, TOPS["A"]),
        (TOPS["A"] + HEIGHT, TOPS["B"]),
        (TOPS["B"] + HEIGHT, TOPS["C"]),
        (TOPS["C"] + HEIGHT, plus - 19),
        (plus + 19, TOPS["D"]),
        (TOPS["D"] + HEIGHT, 456),
    ]
    for start, end in stops:
        lines += arrow(start, end)
    for name, top in TOPS.items():
        kind = "gap" if labels is None else "layer" if name in "AC" else "act"
        text = name if labels is None else labels[name]
        lines += [
            (
                f'<rect class="{kind}" x="{MIDDLE - WIDTH // 2}" y="{top}" '
                f'width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
            ),
            f'<text x="{MIDDLE}" y="{top + 30}">{text}</text>',
        ]
    lines += [
        f'<circle class="line" cx="{MIDDLE}" cy="{plus}" r="18"/>',
        f'<path class="line" d="M{MIDDLE - 10} {plus}h20M{MIDDLE} {plus - 10}v20"/>',
        f'<path class="skip" d="M{MIDDLE} 42H322V{plus}H{MIDDLE + 31}"/>',
        f'<path class="skiphead" d="M{MIDDLE + 32} {plus - 7}v14l-13 -7z"/>',
        f'<text class="math" x="{MIDDLE}" y="478">y</text>',
    ]
    if labels:
        lines += [
            f'<text class="skiptext" x="382" y="186">{labels["skip"]}</text>',
            '<path class="brace" d="M88 66q-14 0 -14 14v76q0 13 -12 13q12 0 12 13v76q0 14 14 14"/>',
            (
                '<text x="32" y="175"><tspan class="math">F</tspan>(<tspan class="math">x</tspan>)'
                "</text>"
            ),
        ]
    return picture((440, 490), STYLE, lines)


save("residual-block-gaps", draw(None))
for locale, words in LABELS.items():
    save(f"residual-block.{locale}", draw(words))
