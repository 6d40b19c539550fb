"""Practice chapters: `Level 1 (30 seconds)` sections below a chapter's code and title."""

from __future__ import annotations

import re
from typing import Final

from studybank.importers.exam_marks import take_time
from studybank.importers.shapes.starts import Start, bare_line

_HAN: Final = {"一": 1, "二": 2, "三": 3, "1": 1, "2": 2, "3": 3}
_LEVEL: Final = re.compile(
    r"^(?:level|lvl\.?|l|级别|难度|层级)\s*([123])(?!\w)|^第\s*([一二三123])\s*[级层关](?!\w*题)|^([一二三])级",
    re.IGNORECASE,
)
_SIGNS: Final = " -–—:：·|"


def find_start(text: str) -> Start | None:
    """Find the start of a level."""
    bare = bare_line(text)
    match = _LEVEL.match(bare.text)
    if not match or (not bare.level and not bare.strong and len(bare.text) > 60):
        return None
    digit = next(value for value in match.groups() if value)
    time = take_time(bare.text[match.end() :])
    rest = time.text.strip(_SIGNS + "（）()")
    marker = f"{match[0]} {time.marker}".strip()
    values = {"level": _HAN[digit], **time.values}
    return Start(str(_HAN[digit]), marker, rest, title_only=True, values=values)
