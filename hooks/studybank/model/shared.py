"""Records of the files that are not questions: topics, glossary, sources, papers and so on."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studybank.model.fields import (
    Date,
    Integer,
    Line,
    LocalizedText,
    Marks,
    Number,
    Record,
    SchemaVersion,
    Slug,
    Text,
    Url,
)


class Document(Record):
    """A file of its own."""

    # `schema` is a method of Pydantic's base class, hence the alias.
    schema_version: SchemaVersion = Field(default=1, alias="schema")
    """Version of the model."""


class Topic(Record):
    """A topic; those with questions have none below them."""

    id: Slug
    """Name of the folder below `questions/` and of the page."""
    title: LocalizedText
    """Title of the page."""
    topics: tuple[Topic, ...] = ()
    """Topics below this one, in site order."""


class Series(Record):
    """A set of questions on one matter, one for each level."""

    id: Slug
    """Name that the questions give as `series`."""
    title: LocalizedText
    """Title."""


class Topics(Document):
    """`topics.yml`: the taxonomy of the bank, in site order."""

    topics: tuple[Topic, ...]
    """Chapters; their topics hold the questions."""
    series: tuple[Series, ...] = ()
    """Series of levelled questions."""


class TermVariants(Record):
    """Other words for a term, by language."""

    en: tuple[Line, ...] = ()
    """English words."""
    zh: tuple[Line, ...] = ()
    """Chinese words."""


class Term(Record):
    """A term in both languages."""

    id: Slug
    """Anchor in the glossary."""
    en: Line
    """English term."""
    zh: Line
    """Chinese term."""
    definition: LocalizedText | None = None
    """What it means, in one line."""
    also: TermVariants = TermVariants()
    """Other words in use."""
    avoid: TermVariants = TermVariants()
    """Words that the bank does not use for it."""
    ambiguous: bool = False
    """Whether its words mean other things too: found only where both languages name it."""


class Glossary(Document):
    """`glossary.yml`."""

    terms: tuple[Term, ...]
    """Terms, in any order; pages sort them by language."""


class Answerer(Record):
    """Somebody who gives answers, under a neutral name."""

    id: Slug
    """Name that answers give as `by`."""
    name: LocalizedText
    """Name for readers."""


class Work(Record):
    """A work that questions refer to."""

    id: Slug
    """Name that `provenance.work` gives."""
    title: LocalizedText
    """Title."""
    authors: Line | None = None
    """Authors."""
    year: Integer | None = None
    """Year."""
    url: Url | None = None
    """Where it can be read."""


class Sources(Document):
    """`sources.yml`: who answers, and which works are named."""

    answerers: tuple[Answerer, ...] = ()
    """Answerers."""
    works: tuple[Work, ...] = ()
    """Works."""


class GuideSection(Record):
    """A headed section of a guide."""

    title: LocalizedText
    """Head."""
    body: LocalizedText
    """Text."""


class Guide(Document):
    """`guides/<id>.yml`: how to use the bank, exam advice."""

    id: Slug
    """Name of the file and the page."""
    title: LocalizedText
    """Title of the page."""
    purpose: LocalizedText | None = None
    """What it is for."""
    steps: tuple[LocalizedText, ...] = ()
    """Steps in order."""
    tips: tuple[LocalizedText, ...] = ()
    """Advice in no order."""
    sections: tuple[GuideSection, ...] = ()
    """Further text."""


class NoteEntry(Record):
    """One entry of a reference note."""

    id: Slug
    """Anchor."""
    name: LocalizedText
    """Head."""
    tex: Text | None = None
    """A formula; it stands before the matrix if there is one."""
    matrix: tuple[tuple[Line, ...], ...] = ()
    """A matrix, by rows."""
    body: LocalizedText | None = None
    """Explanation."""


class ReferenceNote(Document):
    """`references/<id>.yml`: formulas and facts to look up."""

    id: Slug
    """Name of the file and the page."""
    title: LocalizedText
    """Title of the page."""
    introduction: LocalizedText | None = None
    """Text before the entries."""
    entries: tuple[NoteEntry, ...]
    """Entries, in order."""


ScopeStatus = Literal["in", "likely", "unlikely", "out", "unknown"]


class ScopeEntry(Record):
    """Whether one question, or a part of it, is in scope of an exam."""

    question: Slug
    """Id of the question."""
    part: Line | None = None
    """Label of the part, such as `b` or `b.ii`."""
    status: ScopeStatus
    """In or out."""
    note: LocalizedText | None = None
    """Remark."""


class Scope(Document):
    """`scopes/<id>.yml`: what one exam covers; it may age without touching the questions."""

    id: Slug
    """Name of the file."""
    as_of: Date
    """When this was known."""
    title: LocalizedText
    """Name of the exam."""
    entries: tuple[ScopeEntry, ...]
    """Questions."""


class PaperEntry(Record):
    """A question of a paper, or some of its parts."""

    question: Slug
    """Id of the question."""
    parts: tuple[Line, ...] = ()
    """Labels of the top-level parts that are set; all if left out."""
    marks: Marks | None = None
    """Marks; needed where the question or its parts state none."""


class PaperSection(Record):
    """A section of a paper."""

    title: LocalizedText | None = None
    """Head."""
    instructions: LocalizedText | None = None
    """What to do in this section."""
    entries: tuple[PaperEntry, ...]
    """Questions, in order."""


class Paper(Document):
    """`papers/<id>.yml`: an ordered selection of questions or parts."""

    id: Slug
    """Name of the file and the page."""
    title: LocalizedText
    """Title of the paper."""
    minutes: Annotated[Number, Field(gt=0, le=600)]
    """Duration."""
    marks: Marks
    """Marks in all; those of the entries must add up to it."""
    instructions: tuple[LocalizedText, ...] = ()
    """Instructions to candidates."""
    sections: tuple[PaperSection, ...]
    """Sections, in order."""
