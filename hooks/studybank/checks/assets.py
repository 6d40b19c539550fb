"""Tables, matrices and listings: rows of one length, lines that exist, outputs of something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studybank.checks.context import Context
from studybank.checks.masking import mask
from studybank.errors import Problem, suggest
from studybank.model.assets import Code, Matrix, Table
from studybank.model.bank import Loc
from studybank.model.question import Question
from studybank.model.shared import ReferenceNote

_LINE: Final = re.compile(
    r"\b[Ll]ines? ([0-9]{1,4})(?:\s?(?:[-–,]|and|to|or)\s?([0-9]{1,4}))?(?!\.?[0-9]|%)"
    r"|第\s?([0-9]{1,4})(?:\s?[-–—~、和至到]\s?([0-9]{1,4}))?\s?行"
)


def check_assets(context: Context[Question]) -> Iterator[Problem]:
    """Check each asset by itself, and outputs against their listings."""
    codes = {asset.id: asset for _, asset in context.assets if isinstance(asset, Code)}
    for loc, asset in context.assets:
        match asset:
            case Table():
                yield from _check_table(context, loc, asset)
            case Matrix(rows=rows):
                yield from _check_matrix(context, (*loc, "rows"), rows)
            case Code():
                yield from _check_code(context, loc, asset, codes)
    yield from _check_line_references(context)


def _check_table(context: Context[Question], loc: Loc, table: Table) -> Iterator[Problem]:
    wanted = len(table.columns)
    for index, row in enumerate(table.rows):
        if len(row) != wanted:
            yield context.problem("SB174", (*loc, "rows", index), found=len(row), expected=wanted)


def _check_matrix(
    context: Context[Question] | Context[ReferenceNote], loc: Loc, rows: tuple[tuple[str, ...], ...]
) -> Iterator[Problem]:
    lengths = [len(row) for row in rows]
    if not lengths or not all(lengths):
        yield context.problem("SB175", loc, found="no entries")
    elif len(set(lengths)) > 1:
        found = f"rows of {', '.join(str(length) for length in lengths[:8])} entries"
        yield context.problem("SB175", loc, found=found)


def check_note_matrices(context: Context[ReferenceNote]) -> Iterator[Problem]:
    """Check the matrices of a reference note."""
    for index, entry in enumerate(context.record.entries):
        if entry.matrix:
            yield from _check_matrix(context, ("entries", index, "matrix"), entry.matrix)


def count_lines(code: Code) -> int:
    """Count the lines of a listing as they are shown."""
    return code.text.rstrip("\n").count("\n") + 1


def _check_code(
    context: Context[Question], loc: Loc, code: Code, codes: dict[str, Code]
) -> Iterator[Problem]:
    lines = count_lines(code)
    for index, line in enumerate(code.highlight):
        if not 1 <= line <= lines:
            place = (*loc, "highlight", index)
            yield context.problem("SB176", place, found=line, lines=lines)
    if code.role == "output":
        yield from _check_output(context, loc, code, codes)
    elif code.of is not None:
        detail = f'names a listing, but the role is "{code.role}"'
        remedy = 'Write "role: output" if this is what the listing prints, or remove it.'
        yield context.problem("SB177", (*loc, "of"), detail=detail, remedy=remedy)


def _check_output(
    context: Context[Question], loc: Loc, code: Code, codes: dict[str, Code]
) -> Iterator[Problem]:
    source = codes.get(code.of or "")
    if code.of is None:
        detail = "is an output, but of nothing"
        remedy = 'Write "of:" with the id of the listing that prints it.'
        yield context.problem("SB177", loc, detail=detail, remedy=remedy)
    elif source is None or source is code:
        others = [other for other in codes if other != code.id]
        yield context.problem(
            "SB121",
            (*loc, "of"),
            kind="listing",
            found=code.of,
            place='"assets:"',
            suggestion=suggest(code.of, others),
        )
    elif not source.runs:
        detail = f'is "{code.of}", which no test runs'
        remedy = f'Write "runs: true" at "{code.of}", or "role: given" here.'
        yield context.problem("SB177", (*loc, "of"), detail=detail, remedy=remedy)
    if code.runs:
        detail = "cannot hold for an output"
        yield context.problem("SB177", (*loc, "runs"), detail=detail, remedy="Remove it.")


def _check_line_references(context: Context[Question]) -> Iterator[Problem]:
    """Find lines named in the text that lie outside every listing of the question."""
    codes = [asset for _, asset in context.assets if isinstance(asset, Code)]
    if not any(code.line_numbers for code in codes):
        return
    # "第 3 行" may as well be a row of a table or matrix.
    rows = [len(asset.rows) for _, asset in context.assets if isinstance(asset, Table | Matrix)]
    most = max([count_lines(code) for code in codes] + rows)
    for piece in context.pieces:
        for match in _LINE.finditer(mask(piece.text)):
            named = max(int(number) for number in match.groups() if number)
            if named > most or named == 0:
                yield context.problem(
                    "SB176", piece.loc, offset=match.start(), found=named, lines=most
                )
