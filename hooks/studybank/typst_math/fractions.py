"""Fractions and roots."""

from __future__ import annotations

from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import Form
from studybank.typst_math.pieces import Context, Convert, Piece, group
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import parse_length


def build_fraction(
    node: Node, context: Context, _form: Form, convert: Convert
) -> tuple[Piece, ...]:
    """Build a fraction, or two rows above one another without a bar."""
    inner = context.fraction()
    above, below = (build_row(convert((child,), inner)).markup for child in node.children)
    thickness = node.get("linethickness")
    if thickness is None:
        return group(f"frac({above},{below})", context)
    if parse_length(thickness) != 0:
        raise UnknownStructureError(f"The linethickness {thickness}")
    cells = f"{inner.style}({above});{inner.style}({below})"
    return group(f"mat(delim:#none,row-gap:#0.25em,{cells})", context)


def build_root(node: Node, context: Context, _form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a square root, or a root with an index."""
    if node.tag == "msqrt":
        return group(f"sqrt({build_row(convert(node.children, context)).markup})", context)
    body = build_row(convert(node.children[:1], context)).markup
    index = build_row(convert(node.children[1:], context.script(2))).markup
    return group(f"root({index},{body})", context)
