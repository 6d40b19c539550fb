"""Draw one camera ray with four samples and their densities: `nerf-ray.svg`."""

from __future__ import annotations

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 268
AXIS, UNIT, ORIGIN = 134, 108, -20
TIMES = ("2.0", "2.5", "3.0", "3.5")
DENSITIES = ("0", "1.2", "4", "4")
STYLE = style("""
text { fill: #1c2430; font-size: 18px; text-anchor: middle; }
.math { font-style: italic; }
.low { font-size: 14px; }
.thing { fill: #e9eef5; stroke: #9aa3ad; stroke-width: 1.6; }
.haze { fill: none; stroke: #9aa3ad; stroke-width: 1.6; stroke-dasharray: 3 4; }
.camera { fill: none; stroke: #1c2430; stroke-width: 2; }
.pixel { fill: #1f4e8c; }
.ray { fill: none; stroke: #1f4e8c; stroke-width: 2.4; }
.head { fill: #1f4e8c; }
.dot { fill: #b03a2e; }
.empty { fill: none; stroke: #b03a2e; stroke-width: 2.4; }
.step { fill: none; stroke: #1c2430; stroke-width: 1.6; }
.row { fill: #b03a2e; }
""")


def place(time: str) -> float:
    return ORIGIN + float(time) * UNIT


def main() -> None:
    body = [
        '<ellipse class="haze" cx="256" cy="128" rx="43" ry="62"/>',
        '<ellipse class="thing" cx="334" cy="128" rx="62" ry="78"/>',
        '<path class="camera" d="M14 134L70 84V184Z"/>',
        '<path class="camera" d="M70 84V184"/>',
        '<rect class="pixel" x="64" y="126" width="12" height="16"/>',
        f'<path class="ray" d="M14 {AXIS}H403"/>',
        f'<path class="head" d="M402 {AXIS - 7}v14l13 -7z"/>',
        f'<text x="24" y="{AXIS + 34}"><tspan class="math">o</tspan></text>',
    ]
    for i, (time, density) in enumerate(zip(TIMES, DENSITIES, strict=True), start=1):
        x = place(time)
        css = "empty" if density == "0" else "dot"
        body += [
            f'<circle class="{css}" cx="{x:.0f}" cy="{AXIS}" r="7"/>',
            f'<text x="{x:.0f}" y="{AXIS - 20}">{i}</text>',
            f'<text x="{x:.0f}" y="238">{time}</text>',
            f'<text class="row" x="{x:.0f}" y="262">{density}</text>',
        ]
    left, right = place("2.5"), place("3.0")
    body += [
        (
            '<text x="128" y="238"><tspan class="math">t</tspan>'
            '<tspan class="low" dy="5">i</tspan></text>'
        ),
        (
            '<text class="row" x="128" y="262"><tspan class="math">σ</tspan>'
            '<tspan class="low" dy="5">i</tspan></text>'
        ),
        f'<path class="step" d="M{left:.0f} 160v10m0 -5H{right:.0f}m0 -5v10"/>',
        f'<text class="math" x="{(left + right) / 2:.0f}" y="187">δ</text>',
    ]
    save("nerf-ray", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
