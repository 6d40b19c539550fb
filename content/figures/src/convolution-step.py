"""Draw one step of a convolution: kernel on the input, arrow to one output cell."""

from drawing import picture, save, style

IMAGE = [
    [2, 0, 1, 3, 1],
    [1, 2, 0, 1, 0],
    [0, 1, 3, 2, 1],
    [2, 0, 1, 0, 2],
    [1, 1, 0, 2, 1],
]
KERNEL = [[1, 0, -1], [0, 2, 0], [-1, 0, 1]]
CELL = 42
STYLE = style("""
text { fill: #1c2430; font-size: 19px; text-anchor: middle; }
.cell { fill: none; stroke: #9aa3ad; stroke-width: 1.2; }
.under { fill: #e9eef5; stroke: #9aa3ad; stroke-width: 1.2; }
.frame { fill: none; stroke: #1f4e8c; stroke-width: 3; }
.kernel { fill: none; stroke: #b03a2e; stroke-width: 3; }
.weight { fill: #b03a2e; }
.drop { stroke: #b03a2e; stroke-width: 1.6; stroke-dasharray: 5 5; }
.arrow { fill: none; stroke: #1f4e8c; stroke-width: 2.4; }
.head { fill: #1f4e8c; }
.mark { fill: #1f4e8c; font-weight: 700; }
""")


def rectangle(kind: str, x: int, y: int, columns: int, rows: int) -> str:
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{columns * CELL}" height="{rows * CELL}"/>'


def label(text: str, x: int, y: int, kind: str = "") -> str:
    attribute = f' class="{kind}"' if kind else ""
    return f'<text{attribute} x="{x + CELL // 2}" y="{y + 28}">{text}</text>'


def draw() -> str:
    left, top = 8, 40
    lines: list[str] = []
    for i, row in enumerate(IMAGE):
        for j, value in enumerate(row):
            x, y = left + j * CELL, top + i * CELL
            kind = "under" if i < 3 and 1 <= j <= 3 else "cell"
            lines += [rectangle(kind, x, y, 1, 1), label(str(value), x, y)]
    kernel_x, kernel_y = left + CELL, top + 6 * CELL
    for x in (kernel_x, kernel_x + 3 * CELL):
        lines.append(f'<path class="drop" d="M{x} {top + 3 * CELL}V{kernel_y}"/>')
    for i, row in enumerate(KERNEL):
        for j, value in enumerate(row):
            x, y = kernel_x + j * CELL, kernel_y + i * CELL
            text = str(value).replace("-", "−")
            lines += [rectangle("cell", x, y, 1, 1), label(text, x, y, "weight")]
    lines += [
        rectangle("frame", kernel_x, top, 3, 3),
        rectangle("kernel", kernel_x, kernel_y, 3, 3),
    ]
    out_x, out_y = 310, top + CELL
    for i in range(3):
        for j in range(3):
            lines.append(rectangle("cell", out_x + j * CELL, out_y + i * CELL, 1, 1))
    lines += [
        rectangle("under", out_x + CELL, out_y, 1, 1),
        rectangle("frame", out_x + CELL, out_y, 1, 1),
        label("?", out_x + CELL, out_y, "mark"),
    ]
    start, end, low = kernel_x + CELL + CELL // 2, out_x + CELL + CELL // 2, 14
    lines += [
        f'<path class="arrow" d="M{start} {top}V{low}H{end}V{out_y - 12}"/>',
        f'<path class="head" d="M{end - 7} {out_y - 13}h14l-7 12z"/>',
    ]
    return picture((450, 424), STYLE, lines)


save("convolution-step", draw())
