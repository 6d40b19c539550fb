"""MathML read into frozen nodes, out of a closed vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.etree import ElementTree as ET

from studybank.errors import StudybankError

MAX_DEPTH: Final = 24  # a box in a box 28 times is too much for Typst 0.15.2

_NAMESPACE: Final = "{http://www.w3.org/1998/Math/MathML}"
_LEAF: Final = "mathvariant data-mjx-texclass data-mjx-variant"
_CLASS: Final = "data-mjx-texclass"
_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        name: frozenset(attributes.split())
        for name, attributes in {
            "math": "display",
            "mi": _LEAF,
            "mn": _LEAF,
            "mtext": _LEAF,
            "mo": f"{_LEAF} accent fence lspace maxsize minsize movablelimits rspace stretchy"
            " symmetric",
            "mspace": "width height depth linebreak mathbackground",
            "mrow": _CLASS,
            "mstyle": f"{_CLASS} displaystyle scriptlevel",
            "mpadded": f"{_CLASS} width height depth lspace voffset style",
            "mphantom": _CLASS,
            "menclose": f"{_CLASS} notation",
            "mfrac": f"{_CLASS} linethickness",
            "msqrt": _CLASS,
            "mroot": _CLASS,
            "msub": _CLASS,
            "msup": _CLASS,
            "msubsup": _CLASS,
            "munder": f"{_CLASS} accentunder",
            "mover": f"{_CLASS} accent",
            "munderover": f"{_CLASS} accent accentunder",
            "mmultiscripts": _CLASS,
            "mprescripts": "",
            "none": "",
            "mtable": f"{_CLASS} columnalign columnlines columnspacing displaystyle rowlines"
            " rowspacing",
            "mtr": "",
            "mlabeledtr": "",
            "mtd": "columnalign",
        }.items()
    }
)
_CHILDREN: Final[Mapping[str, int]] = MappingProxyType(
    {
        "mfrac": 2,
        "mroot": 2,
        "msub": 2,
        "msup": 2,
        "msubsup": 3,
        "munder": 2,
        "mover": 2,
        "munderover": 3,
    }
)
_TOKENS: Final = frozenset({"mi", "mn", "mo", "mtext", "mspace", "mprescripts", "none"})


class UnknownMathError(StudybankError):
    """A formula has what the converter does not know; print it as a picture instead.

    Attributes:
        tex: The formula as its author wrote it.
        reason: What is not known: an element, an attribute or its value, a character, or too
            deep a nesting.
    """

    def __init__(self, reason: str, *, tex: str) -> None:
        """Keep what is not known and of which formula."""
        super().__init__(f"{reason} in the formula {tex}")
        self.tex = tex
        self.reason = reason


class UnknownStructureError(Exception):
    """What is not known, before the formula's TeX is added to it; never leaves the package."""


@dataclass(frozen=True, slots=True)
class Node:
    """An element of MathML.

    Attributes:
        tag: Its name without a namespace.
        attributes: Its attributes, all of them known for this element.
        text: The characters of a token, without white space around them; else empty.
        children: The elements in it, in order; empty for a token.
    """

    tag: str
    attributes: Mapping[str, str]
    text: str = ""
    children: tuple[Node, ...] = ()

    def get(self, name: str) -> str | None:
        """Look up an attribute."""
        return self.attributes.get(name)


def parse_mathml(mathml: str) -> Node:
    """Read one `math` element.

    Raises:
        UnknownStructureError: It is not well-formed or too deep, or has an element or an
            attribute that is not known.
    """
    try:
        root = ET.fromstring(mathml)  # noqa: S314 - MathJax wrote it, on this machine
    except (ET.ParseError, ValueError) as error:
        raise UnknownStructureError("MathML that is not well-formed") from error
    node = _build(root, depth=0)
    if node.tag != "math":
        raise UnknownStructureError(f"The element <{node.tag}> in the place of <math>")
    return node


def _build(element: ET.Element, *, depth: int) -> Node:
    tag = element.tag.removeprefix(_NAMESPACE)
    if depth > MAX_DEPTH:
        raise UnknownStructureError("Too deep a nesting")
    known = _ATTRIBUTES.get(tag)
    if known is None:
        raise UnknownStructureError(f"The element <{tag}>")
    if strange := element.attrib.keys() - known:
        raise UnknownStructureError(f"The attribute {min(strange)} of <{tag}>")
    children = tuple(_build(child, depth=depth + 1) for child in element)
    if tag in _TOKENS and children:
        raise UnknownStructureError(f"An element in <{tag}>")
    if len(children) != _CHILDREN.get(tag, len(children)):
        raise UnknownStructureError(f"The number of elements in <{tag}>")
    text = (element.text or "").strip(" \t\n\r")  # no-break spaces have a width
    tails = "".join(child.tail or "" for child in element)
    if (text if tag not in _TOKENS else "") or tails.strip():
        raise UnknownStructureError(f"A text in <{tag}>")
    return Node(tag, MappingProxyType(dict(element.attrib)), text, children)
