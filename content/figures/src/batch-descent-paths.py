"""Draw `batch-descent-paths`: full-batch and mini-batch descent on one loss.

Least squares with two weights on 40 invented points; half the mean squared error. Both runs start
at the same place and make 24 updates with the same learning rate; run A uses all points, run B
batches of 2. Standard library only; the random numbers come from a linear congruential generator,
so every run writes the same bytes.
"""

from __future__ import annotations

import math

from chance import gauss, shuffle, uniform
from drawing import picture, save, style

POINTS = 40
RATE = 0.45
UPDATES = 24
BATCHES = {"a": POINTS, "b": 2}
START = (-1.7, 2.1)
TRUE = (1.0, 0.3)
LEVELS = (0.06, 0.22, 0.55, 1.05, 1.75, 2.65, 3.8)

WIDTH, HEIGHT = 420.0, 330.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 412.0, 10.0, 284.0
X_RANGE, Y_RANGE = (-2.1, 2.3), (-0.88, 2.396)

STYLE = style(
    """
text { font: 16px system-ui, sans-serif; fill: #1c2430 }
.axis { stroke: #9aa3ad; stroke-width: 1.5; fill: none }
.level { stroke: #9aa3ad; stroke-width: 1.2; stroke-opacity: .8; fill: none }
.path { fill: none; stroke-width: 2.2; stroke-linejoin: round }
.a { stroke: #1f4e8c } .b { stroke: #b03a2e; stroke-dasharray: 7 4 }
.da { fill: #1f4e8c } .db { fill: #b03a2e }
.name { font-weight: 700; font-size: 19px }
.goal { stroke: #2e6b4f; stroke-width: 3; fill: none }
.start { fill: #1c2430 }
""",
    night="""
text, .start { fill: #d9dee6 }
.axis, .level { stroke: #6b7480 }
.a { stroke: #8fb7ee } .b { stroke: #f0917f }
.da { fill: #8fb7ee } .db { fill: #f0917f }
.goal { stroke: #86c9a5 }
""",
)

Pair = tuple[float, float]


def make_data() -> list[tuple[float, float, float]]:
    """Make points with two inputs of different spread and a noisy target."""
    source = uniform(5)

    rows = []
    for _ in range(POINTS):
        common = gauss(source)
        x1, x2 = 1.1 * common, 0.35 * common + 0.55 * gauss(source)
        rows.append((x1, x2, TRUE[0] * x1 + TRUE[1] * x2 + 0.9 * gauss(source)))
    return rows


def step(w: Pair, rows: list[tuple[float, float, float]]) -> Pair:
    """Make one update on the given points."""
    g1 = g2 = 0.0
    for x1, x2, y in rows:
        error = w[0] * x1 + w[1] * x2 - y
        g1 += error * x1 / len(rows)
        g2 += error * x2 / len(rows)
    return w[0] - RATE * g1, w[1] - RATE * g2


def walk(batch: int) -> list[Pair]:
    """Give the places of one run."""
    data, source = make_data(), uniform(9)
    places = [START]
    while len(places) <= UPDATES:
        order = shuffle(POINTS, source)
        for start in range(0, POINTS, batch):
            if len(places) <= UPDATES:
                rows = [data[k] for k in order[start : start + batch]]
                places.append(step(places[-1], rows))
    return places


def solve() -> tuple[Pair, tuple[float, float, float]]:
    """Give the minimum and the second derivatives."""
    data = make_data()
    a = sum(x * x for x, _, _ in data) / POINTS
    b = sum(x * z for x, z, _ in data) / POINTS
    c = sum(z * z for _, z, _ in data) / POINTS
    p = sum(x * y for x, _, y in data) / POINTS
    q = sum(z * y for _, z, y in data) / POINTS
    det = a * c - b * b
    return ((c * p - b * q) / det, (a * q - b * p) / det), (a, b, c)


def place(point: Pair) -> Pair:
    """Give the place of a point in the picture."""
    x = LEFT + (RIGHT - LEFT) * (point[0] - X_RANGE[0]) / (X_RANGE[1] - X_RANGE[0])
    y = BOTTOM - (BOTTOM - TOP) * (point[1] - Y_RANGE[0]) / (Y_RANGE[1] - Y_RANGE[0])
    return x, y


def draw_level(level: float, middle: Pair, second: tuple[float, float, float]) -> str:
    """Draw the points whose loss lies a given height above the minimum."""
    a, b, c = second
    pieces = []
    for i in range(73):
        angle = 2 * math.pi * i / 72
        u, v = math.cos(angle), math.sin(angle)
        radius = math.sqrt(2 * level / (a * u * u + 2 * b * u * v + c * v * v))
        x, y = place((middle[0] + radius * u, middle[1] + radius * v))
        pieces.append(f"{x:.1f} {y:.1f}")
    return f'<path class="level" d="M{"L".join(pieces)}"/>'


def draw_path(name: str) -> list[str]:
    """Draw one run with its markers."""
    places = [place(point) for point in walk(BATCHES[name])]
    out = [f'<path class="path {name}" d="M{"L".join(f"{x:.1f} {y:.1f}" for x, y in places)}"/>']
    for x, y in places[1:]:
        if name == "b":
            out.append(f'<rect class="db" x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"/>')
        else:
            out.append(f'<circle class="da" cx="{x:.1f}" cy="{y:.1f}" r="3.4"/>')
    return out


def draw() -> str:
    """Draw the picture."""
    middle, second = solve()
    out = [
        (
            f'<clipPath id="plot"><rect x="{LEFT}" y="{TOP}" width="{RIGHT - LEFT}" '
            f'height="{BOTTOM - TOP}"/></clipPath>'
        ),
        '<g clip-path="url(#plot)">',
    ]
    out += [draw_level(level, middle, second) for level in LEVELS]
    out.append("</g>")
    out += draw_path("b")
    out += draw_path("a")
    x, y = place(START)
    out.append(f'<circle class="start" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>')
    x, y = place(middle)
    out.append(f'<path class="goal" d="M{x - 8:.1f} {y:.1f}h16M{x:.1f} {y - 8:.1f}v16"/>')
    for name, index, dx, dy in (("a", 3, 4, -12), ("b", 4, -22, 24)):
        x, y = place(walk(BATCHES[name])[index])
        out.append(f'<text class="name d{name}" x="{x + dx:.1f}" y="{y + dy:.1f}">')
        out[-1] += f"{name.upper()}</text>"
    out.append(f'<path class="axis" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}"/>')
    for value in (-2, -1, 0, 1, 2):
        label = str(value).replace("-", "\u2212")
        x = place((float(value), 0.0))[0]
        out.append(f'<path class="axis" d="M{x:.1f} {BOTTOM}v5"/>')
        out.append(f'<text x="{x:.1f}" y="{BOTTOM + 21:.0f}" text-anchor="middle">{label}</text>')
        if value >= 0:
            y = place((0.0, float(value)))[1]
            out.append(f'<path class="axis" d="M{LEFT} {y:.1f}h-5"/>')
            out.append(f'<text x="36" y="{y + 5.5:.1f}" text-anchor="end">{label}</text>')
    for x, y, digit in ((388.0, 322.0, 1), (10.0, 20.0, 2)):
        out.append(f'<text x="{x:.0f}" y="{y:.0f}"><tspan font-style="italic">w</tspan>')
        out[-1] += f'<tspan dy="4" font-size="14">{digit}</tspan></text>'
    return picture((420, 330), STYLE, out)


if __name__ == "__main__":
    save("batch-descent-paths", draw())
