"""Lines that know where they stand in the input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["recognised", "guessed", "repaired", "look", "left out"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the input, or the part of one that is content.

    Attributes:
        number: Its number in the file, from 1.
        text: Its text, without the line end.
    """

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the report.

    Attributes:
        kind: What happened; `look` asks for a person.
        first: First line concerned.
        last: Last line concerned.
        what: What was recognised, guessed, repaired or left out.
        why: The reason; may be empty.
        text: The input's own words that stand in no draft, verbatim; empty if they all do.
    """

    kind: EntryKind
    first: int
    last: int
    what: str
    why: str = ""
    text: str = ""


def join_texts(lines: Iterable[Line]) -> str:
    """Join the texts of lines, without blank lines at the ends."""
    return "\n".join(line.text for line in lines).strip("\n")


def trim(lines: list[Line]) -> list[Line]:
    """Leave out blank lines at both ends."""
    start, end = 0, len(lines)
    while start < end and lines[start].is_blank:
        start += 1
    while end > start and lines[end - 1].is_blank:
        end -= 1
    return lines[start:end]
