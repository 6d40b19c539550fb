"""The bank: every record of `content/`, in site order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from studybank.model.question import Part, Question
from studybank.model.shared import (
    Glossary,
    Guide,
    Paper,
    ReferenceNote,
    Scope,
    Sources,
    Topic,
    Topics,
)

Loc = tuple[str | int, ...]
"""Path to a value inside a record: field names and indexes from 0."""


@dataclass(frozen=True)
class Bank:
    """Every record of `content/`.

    Attributes:
        topics: Taxonomy and series.
        questions: By topic in site order, then by series and level, then by id.
        glossary: Terms.
        sources: Answerers and works.
        papers: Sorted by id, as are all that follow.
        scopes: Scope overlays.
        guides: Guides.
        notes: Reference notes.
    """

    topics: Topics
    questions: tuple[Question, ...]
    glossary: Glossary
    sources: Sources
    papers: tuple[Paper, ...] = ()
    scopes: tuple[Scope, ...] = ()
    guides: tuple[Guide, ...] = ()
    notes: tuple[ReferenceNote, ...] = ()

    @cached_property
    def question_by_id(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def topic_by_id(self) -> Mapping[str, Topic]:
        """Topics of every level by id."""
        return {topic.id: topic for topic in walk_topics(self.topics.topics)}


def walk_topics(topics: tuple[Topic, ...]) -> Iterator[Topic]:
    """Go through topics of every level in site order, parents first."""
    for topic in topics:
        yield topic
        yield from walk_topics(topic.topics)


def walk_parts(part: Part, loc: Loc = ()) -> Iterator[tuple[Loc, Part]]:
    """Go through a question (or part) and all its parts, parents first."""
    yield loc, part
    for index, child in enumerate(part.parts):
        yield from walk_parts(child, (*loc, "parts", index))
