"""Draw `precision-recall-threshold`: both figures against the decision threshold.

Schematic: the logits of negatives and positives are normal, N(-2, 1.5) and N(1.5, 1.5), and one
case in five is positive. Standard library only.
"""

from __future__ import annotations

import math
from statistics import NormalDist

from drawing import picture, save, scale, style

NAME = "precision-recall-threshold"
WIDTH, HEIGHT = 420, 336
LEFT, RIGHT, TOP, BOTTOM = 46, 404, 40, 276
NEGATIVE, POSITIVE = NormalDist(-2, 1.5), NormalDist(1.5, 1.5)
SHARE = 0.2
MARKS = (0.2, 0.5, 0.8)
WORDS = {
    "en": {"x": "threshold", "precision": "precision", "recall": "recall"},
    "zh": {"x": "阈值", "precision": "精确率", "recall": "召回率"},
}
STYLE = style(
    """
text { fill: #1c2430; font: 15px system-ui, sans-serif; }
.axis { stroke: #9aa3ad; stroke-width: 1.3; fill: none; }
.grid { stroke: #9aa3ad; stroke-width: 1; stroke-opacity: .35; fill: none; }
.mark { stroke: #9aa3ad; stroke-width: 1.4; stroke-dasharray: 3 4; fill: none; }
.curve { stroke-width: 2.8; fill: none; stroke-linejoin: round; }
.p { stroke: #1f4e8c; } .r { stroke: #b03a2e; stroke-dasharray: 9 5; }
.dp { fill: #1f4e8c; } .dr { fill: #b03a2e; }
text.dp, text.dr { font-weight: 600; font-size: 16px; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis, .grid, .mark { stroke: #6b7480; }
  .p { stroke: #8fb7ee; } .r { stroke: #f0917f; }
  .dp { fill: #8fb7ee; } .dr { fill: #f0917f; }
""",
)


def rates(threshold: float) -> tuple[float, float]:
    """Give precision and recall at a threshold of the probability."""
    logit = math.log(threshold / (1 - threshold))
    hits = SHARE * (1 - POSITIVE.cdf(logit))
    false_alarms = (1 - SHARE) * (1 - NEGATIVE.cdf(logit))
    return hits / (hits + false_alarms), hits / SHARE


px = scale((0, 1), (LEFT, RIGHT))
py = scale((0, 1), (BOTTOM, TOP))


def main() -> None:
    """Draw the picture, in each language if it holds words."""
    for language, words in WORDS.items():
        body = []
        for value in ("0", "0.2", "0.4", "0.6", "0.8", "1"):
            x, y = px(float(value)), py(float(value))
            body.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
            body.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v5"/>')
            body.append(f'<text x="{x:.1f}" y="{BOTTOM + 21}" text-anchor="middle">{value}</text>')
            body.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{value}</text>')
        body.append(f'<path class="axis" d="M{LEFT} {TOP - 6}V{BOTTOM}H{RIGHT}"/>')
        for index, css in ((0, "p"), (1, "r")):
            points = [f"{px(i / 100):.1f} {py(rates(i / 100)[index]):.1f}" for i in range(1, 100)]
            body.append(f'<path class="curve {css}" d="M{"L".join(points)}"/>')
        for mark in MARKS:
            precision, recall = rates(mark)
            body.append(f'<path class="mark" d="M{px(mark):.1f} {BOTTOM}V{TOP}"/>')
            x = px(mark)
            body.append(
                f'<rect class="dp" x="{x - 4:.1f}" y="{py(precision) - 4:.1f}" '
                'width="8" height="8"/>'
            )
            body.append(f'<circle class="dr" cx="{x:.1f}" cy="{py(recall):.1f}" r="4.5"/>')
            places = [(precision, "dp"), (recall, "dr")]
            for score, css in places:
                dy = -9 if score == max(precision, recall) else 21
                dx = -46 if mark > 0.7 else 7
                body.append(
                    f'<text class="{css}" x="{x + dx:.1f}" y="{py(score) + dy:.1f}">{score:.2f}'
                    "</text>"
                )
        body.append(f'<text class="dr" x="{px(0.005):.1f}" y="{TOP - 12}">{words["recall"]}</text>')
        body.append(
            f'<text class="dp" x="{px(0.995):.1f}" y="{TOP - 12}" text-anchor="end">'
            f"{words['precision']}</text>"
        )
        body.append(
            f'<text x="{(LEFT + RIGHT) / 2:.0f}" y="{BOTTOM + 46}" text-anchor="middle">'
            f"{words['x']}</text>"
        )
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
