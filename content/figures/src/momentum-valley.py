"""Draw `momentum-valley`: gradient descent with and without momentum on an elongated bowl.

f(w) = (w1^2 + 20 w2^2) / 2, start (10, 1), learning rate 0.09; path A is plain gradient descent,
path B uses v <- 0.5 v + g, w <- w - 0.09 v. Standard library only, the same bytes every time.
"""

from __future__ import annotations

import math

from drawing import picture, save, style

CURVATURE = (1.0, 20.0)
START = (10.0, 1.0)
RATE = 0.09
STEPS = 14
X_SCALE, Y_SCALE = 37.0, 84.0
X_ZERO, Y_ZERO = 84.0, 122.0
WIDTH, HEIGHT = 480.0, 280.0
LEVELS = (1.5, 6.0, 14.0, 26.0, 42.0, 60.0)

STYLE = style(
    """
text { font: 16px system-ui, sans-serif; fill: #1c2430 }
.axis { stroke: #9aa3ad; stroke-width: 1.5; fill: none }
.level { stroke: #9aa3ad; stroke-width: 1.2; stroke-opacity: .8; fill: none }
.path { fill: none; stroke-width: 2.2; stroke-linejoin: round }
.a { stroke: #b03a2e } .b { stroke: #1f4e8c; stroke-dasharray: 8 5 }
.da { fill: #b03a2e } .db { fill: #1f4e8c }
.name { font-weight: 700; font-size: 19px }
.goal { stroke: #2e6b4f; stroke-width: 2.5; fill: none }
.start { fill: #1c2430 }
""",
    night="""
text, .start { fill: #d9dee6 }
.axis, .level { stroke: #6b7480 }
.a { stroke: #f0917f } .b { stroke: #8fb7ee }
.da { fill: #f0917f } .db { fill: #8fb7ee }
.goal { stroke: #86c9a5 }
""",
)


def walk(beta: float) -> list[tuple[float, float]]:
    """Give the points of a path with momentum coefficient beta."""
    w, v = list(START), [0.0, 0.0]
    points = [START]
    for _ in range(STEPS):
        for i in (0, 1):
            v[i] = beta * v[i] + CURVATURE[i] * w[i]
            w[i] -= RATE * v[i]
        points.append((w[0], w[1]))
    return points


def place(point: tuple[float, float]) -> tuple[float, float]:
    """Give the place of a point in the picture."""
    return X_ZERO + X_SCALE * point[0], Y_ZERO - Y_SCALE * point[1]


def draw_path(points: list[tuple[float, float]], name: str, marker: str) -> list[str]:
    """Draw a path with its markers."""
    places = [place(point) for point in points]
    out = [f'<path class="path {name}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in places)}"/>']
    for x, y in places[1:]:
        if marker == "square":
            out.append(
                f'<rect class="d{name}" x="{x - 3.5:.1f}" y="{y - 3.5:.1f}" width="7" height="7"/>'
            )
        else:
            out.append(f'<circle class="d{name}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
    return out


def draw() -> str:
    """Draw the picture."""
    out = [
        '<clipPath id="plot"><rect x="36" y="10" width="438" height="224"/></clipPath>',
        '<g clip-path="url(#plot)">',
    ]
    for level in LEVELS:
        rx = X_SCALE * math.sqrt(2 * level / CURVATURE[0])
        ry = Y_SCALE * math.sqrt(2 * level / CURVATURE[1])
        out.append(
            f'<ellipse class="level" cx="{X_ZERO:.1f}" cy="{Y_ZERO:.1f}" '
            f'rx="{rx:.1f}" ry="{ry:.1f}"/>'
        )
    out.append("</g>")
    out.extend(draw_path(walk(0.0), "a", "circle"))
    out.extend(draw_path(walk(0.5), "b", "square"))
    x, y = place(START)
    out.append(f'<circle class="start" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>')
    x, y = place((0.0, 0.0))
    out.append(f'<path class="goal" d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16"/>')
    x, y = place((8.281, 0.64))
    out.append(f'<text class="name da" x="{x - 6:.1f}" y="{y - 12:.1f}">A</text>')
    x, y = place(walk(0.5)[3])
    out.append(f'<text class="name db" x="{x - 7:.1f}" y="{y - 12:.1f}">B</text>')
    out.append('<path class="axis" d="M36 10V234H474"/>')
    for value in (0, 2, 4, 6, 8, 10):
        x = place((float(value), 0.0))[0]
        out.append(f'<path class="axis" d="M{x:.1f} 234v5"/>')
        out.append(f'<text x="{x:.1f}" y="256" text-anchor="middle">{value}</text>')
    for value, label in ((-1, "\u22121"), (0, "0"), (1, "1")):
        y = place((0.0, float(value)))[1]
        out.append(f'<path class="axis" d="M36 {y:.1f}h-5"/>')
        out.append(f'<text x="28" y="{y + 5.5:.1f}" text-anchor="end">{label}</text>')
    out.append(
        '<text x="472" y="271" text-anchor="end"><tspan font-style="italic">w</tspan>'
        '<tspan dy="4" font-size="14">1</tspan></text>'
    )
    out.append(
        '<text x="42" y="24"><tspan font-style="italic">w</tspan>'
        '<tspan dy="4" font-size="14">2</tspan></text>'
    )
    return picture((480, 280), STYLE, out)


if __name__ == "__main__":
    save("momentum-valley", draw())
