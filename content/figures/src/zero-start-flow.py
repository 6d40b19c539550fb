"""Draw a small tanh CNN with all weights zero, forwards and backwards: `zero-start-flow.*.svg`."""

from __future__ import annotations

from drawing import picture, save, style

NAME = "zero-start-flow"
LEFT, BOX_W, BOX_H, STEP = 92, 180, 46, 88
WIDTH, HEIGHT = 420, 12 + 4 * STEP + BOX_H + 8
WORDS = {
    "en": {
        "boxes": ["image", "conv 1, tanh", "conv 2, tanh", "linear", "softmax, loss"],
        "forward": ["x", "0", "0", "b = 0"],
        "dead": "gradient 0",
        "live": "bias moves",
    },
    "zh": {
        "boxes": ["图像", "卷积 1，tanh", "卷积 2，tanh", "线性层", "softmax 与损失"],
        "forward": ["x", "0", "0", "b = 0"],
        "dead": "梯度为 0",
        "live": "偏置会变",
    },
}
SIGNALS = ["0", "0", "0", "p − t"]
STYLE = style(
    """
text { fill: #1c2430; font-size: 18px; text-anchor: middle; }
.box { stroke: #1c2430; stroke-width: 1.8; fill: none; }
.up { stroke: #1f4e8c; stroke-width: 2.4; fill: none; }
.uh { fill: #1f4e8c; }
.ul { fill: #1f4e8c; font-weight: 600; text-anchor: end; }
.down { stroke: #b03a2e; stroke-width: 2.4; fill: none; stroke-dasharray: 7 5; }
.dh { fill: #b03a2e; }
.dl { fill: #b03a2e; font-weight: 600; text-anchor: start; }
.dead { fill: #b03a2e; text-anchor: start; font-size: 17px; }
.live { fill: #2e6b4f; text-anchor: start; font-size: 17px; font-weight: 600; }
""",
    night="""
  text { fill: #d9dee6; }
  .box { stroke: #d9dee6; }
  .up { stroke: #8fb7ee; }
  .uh, .ul { fill: #8fb7ee; }
  .down { stroke: #f0917f; }
  .dh, .dl, .dead { fill: #f0917f; }
  .live { fill: #86c9a5; }
""",
)


def arrow(css: str, head: str, x: float, y1: float, y2: float) -> list[str]:
    """Draw a vertical arrow."""
    sign = 1 if y2 > y1 else -1
    back = y2 - 11 * sign
    return [
        f'<path class="{css}" d="M{x} {y1}V{y2 - 10 * sign}"/>',
        f'<polygon class="{head}" points="{x},{y2} {x - 6},{back} {x + 6},{back}"/>',
    ]


def draw(language: str) -> str:
    """Draw the picture in one language."""
    words = WORDS[language]
    body = []
    for i, label in enumerate(words["boxes"]):
        y = 12 + i * STEP
        body.append(
            f'<rect class="box" x="{LEFT}" y="{y}" width="{BOX_W}" height="{BOX_H}" rx="6"/>'
        )
        body.append(f'<text x="{LEFT + BOX_W / 2:.0f}" y="{y + 29}">{label}</text>')
        if i in (1, 2, 3):
            live = i == 3
            css = "live" if live else "dead"
            word = words["live"] if live else words["dead"]
            body.append(f'<text class="{css}" x="{LEFT + BOX_W + 12}" y="{y + 29}">{word}</text>')
        if i < 4:
            y1, y2 = y + BOX_H + 2, y + STEP - 2
            middle = (y1 + y2) / 2 + 6
            body += arrow("up", "uh", LEFT + 60, y1, y2)
            body += arrow("down", "dh", LEFT + 120, y2, y1)
            body.append(
                f'<text class="ul" x="{LEFT + 48}" y="{middle}">{words["forward"][i]}</text>'
            )
            body.append(f'<text class="dl" x="{LEFT + 132}" y="{middle}">{SIGNALS[i]}</text>')
    return picture((WIDTH, HEIGHT), STYLE, body)


def main() -> None:
    """Write both pictures."""
    for language in WORDS:
        save(f"{NAME}.{language}", draw(language))


if __name__ == "__main__":
    main()
