r"""The tokens of a TeX formula, as far as arithmetic needs them."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace


class Kind(enum.Enum):
    """What a token is to the arithmetic of a formula."""

    NUMBER = enum.auto()
    OPERATOR = enum.auto()
    POSTFIX = enum.auto()
    RELATION = enum.auto()
    OPEN = enum.auto()
    CLOSE = enum.auto()
    BAR = enum.auto()
    SCRIPT = enum.auto()
    FUNCTION = enum.auto()
    LAYOUT = enum.auto()
    COMMA = enum.auto()
    BREAK = enum.auto()
    TEXT = enum.auto()
    OTHER = enum.auto()


@dataclass(frozen=True, slots=True)
class Token:
    r"""One token.

    Attributes:
        kind: What it is.
        text: Its meaning in one spelling: `*` for `\times` and `\cdot`, `(` for `\bigl(`.
        start: Offset of its first character in the formula.
        end: Offset after its last character.
        is_times: Whether it is the sign × that also writes sizes, as in 3×3.
        is_apart: Whether a visible space stands before it.
    """

    kind: Kind
    text: str
    start: int
    end: int
    is_times: bool = False
    is_apart: bool = False


_OPERATORS = {
    "+": "+", "-": "-", "\u2212": "-", "*": "*", "/": "/", "\\times": "*", "×": "*", "\\cdot": "*",
    "·": "*", "⋅": "*", "\\div": "/", "÷": "/", "\\slash": "/",
}  # fmt: skip
_OPEN = {
    "(": "(", "[": "[", "{": "{", "\\{": "\\{", "\\lbrace": "\\{", "\\lparen": "(",
    "\\lbrack": "[", "\\lfloor": "floor", "\\lceil": "ceil", "\\lvert": "abs",
}  # fmt: skip
_CLOSE = {
    ")": "(", "]": "[", "}": "{", "\\}": "\\{", "\\rbrace": "\\{", "\\rparen": "(",
    "\\rbrack": "[", "\\rfloor": "floor", "\\rceil": "ceil", "\\rvert": "abs",
}  # fmt: skip
_RELATIONS = {
    "=": "=", "\\approx": "≈", "≈": "≈", "\\simeq": "≈", "\\doteq": "≈", "\\approxeq": "≈",
    "\\thickapprox": "≈",
}  # fmt: skip
_BREAKS = (
    *"<>;。；≤≥≠→⇒∈", "!=", "<=", ">=", "==", "=>", "->", "\\le", "\\leq", "\\leqslant", "\\ge",
    "\\geq", "\\geqslant", "\\lt", "\\gt", "\\ne", "\\neq", "\\ll", "\\gg", "\\in", "\\notin",
    "\\sim", "\\propto", "\\equiv", "\\cong", "\\subset", "\\subseteq", "\\to", "\\rightarrow",
    "\\longrightarrow", "\\leftarrow", "\\gets", "\\leftrightarrow", "\\mapsto", "\\Rightarrow",
    "\\implies", "\\Longrightarrow", "\\Leftarrow", "\\impliedby", "\\iff", "\\Leftrightarrow",
    "\\Longleftrightarrow", "\\therefore", "\\because", "\\land", "\\wedge", "\\lor", "\\vee",
    "\\uparrow", "\\downarrow",
)  # fmt: skip
_FUNCTIONS = {
    "\\frac": "frac", "\\tfrac": "frac", "\\dfrac": "frac", "\\cfrac": "frac", "\\sqrt": "sqrt",
    "\\binom": "binom", "\\log": "log", "\\ln": "ln", "\\lg": "lg", "\\exp": "exp", "\\sin": "sin",
    "\\cos": "cos", "\\tan": "tan", "\\tanh": "tanh", "\\max": "max", "\\min": "min",
    "\\sigma": "sigmoid", "\\pi": "pi", "π": "pi", "e": "e",
}  # fmt: skip
_NAMED_FUNCTIONS = {
    "relu": "relu", "sigmoid": "sigmoid", "exp": "exp", "log": "log", "ln": "ln", "max": "max",
    "min": "min", "tanh": "tanh", "e": "e",
}  # fmt: skip
_LAYOUT = {
    "&": "&", "\\newline": "newline", "\\cr": "newline", "\\quad": "wide", "\\qquad": "wide",
    "\\enspace": "wide", "\\enskip": "wide",
}  # fmt: skip
_MEANINGS: dict[str, tuple[Kind, str]] = {
    **{sign: (Kind.OPERATOR, text) for sign, text in _OPERATORS.items()},
    **{sign: (Kind.RELATION, text) for sign, text in _RELATIONS.items()},
    **{sign: (Kind.OPEN, text) for sign, text in _OPEN.items()},
    **{sign: (Kind.CLOSE, text) for sign, text in _CLOSE.items()},
    **{sign: (Kind.FUNCTION, text) for sign, text in _FUNCTIONS.items()},
    **{sign: (Kind.LAYOUT, text) for sign, text in _LAYOUT.items()},
    **{sign: (Kind.BREAK, sign) for sign in _BREAKS},
    **dict.fromkeys((",", "，", "、"), (Kind.COMMA, ",")),
    **dict.fromkeys(("|", "\\vert"), (Kind.BAR, "|")),
    **{sign: (Kind.SCRIPT, sign) for sign in ("^", "_")},
    **dict.fromkeys(("\\%", "%", "％"), (Kind.POSTFIX, "%")),
    "!": (Kind.POSTFIX, "!"),
}
_IGNORED = re.compile(
    r"\\(?:left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|scriptstyle|limits|nolimits"
    r"|notag|nonumber|mathbf|boldsymbol|bm|bf|rm|allowbreak|nobreak|mathstrut|strut)"
)
_TEXT_COMMANDS = re.compile(
    r"\\(?:text(?:rm|bf|it|sf|tt|normal)?|mathrm|mathsf|mathtt|mbox|operatorname\*?)"
)
_DROPPED_COMMANDS = (
    "\\tag",
    "\\label",
    "\\phantom",
    "\\hphantom",
    "\\vphantom",
    "\\color",
    "\\vspace",
)
_TRANSPARENT = re.compile(
    r"\\(?:begin|end)\s*\{\s*(?:aligned|align|alignat|alignedat|split|gather|gathered|multline"
    r"|equation|eqnarray|flalign)\*?\s*\}(?:\{[0-9]*\})?"
)
_BEGIN = re.compile(r"\\begin\s*\{([^{}]*)\}")
_BRACED = re.compile(r"\\(?:underbrace|overbrace|boxed|fbox)\s*(?=\{)")
_SPACE = re.compile(r"(?:\s|~|\\[,:;!> ]|\\(?:thinspace|medspace|thickspace)(?![A-Za-z])|\{\})+")
_VISIBLE_SPACE = re.compile(r"\\[:;> ]|~|\\(?:med|thick)space")
_HARD = r"(?:\{,\}|\\[, ]|~)"
_NUMBER = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:{_HARD}[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3}(?![0-9]))?|\.[0-9]+"
)
_LISTED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?(?!,[0-9])")
# A point elsewhere may belong to a number: `0.\dot3`.
_SENTENCE_END = re.compile(r"\s|$|\\\\|\\(?:q?quad|text|end)(?![a-z])|\\ |[}&]")
_SIGN = re.compile(
    r"\\\\\*?(?:\s*\[[^\[\]]{0,9}(?:pt|em|ex|mm|cm)\])?"
    r"|\\not\s*(?:\\[A-Za-z]+|.)|\\operatorname\*|\\[A-Za-z]+|\\.|[!:=<>]?=|[=-]>|.",
    re.DOTALL,
)


def find_group_end(tex: str, start: int) -> int:
    """Find the offset after the group in braces that opens at `start` (or after its spaces)."""
    position = start
    while position < len(tex) and tex[position].isspace():
        position += 1
    if position >= len(tex) or tex[position] != "{":
        return start
    depth = 0
    while position < len(tex):
        if tex[position] == "\\":
            position += 1
        elif tex[position] in "{}":
            depth += 1 if tex[position] == "{" else -1
            if depth == 0:
                return position + 1
        position += 1
    return len(tex)


def tokenise(tex: str, *, join_commas: bool) -> Iterator[Token]:
    r"""Split a formula into tokens; spaces and sizing commands vanish.

    Args:
        tex: TeX of mathematics, without dollar signs.
        join_commas: Read `1,152` as one number rather than as two.
    """
    position = 0
    labels: dict[int, int] = {}
    digits = 0
    is_apart = False
    while position < len(tex):
        gap = _SPACE.match(tex, position)
        brace = _BRACED.match(tex, position)
        number = _LISTED.match(tex, position) if join_commas else None
        number = number or _NUMBER.match(tex, position)
        if position in labels:
            position = labels.pop(position)
        elif gap:
            is_apart = bool(_VISIBLE_SPACE.search(gap.group()))
            position = gap.end()
        elif brace:
            position = _open_brace(tex, brace, labels)
        elif number:
            # TeX takes single digits as arguments: `\frac12` is one half.
            end = position + 1 if digits else number.end()
            digits = max(0, digits - 1)
            yield Token(Kind.NUMBER, tex[position:end], position, end)
            position, is_apart = end, False
        else:
            token, position = _read_command(tex, position)
            digits = 2 if token and token.text in ("frac", "binom") else 0
            if token:
                yield replace(token, is_apart=is_apart)
                is_apart = False


def _open_brace(tex: str, brace: re.Match[str], skips: dict[int, int]) -> int:
    r"""Give where to go on after `\underbrace` or `\boxed`, and note what to skip later."""
    end = find_group_end(tex, brace.end())
    if tex[end : end + 1] in ("_", "^"):
        # Only the braced part counts; the label below or above it is left out.
        skips[end] = find_group_end(tex, end + 1)
    if not re.search(r"=|\\approx", tex[brace.end() : end]):
        return brace.end()
    # A boxed equation is no factor: without its braces its sides are read as any others.
    skips[end - 1] = end
    return brace.end() + 1


def _read_command(tex: str, start: int) -> tuple[Token | None, int]:
    """Read what is neither a space nor a number: the token, if any, and where the next starts."""
    transparent = _TRANSPARENT.match(tex, start)
    if transparent:
        return None, transparent.end()
    begin = _BEGIN.match(tex, start)
    if begin:
        closing = tex.find(f"\\end{{{begin[1]}}}", begin.end())
        end = len(tex) if closing < 0 else closing + len(begin[1]) + len("\\end{}")
        return Token(Kind.OTHER, "environment", start, end), end
    match = _SIGN.match(tex, start)
    sign, end = (match.group(), match.end()) if match else (tex[start], start + 1)
    after = find_group_end(tex, end)
    if _TEXT_COMMANDS.fullmatch(sign):
        return _read_text(tex[end:after].strip()[1:-1], start, after), after
    if _IGNORED.fullmatch(sign):
        # `\left.` draws nothing, but then the brackets do not match any more.
        dot = sign in ("\\left", "\\right") and tex[end : end + 1] == "."
        return (Token(Kind.OTHER, ".", start, end + 1), end + 1) if dot else (None, end)
    if sign == "\\hspace":
        return Token(Kind.LAYOUT, "wide", start, after), after
    if sign == "." and _SENTENCE_END.match(tex, end):
        sign = ";"
    return (None, after) if sign in _DROPPED_COMMANDS else (_read_sign(sign, start, end), end)


def _read_text(text: str, start: int, end: int) -> Token:
    name = _NAMED_FUNCTIONS.get(text.strip().lower())
    if name:
        return Token(Kind.FUNCTION, name, start, end)
    return Token(Kind.TEXT, text.strip(), start, end)


def _read_sign(sign: str, start: int, end: int) -> Token:
    kind, text = _MEANINGS.get(sign, (Kind.OTHER, sign))
    if sign.startswith("\\\\"):
        kind, text = Kind.LAYOUT, "newline"
    elif re.match(r"\\not(?![a-z])", sign):
        kind = Kind.BREAK
    return Token(kind, text, start, end, is_times=sign in ("\\times", "×"))
