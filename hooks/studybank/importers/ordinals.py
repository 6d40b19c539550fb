"""The place that a label names: (c) is the third, iv the fourth, 1.2 the second."""

from __future__ import annotations

import re
from typing import Final

from studybank.importers.tokens import PartStyle

_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_HAN: Final = "一二三四五六七八九十"


def ordinal(label: str, style: PartStyle) -> int:
    """Give the place that a label names, from 1; 0 if it names none."""
    bare = re.sub(r"[^\w.]", "", label).strip(".").lower()
    if style == "alpha" and len(bare) == 1:
        return ord(bare) - ord("a") + 1
    if style == "roman" and bare in _ROMAN:
        return _ROMAN.index(bare) + 1
    if style == "han" and bare in _HAN:
        return _HAN.index(bare) + 1
    last = bare.rpartition(".")[2]
    return int(last) if last.isdecimal() else 0
