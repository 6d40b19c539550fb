"""Texts that are longer than a field may be: cut between paragraphs, the rest kept as notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from studybank.importers.lines import Line
from studybank.importers.texts import SHARED, Texts
from studybank.locales import LOCALES
from studybank.model.fields import MAX_TEXT
from studybank.prose import Span, split_prose

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
    if len(text) <= limit:
        return [text]
    spans = split_prose(text)
    pieces: list[str] = []
    start, head = 0, ""
    while len(head) + len(text) - start > limit:
        stop = start + limit - len(head)
        at = _find_break(text, spans, start, stop)
        fence = None
        if at is None:
            fence = _find_fence(text, spans, stop)
            at = _last_line(text, fence, start, stop) if fence else None
        if at is None:
            break
        piece = head + text[start:at].rstrip()
        if fence:
            pieces.append(f"{piece}\n{fence['indent']}{fence['bars']}")
            start, head = at, f"{fence[0]}\n"
        else:
            pieces.append(piece)
            start, head = at + len(text[at:]) - len(text[at:].lstrip("\n")), ""
    return [*pieces, head + text[start:]]


def _find_break(text: str, spans: Sequence[Span], start: int, stop: int) -> int | None:
    """Give the last good place to cut a text before `stop`, away from `start`."""
    near = [span for span in spans if span.kind == "text" and start < span.end]
    near = [span for span in near if span.start < stop]
    for pattern in _BREAKS:
        found = None
        for span in near:
            places = pattern.finditer(text, max(span.start, start), min(span.end, stop))
            found = max((match.end() for match in places), default=found)
        if found is not None and found > start + (stop - start) // 4:
            return found
    return None


def _find_fence(text: str, spans: Sequence[Span], at: int) -> re.Match[str] | None:
    """Give the first line of the listing that is open at a place."""
    fences = (span for span in spans if span.kind == "fence" and span.start < at < span.end)
    return next((_FENCE.match(text, span.start) for span in fences), None)


def _last_line(text: str, fence: re.Match[str], start: int, stop: int) -> int | None:
    """Give the end of the last line of a listing that leaves room for its closing bars."""
    first = max(start, fence.end() + 1)
    closing = len(fence["indent"]) + len(fence["bars"])
    at = text.rfind("\n", first, stop - closing) + 1
    return at if at > first else None
