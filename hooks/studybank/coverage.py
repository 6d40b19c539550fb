"""What a bank covers, and what it still wants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from studybank.indexes import Wanted, find_wanted
from studybank.model.bank import Bank, walk_parts, walk_topics
from studybank.model.question import Question, Response, Status
from studybank.model.shared import Topic


@dataclass(frozen=True)
class TopicCoverage:
    """What a bank has on one topic.

    Attributes:
        topic: The topic; it has none below it.
        questions: Number of questions.
        levels: Number of questions by level; those without one are left out.
        forms: Number of questions by response form, in the model's order; a question counts
            once for each form of its parts.
        unreviewed: Number of drafts.
        unanswered: Number of questions that lack an answer.
        untranslated: Number of questions that lack a text in one language.
        stale: Number of questions with a translation that may be out of date.
    """

    topic: Topic
    questions: int
    levels: Mapping[int, int]
    forms: Mapping[str, int]
    unreviewed: int
    unanswered: int
    untranslated: int
    stale: int


@dataclass(frozen=True)
class Coverage:
    """What a bank has and wants.

    Attributes:
        questions: Number of questions.
        statuses: Number of questions by status, in the model's order.
        forms: Number of questions by response form, in the model's order.
        topics: Topics that can hold questions, in site order.
        wanted: What is missing.
    """

    questions: int
    statuses: Mapping[str, int]
    forms: Mapping[str, int]
    topics: tuple[TopicCoverage, ...]
    wanted: Wanted

    @property
    def empty_topics(self) -> tuple[Topic, ...]:
        """Topics that wait for their first question."""
        return tuple(found.topic for found in self.topics if not found.questions)


def build_coverage(bank: Bank, stale: frozenset[tuple[str, str]]) -> Coverage:
    """Count what a bank covers.

    Args:
        bank: The bank.
        stale: Question id and field of each translation that is out of date.
    """
    wanted = find_wanted(bank, stale)
    statuses = Counter(question.status for question in bank.questions)
    leaves = [topic for topic in walk_topics(bank.topics.topics) if not topic.topics]
    return Coverage(
        questions=len(bank.questions),
        statuses={status: statuses[status] for status in get_args(Status)},
        forms=_count_forms(bank.questions),
        topics=tuple(_cover(topic, bank, wanted) for topic in leaves),
        wanted=wanted,
    )


def _cover(topic: Topic, bank: Bank, wanted: Wanted) -> TopicCoverage:
    questions = tuple(question for question in bank.questions if question.topic == topic.id)
    levels = Counter(question.level for question in questions if question.level)

    def count(found: tuple[Question, ...]) -> int:
        return sum(question.topic == topic.id for question in found)

    return TopicCoverage(
        topic=topic,
        questions=len(questions),
        levels=dict(sorted(levels.items())),
        forms=_count_forms(questions),
        unreviewed=count(wanted.unreviewed),
        unanswered=count(wanted.unanswered),
        untranslated=count(tuple(question for question, _ in wanted.untranslated)),
        stale=count(tuple(question for question, _ in wanted.stale)),
    )


def _count_forms(questions: tuple[Question, ...]) -> dict[str, int]:
    counts = Counter(
        form
        for question in questions
        for form in {part.response for _, part in walk_parts(question) if not part.parts}
    )
    return {form: counts[form] for form in get_args(Response) if counts[form]}
