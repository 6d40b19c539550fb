"""Draw four outputs for one street scene, marked by letters: `scene-four-outputs.svg`."""

from __future__ import annotations

from drawing import picture, save, style

WIDTH, HEIGHT = 420, 338
PANEL_W, PANEL_H = 200, 132
STYLE = style(
    """
text { fill: #1c2430; font-size: 17px; text-anchor: middle; }
.panel { font-size: 20px; font-weight: 600; }
.frame { fill: none; stroke: #7a8490; stroke-width: 1.6; }
.sky { fill: #cfe0f3; }
.road { fill: #d8d3c6; }
.car { fill: #f2c3b5; stroke: #b03a2e; stroke-width: 1.6; }
.other { fill: #f6dfa8; stroke: #8a6a12; stroke-width: 1.6; }
.person { fill: #c4e3cf; stroke: #2e6b4f; stroke-width: 1.6; }
.box { fill: none; stroke: #b03a2e; stroke-width: 2.4; }
.pale { fill: none; stroke: #9aa3ad; stroke-width: 1.4; }
""",
    night="""
  text { fill: #e6eaf0; }
  .sky { fill: #2b3f58; }
  .road { fill: #4a463c; }
  .car { fill: #6d342a; stroke: #f0917f; }
  .other { fill: #5f4d18; stroke: #e5c46a; }
  .person { fill: #2a533d; stroke: #86c9a5; }
  .box { stroke: #f0917f; }
  .pale { stroke: #6b7480; }
""",
)


def car(css: str, x: int, y: int) -> str:
    return f'<path class="{css}" d="M{x} {y + 38}V{y + 16}h12l10 -16h24l10 16h12V{y + 38}z"/>'


def person(css: str, x: int, y: int) -> str:
    return f'<path class="{css}" d="M{x} {y + 58}V{y + 20}h6V{y}h14v20h6V{y + 58}z"/>'


def label(text: str, x: int, y: int) -> str:
    return f'<text x="{x}" y="{y}">{text}</text>'


def panel(letter: str, left: int, top: int) -> list[str]:
    fills = letter in "BD"
    kind = {"A": "pale", "B": "car", "C": "car", "D": "car"}[letter]
    near = kind if letter in "AB" else "other"
    walker = "pale" if letter == "A" else "person"
    out = [f'<text class="panel" x="{left + PANEL_W // 2}" y="{top - 8}">{letter}</text>']
    if fills:
        out += [
            f'<rect class="sky" x="{left}" y="{top}" width="{PANEL_W}" height="66"/>',
            f'<rect class="road" x="{left}" y="{top + 66}" width="{PANEL_W}" height="66"/>',
        ]
    first, second, third = (left + 12, top + 60), (left + 70, top + 76), (left + 158, top + 46)
    out += [car(kind, *first), car(near, *second), person(walker, *third)]
    if letter == "A":
        out += [
            f'<rect class="box" x="{first[0] - 3}" y="{first[1] - 3}" width="74" height="44"/>',
            f'<rect class="box" x="{second[0] - 3}" y="{second[1] - 3}" width="74" height="44"/>',
            f'<rect class="box" x="{third[0] - 3}" y="{third[1] - 3}" width="32" height="64"/>',
            label("2", first[0] + 12, first[1] - 8),
            label("2", second[0] + 62, second[1] - 8),
            label("3", third[0] + 13, third[1] - 8),
        ]
    else:
        marks = ("2", "2", "3") if letter == "B" else ("2a", "2b", "3a")
        out += [
            label(marks[0], first[0] + 34, first[1] + 20),
            label(marks[1], second[0] + 34, second[1] + 32),
            label(marks[2], third[0] + 13, third[1] + 44),
        ]
    if fills:
        out += [label("0", left + 30, top + 30), label("1", left + 30, top + 122)]
    out.append(f'<rect class="frame" x="{left}" y="{top}" width="{PANEL_W}" height="{PANEL_H}"/>')
    return out


def main() -> None:
    body = []
    for i, letter in enumerate("ABCD"):
        body += panel(letter, 5 + (i % 2) * (PANEL_W + 10), 28 + (i // 2) * (PANEL_H + 40))
    save("scene-four-outputs", picture((WIDTH, HEIGHT), STYLE, body))


if __name__ == "__main__":
    main()
