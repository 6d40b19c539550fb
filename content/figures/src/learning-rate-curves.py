"""Draw `learning-rate-curves`: training loss for three learning rates.

Logistic regression on 40 invented points (two features), mini-batches of 10, 40 epochs,
the same start and the same order of batches for all three rates. Standard library only; the
random numbers come from a linear congruential generator, so every run writes the same bytes.
"""

from __future__ import annotations

import math

from chance import gauss, shuffle, uniform
from drawing import picture, save, style

POINTS = 40
BATCH = 10
EPOCHS = 40
RATES = {"A": 6.0, "B": 0.003, "C": 0.3}
WORDS = {
    "en": {"x": "epoch", "y": "training loss"},
    "zh": {"x": "轮次", "y": "训练损失"},
}
LEFT, RIGHT, TOP, BOTTOM = 46.0, 464.0, 34.0, 258.0
LOSS_MAX = 3.0


def make_data() -> tuple[list[tuple[float, float]], list[int]]:
    """Make two noisy classes that overlap."""
    source = uniform(11)

    points, labels = [], []
    for _ in range(POINTS):
        point = (gauss(source), 2 * gauss(source))
        points.append(point)
        labels.append(int(1.5 * point[0] - point[1] + 1.3 * gauss(source) > 0))
    return points, labels


def train(rate: float) -> list[float]:
    """Give the training loss before the first and after each epoch."""
    points, labels = make_data()
    source = uniform(3)
    w = [-1.5, 1.0, 1.0]

    def logit(point: tuple[float, float]) -> float:
        return w[0] * point[0] + w[1] * point[1] + w[2]

    def loss() -> float:
        total = 0.0
        for point, label in zip(points, labels, strict=True):
            a = logit(point)
            total += max(a, 0) + math.log1p(math.exp(-abs(a))) - label * a
        return total / POINTS

    losses = [loss()]
    for _ in range(EPOCHS):
        order = shuffle(POINTS, source)
        for start in range(0, POINTS, BATCH):
            gradient = [0.0, 0.0, 0.0]
            for k in order[start : start + BATCH]:
                error = 1 / (1 + math.exp(-logit(points[k]))) - labels[k]
                gradient[0] += error * points[k][0] / BATCH
                gradient[1] += error * points[k][1] / BATCH
                gradient[2] += error / BATCH
            w = [a - rate * g for a, g in zip(w, gradient, strict=True)]
        losses.append(loss())
    return losses


def to_x(epoch: float) -> float:
    """Give the horizontal place of an epoch."""
    return LEFT + (RIGHT - LEFT) * epoch / EPOCHS


def to_y(loss: float) -> float:
    """Give the vertical place of a loss."""
    return BOTTOM - (BOTTOM - TOP) * loss / LOSS_MAX


STYLE = style(
    """
text { font: 16px system-ui, sans-serif; fill: #1c2430 }
.axis { stroke: #9aa3ad; stroke-width: 1.5; fill: none }
.grid { stroke: #9aa3ad; stroke-width: 1; stroke-opacity: .35; fill: none }
.curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }
.a { stroke: #b03a2e } .b { stroke: #1f4e8c; stroke-dasharray: 9 6 } .c { stroke: #2e6b4f }
.name { font-weight: 700; font-size: 19px }
.ta { fill: #b03a2e } .tb { fill: #1f4e8c } .tc { fill: #2e6b4f }
.dot { fill: #2e6b4f }
""",
    night="""
text { fill: #d9dee6 }
.axis, .grid { stroke: #6b7480 }
.a { stroke: #f0917f } .b { stroke: #8fb7ee } .c { stroke: #86c9a5 }
.ta { fill: #f0917f } .tb { fill: #8fb7ee } .tc { fill: #86c9a5 }
.dot { fill: #86c9a5 }
""",
)


def draw(words: dict[str, str]) -> str:
    """Draw the picture with the words of one language."""
    out: list[str] = []
    for value in (1, 2, 3):
        y = to_y(value)
        out.append(f'<path class="grid" d="M{LEFT:.1f} {y:.1f}H{RIGHT:.1f}"/>')
    out.extend(
        f'<text x="38" y="{to_y(value) + 5.5:.1f}" text-anchor="end">{value}</text>'
        for value in (0, 1, 2, 3)
    )
    for value in (0, 10, 20, 30, 40):
        x = to_x(value)
        out.append(f'<path class="axis" d="M{x:.1f} {BOTTOM:.1f}v5"/>')
        out.append(f'<text x="{x:.1f}" y="279" text-anchor="middle">{value}</text>')
    out.append(f'<path class="axis" d="M{LEFT:.1f} {TOP:.1f}V{BOTTOM:.1f}H{RIGHT:.1f}"/>')
    for name, rate in RATES.items():
        places = [f"{to_x(epoch):.1f} {to_y(loss):.1f}" for epoch, loss in enumerate(train(rate))]
        out.append(f'<path class="curve {name.lower()}" d="M{"L".join(places)}"/>')
        if name == "C":
            out.extend(
                f'<circle class="dot" cx="{place.split()[0]}" cy="{place.split()[1]}" r="3.5"/>'
                for place in places[::4]
            )
    out.append(f'<text class="name ta" x="{to_x(27.3):.1f}" y="{to_y(1.62):.1f}">A</text>')
    out.append(f'<text class="name tb" x="{to_x(20):.1f}" y="{to_y(2.2):.1f}">B</text>')
    out.append(f'<text class="name tc" x="{to_x(37.8):.1f}" y="{to_y(0.1):.1f}">C</text>')
    out.append(f'<text x="4" y="18">{words["y"]}</text>')
    out.append(f'<text x="{RIGHT:.1f}" y="302" text-anchor="end">{words["x"]}</text>')
    return picture((480, 310), STYLE, out)


if __name__ == "__main__":
    for language, words in WORDS.items():
        save(f"learning-rate-curves.{language}", draw(words))
