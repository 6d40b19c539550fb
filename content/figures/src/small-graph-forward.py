"""Draw a small computational graph with its forward values: `small-graph-forward.svg`."""

from __future__ import annotations

import math

from drawing import picture, save, style

NAME = "small-graph-forward"
WIDTH, HEIGHT = 420, 292
RADIUS = 24
NODES = {
    "w": (40, 50, "3"),
    "x": (40, 150, "2"),
    "b": (40, 250, "−1"),
    "p": (158, 92, "6"),
    "q": (158, 208, "1"),
    "r": (270, 150, "6"),
    "t": (374, 50, "4"),
    "L": (374, 150, "2"),
}
EDGES = ["wp", "xp", "xq", "bq", "pr", "qr", "rL", "tL"]
SIGNS = {"p": "×", "q": "+", "r": "×"}
GIVEN = "wxbt"
STYLE = style(
    """
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.name { font-style: italic; font-size: 21px; }
.value { fill: #1f4e8c; font-weight: 600; }
.sign { fill: #b03a2e; font-weight: 600; }
.node { stroke: #1c2430; stroke-width: 1.8; fill: none; }
.given { stroke: #6b7480; stroke-width: 1.8; fill: none; stroke-dasharray: 5 4; }
.edge { stroke: #6b7480; stroke-width: 1.8; fill: none; }
.head { fill: #6b7480; }
""",
    night="""
  text { fill: #d9dee6; }
  .value { fill: #8fb7ee; }
  .sign { fill: #f0917f; }
  .node { stroke: #d9dee6; }
  .given, .edge { stroke: #9aa3ad; }
  .head { fill: #9aa3ad; }
""",
)


def arrow(start: str, end: str) -> str:
    """Draw an arrow from the rim of one node to the rim of another."""
    (x1, y1, _), (x2, y2, _) = NODES[start], NODES[end]
    length = math.hypot(x2 - x1, y2 - y1)
    u, v = (x2 - x1) / length, (y2 - y1) / length
    ax, ay = x1 + u * RADIUS, y1 + v * RADIUS
    bx, by = x2 - u * (RADIUS + 2), y2 - v * (RADIUS + 2)
    cx, cy = bx - 11 * u, by - 11 * v
    return (
        f'<path class="edge" d="M{ax:.1f} {ay:.1f}L{cx:.1f} {cy:.1f}"/>'
        f'<polygon class="head" points="{bx:.1f},{by:.1f} {cx - 5 * v:.1f},{cy + 5 * u:.1f} '
        f'{cx + 5 * v:.1f},{cy - 5 * u:.1f}"/>'
    )


def main() -> None:
    """Draw the picture."""
    body = [arrow(edge[0], edge[1]) for edge in EDGES]
    for name, (x, y, value) in NODES.items():
        css = "given" if name in GIVEN else "node"
        body.append(f'<circle class="{css}" cx="{x}" cy="{y}" r="{RADIUS}"/>')
        body.append(f'<text class="name" x="{x}" y="{y + 7}">{name}</text>')
        drop = -32 if name in "pt" else 45
        body.append(f'<text class="value" x="{x}" y="{y + drop}">{value}</text>')
        if name in SIGNS:
            lift = 45 if drop < 0 else -32
            body.append(f'<text class="sign" x="{x}" y="{y + lift}">{SIGNS[name]}</text>')
    save(NAME, picture((WIDTH, HEIGHT + 6), STYLE, body))


if __name__ == "__main__":
    main()
