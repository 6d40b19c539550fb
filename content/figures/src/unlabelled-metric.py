"""Draw `unlabelled-metric`: two curves of a training run whose vertical axis has no name.

Schematic: both curves start at 0.125, one in eight. Standard library only.
"""

from __future__ import annotations

import math

from drawing import picture, save, style

NAME = "unlabelled-metric"
WIDTH, HEIGHT = 420, 300
LEFT, RIGHT, TOP, BOTTOM = 50, 406, 22, 250
EPOCHS = 40
WORDS = {
    "en": {"x": "epoch", "train": "training set", "val": "validation set"},
    "zh": {"x": "轮次", "train": "训练集", "val": "验证集"},
}
STYLE = style(
    """
text { fill: #1c2430; font: 15px system-ui, sans-serif; }
.axis { stroke: #9aa3ad; stroke-width: 1.3; fill: none; }
.grid { stroke: #9aa3ad; stroke-width: 1; stroke-opacity: .35; fill: none; }
.curve { stroke-width: 2.8; fill: none; stroke-linejoin: round; }
.train { stroke: #1f4e8c; stroke-dasharray: 9 5; } .val { stroke: #b03a2e; }
text.tt, text.tv { font-weight: 600; font-size: 16px; }
.tt { fill: #1f4e8c; } .tv { fill: #b03a2e; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis, .grid { stroke: #6b7480; }
  .train { stroke: #8fb7ee; } .val { stroke: #f0917f; }
  .tt { fill: #8fb7ee; } .tv { fill: #f0917f; }
""",
)


def value(name: str, epoch: float) -> float:
    """Give the height of a curve at an epoch."""
    if name == "train":
        return 0.98 - 0.855 * math.exp(-epoch / 8)
    return 0.8 - 0.675 * math.exp(-epoch / 6)


def main() -> None:
    """Draw the picture, in each language if it holds words."""
    for language, words in WORDS.items():
        body = []
        for label in ("0", "0.25", "0.5", "0.75", "1"):
            y = BOTTOM - (BOTTOM - TOP) * float(label)
            body.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
            body.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{label}</text>')
        for epoch in (0, 10, 20, 30, 40):
            x = LEFT + (RIGHT - LEFT) * epoch / EPOCHS
            body.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v5"/>')
            body.append(f'<text x="{x:.1f}" y="{BOTTOM + 21}" text-anchor="middle">{epoch}</text>')
        body.append(f'<path class="axis" d="M{LEFT} {TOP - 8}V{BOTTOM}H{RIGHT}"/>')
        for name in ("train", "val"):
            points = []
            for i in range(2 * EPOCHS + 1):
                x = LEFT + (RIGHT - LEFT) * i / (2 * EPOCHS)
                points.append(f"{x:.1f} {BOTTOM - (BOTTOM - TOP) * value(name, i / 2):.1f}")
            body.append(f'<path class="curve {name}" d="M{"L".join(points)}"/>')
        x = LEFT + (RIGHT - LEFT) * 0.98
        body.append(
            f'<text class="tt" x="{x:.1f}" y="54" text-anchor="end">{words["train"]}</text>'
        )
        body.append(f'<text class="tv" x="{x:.1f}" y="92" text-anchor="end">{words["val"]}</text>')
        body.append(f'<text x="{RIGHT}" y="{BOTTOM + 44}" text-anchor="end">{words["x"]}</text>')
        body.append(f'<text class="tv" x="{LEFT + 8}" y="{TOP + 2}">?</text>')
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
