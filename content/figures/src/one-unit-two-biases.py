"""Draw the boundaries of one unit for two biases: `one-unit-two-biases.svg`."""

from __future__ import annotations

import math

from drawing import picture, save, scale, style

NAME = "one-unit-two-biases"
WIDTH, HEIGHT = 420, 400
LOW, HIGH = -0.45, 1.75
LEFT, RIGHT, TOP, BOTTOM = 34, 388, 24, 378
W1, W2 = 0.5, 0.8
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.a { stroke: #1f4e8c; stroke-width: 2.6; fill: none; }
.b { stroke: #b03a2e; stroke-width: 2.6; stroke-dasharray: 9 5; fill: none; }
.al { fill: #1f4e8c; font-weight: 600; }
.bl { fill: #b03a2e; font-weight: 600; }
.w { stroke: #2e6b4f; stroke-width: 2.6; fill: none; }
.wl { fill: #2e6b4f; font-weight: 600; font-style: italic; }
.dot { fill: #1c2430; }
""")
px = scale((LOW, HIGH), (LEFT, RIGHT))
py = scale((LOW, HIGH), (BOTTOM, TOP))


def at(x: float, y: float) -> str:
    """Write a point of the plane in the coordinates of the picture."""
    return f"{px(x):.1f},{py(y):.1f}"


def boundary(css: str, bias: float, label: str, x: float, shift: int) -> list[str]:
    """Draw the line on which the weighted sum plus the bias is zero, with its label."""

    def y_of(value: float) -> float:
        return (-bias - W1 * value) / W2

    ends = sorted(
        (x0, y0)
        for x0, y0 in (
            (LOW, y_of(LOW)),
            (HIGH, y_of(HIGH)),
            ((-bias - W2 * LOW) / W1, LOW),
            ((-bias - W2 * HIGH) / W1, HIGH),
        )
        if LOW - 1e-9 <= x0 <= HIGH + 1e-9 and LOW - 1e-9 <= y0 <= HIGH + 1e-9
    )
    angle = math.degrees(math.atan2(W1, W2))
    return [
        f'<polyline class="{css}" points="{at(*ends[0])} {at(*ends[-1])}"/>',
        (
            f'<text class="{css}l" text-anchor="middle" y="{shift}" '
            f'transform="translate({at(x, y_of(x))}) rotate({angle:.1f})">{label}</text>'
        ),
    ]


def main() -> None:
    """Draw the picture."""
    body = [
        f'<path class="axis" d="M{LEFT} {py(0):.1f}H{RIGHT}M{px(0):.1f} {BOTTOM}V{TOP}"/>',
        f'<text x="{RIGHT + 6}" y="{py(0) + 6:.1f}">x₁</text>',
        f'<text x="{px(0) + 8:.1f}" y="{TOP + 4}">x₂</text>',
        *boundary("a", -1.0, "b = −1", 0.36, -9),
        *boundary("b", -0.4, "b = −0.4", 0.42, -9),
    ]
    foot = (0.62, (1.0 - W1 * 0.62) / W2)
    tip = (foot[0] + 0.6 * W1, foot[1] + 0.6 * W2)
    angle = math.atan2(-(py(tip[1]) - py(foot[1])), px(tip[0]) - px(foot[0]))
    head = [
        (px(tip[0]) - 11 * math.cos(angle + turn), py(tip[1]) + 11 * math.sin(angle + turn))
        for turn in (0.42, -0.42)
    ]
    body += [
        (
            f'<path class="w" d="M{at(*foot)}L{at(*tip)}'
            f"M{head[0][0]:.1f},{head[0][1]:.1f}L{at(*tip)}L{head[1][0]:.1f},{head[1][1]:.1f}"
            '"/>'
        ),
        f'<text class="wl" x="{px(tip[0]) + 8:.1f}" y="{py(tip[1]) + 4:.1f}">w</text>',
    ]
    labels = [(0, 0, -9, 22), (1, 0, 9, -10), (0, 1, -10, 6), (1, 1, 11, 14)]
    for x, y, dx, dy in labels:
        anchor = "end" if dx < 0 else "start"
        body += [
            f'<circle class="dot" cx="{px(x):.1f}" cy="{py(y):.1f}" r="6.5"/>',
            (
                f'<text x="{px(x) + dx:.1f}" y="{py(y) + dy:.1f}" text-anchor="{anchor}">'
                f"({x}, {y})</text>"
            ),
        ]
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
