"""Scripts and limits."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studybank.typst_math.accents import render_accented
from studybank.typst_math.characters import EMPTY
from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import STRETCHY, Form, TexClass
from studybank.typst_math.pieces import Atom, Context, Convert, Piece, give_class, group
from studybank.typst_math.spacing import build_row
from studybank.typst_math.structure import (
    find_class,
    find_core,
    has_movable_limits,
    is_function_name,
)
from studybank.typst_math.tokens import render_sign

_PLACES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "msub": ("br",),
        "msup": ("tr",),
        "msubsup": ("br", "tr"),
        "munder": ("b",),
        "mover": ("t",),
        "munderover": ("b", "t"),
    }
)


def build_scripts(node: Node, context: Context, form: Form, convert: Convert) -> tuple[Piece, ...]:
    """Build a base with something over, under or beside it."""
    kind = find_class(node, form)
    base, places = _read_multiscripts(node) if node.tag == "mmultiscripts" else _read_places(node)
    row = build_row(convert((base,), context, form))
    if (accented := render_accented(node, row.markup)) is not None:
        return group(accented, context, kind)
    if has_movable_limits(base) and not context.display:
        places = {f"{name}r" if name in "bt" else name: part for name, part in places.items()}
    markup, noisy = row.markup, row.noisy
    if not {"b", "t"}.isdisjoint(places):
        arrow = _stretch(base, form)
        markup, noisy = f"limits({arrow or markup})", noisy or arrow is not None
    inner = context.script()
    scripts = {name: build_row(convert((part,), inner)).markup for name, part in places.items()}
    arguments = "".join(f",{name}:{text}" for name, text in scripts.items() if text != EMPTY)
    if arguments:
        markup = f"attach({markup}{arguments})"
    named = is_function_name(base)
    return (Atom(markup, kind, kind, context.level, noisy=noisy, named=named),)


def _read_places(node: Node) -> tuple[Node, dict[str, Node]]:
    return node.children[0], dict(zip(_PLACES[node.tag], node.children[1:], strict=True))


def _read_multiscripts(node: Node) -> tuple[Node, dict[str, Node]]:
    base, *scripts = node.children or (None,)
    marks = [index for index, child in enumerate(scripts) if child.tag == "mprescripts"]
    middle = marks[0] if marks else len(scripts)
    after, before = scripts[:middle], scripts[middle + 1 :]
    if base is None or len(after) not in (0, 2) or len(before) not in (0, 2):
        raise UnknownStructureError("The number of elements in <mmultiscripts>")
    places = {
        **dict(zip(("br", "tr"), after, strict=False)),
        **dict(zip(("bl", "tl"), before, strict=False)),
    }
    return base, {name: part for name, part in places.items() if part.tag != "none"}


def _stretch(base: Node, form: Form) -> str | None:
    """Write an arrow that grows with the words over and under it; None if it is none."""
    core = find_core(base)
    if (
        core is None
        or core.text not in STRETCHY
        or core.get("stretchy") == "false"
        or find_class(core, form) is not TexClass.REL
    ):
        return None
    return give_class(f"stretch({render_sign(core)})", TexClass.REL)
