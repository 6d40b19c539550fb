"""Draw two fully connected nets, one narrow and one wide inside: `bottleneck-nets.svg`."""

from __future__ import annotations

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 20px; text-anchor: middle; }
.link { stroke: #9aa3ad; stroke-width: 0.8; fill: none; }
.unit { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.code { fill: #e9eef5; stroke: #b03a2e; stroke-width: 2.6; }
""")
WIDTH, HEIGHT = 480, 260
NETS = (("A", 20, (6, 4, 2, 4, 6)), ("B", 266, (6, 8, 9, 8, 6)))
STEP, TOP, SPAN = 48, 40, 186


def places(count: int) -> list[float]:
    """Spread the units of a layer evenly around the middle height."""
    gap = 22
    start = TOP + SPAN / 2 - gap * (count - 1) / 2
    return [start + gap * i for i in range(count)]


def main() -> None:
    """Write the figure."""
    links, units = [], []
    for name, left, sizes in NETS:
        units.append(f'<text x="{left + 2 * STEP}" y="22">{name}</text>')
        for layer, size in enumerate(sizes):
            x = left + layer * STEP
            if layer + 1 < len(sizes):
                links += [
                    f"M{x} {a:.0f}L{x + STEP} {b:.0f}"
                    for a in places(size)
                    for b in places(sizes[layer + 1])
                ]
            css = "code" if layer == 2 else "unit"
            units += [f'<circle class="{css}" cx="{x}" cy="{y:.0f}" r="7"/>' for y in places(size)]
            units.append(f'<text x="{x}" y="{HEIGHT - 6}">{size}</text>')
    body = [f'<path class="link" d="{"".join(links)}"/>', *units]
    save("bottleneck-nets", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
