"""Tables written in a text: rows as long as their head."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studybank.checks.context import Context
from studybank.checks.masking import mask
from studybank.errors import Problem
from studybank.model.fields import Record

_RULE: Final = frozenset("|:- ")
"""Signs of the line between the head and the rows."""


def is_rule(line: str) -> bool:
    """Tell whether a masked line stands between the head and the rows of a table."""
    return set(line) <= _RULE and "-" in line and "|" in line


def check_prose_tables(context: Context[Record]) -> Iterator[Problem]:
    """Find rows from which cells would be cut, or which would be filled up with empty ones."""
    for piece in context.prose_with("|"):
        for offset, found, expected in _find_uneven(mask(piece.text)):
            yield context.problem("SB174", piece.loc, offset=offset, found=found, expected=expected)


def _find_uneven(masked: str) -> Iterator[tuple[int, int, int]]:
    """Give the offset of each uneven row, its cells, and the columns of its table."""
    columns, offset, above = 0, 0, ""
    for line in masked.split("\n"):
        if is_rule(line) and above.strip() and not columns:
            columns = _count(line)
            if _count(above) != columns:
                yield offset - len(above) - 1, _count(above), columns
        elif not line.strip():
            columns = 0
        elif columns and _count(line) != columns:
            yield offset + len(line) - len(line.lstrip()), _count(line), columns
        above = line
        offset += len(line) + 1


def _count(line: str) -> int:
    """Count the cells of a line, in which bars of code, formulas and escapes are masked."""
    return line.strip().removeprefix("|").removesuffix("|").count("|") + 1
