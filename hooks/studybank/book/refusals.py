"""What Typst refuses, in words that name the question and field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from studybank.book.manuscript import Source

_PLACE: Final = re.compile(r"__typst_py_bytes__\.typ:(\d+):(\d+)")
_MISSING: Final = re.compile(r'the text `?"(.*?)"`? could not be displayed')
_FIGURE: Final = re.compile(r"(/figures/[^\s)]+)")


def explain_refusal(failure: Mapping[str, Any], source: Source) -> str:
    """Explain why a source could not be typeset.

    Args:
        failure: `message`, `hints` and `places`, as `typesetting` writes them.
        source: What was to be typeset.
    """
    missing = _MISSING.search(failure["message"])
    named = missing or _FIGURE.search(failure["message"])
    found = [source.place_of(offset) for offset in _offsets(failure["places"], source)]
    if named and named[1] in source.text:
        # Typst names the layout's line, or none: look for what it could not set.
        found.append(source.place_of(source.text.rfind(named[1])))
    # A place that names a field says more than one that names a question.
    best = max(found, key=lambda place: (bool(place), ": " in place), default="")
    where = f"{best}: " if best else ""
    if missing:
        return (
            f'{where}no font has the characters "{missing[1]}". Run `studybank fonts`, or install '
            "Noto Sans CJK SC and Noto Serif CJK SC (Debian: fonts-noto-cjk)."
        )
    hints = "".join(f" {hint}." for hint in failure["hints"])
    return f"{where}the PDF cannot be made: {failure['message']}.{hints}"


def _offsets(places: list[str], source: Source) -> Iterator[int]:
    """Give the places that Typst names as offsets in the text; its columns begin at 1."""
    begins = [0, *(match.end() for match in re.finditer("\n", source.text))]
    for text in places:
        for line, column in _PLACE.findall(text):
            yield begins[int(line) - 1] + int(column)
