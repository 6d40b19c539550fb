"""Draw a small picture under growing noise, with both directions: `diffusion-chain.svg`."""

from __future__ import annotations

import math

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 226
CELLS, CELL = 8, 10
SHARES = (1.0, 0.75, 0.4, 0.0)  # the product of the alphas at the four times shown
LEFTS = (4, 114, 224, 334)
TOP = 64
GREYS = 9
PICTURE = (
    "00000000",
    "00111100",
    "01222210",
    "01233210",
    "01233210",
    "01222210",
    "00111100",
    "00000000",
)
STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.math { font-style: italic; }
.low { font-size: 15px; }
.frame { fill: none; stroke: #7a8490; stroke-width: 1.6; }
.line { fill: none; stroke: #1f4e8c; stroke-width: 2.2; }
.head { fill: #1f4e8c; }
.forward { fill: #1f4e8c; }
.back { fill: none; stroke: #b03a2e; stroke-width: 2.2; stroke-dasharray: 7 5; }
.backhead { fill: #b03a2e; }
.backtext { fill: #b03a2e; }
""")


def draw_noise(count: int) -> list[float]:
    """Draw from a standard normal distribution, the same on every machine."""
    state, uniform = 20_24, []
    for _ in range(count * 12):
        state = (state * 1_103_515_245 + 12_345) % 2**31
        uniform.append((state >> 8) / 2**23)
    return [sum(uniform[12 * i : 12 * i + 12]) - 6 for i in range(count)]


def cells(share: float, left: int, noise: list[float]) -> list[str]:
    paths: dict[int, str] = {}
    for i in range(CELLS * CELLS):
        row, column = divmod(i, CELLS)
        clean = 2 * int(PICTURE[row][column]) / 3 - 1
        value = math.sqrt(share) * clean + math.sqrt(1 - share) * noise[i] * 0.7
        level = min(GREYS - 1, max(0, round((value + 1) / 2 * (GREYS - 1))))
        spot = f"M{left + column * CELL} {TOP + row * CELL}h{CELL}v{CELL}h-{CELL}z"
        paths[level] = paths.get(level, "") + spot
    out = []
    for level in sorted(paths):
        grey = f"{40 + level * 24:02x}"
        out.append(f'<path fill="#{grey * 3}" d="{paths[level]}"/>')
    return out


def name(x: int, low: str) -> str:
    return (
        f'<text x="{x}" y="{TOP + 108}"><tspan class="math">x</tspan>'
        f'<tspan class="low" dy="5">{low}</tspan></text>'
    )


def main() -> None:
    noise = draw_noise(CELLS * CELLS)
    body = []
    side = CELLS * CELL
    for share, left, low in zip(SHARES, LEFTS, ("0", "t−1", "t", "T"), strict=True):
        body += cells(share, left, noise)
        body.append(f'<rect class="frame" x="{left}" y="{TOP}" width="{side}" height="{side}"/>')
        body.append(name(left + side // 2, low))
    for left, is_step in zip(LEFTS, (False, True, False), strict=False):
        x, y = left + side + 15, TOP + side // 2
        if is_step:
            continue
        body += [f'<circle class="head" cx="{x + 8 * i - 8}" cy="{y}" r="2.6"/>' for i in range(3)]
    body += [
        '<path class="line" d="M154 56V34H264V44"/>',
        '<path class="head" d="M258 43h12l-6 13z"/>',
        (
            '<text class="forward" x="209" y="22"><tspan class="math">q</tspan>(<tspan '
            'class="math">x</tspan><tspan class="low" dy="5">t</tspan><tspan dy="-5"> | </tspan>'
            '<tspan class="math">x</tspan><tspan class="low" dy="5">t−1</tspan>'
            '<tspan dy="-5">)</tspan></text>'
        ),
        '<path class="back" d="M264 186V196H154V194"/>',
        '<path class="backhead" d="M147 196h14l-7 -13z"/>',
        (
            '<text class="backtext" x="209" y="219"><tspan class="math">p</tspan><tspan '
            'class="low" dy="5">θ</tspan><tspan dy="-5">(</tspan><tspan class="math">x</tspan>'
            '<tspan class="low" dy="5">t−1</tspan><tspan dy="-5"> | </tspan><tspan class="math">'
            'x</tspan><tspan class="low" dy="5">t</tspan><tspan dy="-5">)</tspan></text>'
        ),
    ]
    save("diffusion-chain", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
