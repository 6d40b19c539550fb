"""Spaces, frames, strikes, and parts that pretend to have another size."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import Form
from studybank.typst_math.pieces import Atom, Context, Convert, Gap, Piece, embed, group, wrap
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import parse_length

_STRIKES: Final[Mapping[frozenset[str], str]] = MappingProxyType(
    {
        frozenset({"updiagonalstrike"}): "cancel({})",
        frozenset({"downdiagonalstrike"}): "cancel(inverted:#true,{})",
        frozenset({"updiagonalstrike", "downdiagonalstrike"}): "cancel(cross:#true,{})",
        frozenset({"horizontalstrike"}): "cancel(angle:#90deg,{})",
    }
)
_SIDES: Final[Mapping[str | None, str]] = MappingProxyType(
    {None: "left", "-1width": "right", "-.5width": "center"}
)


def build_space(node: Node, context: Context, _form: Form, _convert: Convert) -> tuple[Piece, ...]:
    """Build a space, or a filled rule; the height of an empty space is left out."""
    if node.get("linebreak") is not None:
        raise UnknownStructureError("A line break")
    width = parse_length(node.get("width") or "0")
    if node.get("mathbackground") is None:
        return (Gap(width),)
    return group(f"#box(width:{width:g}em,{_measure(node)},fill:black)", context)


def build_phantom(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build nodes that take their space without being seen."""
    pieces = convert(node.children, context, form)
    return wrap(pieces, f"#hide(${context.style}({{}})$)")


def build_enclosed(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a row in a frame or crossed out."""
    row = build_row(convert(node.children, context, form))
    notations = frozenset((node.get("notation") or "longdiv").split())
    if notations == {"box"}:
        # Typst lets an equation inside a line reach into the leading; a frame must not be cut.
        inner = f"{{set par(leading:0em);{embed(row, context)}}}"
        return group(f"#box(stroke:0.05em,inset:0.25em,{inner})", context)
    pattern = _STRIKES.get(notations)
    if pattern is None:
        raise UnknownStructureError(f"The notation {' '.join(sorted(notations))}")
    markup = pattern.format(row.markup)
    return (Atom(markup, row.before, row.after, context.level, noisy=row.noisy),)


def build_padded(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a row that pretends to have another width, or is raised.

    A height or a depth that is only pretended is left out, but for an empty strut.
    """
    if node.get("style") is not None:
        raise UnknownStructureError("A border")
    pieces = convert(node.children, context, form)
    width, left, raised = (node.get(name) for name in ("width", "lspace", "voffset"))
    if width == "0":
        if not any(child.children or child.text for child in node.children):
            return group(f"#box(width:0pt,{_measure(node)})", context)
        if left not in _SIDES:
            raise UnknownStructureError(f"The lspace {left}")
        # The wider box keeps the formula from breaking into lines.
        inner = f"box(width:99em,{embed(build_row(pieces), context)})"
        return group(f"#box(width:0pt,{{set align({_SIDES[left]});{inner}}})", context)
    if width is not None and width[:1] not in ("+", "-"):
        raise UnknownStructureError(f"The width {width}")
    shift = parse_length(left or "0")
    if raised is not None and left is None:  # with both, it stands over or under an arrow
        inner = embed(build_row(pieces), context)
        pieces = group(f"#box(baseline:{-parse_length(raised):g}em,{inner})", context)
    return Gap(shift), *pieces, Gap(parse_length(width or "0") - shift)


def _measure(node: Node) -> str:
    height, depth = (parse_length(node.get(name) or "0") for name in ("height", "depth"))
    return f"height:{height + depth:g}em,baseline:{depth:g}em"
