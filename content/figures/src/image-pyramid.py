"""Draw three levels of an image pyramid and two differences, in letters: `image-pyramid.svg`."""

from __future__ import annotations

from drawing import arrow_right, picture, save, style

Grid = list[list[float]]
WIDTH, HEIGHT = 420, 446
SIZE, CELL = 16, 11
KERNEL = (1 / 16, 4 / 16, 6 / 16, 4 / 16, 1 / 16)
GREYS = 13  # odd, so that a difference of 0 has a grey of its own
STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.number { fill: #b03a2e; font-weight: 600; }
.frame { fill: none; stroke: #7a8490; stroke-width: 1.6; }
.line { fill: none; stroke: #1f4e8c; stroke-width: 2.2; }
.head { fill: #1f4e8c; }
""")


def make_picture() -> Grid:
    """Make a bright house with a dark door before a grey sky, and a fine fence at its right."""
    rows = []
    for y in range(SIZE):
        row = []
        for x in range(SIZE):
            value = 0.45 if y < 13 else 0.25
            if 2 <= x <= 10 and 6 <= y <= 12:
                value = 0.95
            if 2 <= y <= 5 and abs(x - 6) <= y - 2 + 0.5:
                value = 0.1
            if 5 <= x <= 7 and 9 <= y <= 12:
                value = 0.15
            if x >= 11 and 9 <= y <= 12 and x % 2:
                value = 1.0
            row.append(value)
        rows.append(row)
    return rows


def smooth(grid: Grid) -> Grid:
    def along(rows: Grid) -> Grid:
        out = []
        for row in rows:
            last = len(row) - 1
            out.append(
                [
                    sum(k * row[min(last, max(0, x + d - 2))] for d, k in enumerate(KERNEL))
                    for x in range(len(row))
                ]
            )
        return out

    turned = [list(column) for column in zip(*along(grid), strict=True)]
    return [list(column) for column in zip(*along(turned), strict=True)]


def shrink(grid: Grid) -> Grid:
    return [row[::2] for row in smooth(grid)[::2]]


def enlarge(grid: Grid) -> Grid:
    """Double the size: every new value is a weighted mean of the nearest known ones."""

    def along(rows: Grid) -> Grid:
        out = []
        for row in rows:
            ends = [row[0], *row, row[-1]]
            wide = []
            for before, middle, after in zip(ends, row, ends[2:], strict=False):
                wide += [(before + 6 * middle + after) / 8, (middle + after) / 2]
            out.append(wide)
        return out

    turned = [list(column) for column in zip(*along(grid), strict=True)]
    return [list(column) for column in zip(*along(turned), strict=True)]


def subtract(one: Grid, other: Grid) -> Grid:
    return [
        [0.5 + a - b for a, b in zip(left, right, strict=True)]
        for left, right in zip(one, other, strict=True)
    ]


def raster(grid: Grid, left: int, top: int, label: str) -> list[str]:
    shift = 20 if label == "D" else len(grid) * CELL // 2
    paths: dict[int, str] = {}
    for y, row in enumerate(grid):
        for x, value in enumerate(row):
            level = min(GREYS - 1, max(0, round(value * (GREYS - 1))))
            spot = f"M{left + x * CELL} {top + y * CELL}h{CELL}v{CELL}h-{CELL}z"
            paths[level] = paths.get(level, "") + spot
    out = []
    for level in sorted(paths):
        grey = f"{24 + level * 18:02x}"
        out.append(f'<path fill="#{grey * 3}" d="{paths[level]}"/>')
    side = len(grid) * CELL
    out.append(f'<rect class="frame" x="{left}" y="{top}" width="{side}" height="{side}"/>')
    out.append(f'<text x="{left + shift}" y="{top - 8}">{label}</text>')
    return out


def main() -> None:
    first = make_picture()
    second = shrink(first)
    third = shrink(second)
    body = [
        *raster(first, 8, 30, "A"),
        *raster(second, 234, 30, "B"),
        *raster(third, 366, 30, "C"),
        *raster(subtract(first, enlarge(second)), 8, 262, "D"),
        *raster(subtract(second, enlarge(third)), 234, 262, "E"),
        *arrow_right(186, 232, 74),
        '<text class="number" x="207" y="64">1</text>',
        *arrow_right(324, 364, 52),
        '<text class="number" x="341" y="42">1</text>',
        '<path class="line" d="M96 207V212M96 239V249M278 119V226H121"/>',
        '<path class="head" d="M90 249h12l-6 12zM122 220v12l-12 -6z"/>',
        '<text class="number" x="294" y="172">2</text>',
        '<circle class="line" cx="96" cy="226" r="13"/>',
        '<text class="number" x="96" y="233">3</text>',
    ]
    save("image-pyramid", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
