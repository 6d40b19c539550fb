"""Draw the boundary relu(x1) + relu(x2) = 1: `relu-boundary-bends.svg`."""

from __future__ import annotations

from drawing import picture, save, scale, style

NAME = "relu-boundary-bends"
WIDTH, HEIGHT = 420, 400
LOW, HIGH = -2.0, 2.0
LEFT, RIGHT, TOP, BOTTOM = 34, 388, 24, 378
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.axis { stroke: #6b7480; stroke-width: 1.6; fill: none; stroke-dasharray: 5 5; }
.on { fill: #1f4e8c; fill-opacity: .2; }
.line { stroke: #1f4e8c; stroke-width: 3.2; fill: none; stroke-linejoin: round; }
.one { fill: #1f4e8c; font-weight: 600; }
.dot { fill: #b03a2e; }
""")
px = scale((LOW, HIGH), (LEFT, RIGHT))
py = scale((LOW, HIGH), (BOTTOM, TOP))


def at(x: float, y: float) -> str:
    """Write a point of the plane in the coordinates of the picture."""
    return f"{px(x):.1f},{py(y):.1f}"


def main() -> None:
    """Draw the picture."""
    line = [(1.0, LOW), (1.0, 0.0), (0.0, 1.0), (LOW, 1.0)]
    area = [*line, (LOW, HIGH), (HIGH, HIGH), (HIGH, LOW)]
    body = [
        f'<polygon class="on" points="{" ".join(at(*p) for p in area)}"/>',
        f'<path class="axis" d="M{LEFT} {py(0):.1f}H{RIGHT}M{px(0):.1f} {BOTTOM}V{TOP}"/>',
        f'<polyline class="line" points="{" ".join(at(*p) for p in line)}"/>',
        f'<text x="{RIGHT + 6}" y="{py(0) + 6:.1f}">x₁</text>',
        f'<text x="{px(0) + 8:.1f}" y="{TOP + 2}">x₂</text>',
        f'<text class="one" x="{px(1.0):.1f}" y="{py(1.3):.1f}">y &gt; 0</text>',
        f'<text x="{px(-1.0):.1f}" y="{py(-1.1):.1f}" text-anchor="middle">y &lt; 0</text>',
    ]
    for x, y, label, dx, dy, anchor in (
        (1.0, 0.0, "(1, 0)", 9, -9, "start"),
        (0.0, 1.0, "(0, 1)", 9, -9, "start"),
    ):
        body.append(f'<circle class="dot" cx="{px(x):.1f}" cy="{py(y):.1f}" r="5.5"/>')
        body.append(
            f'<text x="{px(x) + dx:.1f}" y="{py(y) + dy:.1f}" text-anchor="{anchor}">{label}</text>'
        )
    for value in (-2, -1, 2):
        label = str(value).replace("-", "\u2212")
        body.append(
            f'<text x="{px(value):.1f}" y="{py(0) + 21:.1f}" text-anchor="middle">{label}</text>'
        )
        if value != 2:
            x, y = px(0) - 9, py(value) + 6
            body.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="end">{label}</text>')
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
