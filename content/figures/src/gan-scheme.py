"""Draw a GAN with numbered gradient paths: `gan-scheme.svg`."""

from __future__ import annotations

from drawing import arrow_right, picture, save, style

WIDTH, HEIGHT = 420, 250
STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.math { font-style: italic; }
.net { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2.4; }
.thing { fill: none; stroke: #9aa3ad; stroke-width: 2; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.back { fill: none; stroke: #b03a2e; stroke-width: 2.4; stroke-dasharray: 7 5; }
.backhead { fill: #b03a2e; }
.backtext { fill: #b03a2e; font-weight: 600; }
""")


def block(css: str, place: tuple[int, int], width: int, label: str) -> str:
    x, y = place
    kind = "" if label[0].isdigit() else ' class="math"'
    return (
        f'<rect class="{css}" x="{x - width // 2}" y="{y - 24}" width="{width}" height="48" '
        f'rx="6"/>\n<text{kind} x="{x}" y="{y + 7}">{label}</text>'
    )


def back(start: int, end: int, y: int, label: str) -> str:
    return (
        f'<path class="back" d="M{start} {y}H{end + 12}"/>\n'
        f'<path class="backhead" d="M{end + 13} {y - 7}v14l-13 -7z"/>\n'
        f'<text class="backtext" x="{(start + end) // 2 + 4}" y="{y + 24}">{label}</text>'
    )


def main() -> None:
    row = 140
    body = [
        block("thing", (34, row), 44, "z"),
        block("net", (118, row), 56, "G"),
        block("thing", (206, row), 52, "G(z)"),
        block("net", (292, row), 56, "D"),
        block("thing", (380, row), 64, "0…1"),
        block("thing", (206, 40), 52, "x"),
        *arrow_right(57, 89, row - 9),
        *arrow_right(147, 179, row - 9),
        *arrow_right(233, 263, row - 9),
        *arrow_right(321, 347, row - 9),
        '<path class="line" d="M233 40H284V104"/>',
        '<path class="head" d="M278 103h12l-6 12z"/>',
        back(378, 292, 196, "1"),
        back(284, 122, 196, "2"),
        back(112, 34, 196, "3"),
        '<path class="back" d="M300 116V64"/>',
        '<path class="backhead" d="M293 66h14l-7 -13z"/>',
        '<text class="backtext" x="320" y="84">4</text>',
    ]
    save("gan-scheme", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
