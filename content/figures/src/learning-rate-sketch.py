"""Draw `learning-rate-sketch`: the error curves that a good sketch shows (schematic)."""

from __future__ import annotations

import math

from drawing import picture, save, style

NAME = "learning-rate-sketch"
WIDTH, HEIGHT = 420, 318
LEFT, RIGHT, TOP, BOTTOM = 34, 408, 34, 280
EPOCHS = 40
WORDS = {
    "en": {
        "x": "epoch",
        "y": "training error",
        "a": "far too high",
        "b": "too high",
        "c": "too low",
        "d": "about right",
    },
    "zh": {
        "x": "轮次",
        "y": "训练误差",
        "a": "严重过高",
        "b": "过高",
        "c": "过低",
        "d": "合适",
    },
}
PLACES = {"a": (3.6, 0.97), "b": (21.5, 0.545), "c": (24, 0.735), "d": (27.5, 0.155)}
STYLE = style(
    """
text { fill: #1c2430; font: 15px system-ui, sans-serif; }
.axis { stroke: #9aa3ad; stroke-width: 1.4; fill: none; }
.curve { stroke-width: 2.8; fill: none; stroke-linejoin: round; stroke-linecap: round; }
.a { stroke: #7a4fa3; } .b { stroke: #b03a2e; } .c { stroke: #1f4e8c; stroke-dasharray: 9 6; }
.d { stroke: #2e6b4f; stroke-width: 3.4; }
text.ta, text.tb, text.tc, text.td { font-weight: 600; font-size: 16px; }
.ta { fill: #7a4fa3; } .tb { fill: #b03a2e; } .tc { fill: #1f4e8c; } .td { fill: #2e6b4f; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis { stroke: #6b7480; }
  .a { stroke: #c3a3e6; } .b { stroke: #f0917f; } .c { stroke: #8fb7ee; } .d { stroke: #86c9a5; }
  .ta { fill: #c3a3e6; } .tb { fill: #f0917f; } .tc { fill: #8fb7ee; } .td { fill: #86c9a5; }
""",
)


def error(name: str, epoch: float) -> float:
    """Give the height of a curve at an epoch."""
    if name == "a":
        return 0.8 + 0.012 * math.exp(epoch / 0.9)
    if name == "b":
        swing = 0.06 * math.sin(2.4 * epoch) + 0.04 * math.sin(5.1 * epoch + 1)
        return 0.42 + 0.38 * math.exp(-epoch / 1.2) + swing * (1 - math.exp(-epoch / 1.5))
    if name == "c":
        return 0.8 - 0.0058 * epoch
    return 0.1 + 0.7 * math.exp(-epoch / 5)


def main() -> None:
    """Draw the picture, in each language if it holds words."""
    for language, words in WORDS.items():
        body = [f'<path class="axis" d="M{LEFT} {TOP - 10}V{BOTTOM}H{RIGHT}"/>']
        for name in "abcd":
            points = []
            for i in range(4 * EPOCHS + 1):
                value = error(name, i / 4)
                if value > 1.02:
                    break
                x = LEFT + (RIGHT - LEFT) * i / (4 * EPOCHS)
                points.append(f"{x:.1f} {BOTTOM - (BOTTOM - TOP) * value:.1f}")
            body.append(f'<path class="curve {name}" d="M{"L".join(points)}"/>')
            epoch, height = PLACES[name]
            x = LEFT + (RIGHT - LEFT) * epoch / EPOCHS
            y = BOTTOM - (BOTTOM - TOP) * height
            body.append(f'<text class="t{name}" x="{x:.1f}" y="{y:.1f}">{words[name]}</text>')
        body.append(f'<text x="6" y="18">{words["y"]}</text>')
        body.append(f'<text x="{RIGHT}" y="{BOTTOM + 24}" text-anchor="end">{words["x"]}</text>')
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
