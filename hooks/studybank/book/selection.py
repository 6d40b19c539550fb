"""Which questions a book holds, and how it is laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from studybank.book.errors import BookError
from studybank.errors import suggest
from studybank.locales import LOCALES, Locale
from studybank.model.bank import Bank, walk_topics
from studybank.model.question import Question
from studybank.model.shared import Paper, Topic

Answers = Literal["place", "end", "none", "key"]
"""Where answers stand: after each question, at the end, nowhere, or alone without questions."""

PageSize = Literal["a4", "letter", "phone"]


@dataclass(frozen=True)
class BookRequest:
    """What a book is to be.

    Attributes:
        locales: Its languages, the main one first.
        page: Size of its pages.
        answers: Where the answers stand.
        topics: Ids of topics, of any level; all if empty.
        tags: A question has one of them; any if empty.
        series: A question belongs to one of them; any if empty.
    """

    locales: tuple[Locale, ...] = LOCALES
    page: PageSize = "a4"
    answers: Answers = "place"
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    series: tuple[str, ...] = ()


def select_questions(bank: Bank, request: BookRequest) -> tuple[Question, ...]:
    """Choose the questions of a book, in site order.

    Raises:
        BookError: A topic, tag or series is unknown, or no question is left.
    """
    _check_known(request.topics, bank.topic_by_id, "topic")
    _check_known(request.tags, {tag for q in bank.questions for tag in q.tags}, "tag")
    _check_known(request.series, {series.id for series in bank.topics.series}, "series")
    below = {
        topic.id for wanted in request.topics for topic in walk_topics((bank.topic_by_id[wanted],))
    }
    found = tuple(
        question
        for question in bank.questions
        if (not below or question.topic in below)
        and (not request.tags or set(request.tags) & set(question.tags))
        and (not request.series or question.series in request.series)
    )
    if not found:
        message = "No question has all that was asked for; leave out a topic, tag or series."
        raise BookError(message)
    return found


def find_paper(bank: Bank, paper_id: str) -> Paper:
    """Find a paper.

    Raises:
        BookError: There is no such paper.
    """
    papers = {paper.id: paper for paper in bank.papers}
    _check_known((paper_id,), papers, "paper")
    return papers[paper_id]


def _check_known(wanted: Iterable[str], known: Iterable[str], kind: str) -> None:
    names = set(known)
    for name in wanted:
        if name not in names:
            message = f'There is no {kind} "{name}". {suggest(name, names)}'
            raise BookError(message.strip())


def group_chapters(
    bank: Bank, questions: Sequence[Question]
) -> list[tuple[Topic, list[tuple[Topic, list[Question]]]]]:
    """Put questions into chapters and topics, in site order, leaving out empty ones."""
    by_topic: dict[str, list[Question]] = {}
    for question in questions:
        by_topic.setdefault(question.topic, []).append(question)
    chapters: list[tuple[Topic, list[tuple[Topic, list[Question]]]]] = []
    for chapter in bank.topics.topics:
        topics = [
            (topic, by_topic[topic.id]) for topic in walk_topics((chapter,)) if topic.id in by_topic
        ]
        if topics:
            chapters.append((chapter, topics))
    return chapters
