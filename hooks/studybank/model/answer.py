"""Answers, and what a reader compares an answer with."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studybank.model.assets import Asset
from studybank.model.fields import (
    Boolean,
    Integer,
    Line,
    LocalizedText,
    Marks,
    Number,
    Record,
    Slug,
    Text,
    Url,
)

Role = Literal["reference", "model", "alternative", "disputed", "rejected"]
NoteKind = Literal["note", "warning", "doubt", "tip", "examiner"]
OptionId = Annotated[str, Field(pattern=r"^[A-Z]$")]


class SelfCheck(Record):
    """One item of the list that a reader goes through after writing."""

    text: LocalizedText
    """A question about the answer that was written."""
    expect: Literal["present", "absent"] = "present"
    """`absent` for a mistake that the answer should not contain."""


class RubricPoint(Record):
    """One point that earns marks."""

    text: LocalizedText
    """What earns the marks."""
    marks: Marks = 1
    """How many."""


class Rubric(Record):
    """How marks are given."""

    any: Integer | None = None
    """Only this many of the points count ("any two of the following")."""
    points: tuple[RubricPoint, ...]
    """The points."""


class CheckedNumber(Record):
    """A number of an answer, recomputed by every build."""

    name: Slug
    """Name, for use in later checks (hyphens are written as underscores there)."""
    value: Line
    """The number as the answer shows it, such as `0.5387` or `[0.71, 0.29]`."""
    unit: Line | None = None
    """Unit, for readers."""
    tolerance: Annotated[Number, Field(gt=0)] | None = None
    """Absolute tolerance; without it the digits shown decide, and a whole number is exact."""
    check: Text | None = None
    """An expression that gives the number, such as `1 + 2*(3-1)`."""


class Answer(Record):
    """One answer."""

    role: Role = "reference"
    """What the answer is to the question."""
    by: Slug = "maintainers"
    """Who gives it: an answerer of `sources.yml`."""
    example: Boolean = False
    """One of many possible answers."""
    analysis: LocalizedText | None = None
    """What the question asks for, before the answer."""
    body: LocalizedText | None = None
    """The answer."""
    selected: tuple[OptionId, ...] | None = None
    """Options that this answer chooses."""
    result: LocalizedText | None = None
    """The final result, on a line of its own."""
    numbers: tuple[CheckedNumber, ...] = ()
    """Numbers to recompute."""
    assets: tuple[Asset, ...] = ()
    """Figures, code and so on that belong to the answer."""


class FollowUp(Record):
    """A question that an examiner asks next."""

    stem: LocalizedText
    """The question."""
    answers: tuple[Answer, ...] = ()
    """Its answers."""


class Note(Record):
    """A remark beside the answer."""

    kind: NoteKind = "note"
    """`warning` for a common mistake, `examiner` for what the examiner looks for."""
    body: LocalizedText
    """The remark."""
    source: Slug | None = None
    """Where it comes from: a work or an answerer of `sources.yml`."""


class Reference(Record):
    """A work that a claim rests on."""

    key: Slug
    """Short name."""
    title: Line
    """Title of the work."""
    authors: Line | None = None
    """Authors."""
    year: Annotated[Integer, Field(ge=1600, le=2200)] | None = None
    """Year of publication."""
    url: Url | None = None
    """Where it can be read."""
