"""Draw four activation functions with their derivatives: `activation-pairs.svg`."""

from __future__ import annotations

import math
from collections.abc import Callable

from drawing import picture, save, style

Function = Callable[[float], float]
NAME = "activation-pairs"
WIDTH, HEIGHT = 440, 452
PANEL_W, PANEL_H = 208, 176
X_MIN, X_MAX = -4.0, 4.0
Y_MIN, Y_MAX = -1.25, 2.25
LEAK = 0.1
STYLE = style("""
text { fill: #1c2430; font-size: 16px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.tick { fill: #1c2430; font-size: 15px; }
.f { stroke: #1f4e8c; stroke-width: 3; fill: none; }
.d { stroke: #b03a2e; stroke-width: 2.4; stroke-dasharray: 6 4; fill: none; }
.fl { fill: #1f4e8c; font-weight: 600; }
.dl { fill: #b03a2e; font-weight: 600; }
.fp { fill: #1f4e8c; }
.dp { fill: #b03a2e; }
""")


def sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x))


PANELS = [
    ("sigmoid", sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x)), False),
    ("tanh", math.tanh, lambda x: 1 - math.tanh(x) ** 2, False),
    ("ReLU", lambda x: max(0.0, x), lambda x: 1.0 if x > 0 else 0.0, True),
    (
        f"leaky ReLU, a = {LEAK}",
        lambda x: x if x > 0 else LEAK * x,
        lambda x: 1.0 if x > 0 else LEAK,
        True,
    ),
]


def points(function: Function, left: float, right: float, x0: float, y0: float) -> str:
    steps = 96
    pairs = []
    for i in range(steps + 1):
        x = left + (right - left) * i / steps
        y = function(x)
        if y > Y_MAX:
            break
        px = x0 + (x - X_MIN) / (X_MAX - X_MIN) * PANEL_W
        py = y0 + (Y_MAX - y) / (Y_MAX - Y_MIN) * PANEL_H
        pairs.append(f"{px:.1f},{py:.1f}")
    return " ".join(pairs)


def panel(
    corner: tuple[float, float],
    title: str,
    function: Function,
    derivative: Function,
    *,
    broken: bool,
) -> list[str]:
    x0, y0 = corner

    def px(x: float) -> float:
        return x0 + (x - X_MIN) / (X_MAX - X_MIN) * PANEL_W

    def py(y: float) -> float:
        return y0 + (Y_MAX - y) / (Y_MAX - Y_MIN) * PANEL_H

    out = [
        f'<text x="{x0 + 4:.1f}" y="{y0 - 6:.1f}" font-weight="600">{title}</text>',
        (
            f'<path class="axis" d="M{px(X_MIN):.1f} {py(0):.1f}H{px(X_MAX):.1f}'
            f'M{px(0):.1f} {py(Y_MIN):.1f}V{py(Y_MAX):.1f}"/>'
        ),
    ]
    for y in (-1, 1, 2):
        out.append(f'<path class="axis" d="M{px(0) - 3:.1f} {py(y):.1f}h6"/>')
        sign = "−" if y < 0 else ""
        out.append(
            f'<text class="tick" x="{px(0) + 7:.1f}" y="{py(y) + 5:.1f}">{sign}{abs(y)}</text>'
            if y < 0
            else f'<text class="tick" x="{px(0) - 7:.1f}" y="{py(y) + (-4 if y == 1 else 5):.1f}" '
            f'text-anchor="end">{y}</text>'
        )
    for x in (-3, 3):
        out.append(f'<path class="axis" d="M{px(x):.1f} {py(0) - 3:.1f}v6"/>')
        sign = "−" if x < 0 else ""
        drop = 34 if function(x) < -0.1 and function(x) > -0.5 else 20
        out.append(
            f'<text class="tick" x="{px(x):.1f}" y="{py(0) + drop:.1f}" '
            f'text-anchor="middle">{sign}{abs(x)}</text>'
        )
    edge = 1e-9
    spans = [(X_MIN, -edge), (edge, X_MAX)] if broken else [(X_MIN, X_MAX)]
    out.append(f'<polyline class="f" points="{points(function, X_MIN, X_MAX, x0, y0)}"/>')
    for left, right in spans:
        out.append(f'<polyline class="d" points="{points(derivative, left, right, x0, y0)}"/>')
    if title == "sigmoid":
        for value, dot in ((function(0), "fp"), (derivative(0), "dp")):
            out.append(f'<circle class="{dot}" cx="{px(0):.1f}" cy="{py(value):.1f}" r="4"/>')
        out += [
            (
                f'<text class="tick fl" x="{px(0) - 8:.1f}" y="{py(0.5) + 2:.1f}" '
                'text-anchor="end">0.5</text>'
            ),
            f'<text class="tick dl" x="{px(0) + 14:.1f}" y="{py(0) - 14:.1f}">0.25</text>',
        ]
    return out


def main() -> None:
    body = []
    for i, (title, function, derivative, broken) in enumerate(PANELS):
        x0 = 6 + (i % 2) * (PANEL_W + 12)
        y0 = 26 + (i // 2) * (PANEL_H + 34)
        body += panel((x0, y0), title, function, derivative, broken=broken)
    y = HEIGHT - 12
    body += [
        f'<path class="f" d="M110 {y - 5}h44"/>',
        f'<text class="fl" x="162" y="{y}">f(x)</text>',
        f'<path class="d" d="M240 {y - 5}h44"/>',
        f'<text class="dl" x="292" y="{y}">f ′(x)</text>',
    ]
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
