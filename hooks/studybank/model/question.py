"""Questions, their parts, and what they ask."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studybank.model.answer import (
    Answer,
    FollowUp,
    Note,
    OptionId,
    Reference,
    Rubric,
    SelfCheck,
)
from studybank.model.assets import Asset
from studybank.model.fields import (
    Date,
    Integer,
    Line,
    LocalizedText,
    Marks,
    MinutesRange,
    Record,
    SchemaVersion,
    Slug,
)

Response = Literal[
    "open",
    "single-choice",
    "multiple-choice",
    "true-false",
    "fill-in",
    "calculation",
    "derivation",
    "coding",
    "debugging",
    "sketch",
    "design",
    "critique",
    "comparison",
    "scenario",
]
Verdict = Literal["correct", "incorrect", "partly", "depends"]
Truth = Literal["true", "false", "depends"]
Status = Literal["draft", "reviewed", "unanswered"]
Numbering = Literal["decimal", "alpha", "roman", "none"]
ProvenanceKind = Literal["original", "past-paper", "interview", "textbook", "lecture"]

BlankId = Annotated[str, Field(pattern=r"^[0-9]{1,2}$")]


class Option(Record):
    """One option of a choice question; the key follows from the verdicts."""

    id: OptionId
    """A letter; left out, it follows from the order."""
    text: LocalizedText
    """What the option says."""
    verdict: Verdict
    """Whether the option is right."""
    rationale: LocalizedText | None = None
    """Why."""


class Statement(Record):
    """One statement to be judged true or false."""

    text: LocalizedText
    """What the statement says."""
    truth: Truth
    """Whether it is true."""
    rationale: LocalizedText | None = None
    """Why."""


class Accept(Record):
    """The words that fill a blank: for all languages, or for each."""

    all: tuple[Line, ...] = ()
    """Accepted in both languages."""
    en: tuple[Line, ...] = ()
    """Accepted in English."""
    zh: tuple[Line, ...] = ()
    """Accepted in Chinese."""


class Blank(Record):
    """A gap in the stem, marked there by `[[1]]`."""

    id: BlankId
    """The number in the mark; left out, it follows from the order."""
    accept: Accept
    """Words that fill the gap, the best first."""
    rationale: LocalizedText | None = None
    """Why."""


class Provenance(Record):
    """Which form an item follows; the wording is always original."""

    kind: ProvenanceKind
    """Kind of source."""
    year: Annotated[Integer, Field(ge=1900, le=2200)] | None = None
    """Year."""
    month: Annotated[Integer, Field(ge=1, le=12)] | None = None
    """Month."""
    programme: Line | None = None
    """Course of study."""
    question: Line | None = None
    """Number in the source."""
    work: Slug | None = None
    """A work of `sources.yml`."""


class Erratum(Record):
    """A correction that readers should know of."""

    date: Date
    """When it was made."""
    text: LocalizedText
    """What was wrong."""


class Waiver(Record):
    """A check that does not apply at one place, with the reason."""

    code: Annotated[str, Field(pattern=r"^SB[12][0-9]{2}$")]
    """Code of the problem."""
    field: Line
    """Where, as the problem names it, such as `answers[0].body`."""
    reason: Line
    """Why the check does not apply."""


class Part(Record):
    """What a question and each of its parts have in common."""

    label: Line | None = None
    """Overrides the generated label, such as `(a)`."""
    marks: Marks | None = None
    """Marks; those of the parts must add up to it."""
    minutes: MinutesRange | None = None
    """Time to answer: a number of minutes, or [least, most]."""
    response: Response = "open"
    """What the reader does."""
    constraints: tuple[LocalizedText, ...] = ()
    """Limits on the answer ("one sentence", "no formula")."""
    stem: LocalizedText | None = None
    """The question itself."""
    assets: tuple[Asset, ...] = ()
    """Figures, code, tables, matrices and formulas of the question."""
    numbering: Numbering = "alpha"
    """How the parts are labelled."""
    parts: tuple[Part, ...] = ()
    """Parts, each with all that a question has."""
    options: tuple[Option, ...] = ()
    """Options of a choice question."""
    statements: tuple[Statement, ...] = ()
    """Statements to be judged."""
    blanks: tuple[Blank, ...] = ()
    """Gaps of the stem."""
    approach: LocalizedText | None = None
    """The chain of thought to the answer (思路), on one line."""
    self_check: tuple[SelfCheck, ...] = ()
    """What to compare one's own answer with."""
    rubric: Rubric | None = None
    """How marks are given."""
    answers: tuple[Answer, ...] = ()
    """Answers, the reference answer first."""
    resolution: LocalizedText | None = None
    """What is right where answers disagree."""
    follow_ups: tuple[FollowUp, ...] = ()
    """What an examiner asks next."""
    notes: tuple[Note, ...] = ()
    """Remarks, tips, common mistakes."""
    depends_on: tuple[Line, ...] = ()
    """Labels of parts or ids of questions that come first."""
    references: tuple[Reference, ...] = ()
    """Works that the answer rests on."""


class Question(Part):
    """One question: one file, one anchor, one record."""

    # `schema` is a method of Pydantic's base class, hence the alias.
    schema_version: SchemaVersion = Field(default=1, alias="schema")
    """Version of the model."""
    id: Slug
    """Name of the file and the anchor; never reused. Left out, it follows from the path."""
    topic: Slug
    """Topic of `topics.yml`. Left out, it follows from the path."""
    formerly: tuple[Slug, ...] = ()
    """Ids that the question had before: old links and saved progress lead on to it."""
    tags: tuple[Slug, ...] = ()
    """Free key words."""
    series: Slug | None = None
    """Series of `topics.yml` that the question is a level of."""
    level: Annotated[Integer, Field(ge=1, le=3)] | None = None
    """Difficulty: 1 recall, 2 explain, 3 apply and judge."""
    status: Status = "draft"
    """`reviewed` once someone other than the writer has checked it."""
    title: LocalizedText
    """Short title: plain text without formulas."""
    provenance: Provenance | None = None
    """Which form the question follows."""
    related: tuple[Slug, ...] = ()
    """Ids of related questions."""
    replaces: tuple[Slug, ...] = ()
    """Ids that this question replaces."""
    errata: tuple[Erratum, ...] = ()
    """Corrections."""
    waivers: tuple[Waiver, ...] = ()
    """Checks that do not apply, with the reason."""
