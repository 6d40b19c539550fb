"""Draw an LSTM cell and a GRU cell, gates marked by letters: `lstm-cell.svg`, `gru-cell.svg`."""

from drawing import picture, save, style

STYLE = style("""
text { fill: #1c2430; font-size: 18px; text-anchor: middle; }
.math { font-style: italic; }
.low { font-size: 13px; }
.cell { fill: none; stroke: #9aa3ad; stroke-width: 1.6; stroke-dasharray: 7 5; }
.gate { fill: #e9eef5; stroke: #1f4e8c; stroke-width: 2; }
.cand { fill: none; stroke: #2e6b4f; stroke-width: 2; }
.op { fill: none; stroke: #b03a2e; stroke-width: 2; }
.letter { fill: #1f4e8c; font-weight: 600; }
.line { fill: none; stroke: #1c2430; stroke-width: 2; }
.head { fill: #1c2430; }
.dot { fill: #1c2430; }
""")
R = 13  # radius of an operation


def name(x: float, y: float, letter: str, low: str) -> str:
    """Write a name with an index below."""
    return (
        f'<text x="{x}" y="{y}"><tspan class="math">{letter}</tspan>'
        f'<tspan class="low" dy="5">{low}</tspan></text>'
    )


def line(path: str) -> str:
    """Draw a line."""
    return f'<path class="line" d="{path}"/>'


def head(x: float, y: float, way: str) -> str:
    """Draw the tip of an arrow."""
    shape = {
        "up": f"M{x - 5} {y + 10}h10l-5 -10z",
        "down": f"M{x - 5} {y - 10}h10l-5 10z",
        "right": f"M{x - 10} {y - 5}v10l10 -5z",
    }[way]
    return f'<path class="head" d="{shape}"/>'


def dot(x: float, y: float) -> str:
    """Mark a fork."""
    return f'<circle class="dot" cx="{x}" cy="{y}" r="3.4"/>'


def box(kind: str, x: float, y: float, text: str, width: int = 50) -> list[str]:
    """Draw a box with its text."""
    return [
        (
            f'<rect class="{kind}" x="{x - width / 2:g}" y="{y - 17}" width="{width}" '
            'height="34" rx="5"/>'
        ),
        f'<text x="{x}" y="{y + 6}">{text}</text>',
    ]


def times(x: float, y: float) -> list[str]:
    """Draw a product entry by entry."""
    return [
        f'<circle class="op" cx="{x}" cy="{y}" r="{R}"/>',
        f'<path class="op" d="M{x - 5} {y - 5}l10 10M{x + 5} {y - 5}l-10 10"/>',
    ]


def plus(x: float, y: float) -> list[str]:
    """Draw a sum."""
    return [
        f'<circle class="op" cx="{x}" cy="{y}" r="{R}"/>',
        f'<path class="op" d="M{x - 7} {y}h14M{x} {y - 7}v14"/>',
    ]


def letter(x: float, y: float, text: str) -> str:
    """Mark a gate."""
    return f'<text class="letter" x="{x}" y="{y}">{text}</text>'


