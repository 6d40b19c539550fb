"""Names, numbers, operators and words."""

from __future__ import annotations

from dataclasses import replace

from studybank.typst_math.characters import (
    escape,
    quote,
    render_identifier,
    render_number,
    render_text,
)
from studybank.typst_math.delimiters import render_sized
from studybank.typst_math.nodes import Node
from studybank.typst_math.operators import Form, TexClass
from studybank.typst_math.pieces import Atom, Context, Convert, Gap, Piece
from studybank.typst_math.structure import find_class, is_function_name, parse_length

_RENDERERS = {"mi": render_identifier, "mn": render_number, "mtext": render_text}


def build_word(node: Node, context: Context, form: Form, _convert: Convert) -> tuple[Piece, ...]:
    """Build a variable, the name of a function, a number, or words between symbols."""
    kind = find_class(node, form)
    alphabet = node.get("data-mjx-variant") or node.get("mathvariant")
    markup = _RENDERERS[node.tag](node.text, alphabet) if node.text else ""
    return (Atom(markup, kind, kind, context.level, named=is_function_name(node)),)


def build_operator(
    node: Node, context: Context, form: Form, _convert: Convert
) -> tuple[Piece, ...]:
    """Build an operator: a sign, a delimiter of a stated size, or a word such as max."""
    kind = find_class(node, form)
    if kind is TexClass.NONE or not node.text:
        return (Atom("", kind, kind, context.level),)
    if node.get("minsize") is not None:
        return (Atom(render_sized(node, kind), kind, kind, context.level),)
    if node.text[0].isalpha():
        return _space_out(node, Atom(quote(node.text), kind, kind, context.level))
    sign = Atom(render_sign(node), kind, kind, context.level, symbol=True)
    return _space_out(node, sign)


def render_sign(node: Node) -> str:
    """Write the characters of an operator, without a class."""
    text = node.text.replace("-", "−")
    sign = escape(text)
    if len(text) > 1:  # several relations in a row: Typst must not space them itself
        sign = "".join(f'class("normal",{escape(each)})' for each in text)
    return f"bold({sign})" if (node.get("mathvariant") or "").startswith("bold") else sign


def _space_out(node: Node, atom: Atom) -> tuple[Piece, ...]:
    before, after = node.get("lspace"), node.get("rspace")
    if (before is None and after is None) or node.get("data-mjx-texclass") is not None:
        return (atom,)
    gaps = Gap(parse_length(before or "0")), Gap(parse_length(after or "0"))
    return gaps[0], replace(atom, alone=True), gaps[1]
