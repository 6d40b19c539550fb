"""What a line of notes can be."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from studybank.locales import Locale

TokenKind = Literal[
    "blank", "text", "code", "heading", "question", "part", "field", "option", "follow_up", "left"
]
PartStyle = Literal["", "alpha", "roman", "paren", "decimal", "number", "han"]
FieldName = Literal[
    "stem",
    "approach",
    "self_check",
    "answer",
    "analysis",
    "result",
    "rationale",
    "constraint",
    "note",
    "tip",
    "warning",
    "blanks",
]


@dataclass(frozen=True)
class Token:
    """A classified line.

    Attributes:
        kind: What it is.
        number: Its line.
        text: What of it is content.
        marker: What of it was recognised and will be no text; the report quotes it.
        what: What the marker is, for the report; the reason if the line is left out.
        label: Name of a part, letter of an option, number of a question; as written.
        style: How a part is labelled.
        field: Field that begins here.
        locale: Language that a label names.
        by: Answerer that a label names.
        level: Depth of a heading.
        values: Fields of the question or part that the line states, such as `marks`.
        raw: The whole line, for a reader who must take it as text after all.
    """

    kind: TokenKind
    number: int
    text: str = ""
    marker: str = ""
    what: str = ""
    label: str = ""
    style: PartStyle = ""
    field: FieldName | None = None
    locale: Locale | None = None
    by: str = ""
    level: int = 0
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    raw: str = ""
