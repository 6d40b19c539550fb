"""A text field with everything that is not Markdown blanked out, at the same offsets."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Final

from studybank.prose import SpanKind, split_prose

# Private-use characters: the YAML reader refuses them, so none of them is an author's.
FORMULA, DISPLAY, CODE, FENCE, MARK, ESCAPE = "\ue010\ue011\ue012\ue013\ue014\ue015"
_FILLERS: Final[Mapping[SpanKind, str]] = {
    "inline": FORMULA,
    "display": DISPLAY,
    "code": CODE,
    "fence": FENCE,
    "mark": MARK,
    "escape": ESCAPE,
}


@functools.lru_cache(maxsize=4_096)
def mask(text: str) -> str:
    """Replace formulas, code, marks and escapes by one filler for each character.

    Returns:
        A text of the same length with the same line breaks.
    """
    pieces = []
    for span in split_prose(text):
        raw = text[span.start : span.end]
        filler = _FILLERS.get(span.kind)
        if filler is None:
            pieces.append(raw)
        elif "\n" in raw:
            pieces.append("\n".join(filler * len(line) for line in raw.split("\n")))
        else:
            pieces.append(filler * len(raw))
    return "".join(pieces)
