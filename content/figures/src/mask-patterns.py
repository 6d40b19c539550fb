"""Draw four attention masks as grids; a filled cell is an allowed pair: `mask-patterns.svg`."""

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 400
CELL = 26
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; font-weight: 600; }
.small { font-size: 15px; font-weight: 400; }
.grid { fill: none; stroke: #7a8490; stroke-width: 1.2; }
.open { fill: #1f4e8c; fill-opacity: 0.55; }
""")


def masks() -> dict[str, list[list[bool]]]:
    """List the masks, row by row."""
    five = range(5)
    return {
        "A": [[j < 4 for j in five] for _ in five],
        "B": [[j <= i for j in five] for i in five],
        "C": [[j < 3 for j in five] for _ in range(3)],
        "D": [[2 <= j <= i for j in five] for i in five],
    }


def panel(letter: str, mask: list[list[bool]], left: int, top: int) -> list[str]:
    """Draw one mask."""
    lines = [f'<text x="{left - 36}" y="{top + 18}">{letter}</text>']
    lines += [
        f'<text class="small" x="{left + j * CELL + CELL // 2}" y="{top - 7}">{j + 1}</text>'
        for j in range(len(mask[0]))
    ]
    for i, row in enumerate(mask):
        lines.append(
            f'<text class="small" x="{left - 10}" y="{top + i * CELL + 19}">{i + 1}</text>'
        )
        for j, is_open in enumerate(row):
            spot = f'x="{left + j * CELL}" y="{top + i * CELL}" width="{CELL}" height="{CELL}"'
            if is_open:
                lines.append(f'<rect class="open" {spot}/>')
            lines.append(f'<rect class="grid" {spot}/>')
    return lines


def main() -> None:
    """Write the figure."""
    places = {"A": (58, 36), "B": (268, 36), "C": (58, 236), "D": (268, 236)}
    body = [
        line for letter, mask in masks().items() for line in panel(letter, mask, *places[letter])
    ]
    save("mask-patterns", picture((WIDTH, HEIGHT - 22), STYLE, body))


if __name__ == "__main__":
    main()
