"""Texts that were written to be slow: signs that a parser looks at again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from filled_bank import Shape
from studybank.model.fields import MAX_TEXT
from studybank.prose import MAX_NESTED, MAX_OF_A_SIGN

_LENGTHS: Final[dict[Shape, int]] = {"line": 300, "text": MAX_TEXT, "localized": MAX_TEXT - 3}

PIECES: Final = (
    *("`", "``", "`a", "`a``", "`a` ", "``` ", "```\n", "```\n\n", "```\na\n```\n", "~~~\n"),
    *(
        "```python\na\n```\n",
        "    a\n",
        "*",
        "**",
        "***",
        "_",
        "__",
        "*a",
        "a*",
        "*a* ",
        "**a ",
        "_*",
    ),
    *("***a** b* ", "**a *b* ", "a_b", "1*", "$", "$a", "$$", "$$a\n\n", "$a$ ", "$$a$$\n\n"),
    *(
        "$\\text{",
        "$a<b$",
        "\\",
        "\\\\",
        "\\*",
        "\\[",
        "[",
        "[[",
        "[[a]]",
        "[a](",
        "[a](b",
        "[a](b) ",
    ),
    *("[a](((", "![", "![a](b)", "[a](https://b.cc) ", "[^", "[^a]", "[a]:", "](", "()", "("),
    *("- a\n", "- a\n\n", "- - ", "* ", "- a\n    - b\n", "1. a\n", "1. a\n    ", "(a) b\n"),
    *("> ", ">> ", "> a\n", ">\n", "> > a\n\n", "# ", "#\n", "=\n", "a\n--", "---\n", " ", " \n"),
    *("a\n", "a\n\n", "\n", "|", "|-", "|a|b|\n|-|-|\n", "a|b\n-|-\n", "| $a$ |\n", "||\n"),
    *("<", "<a", "<b>", "</b>", "<!--", "&", "&a", "&#", "&amp;", "{", "{: ", "{.a", "{}", "url("),
    *(
        "中",
        "中\n",
        "中a",
        "过拟合",
        "，",
        "a，",
        "1 ",
        "1,1",
        "0123456789",
        "1.",
        "1e9",
        "1/2 ",
        "1+",
    ),
    *(
        "= 1 ",
        "1 = 1 ",
        "5 %",
        "line 1, ",
        "第 1 行",
        "option ",
        "选项 A",
        "dropout ",
        "a-",
        "a ",
        "a",
    ),
    *(
        '"',
        "'",
        '"a" ',
        "a: ",
        ": ",
        "q:a ",
        "http://",
        "(",
        "((1)",
        "[1,",
        "sum([1]*",
        "9**",
        "not ",
    ),
    *(
        "\\frac12",
        "\\frac{1}{",
        "\\sqrt{",
        "\\hat{",
        "x^{",
        "x_",
        "x'",
        "\\left(",
        "\\left(x\\right)",
    ),
    *("\\begin{matrix}", "a&", "&", "a&b\\\\", "\\displaystyle ", "\\text{a}", "\\operatorname{a}"),
    *("\\text{$", "\\mathbf{x}", "\\binom12", "\\xrightarrow{a}", "\\iid ", "\\E", "\\sum_1^n "),
    *(
        "\\substack{a\\\\",
        "\\overbrace{x}",
        "\\not=",
        "\\Bigg(",
        "\\%",
        "\\color{red}",
        "9",
        "x+",
        "!",
    ),
)
"""What is repeated."""


def _rows(length: int) -> str:
    """A table of as many cells as its signs allow: wide rows with one sign each."""
    width = MAX_OF_A_SIGN // 2 - 2
    return (f"{'|' * width}\n{'|-' * width}\n" + "a\n" * (MAX_OF_A_SIGN - 3))[:length]


def _steps(indent: str, item: str) -> Callable[[int], str]:
    """Lists or quotes, each a step deeper than the one before."""

    def build(length: int) -> str:
        lines: list[str] = []
        while sum(map(len, lines)) + len(lines) * 2 + len(indent) < length:
            lines.append(indent * len(lines) + item)
        return "\n".join(lines)[:length]

    return build


def _pair(opening: str, closing: str) -> Callable[[int], str]:
    """Nested pairs, as many as fit."""

    def build(length: int) -> str:
        count = (length - 1) // len(opening + closing)
        return opening * count + "x" + closing * count

    return build


SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "table": _rows,
    "nested lists": _steps("    ", "- a"),
    "nested numbers": _steps("    ", "1. a\n"),
    "nested quotes": _steps("> ", "a"),
    "nested marks": _steps(" " * 2 * MAX_NESTED, "- " * MAX_NESTED + "a"),
    "nested emphasis": _pair("*a ", "*"),
    "nested brackets": _pair("(", ")"),
    "nested fractions": _pair(r"\frac{1}{", "}"),
    "nested braces": _pair("{", "}"),
    "nested vectors": _pair("[", "]"),
    "sum": lambda length: "+".join("1" * (length // 2)),
    "power": lambda length: "**".join("9" * (length // 3)),
    "matrix": lambda _: r"\begin{matrix}" + "&" * 48 + r"\\" * 49 + r"\end{matrix}",
    "formula": lambda length: f"${'x+' * ((length - 4) // 2)}x$",
    "formulas": lambda length: " ".join(f"$x_{{{number}}}$" for number in range(200))[:length],
    "large formulas": lambda _: " ".join(rf"$\binom{{{n}}}{{2}}x^{{n}}$" for n in range(200)),
}
"""What is built."""


def build_texts() -> Iterator[tuple[str, Callable[[str, Shape], str]]]:
    """Give the texts: a name and what writes them into a field.

    Each piece comes twice: as often as the length allows, and as often as the signs do, with
    letters between.
    """
    for name, build in SHAPES.items():
        yield name, _build(build)
    for piece in PIECES:
        yield repr(piece), _repeat(piece, spread=False)
        most = max(piece.count(sign) for sign in "[|$\n")
        if most:
            yield f"{piece!r} spread", _repeat(piece, spread=True)


def _repeat(piece: str, *, spread: bool) -> Callable[[str, Shape], str]:
    def write(_: str, shape: Shape) -> str:
        length = _LENGTHS[shape]
        filler = ""
        if spread:
            times = MAX_OF_A_SIGN // max(piece.count(sign) for sign in "[|$\n") - 2
            filler = "a" * max(0, length // times - len(piece))
            text = (piece + filler) * times
        else:
            text = piece * (length // len(piece))
        return _fit(text, shape)

    return write


def _build(build: Callable[[int], str]) -> Callable[[str, Shape], str]:
    return lambda _, shape: _fit(build(_LENGTHS[shape]), shape)


def _fit(text: str, shape: Shape) -> str:
    if shape == "line":
        text = text.replace("\n", " ")
    return text[: _LENGTHS[shape]].strip("\n") or "a"
