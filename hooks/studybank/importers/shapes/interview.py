"""Interview banks: questions that begin with `Q.`, `Q12:` or 问：."""

from __future__ import annotations

import re
from typing import Final

from studybank.importers.shapes.starts import Start, bare_line

_START: Final = re.compile(r"^(?:Q\s*(\d{0,4})\s*[.:：、)）]|问题?\s*(\d{0,4})\s*[:：])\s*")
_BOLD: Final = re.compile(r"(?:\*\*|__)\s*")


def find_start(text: str) -> Start | None:
    """Find the start of a question."""
    bare = bare_line(re.sub(r"^\s*(?:[-*+]\s+)?", "", text))
    match = _START.match(bare.text)
    if not match:
        return None
    rest = (
        _BOLD.sub("", bare.text[match.end() :], count=1)
        if not bare.strong
        else (bare.text[match.end() :])
    )
    return Start(match[1] or match[2] or "", match[0].strip(), rest.strip())
