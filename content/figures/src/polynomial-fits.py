"""Draw `polynomial-three-fits` and `penalty-validation-curve`.

Invented data: a sine wave with noise on [0, 1], 12 training and 200 validation points. The
first picture shows polynomials of degree 1, 3 and 9 fitted by least squares; the second the
errors of a polynomial of degree 9 with a squared L2 penalty of varying strength. Polynomials are
written in Legendre form for stable arithmetic in the first picture, and in powers of 2x - 1 for
the penalty. Standard library only; every run writes the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from chance import gauss, uniform
from drawing import picture, save, style

DEGREES = {"A": 9, "B": 1, "C": 3}
WORDS = {
    "en": {"x": "hyperparameter (log scale)", "y": "error", "t": "training", "v": "validation"},
    "zh": {"x": "超参数（对数刻度）", "y": "误差", "t": "训练", "v": "验证"},
}
STYLE = style(
    """
text { font: 16px system-ui, sans-serif; fill: #1c2430 }
.axis { stroke: #9aa3ad; stroke-width: 1.5; fill: none }
.point { fill: #1c2430 }
.curve { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round }
.a { stroke: #b03a2e } .b { stroke: #1f4e8c; stroke-dasharray: 9 6 } .c { stroke: #2e6b4f }
.name { font-weight: 700; font-size: 19px }
.ta { fill: #b03a2e } .tb { fill: #1f4e8c } .tc { fill: #2e6b4f }
""",
    night="""
text { fill: #d9dee6 }
.axis { stroke: #6b7480 }
.point { fill: #d9dee6 }
.a { stroke: #f0917f } .b { stroke: #8fb7ee } .c { stroke: #86c9a5 }
.ta { fill: #f0917f } .tb { fill: #8fb7ee } .tc { fill: #86c9a5 }
""",
)


def make_data(count: int, seed: int) -> list[tuple[float, float]]:
    """Make noisy points of a sine wave, evenly spread."""
    source = uniform(seed)

    places = [(i + 0.5) / count for i in range(count)]
    return [(x, math.sin(2 * math.pi * x) + 0.25 * gauss(source)) for x in places]


def legendre(x: float, degree: int) -> list[float]:
    """Give the Legendre polynomials at 2x - 1."""
    u = 2 * x - 1
    values = [1.0, u]
    for n in range(1, degree):
        values.append(((2 * n + 1) * u * values[n] - n * values[n - 1]) / (n + 1))
    return values[: degree + 1]


def powers(x: float, degree: int) -> list[float]:
    """Give the powers of 2x - 1."""
    return [(2 * x - 1) ** n for n in range(degree + 1)]


def solve(a: list[list[float]], b: list[float]) -> list[float]:
    """Solve a linear system by elimination with pivots."""
    size = len(b)
    rows = [[*row, value] for row, value in zip(a, b, strict=True)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [p - factor * q for p, q in zip(rows[k], rows[i], strict=True)]
    out = [0.0] * size
    for i in reversed(range(size)):
        known = sum(rows[i][k] * out[k] for k in range(i + 1, size))
        out[i] = (rows[i][size] - known) / rows[i][i]
    return out


def fit(
    points: list[tuple[float, float]],
    degree: int,
    basis: Callable[[float, int], list[float]],
    penalty: float = 0.0,
) -> Callable[[float], float]:
    """Fit by least squares; the penalty spares the constant."""
    design = [basis(x, degree) for x, _ in points]
    size = degree + 1
    a = [
        [
            sum(row[i] * row[k] for row in design) / len(points)
            + (penalty if i == k and i > 0 else 0.0)
            for k in range(size)
        ]
        for i in range(size)
    ]
    b = [
        sum(row[i] * y for row, (_, y) in zip(design, points, strict=True)) / len(points)
        for i in range(size)
    ]
    w = solve(a, b)
    return lambda x: sum(p * q for p, q in zip(w, basis(x, degree), strict=True))


def mse(model: Callable[[float], float], points: list[tuple[float, float]]) -> float:
    """Give the mean squared error."""
    return sum((model(x) - y) ** 2 for x, y in points) / len(points)


TRAINING = make_data(12, 24)
VALIDATION = make_data(200, 5)


def draw_fits() -> str:
    """Draw points and three polynomials."""
    left, right, top, bottom, low, high = 30.0, 464.0, 12.0, 292.0, -1.9, 1.9

    def to_x(x: float) -> float:
        return left + (right - left) * x

    def to_y(y: float) -> float:
        return bottom - (bottom - top) * (min(max(y, low), high) - low) / (high - low)

    out = [
        f'<path class="axis" d="M{left:.1f} {top:.1f}V{bottom:.1f}H{right:.1f}"/>',
    ]
    for name, degree in DEGREES.items():
        model = fit(TRAINING, degree, legendre)
        xs = [i / 200 for i in range(201)]
        inside = [x for x in xs if TRAINING[0][0] - 0.02 <= x <= TRAINING[-1][0] + 0.02]
        places = [f"{to_x(x):.1f} {to_y(model(x)):.1f}" for x in inside]
        out.append(f'<path class="curve {name.lower()}" d="M{"L".join(places)}"/>')
    out.extend(
        f'<circle class="point" cx="{to_x(x):.1f}" cy="{to_y(y):.1f}" r="4.5"/>'
        for x, y in TRAINING
    )
    for name, (x, y) in {"A": NAME_A, "B": NAME_B, "C": NAME_C}.items():
        place = f'x="{to_x(x):.1f}" y="{to_y(y):.1f}"'
        out.append(f'<text class="name t{name.lower()}" {place}>{name}</text>')
    out.append(f'<text x="{right:.1f}" y="315" text-anchor="end" font-style="italic">x</text>')
    out.append('<text x="10" y="26" font-style="italic">y</text>')
    return picture((480, 325), STYLE, out)


NAME_A, NAME_B, NAME_C = (0.055, 1.2), (0.65, 0.02), (0.42, 0.75)


def curve_errors() -> list[tuple[float, float, float]]:
    """Give exponent, training error and validation error for each penalty."""
    out = []
    for step in range(61):
        exponent = -8 + step / 6
        model = fit(TRAINING, 9, powers, 10**exponent)
        out.append((exponent, mse(model, TRAINING), mse(model, VALIDATION)))
    return out


def draw_curve(words: dict[str, str]) -> str:
    """Draw the validation curve."""
    left, right, top, bottom, high = 30.0, 464.0, 34.0, 268.0, 0.6

    def to_x(exponent: float) -> float:
        return left + (right - left) * (exponent + 8) / 10

    def to_y(y: float) -> float:
        return bottom - (bottom - top) * min(y, high) / high

    errors = curve_errors()
    out = [
        f'<path class="axis" d="M{left:.1f} {top:.1f}V{bottom:.1f}H{right:.1f}"/>',
    ]
    for index, kind in ((1, "b"), (2, "a")):
        places = [f"{to_x(row[0]):.1f} {to_y(row[index]):.1f}" for row in errors]
        out.append(f'<path class="curve {kind}" d="M{"L".join(places)}"/>')
    out.append(f'<text class="tb" x="{to_x(0.1):.1f}" y="{to_y(0.28):.1f}">{words["t"]}</text>')
    out.append(f'<text class="ta" x="{to_x(-6.6):.1f}" y="{to_y(0.27):.1f}">{words["v"]}</text>')
    out.append(f'<text x="4" y="20">{words["y"]}</text>')
    out.append(f'<text x="{right:.1f}" y="294" text-anchor="end">{words["x"]}</text>')
    return picture((480, 305), STYLE, out)


if __name__ == "__main__":
    save("polynomial-three-fits", draw_fits())
    for language, words in WORDS.items():
        save(f"penalty-validation-curve.{language}", draw_curve(words))
