"""Questions about nodes that MathJax's rules ask: cores, classes, lengths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from studybank.typst_math.nodes import Node, UnknownStructureError
from studybank.typst_math.operators import MOVABLE, Form, TexClass, classify

_SPACELIKE: Final = frozenset({"mspace", "mtext"})
_LAYOUT: Final = frozenset({"mrow", "mstyle", "mpadded", "mphantom", "menclose"})
SCRIPTED: Final = frozenset(
    {"msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"}
)
_OPERATOR_NAME: Final = re.compile(r"[a-z][a-z0-9]+", re.IGNORECASE | re.ASCII)
_LENGTH: Final = re.compile(
    r"([+-]?(?:[0-9]{1,4}(?:\.[0-9]*)?|\.[0-9]+))(em|ex|pt|px|mu)?", re.ASCII
)
_UNITS: Final = {"em": 1.0, "ex": 0.431, "pt": 0.1, "px": 1 / 16, "mu": 1 / 18}
# A name that MathJax uses, for the space beside the mod of two operands.
_NAMED_LENGTHS: Final = {"thickmathspace": 5 / 18}


def parse_length(text: str) -> float:
    """Read a length as em; 1 pt counts as a tenth of an em, as in MathJax.

    Raises:
        UnknownStructureError: It is no length, or is relative to something.
    """
    if text in _NAMED_LENGTHS:
        return _NAMED_LENGTHS[text]
    match = _LENGTH.fullmatch(text)
    if match is None or (match[2] is None and float(match[1]) != 0):
        raise UnknownStructureError(f"The length {text}")
    return float(match[1]) * _UNITS[match[2] or "em"]


def find_core(node: Node) -> Node | None:
    """Find the operator that a node is an embellished form of; None if it is none."""
    current: Node | None = node
    while current is not None and current.tag != "mo":
        if current.tag in _LAYOUT:
            current = find_only(current.children)
        elif current.tag in SCRIPTED and current.children:
            current = current.children[0]
        else:
            return None
    return current


def find_only(children: Sequence[Node]) -> Node | None:
    """Find the one child that is no space; None if there are more or none."""
    others = [child for child in children if not _is_space(child)]
    return others[0] if len(others) == 1 else None


def list_forms(children: Sequence[Node], outer: Form) -> list[Form]:
    """Tell for each child of a row in which form an operator there stands.

    Args:
        children: The row's nodes.
        outer: Form that the row itself has in the row around it.
    """
    places = [index for index, child in enumerate(children) if not _is_space(child)]
    forms: list[Form] = ["infix"] * len(children)
    if len(places) == 1:
        forms[places[0]] = outer
    elif places:
        forms[places[0]] = "prefix"
        forms[places[-1]] = "postfix"
    return forms


def find_class(node: Node, form: Form) -> TexClass:
    """Find the class that a node has before its row is looked at."""
    stated = node.get("data-mjx-texclass")
    if stated is not None:
        return _parse_class(stated)
    if node.tag == "mo":
        kind = classify(node.text, form)
        if kind is TexClass.REL and node.get("fence") == "true":
            return {"prefix": TexClass.OPEN, "postfix": TexClass.CLOSE}.get(form, kind)
        return kind
    if is_function_name(node):
        return TexClass.OP
    inner = _find_bearer(node)
    return TexClass.ORD if inner is None else find_class(inner, form)


def _find_bearer(node: Node) -> Node | None:
    """Find the part that gives a node its class."""
    if node.tag in _LAYOUT:
        return find_only(node.children)
    if node.tag in SCRIPTED and node.children:
        base = node.children[0]
        # MathJax 3.2.2 forgets the last of these: `\operatorname*{arg\,max}_x f`, `\underbrace`.
        made = base.get("data-mjx-texclass") == "OP"
        return base if base.tag == "mi" or find_core(base) is not None or made else None
    return None


def is_function_name(node: Node) -> bool:
    """Tell whether a node is the name of a function, such as softmax."""
    return (
        node.tag == "mi"
        and node.get("mathvariant") in (None, "normal")
        and node.get("data-mjx-texclass") is None
        and _OPERATOR_NAME.fullmatch(node.text) is not None
    )


def has_movable_limits(node: Node) -> bool:
    """Tell whether the limits of a node stand beside it inside a line of text."""
    core = find_core(node)
    if core is None:
        return False
    stated = core.get("movablelimits")
    return stated == "true" if stated is not None else core.text in MOVABLE


def _is_space(node: Node) -> bool:
    if node.tag in ("mstyle", "mphantom", "mpadded"):
        return all(_is_space(child) for child in node.children)
    return node.tag in _SPACELIKE


def _parse_class(name: str) -> TexClass:
    if name == "VCENTER":
        return TexClass.ORD
    if name not in TexClass.__members__:
        raise UnknownStructureError(f"The class {name}")
    return TexClass[name]
