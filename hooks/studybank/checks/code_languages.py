"""The languages of listings, by which they are highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from studybank.checks.context import Context, quote
from studybank.errors import Problem, suggest_close
from studybank.listings import LANGUAGES
from studybank.model.assets import Code
from studybank.model.bank import Loc
from studybank.model.fields import Record
from studybank.prose import split_prose

_FENCE: Final = re.compile(r" *(?:`+|~+) *(?P<language>[^\s{]*)")


def _may_have_fence(text: str) -> bool:
    return "```" in text or "~~~" in text


def check_code_languages(context: Context[Record]) -> Iterator[Problem]:
    """Find listings without a language, or with one that nobody highlights."""
    for loc, asset in context.assets:
        if isinstance(asset, Code):
            yield from _check(context, (*loc, "lang"), 0, asset.lang)
    for piece in context.pieces if _may_have_fence(context.text) else ():
        if not _may_have_fence(piece.text):
            continue
        for span in split_prose(piece.text):
            fence = _FENCE.match(piece.text, span.start) if span.kind == "fence" else None
            if fence is not None:
                start = fence.start("language")
                yield from _check(context, piece.loc, start, fence["language"])


def _check(context: Context[Record], loc: Loc, offset: int, language: str) -> Iterator[Problem]:
    if language.lower() in LANGUAGES:
        return
    if language:
        found = quote(language, 40)
        detail = f'in the language "{found}", which is not known here and gets no colours'
        remedy = f"{suggest_close(language[:40].lower(), LANGUAGES)} Write a known one, or text."
    else:
        detail = "without a language"
        remedy = "Write it behind the back-ticks, such as ```python; ```text if it is no program."
    yield context.problem("SB214", loc, offset=offset, detail=detail, remedy=remedy.strip())
