"""Texts of a template that nobody has written over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studybank.checks.context import Context, quote
from studybank.errors import Problem
from studybank.model.fields import Record

PENCIL: Final = "✎"
"""Marks such a text in the templates of `studybank new`."""


def check_placeholders(context: Context[Record]) -> Iterator[Problem]:
    """Find what is still to be written."""
    for piece in context.pieces if PENCIL in context.text else ():
        offset = piece.text.find(PENCIL)
        if offset >= 0:
            yield context.problem("SB213", piece.loc, offset=offset, found=quote(piece.text))
