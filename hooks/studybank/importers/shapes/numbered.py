"""Plain lists and posts: `**12. …**`, `## 12. …`, `第12题` or `12、…` at the margin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from studybank.importers.shapes.starts import Start, bare_line, split_second

_START: Final = re.compile(
    r"^(?:(?:question|q)\s*)?(\d{1,3})\s*[.)、．:：]\s*(?=[^\s\d])|^第\s*(\d{1,3})\s*题\s*[.、:：]?\s*",
    re.IGNORECASE,
)

_STRONG_STARTS: Final = 3


def find_start(text: str) -> Start | None:
    """Find a numbered question; the lexer decides whether plain numbers are questions."""
    bare = bare_line(text)
    match = _START.match(bare.text)
    if not match or (text[:1] == " " and not bare.level):
        return None
    strong = bool(bare.level or bare.strong)
    asked, second = split_second(bare.text[match.end() :].strip())
    values = {"strong": strong}
    return Start(match[1] or match[2], match[0].strip(), asked, second=second, values=values)


def count_starts(texts: Sequence[str]) -> int:
    """Count the questions of a document: those in bold or headings, or else in plain sequence."""
    starts = [start for text in texts if (start := find_start(text))]
    strong = sum(bool(start.values["strong"]) for start in starts)
    last = 0
    for start in starts:
        last += int(start.label) == last + 1
    return strong if strong >= _STRONG_STARTS else last
