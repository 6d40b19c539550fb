"""Draw an occlusion map with invented probabilities: `occlusion-map.svg`."""

from __future__ import annotations

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.cell { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.drop { fill: #b03a2e; }
.thing { stroke: #1f4e8c; stroke-width: 3; fill: none; }
.stamp { stroke: #2e6b4f; stroke-width: 3; stroke-dasharray: 7 4; fill: none; }
""")
WHOLE = 0.94
MAP = (
    (0.94, 0.93, 0.94, 0.94, 0.94),
    (0.93, 0.90, 0.89, 0.92, 0.94),
    (0.92, 0.86, 0.84, 0.90, 0.93),
    (0.93, 0.88, 0.87, 0.91, 0.62),
    (0.94, 0.93, 0.92, 0.58, 0.19),
)
CELL, EDGE = 84, 10


def main() -> None:
    """Write the figure."""
    size = 5 * CELL + 2 * EDGE
    body = []
    for i, row in enumerate(MAP):
        for j, value in enumerate(row):
            x, y = EDGE + j * CELL, EDGE + i * CELL
            strength = 0.7 * (WHOLE - value) / WHOLE
            body += [
                (
                    f'<rect class="drop" fill-opacity="{strength:.3f}" x="{x}" y="{y}" '
                    f'width="{CELL}" height="{CELL}"/>'
                ),
                f'<rect class="cell" x="{x}" y="{y}" width="{CELL}" height="{CELL}"/>',
                f'<text x="{x + CELL // 2}" y="{y + CELL // 2 + 7}">{value:.2f}</text>',
            ]
    left, top = EDGE + CELL + 6, EDGE + CELL + 6
    body += [
        (
            f'<rect class="thing" rx="12" x="{left}" y="{top}" width="{3 * CELL - 12}" '
            f'height="{3 * CELL - 12}"/>'
        ),
        (
            f'<rect class="stamp" x="{EDGE + 4 * CELL + 5}" y="{EDGE + 4 * CELL + 5}" '
            f'width="{CELL - 10}" height="{CELL - 10}"/>'
        ),
    ]
    save("occlusion-map", picture((size, size), STYLE, body))


if __name__ == "__main__":
    main()
