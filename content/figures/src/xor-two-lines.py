"""Draw the XOR plane with the two lines of a hidden layer: `xor-two-lines.svg`."""

from __future__ import annotations

from drawing import picture, save, scale, style

NAME = "xor-two-lines"
WIDTH, HEIGHT = 420, 400
LOW, HIGH = -0.5, 1.5
LEFT, RIGHT, TOP, BOTTOM = 40, 380, 26, 366
STYLE = style("""
text { fill: #1c2430; font-size: 17px; }
.axis { stroke: #9aa3ad; stroke-width: 1.2; fill: none; }
.band { fill: #e9eef5; }
.h1 { stroke: #1f4e8c; stroke-width: 2.6; fill: none; }
.h2 { stroke: #b03a2e; stroke-width: 2.6; stroke-dasharray: 9 5; fill: none; }
.h1l { fill: #1f4e8c; font-weight: 600; }
.h2l { fill: #b03a2e; font-weight: 600; }
.one { fill: #2e6b4f; stroke: #2e6b4f; stroke-width: 2.5; }
.zero { fill: none; stroke: #1c2430; stroke-width: 2.5; }
""")
px = scale((LOW, HIGH), (LEFT, RIGHT))
py = scale((LOW, HIGH), (BOTTOM, TOP))


def at(x: float, y: float) -> str:
    return f"{px(x):.1f},{py(y):.1f}"


def along(css: str, x: float, y: float, shift: int, words: str) -> str:
    """Write words along a line of slope 1, a little beside the point (x, y)."""
    return (
        f'<text class="{css}" text-anchor="middle" y="{shift}" '
        f'transform="translate({at(x, y)}) rotate(-45)">{words}</text>'
    )


def main() -> None:
    band = [(0, LOW), (HIGH, 1), (HIGH, HIGH), (1, HIGH), (LOW, 0), (LOW, LOW)]
    body = [
        f'<polygon class="band" points="{" ".join(at(x, y) for x, y in band)}"/>',
        f'<path class="axis" d="M{LEFT} {py(0):.1f}H{RIGHT + 8}M{px(0):.1f} {BOTTOM}V{TOP - 8}"/>',
        f'<text x="{RIGHT + 12}" y="{py(0) + 6:.1f}">x₁</text>',
        f'<text x="{px(0) + 8:.1f}" y="{TOP - 6}">x₂</text>',
        f'<polyline class="h1" points="{at(0, LOW)} {at(HIGH, 1)}"/>',
        f'<polyline class="h2" points="{at(LOW, 0)} {at(1, HIGH)}"/>',
        along("h1l", 1.0, 0.5, 22, "x₁ − x₂ = 0.5"),
        along("h2l", 0.5, 1.0, -9, "x₂ − x₁ = 0.5"),
    ]
    for x in (0, 1):
        for y in (0, 1):
            css = "one" if x != y else "zero"
            body.append(f'<circle class="{css}" cx="{px(x):.1f}" cy="{py(y):.1f}" r="8"/>')
    labels = [(0, 0, -12, 25), (1, 0, 13, 25), (0, 1, -16, -16), (1, 1, 14, 6)]
    for x, y, dx, dy in labels:
        anchor = "end" if dx < 0 else "start"
        body.append(
            f'<text x="{px(x) + dx:.1f}" y="{py(y) + dy:.1f}" text-anchor="{anchor}">'
            f"({x}, {y})</text>"
        )
    save(NAME, picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
