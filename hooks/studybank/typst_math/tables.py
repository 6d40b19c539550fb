"""Matrices, cases, aligned rows and numbered rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import Form
from studybank.typst_math.pieces import Context, Convert, Piece, Row, embed, group
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import parse_length
from studybank.typst_math.table_lines import render_lines, repeat

_LABEL_GAP: Final = 2.0  # em, between a row and its number
_ALIGNMENTS: Final[Mapping[str, str]] = MappingProxyType(
    {"left": "&{}", "right": "{}&", "center": "{}"}
)
_NOTHING: Final = Node("mtd", MappingProxyType({}))
# MathJax's MathML does not tell that these are set small, but nothing else has their spacing.
_SMALL: Final = frozenset({("0.333em", ".2em"), ("0em", "0.1em")})  # smallmatrix, substack


def split_number(children: Sequence[Node]) -> tuple[Sequence[Node], Sequence[Node]]:
    """Take the number off a formula that is one numbered row.

    Returns:
        Nodes of the number, none if it has no number, and of the formula.
    """
    if len(children) == 1 and children[0].tag == "mtable":
        match children[0].children:
            case (Node(tag="mlabeledtr", children=(number, body)),):
                return number.children, body.children
    return (), children


def build_table(node: Node, context: Context, _form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a table; the number of a row stands in a column of its own."""
    inner = _enter(node, context)
    bodies = [_read_row(row) for row in node.children]
    columns = max((len(body) for body in bodies), default=0)
    if columns == 0:
        raise UnknownStructureError("A table without cells")
    stated = repeat((node.get("columnalign") or "center").split(), columns)
    patterns = [_find_pattern(stated[i], bodies, i) for i in range(columns)]
    column_gaps = _read_gaps(node.get("columnspacing") or "0.8em", columns - 1)
    row_gaps = _read_gaps(node.get("rowspacing") or "1ex", len(bodies) - 1)
    row_gaps = [gap + _find_leading(node) for gap in row_gaps]
    numbers = [row.children[:1] if row.tag == "mlabeledtr" else () for row in node.children]
    if any(numbers):
        bodies = [
            (*body, *[_NOTHING] * (columns - len(body)), *(number or (_NOTHING,)))
            for body, number in zip(bodies, numbers, strict=True)
        ]
        patterns.append(_ALIGNMENTS["left"])
        column_gaps.append(_LABEL_GAP)
    column_gap, row_gap = min(column_gaps, default=0.0), min(row_gaps, default=0.0)
    rows = []
    for body, below in zip(bodies, [*row_gaps, row_gap], strict=True):
        cells = (build_row(convert(cell.children, inner)) for cell in body)
        widths = [0.0, *(gap - column_gap for gap in column_gaps)]
        rows.append(
            ",".join(
                pattern.format(_space(width) + _render_cell(cell, inner, below - row_gap))
                for pattern, width, cell in zip(patterns, widths, cells, strict=False)
            )
        )
    options = f"delim:#none,column-gap:#({column_gap:g}em),row-gap:#({row_gap:g}em)"
    options += render_lines(node, columns, len(rows))
    # The style around it, too: Typst makes no row lower than a bracket.
    return group(f"{inner.style}(mat({options},{';'.join(rows)}))", context)


def _enter(node: Node, context: Context) -> Context:
    small = (node.get("columnspacing"), node.get("rowspacing")) in _SMALL
    level = max(context.level, 1) if small else context.level
    return Context(display=node.get("displaystyle") == "true", level=level)


def _find_leading(node: Node) -> float:
    """Find what MathJax leaves out between rows: LaTeX sets none closer than a matrix has them."""
    if node.get("displaystyle") == "true":  # aligned rows
        return 0.1
    return 0.2 if node.get("columnalign") == "left left" else 0.0  # cases


def _read_row(row: Node) -> tuple[Node, ...]:
    """Give the cells of a row without its number."""
    if row.tag not in ("mtr", "mlabeledtr") or any(cell.tag != "mtd" for cell in row.children):
        raise UnknownStructureError("A table of other things than rows and cells")
    return row.children[row.tag == "mlabeledtr" :]


def _find_pattern(stated: str, bodies: Sequence[Sequence[Node]], column: int) -> str:
    cells = [body[column] for body in bodies if column < len(body)]
    own = {cell.get("columnalign") or stated for cell in cells}
    if len(own) != 1 or not own <= _ALIGNMENTS.keys():
        raise UnknownStructureError(f"The alignment {' '.join(sorted(own))} in one column")
    return _ALIGNMENTS[own.pop()]


def _read_gaps(text: str, count: int) -> list[float]:
    return [parse_length(part) for part in repeat(text.split(), count)]


def _space(width: float) -> str:
    return f"#h({width:g}em)" if width > 0 else ""


def _render_cell(cell: Row, context: Context, deeper: float) -> str:
    r"""Write a cell; it is made deeper where the row ends in, say, `\\[4pt]`."""
    markup = cell.markup
    if deeper > 0:
        content = f"{{set par(leading:0em);{embed(cell, context)}}}"
        markup = f"#box(inset:(bottom:{deeper:g}em),{content})"
    return f"{context.style}({markup})"  # a call in any case: `#box(…);` would take the `;` away
