"""Draw `updates-against-batch`: updates until a loss target, for six batch sizes and two rates.

The counts are those that the listing of the question `epochs-or-iterations-dispute` prints
(medians of five runs); None stands for a run that did not reach the target within 4,096 updates.
Standard library only.
"""

from __future__ import annotations

import math

from drawing import picture, save, style

NAME = "updates-against-batch"
WIDTH, HEIGHT = 420, 330
LEFT, RIGHT, TOP, BOTTOM = 52, 396, 40, 268
BATCHES = (1, 4, 16, 64, 256, 1024)
COUNTS = {"a": (278, 240, 210, 204, 203, 203), "b": (None, 150, 29, 23, 21, 20)}
LOW, HIGH = 10.0, 400.0
WORDS = {
    "en": {
        "x": "batch size",
        "y": "updates until the target",
        "rate": "rate",
        "none": "not reached",
    },
    "zh": {"x": "批量大小", "y": "达到目标的更新次数", "rate": "学习率", "none": "未达到"},
}
STYLE = style(
    """
text { fill: #1c2430; font: 15px system-ui, sans-serif; }
.axis { stroke: #9aa3ad; stroke-width: 1.3; fill: none; }
.grid { stroke: #9aa3ad; stroke-width: 1; stroke-opacity: .35; fill: none; }
.curve { stroke-width: 2.6; fill: none; stroke-linejoin: round; }
.a { stroke: #1f4e8c; } .b { stroke: #b03a2e; stroke-dasharray: 9 5; }
.da { fill: #1f4e8c; } .db { fill: #b03a2e; }
text.da, text.db { font-weight: 600; font-size: 16px; }
.cross { stroke: #b03a2e; stroke-width: 2.6; fill: none; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis, .grid { stroke: #6b7480; }
  .a { stroke: #8fb7ee; } .b, .cross { stroke: #f0917f; }
  .da { fill: #8fb7ee; } .db { fill: #f0917f; }
""",
)


def px(batch: float) -> float:
    """Give the horizontal place of a value."""
    return LEFT + 14 + (RIGHT - LEFT - 28) * math.log(batch, 1024)


def py(count: float) -> float:
    """Give the vertical place of a value."""
    return BOTTOM - (BOTTOM - TOP) * math.log(count / LOW) / math.log(HIGH / LOW)


def main() -> None:
    """Draw the picture, in each language if it holds words."""
    for language, words in WORDS.items():
        body = [f'<text x="6" y="20">{words["y"]}</text>']
        for count in (10, 30, 100, 300):
            y = py(count)
            body.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
            body.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{count}</text>')
        for batch in BATCHES:
            x = px(batch)
            body.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v5"/>')
            body.append(f'<text x="{x:.1f}" y="{BOTTOM + 21}" text-anchor="middle">{batch}</text>')
        body.append(f'<path class="axis" d="M{LEFT} {TOP - 6}V{BOTTOM}H{RIGHT}"/>')
        for name, counts in COUNTS.items():
            known = [(px(b), py(c)) for b, c in zip(BATCHES, counts, strict=True) if c]
            points = "L".join(f"{x:.1f} {y:.1f}" for x, y in known)
            body.append(f'<path class="curve {name}" d="M{points}"/>')
            for x, y in known:
                body.append(f'<circle class="d{name}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>')
        x, y = px(1), TOP + 2
        body.append(f'<path class="cross" d="M{x - 5:.1f} {y - 5}l10 10m-10 0l10 -10"/>')
        body.append(f'<text class="db" x="{x + 12:.1f}" y="{y + 5}">{words["none"]}</text>')
        body.append(
            f'<text class="da" x="{px(90):.1f}" y="{py(235):.1f}">{words["rate"]} 0.1</text>'
        )
        body.append(f'<text class="db" x="{px(90):.1f}" y="{py(27):.1f}">{words["rate"]} 1</text>')
        body.append(f'<text x="{RIGHT}" y="{BOTTOM + 46}" text-anchor="end">{words["x"]}</text>')
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
