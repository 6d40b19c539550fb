"""Questions as lines: what belongs together, before it is turned into the model's data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from studybank.importers.lines import Line
from studybank.importers.tokens import FieldName, PartStyle
from studybank.locales import Locale


@dataclass
class RawField:
    """A labelled text.

    Attributes:
        name: The field.
        number: Line of its label.
        lines: Its text.
        locale: Language that the label names.
        by: Answerer that the label names.
        label: Part or option that it is for, where that is not known.
    """

    name: FieldName
    number: int
    lines: list[Line] = field(default_factory=list)
    locale: Locale | None = None
    by: str = ""
    label: str = ""


@dataclass
class RawOption:
    """An option.

    Attributes:
        letter: Its letter.
        lines: Its text, which may end with a verdict.
        reasons: What an answer says of it, by answerer.
        ticked: Whether its box is ticked.
    """

    letter: str
    lines: list[Line]
    reasons: list[tuple[str, Line]] = field(default_factory=list)
    ticked: bool = False


@dataclass
class RawFollowUp:
    """A follow-up question with its answer."""

    lines: list[Line]
    answer: list[RawField] = field(default_factory=list)


@dataclass
class RawPart:
    """A question or part.

    Attributes:
        label: Its label, as written.
        style: How it is labelled.
        number: Its first line.
        stem: Text before any field.
        options: Its options, in order.
        fields: Its fields, in order.
        follow_ups: Its follow-ups.
        parts: Parts below it.
        values: Fields that headings stated.
    """

    label: str = ""
    style: PartStyle = ""
    number: int = 0
    stem: list[Line] = field(default_factory=list)
    options: list[RawOption] = field(default_factory=list)
    fields: list[RawField] = field(default_factory=list)
    follow_ups: list[RawFollowUp] = field(default_factory=list)
    parts: list[RawPart] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass
class RawQuestion(RawPart):
    """A question.

    Attributes:
        title: Its title, if it has one besides the stem.
        second: Its title in the other language.
        headings: Headings above it, outermost first.
        last: Its last line.
    """

    title: list[Line] = field(default_factory=list)
    second: str = ""
    headings: tuple[str, ...] = ()
    last: int = 0
