"""Draw an L1 and an L2 ball with the contours of one quadratic loss: `penalty-balls.svg`.

The loss is (w1 - 0.6)^2 / 2 + (w2 - 1.5)^2; the balls belong to the penalties |w1| + |w2| and
(w1^2 + w2^2) / 2, both with weight 1, so that the dots are the two penalised minima.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

from drawing import picture, save, style

CURVATURE = (1.0, 2.0)
BEST = (0.6, 1.5)
ALPHA = 1.0
UNIT, PANEL, HEIGHT = 72, 208, 268
ORIGIN_X, ORIGIN_Y = 91, 172
STYLE = style(
    """
text { fill: #1c2430; font-size: 17px; text-anchor: middle; }
.math { font-style: italic; }
.name { font-weight: 600; font-size: 19px; }
.axis { fill: none; stroke: #9aa3ad; stroke-width: 1.4; }
.ball { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2.4; }
.level { fill: none; stroke: #2e6b4f; stroke-width: 1.8; }
.touch { fill: none; stroke: #2e6b4f; stroke-width: 2.8; }
.cross { fill: none; stroke: #2e6b4f; stroke-width: 2.6; }
.dot { fill: #b03a2e; }
""",
    night="""
  text { fill: #d9dee6; }
  .axis { stroke: #6b7480; }
  .ball { fill: #243042; stroke: #8fb7ee; }
  .level, .touch, .cross { stroke: #86c9a5; }
  .dot { fill: #f0917f; }
""",
)


def at(left: float, w1: float, w2: float) -> str:
    return f"{left + ORIGIN_X + UNIT * w1:.1f} {ORIGIN_Y - UNIT * w2:.1f}"


def loss(w1: float, w2: float) -> float:
    return sum(
        h * (w - best) ** 2 / 2 for h, w, best in zip(CURVATURE, (w1, w2), BEST, strict=True)
    )


def contour(left: float, level: float, kind: str) -> str:
    points = []
    for step in range(72):
        angle = 2 * pi * step / 72
        w1 = BEST[0] + sqrt(2 * level / CURVATURE[0]) * cos(angle)
        w2 = BEST[1] + sqrt(2 * level / CURVATURE[1]) * sin(angle)
        points.append(at(left, w1, w2))
    return f'<path class="{kind}" d="M{"L".join(points)}Z"/>'


def panel(name: str, left: float, ball: str, minimum: tuple[float, float]) -> list[str]:
    reached = loss(*minimum)
    return [
        ball,
        f'<path class="axis" d="M{at(left, -1.2, 0)}H{left + ORIGIN_X + UNIT * 1.5:.1f}"/>',
        f'<path class="axis" d="M{at(left, 0, -1.25)}V{ORIGIN_Y - UNIT * 2.1:.1f}"/>',
        f'<path class="axis" d="M{at(left, 1, 0.06)}V{ORIGIN_Y + 5}"/>',
        f'<path class="axis" d="M{at(left, -0.06, 1)}h9"/>',
        f'<text x="{left + ORIGIN_X + UNIT + 6}" y="{ORIGIN_Y + 22}">1</text>',
        f'<text x="{left + ORIGIN_X - 15}" y="{ORIGIN_Y - UNIT + 1}">1</text>',
        (
            f'<text class="math" x="{left + ORIGIN_X + 97}" y="{ORIGIN_Y - 8}">w'
            '<tspan font-size="13" dy="4">1</tspan></text>'
        ),
        (
            f'<text class="math" x="{left + ORIGIN_X - 40}" y="{ORIGIN_Y - 138}">w'
            '<tspan font-size="13" dy="4">2</tspan></text>'
        ),
        contour(left, reached / 9, "level"),
        contour(left, reached / 2.5, "level"),
        contour(left, reached, "touch"),
        f'<path class="cross" d="M{at(left, BEST[0], BEST[1])}m-6 -6l12 12m0 -12l-12 12"/>',
        (
            f'<circle class="dot" cx="{left + ORIGIN_X + UNIT * minimum[0]:.1f}" '
            f'cy="{ORIGIN_Y - UNIT * minimum[1]:.1f}" r="6"/>'
        ),
        f'<text class="name" x="{left + 22}" y="26">{name}</text>',
    ]


def main() -> None:
    soft = tuple(max(best - ALPHA / h, 0.0) for h, best in zip(CURVATURE, BEST, strict=True))
    ridge = tuple(h * best / (h + ALPHA) for h, best in zip(CURVATURE, BEST, strict=True))
    reach = sum(soft)
    corners = "L".join(at(0, u * reach, v * reach) for u, v in ((1, 0), (0, 1), (-1, 0), (0, -1)))
    diamond = f'<path class="ball" d="M{corners}Z"/>'
    disc = (
        f'<circle class="ball" cx="{PANEL + ORIGIN_X}" cy="{ORIGIN_Y}" '
        f'r="{UNIT * hypot(*ridge):.1f}"/>'
    )
    lines = [
        *panel("A", 0, diamond, (soft[0], soft[1])),
        *panel("B", PANEL, disc, (ridge[0], ridge[1])),
    ]
    save("penalty-balls", picture((2 * PANEL, HEIGHT), STYLE, lines))


main()
