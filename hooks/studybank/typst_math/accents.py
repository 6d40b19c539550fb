"""Accents, and lines, braces and arrows as wide as what they stand over or under."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studybank.typst_math.nodes import Node
from studybank.typst_math.operators import STRETCHY

# Sign of MathML and the combining character that Typst asks for.
_OVER: Final[Mapping[str, int]] = MappingProxyType(
    {
        "^": 0x302,
        "~": 0x303,
        "¯": 0x304,
        "˘": 0x306,
        "˙": 0x307,
        "¨": 0x308,
        "˚": 0x30A,
        "ˇ": 0x30C,
        "`": 0x300,
        "ˋ": 0x300,
        "´": 0x301,
        "ˊ": 0x301,
        "⃛": 0x20DB,
        "⃜": 0x20DC,
        "→": 0x20D7,
        "←": 0x20D6,
        "↔": 0x20E1,
    }
)
_UNDER: Final[Mapping[str, int]] = MappingProxyType({"→": 0x20EF, "←": 0x20EE, "↔": 0x34D})
_SPANS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "―": "line",
        "⏞": "brace",
        "⏟": "brace",
        "⎴": "bracket",
        "⎵": "bracket",
        "⏜": "paren",
        "⏝": "paren",
    }
)


def render_accented(node: Node, base: str) -> str | None:
    """Write a base with the accent that a node gives it; None if it gives none.

    Args:
        node: An element with scripts.
        base: Markup of its first child.
    """
    if node.tag not in ("mover", "munder"):
        return None
    side, sign = node.tag.removeprefix("m"), node.children[1]
    if sign.tag == "mpadded" and sign.get("style") is not None:
        return f"{side}bracket({base})"  # MathJax draws it as a border
    if sign.tag != "mo" or sign.get("accent") == "false":
        return None
    fixed = sign.get("stretchy") == "false" or sign.text not in STRETCHY
    span = "line" if sign.text == "¯" and not fixed else _SPANS.get(sign.text)
    if span is not None:
        return f"{side}{span}({base})"
    mark = (_OVER if side == "over" else _UNDER).get(sign.text)
    if mark is None:
        return None
    return f"accent({base},\\u{{{mark:x}}}{',size:#0%' if fixed else ''})"
