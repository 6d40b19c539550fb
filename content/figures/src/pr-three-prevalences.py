"""Draw one detector's precision–recall curve at three prevalences, in two languages.

The detector is binormal: scores N(0, 1) for negatives and N(D, 1) for positives, with D chosen
so that recall 0.80 goes with a false-positive rate of 0.02.
"""

from __future__ import annotations

from statistics import NormalDist

from drawing import picture, save, scale, style

NAME = "pr-three-prevalences"
WIDTH, HEIGHT = 440, 360
LEFT, RIGHT, TOP, BOTTOM = 56, 424, 36, 306
NORMAL = NormalDist()
D = NORMAL.inv_cdf(0.80) - NORMAL.inv_cdf(0.02)
CURVES = [(0.5, "a", "50 %"), (0.05, "b", "5 %"), (0.005, "c", "0.5 %")]
WORDS = {
    "en": {"recall": "recall", "precision": "precision", "share": "positives: "},
    "zh": {"recall": "召回率", "precision": "精确率", "share": "正例占比："},
}
STYLE = style(
    """
text { fill: #1c2430; font-size: 16px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.mark { stroke: #9aa3ad; stroke-width: 1.4; stroke-dasharray: 3 4; fill: none; }
.a { stroke: #2e6b4f; fill: #2e6b4f; }
.b { stroke: #1f4e8c; fill: #1f4e8c; }
.c { stroke: #b03a2e; fill: #b03a2e; }
polyline { stroke-width: 3; }
polyline.a, polyline.b, polyline.c { fill: none; }
text.a, text.b, text.c { stroke: none; font-weight: 600; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis, .mark { stroke: #6b7480; }
  .a { stroke: #86c9a5; fill: #86c9a5; }
  .b { stroke: #8fb7ee; fill: #8fb7ee; }
  .c { stroke: #f0917f; fill: #f0917f; }
""",
)


def precision(recall: float, prevalence: float) -> float:
    threshold = D - NORMAL.inv_cdf(recall)
    false_alarms = 1 - NORMAL.cdf(threshold)
    hits = recall * prevalence
    return hits / (hits + false_alarms * (1 - prevalence))


px = scale((0, 1), (LEFT, RIGHT))
py = scale((0, 1), (BOTTOM, TOP))


def main() -> None:
    for language, words in WORDS.items():
        body = [
            f'<path class="axis" d="M{LEFT} {TOP - 4}V{BOTTOM}H{RIGHT + 4}"/>',
            f'<text x="6" y="20">{words["precision"]}</text>',
            (
                f'<text x="{(LEFT + RIGHT) / 2:.0f}" y="{BOTTOM + 44}" text-anchor="middle">'
                f"{words['recall']}</text>"
            ),
        ]
        for value in ("0", "0.5", "1"):
            x, y = px(float(value)), py(float(value))
            body.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v5M{LEFT - 5} {y:.1f}h5"/>')
            body.append(f'<text x="{x:.1f}" y="{BOTTOM + 22}" text-anchor="middle">{value}</text>')
            body.append(f'<text x="{LEFT - 9}" y="{y + 5:.1f}" text-anchor="end">{value}</text>')
        x = px(0.8)
        body.append(f'<path class="mark" d="M{x:.1f} {BOTTOM}V{TOP}"/>')
        body.append(f'<text x="{x:.1f}" y="{BOTTOM + 22}" text-anchor="middle">0.8</text>')
        for prevalence, css, _ in CURVES:
            pairs = []
            for i in range(1, 400):
                recall = i / 400
                pairs.append(f"{px(recall):.1f},{py(precision(recall, prevalence)):.1f}")
            body.append(f'<polyline class="{css}" points="{" ".join(pairs)}"/>')
            body.append(
                f'<circle class="{css}" cx="{x:.1f}" cy="{py(precision(0.8, prevalence)):.1f}" '
                'r="5"/>'
            )
        places = {"a": (236, TOP - 8), "b": (290, py(0.66)), "c": (158, py(0.5))}
        for _, css, label in CURVES:
            lx, ly = places[css]
            text = f"{words['share']}{label}" if css == "a" else label
            body.append(f'<text class="{css}" x="{lx}" y="{ly:.1f}">{text}</text>')
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
