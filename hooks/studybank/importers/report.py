"""The report of an import: a table for the terminal, data for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from studybank.importers.importing import Draft, Imported
from studybank.importers.lines import Entry
from studybank.importers.recording import OUTSIDE

_LONGEST: Final = 60
_SUMMED: Final = ("recognised", "repaired")
"""Kinds of entry that the table counts in a question's row; the JSON lists each."""


def needs_look(entry: Entry) -> bool:
    """Tell whether a person should look at what an entry says."""
    return entry.kind == "look" or (entry.kind == "left out" and entry.what == OUTSIDE)


def build_report(imported: Sequence[Imported]) -> dict[str, Any]:
    """Give the whole report as plain data, for JSON."""
    return {
        "files": [
            {
                "file": item.name,
                "shape": item.shape,
                "questions": [
                    {"path": draft.path, "title": draft.title, "lines": [draft.first, draft.last]}
                    for draft in item.drafts
                ],
                "entries": [
                    {
                        "lines": [entry.first, entry.last],
                        "kind": entry.kind,
                        "what": entry.what,
                        "why": entry.why,
                        "text": entry.text,
                        "look": needs_look(entry),
                    }
                    for entry in item.entries
                ],
            }
            for item in imported
        ],
        "questions": sum(len(item.drafts) for item in imported),
        "look": sum(needs_look(entry) for item in imported for entry in item.entries),
    }


def render_report(item: Imported) -> Iterator[str]:
    """Give the lines of the table of one file."""
    yield f"{item.name}: {len(item.drafts)} questions, read as {item.shape}"
    rows = [*_question_rows(item), *_entry_rows(item)]
    for first, last, kind, text in sorted(rows, key=lambda row: (row[0], row[2] != "question")):
        lines = f"{first}" if first == last else f"{first}–{last}"
        yield f"  {lines:>11}  {kind:<10}  {text}"


def _question_rows(item: Imported) -> Iterator[tuple[int, int, str, str]]:
    for draft in item.drafts:
        recognised = Counter(
            f"mended: {entry.what}" if entry.kind == "repaired" else entry.what
            for entry in item.entries
            if entry.kind in _SUMMED and _is_in(entry, draft)
        )
        parts = [f"{what} ×{count}" if count > 1 else what for what, count in recognised.items()]
        text = f"{draft.path}  ({'; '.join(parts)})" if parts else draft.path
        yield draft.first, draft.last, "question", text


def _is_in(entry: Entry, draft: Draft) -> bool:
    return draft.first <= entry.first <= draft.last


def _entry_rows(item: Imported) -> Iterator[tuple[int, int, str, str]]:
    for entry in item.entries:
        shown = any(_is_in(entry, draft) for draft in item.drafts)
        if entry.kind in _SUMMED and shown:
            continue
        why = f" ({entry.why})" if entry.why else ""
        text = " ".join(entry.text.split())
        text = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        quoted = f": {text}" if text else ""
        kind = "LOOK" if needs_look(entry) and entry.kind == "look" else entry.kind
        yield entry.first, entry.last, kind, f"{entry.what}{quoted}{why}"
