"""Texts that are longer than a field may be: cut between paragraphs, the rest kept as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from studybank.importers.lines import Line
from studybank.importers.texts import SHARED, Texts
from studybank.locales import LOCALES
from studybank.model.fields import MAX_TEXT
from studybank.prose import split_prose

_BREAKS: Final = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[。！？；，])|\s"))
_FENCE: Final = re.compile(r"(?P<indent> *)(?P<bars>`+|~+)[^\n]*")


def move_excess(question: dict[str, Any], lines: Sequence[Line], texts: Texts) -> None:
    """Move what a field cannot hold to the notes of its part, and tell of it."""
    for part in _walk_parts(question):
        notes = []
        for text in _find_long(part):
            for locale in (*LOCALES, SHARED):
                first, *others = cut(text.get(locale, ""))
                if others:
                    length = len(text[locale])
                    text[locale] = first
                    notes += [{"body": {locale: piece}} for piece in others]
                    what = f"a text of {length} characters, where a field holds {MAX_TEXT}"
                    texts.note("look", lines, what, "the rest stands below notes")
        if notes:
            part["notes"] = [*part.get("notes", []), *notes]


def _walk_parts(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for below in part.get("parts", ()):
        yield from _walk_parts(below)


def _find_long(node: Any) -> Iterator[dict[str, str]]:
    """Give the localized texts of a part that are too long, but not those of parts below it."""
    if isinstance(node, dict):
        if any(isinstance(text, str) and len(text) > MAX_TEXT for text in node.values()):
            yield node
        for key, value in node.items():
            if key != "parts":
                yield from _find_long(value)
    elif isinstance(node, list):
        for item in node:
            yield from _find_long(item)


def cut(text: str, limit: int = MAX_TEXT) -> list[str]:
    """Cut a text into pieces of at most `limit` characters, if it can be done between words.

    A listing that is too long by itself becomes several; a formula is never cut.
    """
    pieces = []
    while len(text) > limit:
        at = _find_break(text, limit)
        if at is None:
            break
        head, tail = text[:at].rstrip(), text[at:].strip("\n")
        fence = _open_fence(text, at)
        if fence is not None:
            head = f"{head}\n{fence['indent']}{fence['bars']}"
            tail = f"{fence[0]}\n{tail}"
        pieces.append(head)
        text = tail
    return [*pieces, text]


def _find_break(text: str, limit: int) -> int | None:
    """Give the last good place to cut a text before the limit, away from its beginning."""
    for pattern in _BREAKS:
        found = None
        for span in split_prose(text):
            if span.kind == "text":
                stop = min(span.end, limit)
                places = [match.end() for match in pattern.finditer(text, span.start, stop)]
                found = places[-1] if places else found
        if found is not None and found > limit // 4:
            return found
    return next((_last_line(text, span.start, limit) for span in split_prose(text)
                 if span.kind == "fence" and span.start < limit < span.end), None)  # fmt: skip


def _last_line(text: str, start: int, limit: int) -> int | None:
    """Give the end of the last line of a listing that leaves room for its closing bars."""
    first = text.index("\n", start) + 1
    at = text.rfind("\n", first, limit - 40) + 1
    return at if at > first else None


def _open_fence(text: str, at: int) -> re.Match[str] | None:
    spans = (span for span in split_prose(text) if span.kind == "fence")
    found = next((span for span in spans if span.start < at < span.end), None)
    return _FENCE.match(text, found.start) if found else None
