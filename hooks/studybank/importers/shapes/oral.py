"""Oral-exam sheets: `Question 7: "…" (中文标题)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from studybank.importers.lines import Line
from studybank.importers.shapes.starts import Start, bare_line, split_second

_START: Final = re.compile(
    r"^(?:question|问题)\s*(\d{1,3})\s*[:：.–—-]\s*|^第\s*(\d{1,3})\s*题\s*[:：]\s*(?=[“\"「])",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(
    r"^[“\"「„](.+?)[”\"」“][*_]{0,2}\s*(?:[*_]{0,2}[（(](.+?)[)）])?[*_]{0,2}\s*$"
)
_OPEN: Final = re.compile(rf"(?:{_START.pattern})[“\"「„][^”\"」]*$", re.IGNORECASE)
_MOST_LINES: Final = 2


def join_starts(lines: Sequence[Line]) -> list[Line]:
    """Join questions whose quotation goes on in the next line or two."""
    result: list[Line] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        for following in lines[at : at + _MOST_LINES]:
            if not _OPEN.match(bare_line(line.text).text) or following.is_blank:
                break
            line = Line(line.number, f"{line.text} {following.text.strip()}")
            at += 1
        result.append(line)
    return result


def find_start(text: str) -> Start | None:
    """Find the start of an oral question, with its title in the other language."""
    bare = bare_line(text)
    match = _START.match(bare.text)
    if not match:
        return None
    rest = bare.text[match.end() :].strip()
    label = match[1] or match[2]
    quoted = _QUOTED.match(rest)
    if quoted:
        return Start(label, match[0].strip(), quoted[1].strip(), second=(quoted[2] or "").strip())
    asked, second = split_second(rest)
    return Start(label, match[0].strip(), asked, second=second)
