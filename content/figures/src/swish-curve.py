"""Draw Swish beside ReLU, with its lowest point: `swish-curve.svg`."""

from __future__ import annotations

import math

from drawing import picture, save, scale, style

NAME = "swish-curve"
WIDTH, HEIGHT = 420, 300
LEFT, RIGHT, TOP, BOTTOM = 20, 396, 14, 286
X_MIN, X_MAX = -5.0, 3.0
Y_MIN, Y_MAX = -0.9, 3.1
LOWEST = (-1.2785, -0.2785)
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.axis { stroke: #9aa3ad; stroke-width: 1.3; fill: none; }
.f { stroke: #1f4e8c; stroke-width: 3.2; fill: none; stroke-linejoin: round; }
.r { stroke: #b03a2e; stroke-width: 2.4; stroke-dasharray: 7 5; fill: none; }
.fl { fill: #1f4e8c; font-weight: 600; }
.rl { fill: #b03a2e; font-weight: 600; }
.dot { fill: #2e6b4f; }
.dl { fill: #2e6b4f; font-weight: 600; }
""")


def swish(x: float) -> float:
    """Give the value of Swish."""
    return x / (1 + math.exp(-x))


px = scale((X_MIN, X_MAX), (LEFT, RIGHT))
py = scale((Y_MIN, Y_MAX), (BOTTOM, TOP))


def main() -> None:
    """Draw the picture."""
    steps = 160
    xs = [X_MIN + (X_MAX - X_MIN) * i / steps for i in range(steps + 1)]
    curve = " ".join(f"{px(x):.1f},{py(swish(x)):.1f}" for x in xs)
    body = [
        f'<path class="axis" d="M{LEFT} {py(0):.1f}H{RIGHT}M{px(0):.1f} {BOTTOM}V{TOP}"/>',
        f'<text x="{RIGHT + 6}" y="{py(0) + 5:.1f}">x</text>',
        (
            f'<polyline class="r" points="{px(X_MIN):.1f},{py(0):.1f} {px(0):.1f},{py(0):.1f} '
            f'{px(3):.1f},{py(3):.1f}"/>'
        ),
        f'<polyline class="f" points="{curve}"/>',
        f'<circle class="dot" cx="{px(LOWEST[0]):.1f}" cy="{py(LOWEST[1]):.1f}" r="5.5"/>',
        (
            f'<text class="dl" x="{px(LOWEST[0]) - 30:.1f}" y="{py(LOWEST[1]) + 27:.1f}" '
            'text-anchor="middle">(−1.28, −0.28)</text>'
        ),
        f'<text class="rl" x="{px(1.75):.1f}" y="{py(2.3):.1f}" text-anchor="end">ReLU</text>',
        f'<text class="fl" x="{px(1.95):.1f}" y="{py(1.45):.1f}">Swish</text>',
    ]
    for value in (-4, -2, 2):
        label = str(value).replace("-", "\u2212")
        x = px(value)
        body.append(f'<path class="axis" d="M{x:.1f} {py(0) - 4:.1f}v8"/>')
        y = py(0) + (-9 if value < 0 else 23)
        body.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{label}</text>')
    for value in (1, 2, 3):
        y = py(value)
        body.append(f'<path class="axis" d="M{px(0) - 4:.1f} {y:.1f}h8"/>')
        body.append(f'<text x="{px(0) - 9:.1f}" y="{y + 6:.1f}" text-anchor="end">{value}</text>')
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
