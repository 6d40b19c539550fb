"""Characters and texts as markup that cannot be taken for anything else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from studybank.typst_math.nodes import UnknownStructureError

EMPTY: Final = '""'

_NUMBER: Final = re.compile(r"[0-9]+(\.[0-9]+)?", re.ASCII)
_NO_CHARACTER: Final = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
_CAPITALS: Final = frozenset(map(chr, range(0x391, 0x3AA)))
_ALPHABETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "normal": "upright({})",
        "bold": "bold(upright({}))",
        "italic": "italic({})",
        "bold-italic": "bold(italic({}))",
        "double-struck": "bb({})",
        "script": "scr({})",
        "bold-script": "bold(scr({}))",
        "fraktur": "frak({})",
        "bold-fraktur": "bold(frak({}))",
        "sans-serif": "upright(sans({}))",
        "bold-sans-serif": "bold(upright(sans({})))",
        "sans-serif-italic": "italic(sans({}))",
        "sans-serif-bold-italic": "bold(italic(sans({})))",
        "monospace": "mono({})",
        "-tex-calligraphic": "cal({})",
        "-tex-bold-calligraphic": "bold(cal({}))",
        "-tex-mathit": "italic({})",
    }
)


def check(text: str) -> None:
    """Refuse characters that no font has.

    Raises:
        UnknownStructureError: One of them is a control character, a private or an unused one.
    """
    for c in text:
        if unicodedata.category(c) in _NO_CHARACTER:
            raise UnknownStructureError(f"The character U+{ord(c):04X}")


def quote(text: str) -> str:
    """Write a text as a string of Typst, the same in mathematics and in code."""
    check(text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escape(text: str) -> str:
    """Write symbols one by one, each as an escape; a letter leans as in TeX."""
    check(text)
    return "".join(
        f"\\{c}" if c.isascii() and not c.isalnum() else f"\\u{{{ord(c):x}}}" for c in text
    )


def render_number(text: str, alphabet: str | None) -> str:
    """Write digits; they stay upright."""
    if alphabet in (None, "normal") and _NUMBER.fullmatch(text):
        return text
    return render_text(text, alphabet)


def render_identifier(text: str, alphabet: str | None) -> str:
    """Write a name: one letter leans if nothing else is said, several stand upright.

    A sign that is no letter, such as that of infinity, gets no spacing. A single character is not
    quoted: Typst would place its scripts and accents as if it were a box.
    """
    if len(text) > 1:
        return render_text(text, alphabet)
    if not text.isalpha() and alphabet in (None, "normal", "italic"):
        return f'class("normal",{escape(text)})'
    if alphabet is None:
        return f"italic({escape(text)})" if text in _CAPITALS else escape(text)
    return _find_alphabet(alphabet).format(escape(text))


def render_text(text: str, alphabet: str | None) -> str:
    """Write words between the symbols, in the fonts of the equation."""
    if alphabet in (None, "normal"):
        return quote(text)
    if alphabet == "bold" and not text.isascii():
        # The bold alphabet of mathematics has no Chinese: this takes the bold font.
        return f'#text(weight:"bold",{quote(text)})'
    return _find_alphabet(alphabet).format(quote(text))


def _find_alphabet(name: str | None) -> str:
    pattern = _ALPHABETS.get(name or "normal")
    if pattern is None:
        raise UnknownStructureError(f"The alphabet {name}")
    return pattern
