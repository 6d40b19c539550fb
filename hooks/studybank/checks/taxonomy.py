"""Topics and glossary: every name once, and questions where topics end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.locales import LOCALES
from studybank.model.bank import Bank, Loc
from studybank.model.question import Question
from studybank.model.shared import Glossary, ReferenceNote, Sources, Term, Topic, Topics

MAX_QUESTIONS: Final = 25


def check_topics(context: Context[Topics], bank: Bank) -> Iterator[Problem]:
    """Check that topic ids are unique and that no page grows too long."""
    counts = Counter(question.topic for question in bank.questions)
    seen: set[str] = set()
    for loc, topic in _walk(context.record.topics):
        if topic.id in seen:
            yield context.problem("SB184", (*loc, "id"), found=topic.id)
        elif counts[topic.id] > MAX_QUESTIONS:
            yield context.problem(
                "SB205", (*loc, "id"), found=topic.id, count=counts[topic.id], limit=MAX_QUESTIONS
            )
        seen.add(topic.id)
    series = [("series", index) for index in range(len(context.record.series))]
    yield from _find_repeated(
        context, "series", series, [item.id for item in context.record.series]
    )


def _walk(topics: tuple[Topic, ...], loc: Loc = ()) -> Iterator[tuple[Loc, Topic]]:
    for index, topic in enumerate(topics):
        place = (*loc, "topics", index)
        yield place, topic
        yield from _walk(topic.topics, place)


def check_filing(context: Context[Question], bank: Bank) -> Iterator[Problem]:
    """Check that a question stands on a topic without topics below it."""
    topic = bank.topic_by_id.get(context.record.topic)
    if topic is not None and topic.topics:
        known = ", ".join(child.id for child in topic.topics[:12])
        yield context.problem("SB183", ("topic",), found=topic.id, known=known)


def check_sources(context: Context[Sources]) -> Iterator[Problem]:
    """Check that answerers and works have ids of their own."""
    sources = context.record
    for name, ids in (
        ("answerers", [item.id for item in sources.answerers]),
        ("works", [item.id for item in sources.works]),
    ):
        yield from _find_repeated(context, name, [(name, i) for i in range(len(ids))], ids)


def check_note_entries(context: Context[ReferenceNote]) -> Iterator[Problem]:
    """Check that the entries of a reference note have anchors of their own."""
    ids = [entry.id for entry in context.record.entries]
    yield from _find_repeated(context, "entry", [("entries", i) for i in range(len(ids))], ids)


def _find_repeated(
    context: Context[Topics] | Context[Sources] | Context[ReferenceNote],
    kind: str,
    locs: list[tuple[str, int]],
    ids: list[str],
) -> Iterator[Problem]:
    seen: set[str] = set()
    for loc, name in zip(locs, ids, strict=True):
        if name in seen:
            yield context.problem("SB164", (*loc, "id"), kind=f"id of {kind}", found=name)
        seen.add(name)


def check_glossary(context: Context[Glossary]) -> Iterator[Problem]:
    """Check that no word stands for two terms."""
    for locale in LOCALES:
        seen: dict[str, str] = {}
        for index, term in enumerate(context.record.terms):
            for loc, word in _words(term, locale):
                key = word.casefold().strip()
                owner = seen.setdefault(key, term.id)
                if owner != term.id:
                    place = ("terms", index, *loc)
                    yield context.problem("SB185", place, found=word, other=owner)
    ids: set[str] = set()
    for index, term in enumerate(context.record.terms):
        if term.id in ids:
            place = ("terms", index, "id")
            yield context.problem("SB164", place, kind="term id", found=term.id)
        ids.add(term.id)


def _words(term: Term, locale: str) -> Iterator[tuple[Loc, str]]:
    yield (locale,), term.en if locale == "en" else term.zh
    for index, word in enumerate(term.also.en if locale == "en" else term.also.zh):
        yield ("also", locale, index), word
