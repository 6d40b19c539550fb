"""Draw four patterns of inputs, states and outputs: `sequence-task-schemes.svg`."""

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 336
BOX, GAP = 22, 36
ROWS = (30, 74, 118)  # outputs, states, inputs
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; font-weight: 600; }
.state { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.input { fill: none; stroke: #2e6b4f; stroke-width: 2; }
.output { fill: none; stroke: #b03a2e; stroke-width: 2; stroke-dasharray: 4 2; }
.line { fill: none; stroke: #1c2430; stroke-width: 1.8; }
.head { fill: #1c2430; }
""")
# letter, corner; a step is shown by i (input), o (output), b (both) or - (neither)
PANELS = (
    ("A", (0, 0), "booo"),
    ("B", (210, 0), "iiib"),
    ("C", (0, 172), "bbbb"),
    ("D", (210, 172), "iiioo"),
)


def panel(letter: str, corner: tuple[int, int], steps: str) -> list[str]:
    """Draw one pattern."""
    half, count = BOX // 2, len(steps)
    left, top = corner
    first = left + (48 if count == 4 else 42)
    step = GAP + (2 if count == 4 else -2)
    lines = [f'<text x="{left + 15}" y="{top + ROWS[1] + 7}">{letter}</text>']
    for i in range(count):
        x, y = first + i * step, top + ROWS[1]
        lines.append(
            f'<rect class="state" x="{x - half}" y="{y - half}" width="{BOX}" height="{BOX}" '
            'rx="4"/>'
        )
        if i:
            lines += [
                f'<path class="line" d="M{x - step + half} {y}H{x - half - 7}"/>',
                f'<path class="head" d="M{x - half - 8} {y - 4}v8l8 -4z"/>',
            ]
        if steps[i] in "ib":
            lines += [
                f'<circle class="input" cx="{x}" cy="{top + ROWS[2]}" r="{half}"/>',
                f'<path class="line" d="M{x} {top + ROWS[2] - half}V{y + half + 7}"/>',
                f'<path class="head" d="M{x - 4} {y + half + 8}h8l-4 -8z"/>',
            ]
        if steps[i] in "ob":
            lines += [
                f'<circle class="output" cx="{x}" cy="{top + ROWS[0]}" r="{half}"/>',
                f'<path class="line" d="M{x} {y - half}V{top + ROWS[0] + half + 7}"/>',
                f'<path class="head" d="M{x - 4} {top + ROWS[0] + half + 8}h8l-4 -8z"/>',
            ]
    return lines


def main() -> None:
    """Write the figure."""
    body = [line for values in PANELS for line in panel(*values)]
    body.append('<path class="line" stroke-opacity="0.35" d="M210 14V322M14 160H406"/>')
    save("sequence-task-schemes", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
