"""Draw a recurrent network, folded and unrolled, with numbered arrows: `rnn-unrolled.svg`."""

from drawing import arrow_right, picture, save, style

WIDTH, HEIGHT = 420, 262
BOX = 42
ROWS = {"y": 36, "h": 130, "x": 224}
FOLDED, START, STEPS = 44, 136, (208, 290, 372)
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.math { font-style: italic; }
.low { font-size: 14px; }
.state { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.end { fill: none; stroke: #2e6b4f; stroke-width: 2; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.number { fill: #b03a2e; font-size: 16px; }
""")


def label(x: int, y: int, letter: str, low: str) -> str:
    """Write a name with an index below."""
    tail = f'<tspan class="low" dy="5">{low}</tspan>' if low else ""
    return f'<text x="{x}" y="{y + 6}"><tspan class="math">{letter}</tspan>{tail}</text>'


def up(x: int, start: int, end: int) -> list[str]:
    """Draw an arrow upwards."""
    return [
        f'<path class="line" d="M{x} {start}V{end + 11}"/>',
        f'<path class="head" d="M{x - 6} {end + 12}h12l-6 -12z"/>',
    ]


def column(x: int, low: str) -> list[str]:
    """Draw input, state and output of one step."""
    half = BOX // 2
    lines = up(x, ROWS["x"] - half, ROWS["h"] + half) + up(x, ROWS["h"] - half, ROWS["y"] + half)
    for letter, y in ROWS.items():
        if letter == "h":
            lines.append(
                f'<rect class="state" x="{x - half}" y="{y - half}" width="{BOX}" '
                f'height="{BOX}" rx="6"/>'
            )
        else:
            lines.append(f'<circle class="end" cx="{x}" cy="{y}" r="{half}"/>')
        lines.append(label(x, y, letter, low))
    return lines


def number(x: int, y: int, value: int) -> str:
    """Number an arrow."""
    return f'<text class="number" x="{x}" y="{y}">{value}</text>'


def main() -> None:
    """Write the figure."""
    half, middle = BOX // 2, ROWS["h"]
    body = column(FOLDED, "t")
    body += [
        f'<path class="line" d="M{FOLDED + half} {middle - 9}h15v18h-4"/>',
        f'<path class="head" d="M{FOLDED + half + 12} {middle + 3}v12l-12 -6z"/>',
        f'<text x="98" y="{middle + 6}">=</text>',
        f'<circle class="end" cx="{START}" cy="{middle}" r="{half}"/>',
        label(START, middle, "h", "0"),
    ]
    before = START
    for i, x in enumerate(STEPS):
        body += column(x, str(i + 1))
        body += arrow_right(before + half, x - half, middle)
        body += [
            number(x + 14, (ROWS["x"] + middle) // 2 + 6, i + 1),
            number((before + x) // 2 - 2, middle - 10, i + 4),
            number(x + 14, (ROWS["y"] + middle) // 2 + 6, i + 7),
        ]
        before = x
    save("rnn-unrolled", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
