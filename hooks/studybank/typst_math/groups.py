"""Rows inside rows, and changes of style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from studybank.typst_math.delimiters import build_fenced, is_fenced
from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import Form, TexClass
from studybank.typst_math.pieces import Atom, Context, Convert, Piece, wrap
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import find_class


def build_group(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a row: a part by itself if it has a class, else some nodes of the row around."""
    if is_fenced(node):
        return build_fenced(node, context, convert)
    pieces = convert(node.children, context, form)
    if node.get("data-mjx-texclass") is None:
        return pieces
    kind = find_class(node, form)
    if kind is TexClass.OP:  # the words of one name, such as arg max
        pieces = tuple(_join_words(pieces))
    row = build_row(pieces)
    markup = row.markup if node.children else ""
    return (Atom(markup, kind, kind, context.level, noisy=row.noisy),)


def _join_words(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Atom) and piece.named:
            yield replace(piece, before=TexClass.ORD, after=TexClass.ORD)
        else:
            yield piece


def build_styled(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build nodes in a style of their own."""
    display = node.get("displaystyle")
    inner = Context(
        display=context.display if display is None else display == "true",
        level=_read_level(node.get("scriptlevel"), context.level),
    )
    pieces = convert(node.children, inner, form)
    return pieces if inner.style == context.style else wrap(pieces, f"{inner.style}({{}})")


def _read_level(stated: str | None, level: int) -> int:
    if stated is None:
        return level
    if stated not in ("0", "1", "2"):
        raise UnknownStructureError(f"The scriptlevel {stated}")
    return int(stated)
