"""Draw the growing inputs of a dense block with four layers: `dense-block.svg`."""

from __future__ import annotations

from drawing import picture, save, style

FIRST, GROWTH, LAYERS = 24, 12, 4
WIDE = 2.4
ROW, LEFT, TOP = 70, 18, 14
STYLE = style("""
text { fill: #1c2430; font-size: 18px; text-anchor: middle; }
.math { font-style: italic; }
.old { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.new { fill: none; stroke: #b03a2e; stroke-width: 2.6; }
.layer { fill: none; stroke: #2e6b4f; stroke-width: 2.2; }
.line { fill: none; stroke: #1c2430; stroke-width: 1.8; }
.copy { fill: none; stroke: #9aa3ad; stroke-width: 1.8; stroke-dasharray: 4 4; }
.head { fill: #1c2430; }
""")


def name(letter: str, index: int, x: float, y: float) -> str:
    return (
        f'<text class="math" x="{x:.1f}" y="{y:.1f}">{letter}'
        f'<tspan font-size="13" dy="4">{index}</tspan></text>'
    )


def main() -> None:
    height = 2 * TOP + LAYERS * ROW + 38
    lines: list[str] = []
    widths = [FIRST * WIDE] + [GROWTH * WIDE] * LAYERS
    box = LEFT + sum(widths) + 92
    for row in range(LAYERS + 1):
        top = TOP + row * ROW
        x = float(LEFT)
        for index in range(row + 1):
            wide = widths[index]
            kind = "new" if index == row and row > 0 else "old"
            lines.append(
                f'<rect class="{kind}" x="{x:.1f}" y="{top}" width="{wide:.1f}" height="34"/>'
            )
            lines.append(name("x", index, x + wide / 2, top + 22))
            if row < LAYERS:
                edge = x + wide / 2
                lines.append(f'<path class="copy" d="M{edge:.1f} {top + 37}V{top + ROW - 3}"/>')
            x += wide
        if row == LAYERS:
            break
        middle = top + 17
        lines += [
            f'<path class="line" d="M{x + 4:.1f} {middle}H{box - 12:.1f}"/>',
            f'<path class="head" d="M{box - 13:.1f} {middle - 5}v10l11 -5z"/>',
            f'<rect class="layer" x="{box:.1f}" y="{top - 2}" width="52" height="38" rx="6"/>',
            name("H", row + 1, box + 25, top + 23),
        ]
        tip = x + widths[row + 1] / 2
        if row < LAYERS - 1:
            lines += [
                f'<path class="line" d="M{box + 26:.1f} {top + 36}v14H{tip:.1f}v8"/>',
                f'<path class="head" d="M{tip - 5:.1f} {top + 57}h10l-5 11z"/>',
            ]
        else:
            below = top + ROW + 17
            end = x + widths[row + 1] + 4
            lines += [
                f'<path class="line" d="M{box + 26:.1f} {top + 36}V{below}H{end + 10:.1f}"/>',
                f'<path class="head" d="M{end + 12:.1f} {below - 5}v10l-11 -5z"/>',
            ]
    save("dense-block", picture((420, height), STYLE, lines))


main()
