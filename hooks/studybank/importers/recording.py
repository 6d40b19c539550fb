"""What the assembler tells the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from studybank.importers.exam_marks import take_marks
from studybank.importers.lines import Entry, EntryKind, Line
from studybank.importers.tokens import Token

OUTSIDE: Final = "text outside every question"


@dataclass
class Recorder:
    """Collects entries on tokens.

    Attributes:
        entries: The entries so far.
    """

    entries: list[Entry] = field(default_factory=list)

    def recognise(self, token: Token) -> None:
        """Record what a token recognised, if it took any of the line's words."""
        if token.marker:
            kind: EntryKind = "look" if token.values.get("scope") else "recognised"
            self._add(kind, token, token.what, _scope_note(token), token.marker)

    def recognise_heading(self, token: Token) -> None:
        """Record the heading of a section."""
        text = f"{token.text} {token.marker}".strip()
        why = _scope_note(token) or "it gives the topic"
        self._add("recognised", token, "a heading of a section", why, text)

    def take_marks(self, line: Line, values: dict[str, Any]) -> Line:
        """Take marks off the end of a line into the values of its part."""
        taken = take_marks(line.text)
        if "marks" in values or not taken.values or not line.text.endswith(taken.marker):
            return line
        values.update(taken.values)
        self.entries.append(
            Entry("recognised", line.number, line.number, "marks", "", taken.marker)
        )
        return Line(line.number, taken.text)

    def leave(self, token: Token, what: str) -> None:
        """Record a line that is left out."""
        text = token.raw or f"{token.marker} {token.text}"
        why = "it stands before the first question or below a heading" if what == OUTSIDE else ""
        self._add("left out", token, what, why, text.strip())

    def _add(self, kind: EntryKind, token: Token, what: str, why: str, text: str) -> None:
        self.entries.append(Entry(kind, token.number, token.number, what, why, text))


def _scope_note(token: Token) -> str:
    scope = token.values.get("scope")
    return f"whether an exam covers it ({scope}) belongs into content/scopes/" if scope else ""
