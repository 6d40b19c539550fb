"""A formula in MathML turned into an equation of Typst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from studybank.typst_math.boxes import build_enclosed, build_padded, build_phantom, build_space
from studybank.typst_math.characters import quote
from studybank.typst_math.fractions import build_fraction, build_root
from studybank.typst_math.groups import build_group, build_styled
from studybank.typst_math.nodes import Node, UnknownMathError, UnknownStructureError, parse_mathml
from studybank.typst_math.operators import Form
from studybank.typst_math.pieces import Build, Context, Piece
from studybank.typst_math.scripts import build_scripts
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import SCRIPTED, list_forms
from studybank.typst_math.tables import build_table, split_number
from studybank.typst_math.tokens import build_operator, build_word

_BUILDERS: Final[Mapping[str, Build]] = MappingProxyType(
    {
        "mi": build_word,
        "mn": build_word,
        "mo": build_operator,
        "mtext": build_word,
        "mspace": build_space,
        "mrow": build_group,
        "mstyle": build_styled,
        "mphantom": build_phantom,
        "mpadded": build_padded,
        "menclose": build_enclosed,
        "mfrac": build_fraction,
        "msqrt": build_root,
        "mroot": build_root,
        "mtable": build_table,
        **dict.fromkeys(SCRIPTED, build_scripts),
    }
)


def render_equation(mathml: str, *, tex: str, display: bool) -> str:
    r"""Write a formula as an equation for the text of a Typst document.

    Args:
        mathml: One element `math`, as in `Typeset.mathml`.
        tex: The formula as its author wrote it; it becomes the alternative text, which PDF/UA-1
            asks for.
        display: Whether it stands on lines of its own.

    Returns:
        A call, begun by `#`. What follows must not begin with a letter, `(`, `[` or `.`; a `;`
        ends the call safely. A `\tag` stands at the right edge; where one row of several has it,
        2 em to the right of the rows.

    Raises:
        UnknownMathError: The formula has an element, an attribute, a value or a character that
            is not known, or is nested too deeply; print it as a picture instead.
    """
    context = Context(display=display, level=0)
    try:
        number, body = split_number(parse_mathml(mathml).children)
        markup = build_row(_convert(body, context)).markup
        label = build_row(_convert(number, Context(display=False, level=0))).markup
    except UnknownStructureError as error:
        raise UnknownMathError(str(error), tex=tex) from error
    options = f"block:{'true' if display else 'false'},alt:{quote(' '.join(tex.split()))}"
    if number:
        options += f",numbering:(..)=>${label}$"
    return f"#math.equation({options},${markup}$)"


def _convert(children: Sequence[Node], context: Context, form: Form = "infix") -> tuple[Piece, ...]:
    return tuple(
        piece
        for child, own in zip(children, list_forms(children, form), strict=True)
        for piece in _convert_one(child, context, own)
    )


def _convert_one(node: Node, context: Context, form: Form) -> tuple[Piece, ...]:
    build = _BUILDERS.get(node.tag)
    if build is None:
        raise UnknownStructureError(f"The element <{node.tag}> at this place")
    return build(node, context, form, _convert)
