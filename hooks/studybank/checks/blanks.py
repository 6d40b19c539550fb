"""Blanks: each marked in the stem, and with words that fill it."""

from __future__ import annotations

from collections.abc import Iterator

from studybank.checks.context import LANGUAGE_NAMES, Context, Piece, find_marks
from studybank.errors import Problem
from studybank.locales import LOCALES
from studybank.model.bank import Loc
from studybank.model.question import Part, Question


def check_blanks(context: Context[Question]) -> Iterator[Problem]:
    """Check blanks against the marks of each part, and the marks against the blanks."""
    parts = dict(context.parts)
    for loc, pieces in context.pieces_by_part.items() if "[[" in context.text else ():
        known = {blank.id for blank in parts[loc].blanks}
        for piece in pieces:
            yield from _check_marks(context, loc, piece, known)
    for loc, part in context.parts:
        if part.blanks:
            yield from _check_blanks(context, loc, part)


def _is_asked(piece: Piece, part_loc: Loc) -> bool:
    """Tell whether a text belongs to what a part asks: its stem, or a table of its own."""
    return piece.loc[len(part_loc)] in ("stem", "assets")


def _check_marks(
    context: Context[Question], part_loc: Loc, piece: Piece, known: set[str]
) -> Iterator[Problem]:
    for offset, mark in find_marks(piece.text):
        asked = _is_asked(piece, part_loc)
        if not mark.isdecimal() or (asked and mark in known):
            continue
        if asked:
            detail = f"has the mark [[{mark}]], but there is no such blank"
            remedy = 'Declare it under "blanks:", or write brackets of code between back-ticks.'
        else:
            detail = f"has the mark [[{mark}]] of a blank outside the stem"
            remedy = "Write the word, or brackets of code between back-ticks."
        yield context.problem("SB156", piece.loc, offset=offset, detail=detail, remedy=remedy)


def _check_blanks(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    marked = {
        mark
        for piece in context.pieces_by_part.get(loc, ())
        if _is_asked(piece, loc)
        for _, mark in find_marks(piece.text)
    }
    for index, blank in enumerate(part.blanks):
        place = (*loc, "blanks", index)
        if blank.id not in marked:
            detail = f"has no mark [[{blank.id}]] in the stem"
            remedy = f"Write [[{blank.id}]] where the gap is."
            yield context.problem("SB156", place, detail=detail, remedy=remedy)
        for locale in LOCALES:
            own = blank.accept.en if locale == "en" else blank.accept.zh
            is_asked = part.stem is not None and part.stem.get(locale) is not None
            if is_asked and not own and not blank.accept.all:
                detail = f"accepts no word in {LANGUAGE_NAMES[locale]}"
                remedy = f'Write "{locale}:" (or "all:") with the words that fill the gap.'
                yield context.problem("SB156", (*place, "accept"), detail=detail, remedy=remedy)
