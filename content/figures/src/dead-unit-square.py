"""Draw where a ReLU unit is active before and after one step: `dead-unit-square.svg`."""

from __future__ import annotations

from drawing import picture, save, style

NAME = "dead-unit-square"
WIDTH, HEIGHT = 420, 196
SIDE, GAP, LEFT, TOP = 112, 24, 20, 40
RATES = (0.0, 0.25, 1.0)
EXAMPLE, SIGNAL = (1.0, 0.5), 1.2
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.small { font-size: 16px; }
.frame { stroke: #6b7480; stroke-width: 1.6; fill: none; }
.on { fill: #1f4e8c; fill-opacity: .28; stroke: #1f4e8c; stroke-width: 2; }
.dot { fill: #b03a2e; }
""")

Point = tuple[float, float]


def unit(rate: float) -> tuple[float, float, float]:
    """Give weights and bias after a step."""
    return 0.6 - rate * SIGNAL * EXAMPLE[0], -0.4 - rate * SIGNAL * EXAMPLE[1], 0.1 - rate * SIGNAL


def active(rate: float) -> list[Point]:
    """Cut the unit square along the line on which the weighted sum is zero."""
    w1, w2, b = unit(rate)
    corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]
    out: list[Point] = []
    for one, two in zip(corners, corners[1:] + corners[:1], strict=True):
        z1, z2 = (w1 * x + w2 * y + b for x, y in (one, two))
        if z1 > 0:
            out.append(one)
        if z1 * z2 < 0:
            part = z1 / (z1 - z2)
            out.append((one[0] + part * (two[0] - one[0]), one[1] + part * (two[1] - one[1])))
    return out


def main() -> None:
    """Draw the picture."""
    body = []
    for i, rate in enumerate(RATES):
        x0 = LEFT + i * (SIDE + GAP)
        shape = active(rate)
        body.append(f'<rect class="frame" x="{x0}" y="{TOP}" width="{SIDE}" height="{SIDE}"/>')
        if shape:
            points = " ".join(f"{x0 + x * SIDE:.1f},{TOP + (1 - y) * SIDE:.1f}" for x, y in shape)
            body.append(f'<polygon class="on" points="{points}"/>')
        x, y = x0 + EXAMPLE[0] * SIDE, TOP + (1 - EXAMPLE[1]) * SIDE
        body.append(f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="5"/>')
        body.append(
            f'<text x="{x0 + SIDE / 2:.1f}" y="{TOP - 14}" text-anchor="middle">η = {rate:g}</text>'
        )
        body.append(f'<text class="small" x="{x0}" y="{TOP + SIDE + 19}">0</text>')
        body.append(
            f'<text class="small" x="{x0 + SIDE / 2:.1f}" y="{TOP + SIDE + 22}" '
            'text-anchor="middle">x₁</text>'
        )
        body.append(
            f'<text class="small" x="{x0 + SIDE}" y="{TOP + SIDE + 19}" text-anchor="end">1</text>'
        )
    body.append(f'<text class="small" x="2" y="{TOP + 12}">1</text>')
    body.append(f'<text class="small" x="0" y="{TOP + SIDE / 2 + 4:.1f}">x₂</text>')
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
