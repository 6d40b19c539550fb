"""Draw two matrices of causal attention weights, computed from scores."""

from math import exp

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.grid { fill: none; stroke: #9aa3ad; stroke-width: 1.2; }
.weight { fill: #1f4e8c; }
.axis { fill: #1f4e8c; }
""")
WORDS = {"en": ("keys", "queries"), "zh": ("键", "查询")}
LEFT, TOP, EDGE = 78, 70, 10


def causal_softmax(scores: list[list[float]]) -> list[list[float]]:
    rows = []
    for i, row in enumerate(scores):
        powers = [exp(score) if j <= i else 0.0 for j, score in enumerate(row)]
        rows.append([power / sum(powers) for power in powers])
    return rows


def draw(weights: list[list[float]], digits: int, cell: int, words: tuple[str, str]) -> str:
    count = len(weights)
    side = count * cell
    lines = [
        f'<text class="axis" x="{LEFT + side // 2}" y="24">{words[0]}</text>',
        (
            '<text class="axis" transform="translate(24,'
            f'{TOP + side // 2}) rotate(-90)">{words[1]}</text>'
        ),
    ]
    for i in range(count):
        middle = i * cell + cell // 2
        sign = "₁₂₃₄"[i]
        lines += [
            f'<text x="{LEFT + middle}" y="56">k{sign}</text>',
            f'<text x="56" y="{TOP + middle + 7}">q{sign}</text>',
        ]
    for i, row in enumerate(weights):
        for j, weight in enumerate(row):
            x, y = LEFT + j * cell, TOP + i * cell
            if weight:
                lines.append(
                    f'<rect class="weight" fill-opacity="{0.05 + 0.4 * weight:.3f}" '
                    f'x="{x}" y="{y}" width="{cell}" height="{cell}"/>'
                )
            text = f"{weight:.{digits}f}" if weight else "0"
            lines += [
                f'<rect class="grid" x="{x}" y="{y}" width="{cell}" height="{cell}"/>',
                f'<text x="{x + cell // 2}" y="{y + cell // 2 + 7}">{text}</text>',
            ]
    return picture((LEFT + side + EDGE, TOP + side + EDGE), STYLE, lines)


three = causal_softmax([[0, 0, 0], [0, 1, 2], [2, 1, 0]])
four = causal_softmax([[1, 2, 0, 1], [0, 1, 3, 0], [1, 0, 1, 2], [0, 1, 0, 2]])
for locale, words in WORDS.items():
    save(f"attention-weights.{locale}", draw(three, 3, 108, words))
    save(f"causal-map.{locale}", draw(four, 2, 84, words))
