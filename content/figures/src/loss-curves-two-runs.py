"""Draw loss curves of two runs: `loss-curves-two-runs.en.svg` and `.zh.svg`.

The curves are formulas, not measurements; the question says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing import picture, save, scale, style

NAME = "loss-curves-two-runs"
WIDTH, HEIGHT = 440, 534
LEFT, RIGHT = 52, 428
PANEL_H = 200
TOPS = (40, 304)
EPOCHS, LOSS_MAX = 60, 1.5
EARLIER = 0.40
WORDS = {
    "en": {
        "A": "Run A",
        "B": "Run B",
        "train": "training",
        "val": "validation",
        "earlier": "earlier model, validation",
        "epoch": "epoch",
        "loss": "loss",
    },
    "zh": {
        "A": "实验 A",
        "B": "实验 B",
        "train": "训练损失",
        "val": "验证损失",
        "earlier": "旧模型的验证损失",
        "epoch": "轮次",
        "loss": "损失",
    },
}
STYLE = style("""
text { fill: #1c2430; font-size: 16px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.train { stroke: #1f4e8c; stroke-width: 3; fill: none; }
.val { stroke: #b03a2e; stroke-width: 3; fill: none; }
.ref { stroke: #2e6b4f; stroke-width: 2; stroke-dasharray: 7 5; fill: none; }
.tl { fill: #1f4e8c; font-weight: 600; }
.vl { fill: #b03a2e; font-weight: 600; }
.rl { fill: #2e6b4f; }
""")

CURVES = {
    "A": (
        lambda t: 0.05 + 1.35 * math.exp(-t / 9),
        lambda t: 0.38 + 1.02 * math.exp(-t / 6) + 0.008 * t,
    ),
    "B": (
        lambda t: 0.92 + 0.48 * math.exp(-t / 8),
        lambda t: 0.97 + 0.43 * math.exp(-t / 8),
    ),
}


px = scale((0, EPOCHS), (LEFT, RIGHT))


def py(top: float, loss: float) -> float:
    return top + (1 - loss / LOSS_MAX) * PANEL_H


def line(top: float, curve: Callable[[float], float]) -> str:
    return " ".join(f"{px(t / 2):.1f},{py(top, curve(t / 2)):.1f}" for t in range(2 * EPOCHS + 1))


def panel(run: str, top: float, words: dict[str, str]) -> list[str]:
    train, val = CURVES[run]
    out = [
        f'<text x="{LEFT + 120}" y="{top - 10}" font-weight="600">{words[run]}</text>',
        f'<text x="{LEFT - 44}" y="{top - 14}">{words["loss"]}</text>',
        f'<path class="axis" d="M{LEFT} {top - 4}V{top + PANEL_H}H{RIGHT}"/>',
    ]
    for loss in (0.5, 1.0, 1.5):
        y = py(top, loss)
        out.append(f'<path class="axis" d="M{LEFT - 4} {y:.1f}h4"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{loss}</text>')
    for t in (0, 20, 40, 60):
        out.append(f'<path class="axis" d="M{px(t):.1f} {top + PANEL_H}v4"/>')
        out.append(
            f'<text x="{px(t):.1f}" y="{top + PANEL_H + 21}" text-anchor="middle">{t}</text>'
        )
    out.append(
        f'<text x="{px(50):.1f}" y="{top + PANEL_H + 21}" text-anchor="middle">'
        f"{words['epoch']}</text>"
    )
    y = py(top, EARLIER)
    out.append(f'<path class="ref" d="M{LEFT} {y:.1f}H{RIGHT}"/>')
    out.append(f'<polyline class="train" points="{line(top, train)}"/>')
    out.append(f'<polyline class="val" points="{line(top, val)}"/>')
    if run == "A":
        labels = [("tl", "train", 0.12), ("vl", "val", 0.93), ("rl", "earlier", 0.44)]
    else:
        labels = [("tl", "train", 0.78), ("vl", "val", 1.08), ("rl", "earlier", 0.44)]
    for css, key, loss in labels:
        out.append(
            f'<text class="{css}" x="{RIGHT - 4}" y="{py(top, loss):.1f}" '
            f'text-anchor="end">{words[key]}</text>'
        )
    return out


def main() -> None:
    for language, words in WORDS.items():
        body = []
        for run, top in zip("AB", TOPS, strict=True):
            body += panel(run, top, words)
        save(f"{NAME}.{language}", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
