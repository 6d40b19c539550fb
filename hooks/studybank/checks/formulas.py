"""Formulas: which there are, and whether they mean what they should."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from studybank.arithmetic import ArithmeticFault, lint_formula
from studybank.checks.context import MOST_TOLD, Context, quote
from studybank.documents import Document
from studybank.errors import Problem
from studybank.formulas import Formula, Lint, TexError, Typeset, lint
from studybank.matrices import matrix_tex
from studybank.model.assets import Math, Matrix
from studybank.model.bank import Loc
from studybank.model.fields import Record
from studybank.model.shared import NoteEntry
from studybank.prose import formula_spans

_KINDS: Final = {
    "stray-dollar": "a dollar sign",
    "full-width": "a full-width sign",
    "han": "Chinese",
    "loose-exponent": "an exponent or subscript without braces",
    "bare-braces": "braces that are not shown",
    "blackboard-digit": "a blackboard letter that the fonts lack",
    "bare-name": "a name in italics",
    "forbidden": "a forbidden command",
}


class LocatedFormula(NamedTuple):
    """A formula and its place in a document.

    Attributes:
        loc: The text or asset.
        offset: First character of the TeX in it.
        formula: The formula.
    """

    loc: Loc
    offset: int
    formula: Formula


_REMEDIES: Final = {
    "Undefined control sequence": (
        "Spell it as LaTeX does; words stand in \\text{}, names of functions in \\operatorname{}."
    ),
    "close brace": "Write a } for each {, no more and no less.",
    "open brace": "Write a } for each {, no more and no less.",
    "\\right": "Write a \\right for each \\left, with a sign after both.",
    "\\end": "Write \\end{} for each \\begin{}, with the same name.",
    "Double": "Put what belongs together in braces, such as {x_1}^2.",
}
"""What to do, by words of MathJax's message."""
_CORRECT: Final = "Correct the TeX."
_SHOWN: Final = frozenset({Math, Matrix, NoteEntry})
"""Records that may be shown as a formula; none has a subclass."""


def display_formula(record: object) -> Formula | None:
    """Give the formula that an asset or an entry of a reference note is shown as, if it is one."""
    match record:
        case Math(tex=tex):
            return Formula(tex, display=True)
        case Matrix(rows=rows):
            return Formula(matrix_tex(rows), display=True)
        case NoteEntry(tex=tex, matrix=rows) if tex or rows:
            pieces = [tex or "", matrix_tex(rows) if rows else ""]
            return Formula(" ".join(piece for piece in pieces if piece), display=True)
        case _:
            return None


def locate_formulas(context: Context[Record]) -> Iterator[LocatedFormula]:
    """Give the formulas of a record with their places, in field order."""
    for piece in context.pieces if "$" in context.text else ():
        if "$" in piece.text:
            for span in formula_spans(piece.text):
                raw = piece.text[span.start : span.end]
                offset = span.start + max(raw.find(span.content), 0)
                formula = Formula(span.content, span.kind == "display")
                yield LocatedFormula(piece.loc, offset, formula)
    for loc, found in context.records:
        if type(found) in _SHOWN and (shown := display_formula(found)):
            place = (*loc, "tex") if isinstance(found, Math) else loc
            yield LocatedFormula(place, 0, shown)


def check_formulas(context: Context[Record]) -> Iterator[Problem]:
    """Find formulas that compile, but show or say something else than was meant."""
    for loc, offset, formula in locate_formulas(context):
        for slip in _lint(formula)[:MOST_TOLD]:
            yield context.problem(
                "SB142",
                loc,
                offset=offset + slip.offset,
                found=f"{_KINDS.get(slip.kind, slip.kind)} ({quote(slip.found)})",
                formula=_show(formula),
                instead=f"Write {slip.instead}." if slip.instead else "Leave it out.",
            )
        for fault in _lint_numbers(formula.tex)[:MOST_TOLD]:
            yield context.problem(
                "SB143",
                loc,
                offset=offset + fault.offset,
                left=quote(fault.left),
                relation=fault.relation,
                right=quote(fault.right),
                computed=fault.computed,
            )


def check_typeset(
    document: Document,
    formulas: Iterable[LocatedFormula],
    typeset: Mapping[Formula, Typeset | TexError],
) -> Iterator[Problem]:
    """Find formulas that MathJax refuses."""
    for loc, offset, formula in formulas:
        result = typeset.get(formula)
        if isinstance(result, TexError):
            detail = result.message if result.message.endswith(".") else f"{result.message}."
            yield document.problem(
                "SB141",
                loc,
                offset=offset + (result.offset or 0),
                formula=_show(formula),
                detail=detail,
                remedy=_find_remedy(detail),
            )


def _find_remedy(detail: str) -> str:
    """Say what to do about what MathJax said."""
    return next((remedy for start, remedy in _REMEDIES.items() if start in detail), _CORRECT)


def _show(formula: Formula) -> str:
    return f"${quote(formula.tex, 60)}$"


@functools.lru_cache(maxsize=4_096)
def _lint(formula: Formula) -> tuple[Lint, ...]:
    return lint(formula)


@functools.lru_cache(maxsize=4_096)
def _lint_numbers(tex: str) -> tuple[ArithmeticFault, ...]:
    return lint_formula(tex)
