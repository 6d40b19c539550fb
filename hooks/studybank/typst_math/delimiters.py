"""Delimiters that grow with what they stand around, or have a stated size."""

from __future__ import annotations

from typing import Final

from studybank.typst_math.characters import escape
from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import STRETCHY, TexClass
from studybank.typst_math.pieces import Atom, Context, Convert, Gap, Piece
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import list_forms, parse_length

_NULL_WIDTH: Final = 0.12  # em; TeX's \nulldelimiterspace
_DELIMITERS: Final = frozenset("()[]{}|/\\‖∣∥⟨⟩⌊⌋⌈⌉⌜⌝⌞⌟⟮⟯⟦⟧⎰⎱⟅⟆↑↓↕⇑⇓⇕")


def is_fenced(node: Node) -> bool:
    r"""Tell whether a row is what `\left` and `\right` made."""
    if node.get("data-mjx-texclass") != "INNER" or len(node.children) < 2:
        return False
    first, last = node.children[0], node.children[-1]
    return _is_edge(first, "OPEN") and _is_edge(last, "CLOSE")


def build_fenced(node: Node, context: Context, convert: Convert) -> tuple[Piece, ...]:
    """Build a row between two delimiters, one of which may be missing."""
    level = context.level
    forms = list_forms(node.children, "infix")
    body: list[Piece] = []
    for child, form in zip(node.children[1:-1], forms[1:-1], strict=True):
        if _is_middle(child):
            body.append(_build_middle(child, level))
        else:
            body += convert((child,), context, form)
    pieces = (
        *_build_edge(node.children[0], TexClass.OPEN, level),
        *body,
        *_build_edge(node.children[-1], TexClass.CLOSE, level),
    )
    row = build_row(pieces)
    kind = TexClass.INNER
    return (Atom(f"lr({row.markup})", kind, kind, level, noisy=row.noisy),)


def render_sized(node: Node, kind: TexClass) -> str:
    r"""Write a delimiter of a stated size, as `\big` makes it."""
    size = parse_length(node.get("minsize") or "0")
    side = "closing" if kind is TexClass.CLOSE else "opening"
    return f'lr(size:#({size:g}em),class("{side}",{_read(node)}))'


def _is_edge(node: Node, kind: str) -> bool:
    return node.tag == "mo" and node.get("data-mjx-texclass") == kind


def _is_middle(node: Node) -> bool:
    return (
        node.tag == "mo"
        and node.text in _DELIMITERS & STRETCHY
        and node.get("stretchy") != "false"
        and node.get("minsize") is None
    )


def _build_middle(node: Node, level: int) -> Atom:
    return Atom(f"mid({_read(node)})", TexClass.ORD, TexClass.ORD, level, noisy=True)


def _build_edge(node: Node, kind: TexClass, level: int) -> tuple[Piece, ...]:
    if not node.text:
        # The space also keeps Typst from letting a bracket of the body grow in its place.
        return Atom("", kind, kind, level), Gap(_NULL_WIDTH)
    side = "opening" if kind is TexClass.OPEN else "closing"
    return (Atom(f'class("{side}",{_read(node)})', kind, kind, level),)


def _read(node: Node) -> str:
    text = {"<": "⟨", ">": "⟩"}.get(node.text, node.text)
    if text not in _DELIMITERS:
        raise UnknownStructureError(f"The delimiter {node.text}")
    return escape(text)
