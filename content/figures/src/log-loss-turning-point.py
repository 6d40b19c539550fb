"""Draw log loss and accuracy over epochs: `log-loss-turning-point.en.svg` and `.zh.svg`.

The curves are formulas, not measurements; the question says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing import picture, save, scale, style

NAME = "log-loss-turning-point"
WIDTH, HEIGHT = 440, 500
LEFT, RIGHT = 52, 428
EPOCHS = 60
MARK = 7 * math.log(1.1 / 7 / 0.006)  # minimum of the validation loss
WORDS = {
    "en": {
        "loss": "log loss",
        "accuracy": "accuracy",
        "train": "training",
        "val": "validation",
        "epoch": "epoch",
    },
    "zh": {
        "loss": "对数损失",
        "accuracy": "准确率",
        "train": "训练集",
        "val": "验证集",
        "epoch": "轮次",
    },
}
STYLE = style("""
text { fill: #1c2430; font-size: 16px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.train { stroke: #1f4e8c; stroke-width: 3; fill: none; }
.val { stroke: #b03a2e; stroke-width: 3; fill: none; stroke-dasharray: 9 4; }
.mark { stroke: #2e6b4f; stroke-width: 2; stroke-dasharray: 3 5; fill: none; }
.tl { fill: #1f4e8c; font-weight: 600; }
.vl { fill: #b03a2e; font-weight: 600; }
.ml { fill: #2e6b4f; font-weight: 600; }
""")


def train_loss(t: float) -> float:
    return 0.04 + 1.3 * math.exp(-t / 12)


def val_loss(t: float) -> float:
    return 0.25 + 1.1 * math.exp(-t / 7) + 0.006 * t


def val_accuracy(t: float) -> float:
    return 0.85 - 0.35 * math.exp(-t / 10)


px = scale((0, EPOCHS), (LEFT, RIGHT))


def line(curve: Callable[[float], float], py: Callable[[float], float]) -> str:
    return " ".join(f"{px(t / 2):.1f},{py(curve(t / 2)):.1f}" for t in range(2 * EPOCHS + 1))


def frame(
    top: float, height: float, ticks: tuple[float, ...], py: Callable[[float], float], title: str
) -> list[str]:
    bottom = top + height
    out = [
        f'<text x="8" y="{top - 14}">{title}</text>',
        f'<path class="axis" d="M{LEFT} {top - 4}V{bottom}H{RIGHT}"/>',
    ]
    for value in ticks:
        out.append(f'<path class="axis" d="M{LEFT - 4} {py(value):.1f}h4"/>')
        out.append(f'<text x="{LEFT - 8}" y="{py(value) + 5:.1f}" text-anchor="end">{value}</text>')
    for t in (0, 20, 40, 60):
        out.append(f'<path class="axis" d="M{px(t):.1f} {bottom}v4"/>')
        out.append(f'<text x="{px(t):.1f}" y="{bottom + 20}" text-anchor="middle">{t}</text>')
    return out


def main() -> None:
    for language, words in WORDS.items():
        upper = scale((0.0, 1.5), (250, 40))
        lower = scale((0.4, 0.9), (452, 322))
        body = frame(40, 210, (0.0, 0.5, 1.0, 1.5), upper, words["loss"])
        body += frame(322, 130, (0.5, 0.7, 0.9), lower, words["accuracy"])
        body.append(f'<path class="mark" d="M{px(MARK):.1f} 40V452"/>')
        body.append(f'<text class="ml" x="{px(MARK) + 6:.1f}" y="54">P</text>')
        body.append(f'<polyline class="train" points="{line(train_loss, upper)}"/>')
        body.append(f'<polyline class="val" points="{line(val_loss, upper)}"/>')
        body.append(f'<polyline class="val" points="{line(val_accuracy, lower)}"/>')
        for css, key, y in (
            ("tl", "train", upper(0.17)),
            ("vl", "val", upper(0.68)),
            ("vl", "val", lower(0.76)),
        ):
            body.append(
                f'<text class="{css}" x="{RIGHT - 4}" y="{y:.1f}" text-anchor="end">'
                f"{words[key]}</text>"
            )
        body.append(f'<text x="{RIGHT}" y="{HEIGHT - 6}" text-anchor="end">{words["epoch"]}</text>')
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