def lstm() -> list[str]:
    """Draw the LSTM cell."""
    top, gates, bus, low = 62, 196, 248, 290
    forget, enter, candidate, leave = 104, 164, 226, 288
    out = 322
    return [
        f'<rect class="cell" x="62" y="22" width="292" height="{bus}" rx="10"/>',
        # the cell state along the top
        name(30, top + 6, "c", "t−1"),
        line(f"M54 {top}H{forget - R - 9}"),
        head(forget - R, top, "right"),
        *times(forget, top),
        line(f"M{forget + R} {top}H{enter + 31 - R - 9}"),
        head(enter + 31 - R, top, "right"),
        *plus(enter + 31, top),
        line(f"M{enter + 31 + R} {top}H366"),
        head(376, top, "right"),
        name(396, top + 6, "c", "t"),
        # the gates
        *box("gate", forget, gates, "σ", 40),
        *box("gate", enter, gates, "σ", 40),
        *box("cand", candidate, gates, "tanh", 52),
        *box("gate", leave, gates, "σ", 40),
        letter(forget - 16, gates - 26, "A"),
        letter(enter - 16, gates - 26, "B"),
        letter(leave - 16, gates - 26, "C"),
        line(f"M{forget} {gates - 17}V{top + R + 9}"),
        head(forget, top + R, "up"),
        # input gate and candidate meet
        *times(enter + 31, 124),
        line(f"M{enter} {gates - 17}V124H{enter + 31 - R - 9}"),
        head(enter + 31 - R, 124, "right"),
        line(f"M{candidate} {gates - 17}V124H{enter + 31 + R + 9}"),
        f'<path class="head" d="M{enter + 31 + R + 10} 119v10l-10 -5z"/>',
        line(f"M{enter + 31} {124 - R}V{top + R + 9}"),
        head(enter + 31, top + R, "up"),
        # the output
        dot(out, top),
        line(f"M{out} {top}V88"),
        head(out, 92, "down"),
        *box("cand", out, 109, "tanh", 52),
        line(f"M{out} 126V{158 - R - 9}"),
        head(out, 158 - R, "down"),
        *times(out, 158),
        line(f"M{leave} {gates - 17}V158H{out - R - 9}"),
        head(out - R, 158, "right"),
        line(f"M{out} {158 + R}V{bus - 16}H366"),
        head(376, bus - 16, "right"),
        name(396, bus - 10, "h", "t"),
        # the inputs
        name(30, bus + 6, "h", "t−1"),
        line(f"M54 {bus}H{leave}V{gates + 27}"),
        head(leave, gates + 17, "up"),
        *[line(f"M{x} {bus}V{gates + 27}") for x in (forget, enter, candidate)],
        *[head(x, gates + 17, "up") for x in (forget, enter, candidate)],
        *[dot(x, bus) for x in (82, forget, enter, candidate)],
        line(f"M82 {low - 2}V{bus}"),
        name(82, low + 16, "x", "t"),
    ]


def gru() -> list[str]:
    """Draw the GRU cell."""
    top, gates, bus = 62, 206, 258
    reset, update, candidate = 120, 190, 282
    add = 330
    return [
        '<rect class="cell" x="62" y="22" width="296" height="276" rx="10"/>',
        # the old state along the top
        name(30, top + 6, "h", "t−1"),
        line(f"M54 {top}H{update - R - 9}"),
        head(update - R, top, "right"),
        *times(update, top),
        line(f"M{update + R} {top}H{add - R - 9}"),
        head(add - R, top, "right"),
        *plus(add, top),
        line(f"M{add + R} {top}H370"),
        head(380, top, "right"),
        name(398, top + 6, "h", "t"),
        # gates
        *box("gate", reset, gates, "σ", 40),
        *box("gate", update, gates, "σ", 40),
        letter(reset - 16, gates - 24, "A"),
        letter(update - 16, gates - 24, "B"),
        line(f"M{update} {gates - 17}V{top + R + 9}"),
        head(update, top + R, "up"),
        # the reset branch
        dot(82, top),
        line(f"M82 {top}V{bus}H{update}V{gates + 27}"),
        line(f"M{reset} {bus}V{gates + 27}"),
        head(reset, gates + 17, "up"),
        head(update, gates + 17, "up"),
        dot(82, 150),
        dot(reset, bus),
        line(f"M82 150H{reset - R - 9}"),
        head(reset - R, 150, "right"),
        *times(reset, 150),
        line(f"M{reset} {gates - 17}V{150 + R + 9}"),
        head(reset, 150 + R, "up"),
        # over the update line to the candidate
        line(f"M{reset + R} 150H{update - 8}a8 8 0 0 1 16 0H{candidate - 36}"),
        head(candidate - 26, 150, "right"),
        *box("cand", candidate, 150, "tanh", 52),
        # one minus the update gate
        dot(update, 106),
        line(f"M{update} 106H207"),
        head(215, 106, "right"),
        *box("op", 239, 106, "1 −", 46),
        line(f"M262 106H{add - R - 9}"),
        head(add - R, 106, "right"),
        *times(add, 106),
        line(f"M{candidate + 26} 150H{add}V{106 + R + 9}"),
        head(add, 106 + R, "up"),
        line(f"M{add} {106 - R}V{top + R + 9}"),
        head(add, top + R, "up"),
        # the input
        name(156, bus + 60, "x", "t"),
        line(f"M156 {bus + 44}V{bus}"),
        dot(156, bus),
        line(f"M156 {bus + 24}H{candidate}V177"),
        dot(156, bus + 24),
        head(candidate, 167, "up"),
    ]


save("lstm-cell", picture((420, 316), STYLE, lstm()))
save("gru-cell", picture((420, 328), STYLE, gru()))
