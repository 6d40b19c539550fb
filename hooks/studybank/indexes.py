"""Ways into the bank: by tag, series, form, time, level and term; and what is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar, get_args

from studybank.documents import join_path
from studybank.glosses import Vocabulary, build_vocabularies
from studybank.locales import LOCALES, Locale, other
from studybank.model.bank import Bank, walk_parts
from studybank.model.question import Question, Response
from studybank.model.shared import Glossary
from studybank.model.walk import walk_texts
from studybank.prose import plain_text

Fact = TypeVar("Fact")

TIME_LIMITS: Final[tuple[tuple[str, float], ...]] = (
    ("upto-30s", 0.5),
    ("upto-3", 3),
    ("upto-10", 10),
)
"""Anchor and most minutes of each group of times; longer questions come last."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions under one head.

    Attributes:
        anchor: HTML id of the head.
        questions: In site order.
    """

    anchor: str
    questions: tuple[Question, ...]


def group_by(
    questions: Iterable[Question],
    keys: Callable[[Question], Iterable[str]],
    order: Sequence[str] = (),
) -> tuple[Group, ...]:
    """Group questions by keys; a question may stand in several groups.

    Args:
        questions: In site order.
        keys: Gives the anchors of a question's groups.
        order: Anchors in the order wanted; others follow by name.

    Returns:
        Groups that are not empty.
    """
    found: dict[str, list[Question]] = {}
    for question in questions:
        for key in dict.fromkeys(keys(question)):
            found.setdefault(key, []).append(question)
    rank = {anchor: index for index, anchor in enumerate(order)}
    anchors = sorted(found, key=lambda anchor: (rank.get(anchor, len(rank)), anchor))
    return tuple(Group(anchor, tuple(found[anchor])) for anchor in anchors)


def group_by_tag(bank: Bank) -> tuple[Group, ...]:
    """Group by tag, by name."""
    return group_by(bank.questions, lambda question: question.tags)


def group_by_form(bank: Bank) -> tuple[Group, ...]:
    """Group by response form, counting the forms of parts; in the order of the model."""

    def forms(question: Question) -> Iterable[str]:
        return (part.response for _, part in walk_parts(question) if not part.parts)

    return group_by(bank.questions, forms, get_args(Response))


def group_by_series(bank: Bank) -> tuple[Group, ...]:
    """Group by series, in the order of `topics.yml`; questions by level."""
    order = [series.id for series in bank.topics.series]
    return group_by(
        bank.questions, lambda question: [question.series] if question.series else [], order
    )


def group_by_time(bank: Bank) -> tuple[Group, ...]:
    """Group by the most minutes that a question takes."""
    order = [anchor for anchor, _ in TIME_LIMITS] + ["over", "untimed"]
    return group_by(bank.questions, lambda question: [_time_anchor(question)], order)


def _time_anchor(question: Question) -> str:
    if question.minutes is None:
        return "untimed"
    high = question.minutes.high
    return next((anchor for anchor, limit in TIME_LIMITS if high <= limit), "over")


def group_by_level(bank: Bank) -> tuple[Group, ...]:
    """Group by level; questions without one are left out."""
    return group_by(
        bank.questions,
        lambda question: [f"level-{question.level}"] if question.level else [],
    )


@dataclass
class KnownFacts:
    """What was found in single questions, by their id, for the next time.

    Attributes:
        glossary: The terms that were looked for.
        terms: Which of them each question uses.
        missing: Which of its fields lack a language.
    """

    glossary: Glossary | None = None
    terms: dict[str, tuple[Question, frozenset[str]]] = field(default_factory=dict)
    missing: dict[str, tuple[Question, tuple[str, ...]]] = field(default_factory=dict)


def find_term_uses(
    bank: Bank, known: KnownFacts | None = None
) -> Mapping[str, tuple[Question, ...]]:
    """Find the questions that use each term of the glossary, by term id, in site order.

    Args:
        bank: The bank.
        known: What an earlier call found, to be used and renewed.
    """
    known = known or KnownFacts()
    if not bank.glossary.terms:
        return {}
    before = known.terms if known.glossary == bank.glossary else {}
    vocabularies = build_vocabularies(bank.glossary)
    known.glossary = bank.glossary
    known.terms = _renew(bank, before, lambda question: _find_terms(question, vocabularies))
    uses: dict[str, list[Question]] = {}
    for question, found in known.terms.values():
        for term_id in found:
            uses.setdefault(term_id, []).append(question)
    return {term_id: tuple(questions) for term_id, questions in uses.items()}


def _renew(
    bank: Bank, known: Mapping[str, tuple[Question, Fact]], find: Callable[[Question], Fact]
) -> dict[str, tuple[Question, Fact]]:
    """Find something in each question that is not the one that it is known of."""
    renewed: dict[str, tuple[Question, Fact]] = {}
    for question in bank.questions:
        before = known.get(question.id)
        same = before is not None and before[0] is question
        renewed[question.id] = before if same and before else (question, find(question))
    return renewed


def _find_terms(question: Question, vocabularies: Mapping[Locale, Vocabulary]) -> frozenset[str]:
    found: set[str] = set()
    for _, text in walk_texts(question):
        for locale, vocabulary in vocabularies.items():
            words, beside = plain_text(text.get(locale) or ""), text.get(other(locale)) or ""
            found.update([term.id for _, term in vocabulary.find(words.lower(), beside)])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the bank asks its readers for.

    Attributes:
        unanswered: Questions without an answer, or with a part without one.
        untranslated: Questions with the fields that lack a language.
        stale: Questions with the fields whose translation is out of date.
        unreviewed: Drafts.
    """

    unanswered: tuple[Question, ...]
    untranslated: tuple[tuple[Question, tuple[str, ...]], ...]
    stale: tuple[tuple[Question, tuple[str, ...]], ...]
    unreviewed: tuple[Question, ...]


def find_wanted(
    bank: Bank, stale: frozenset[tuple[str, str]], known: KnownFacts | None = None
) -> Wanted:
    """Find what is missing in the bank.

    Args:
        bank: The bank.
        stale: Question id and field of each text whose translation is out of date.
        known: What an earlier call found, to be used and renewed.
    """
    known = known or KnownFacts()
    known.missing = _renew(bank, known.missing, _missing_fields)
    stale_fields: dict[str, list[str]] = {}
    for question_id, name in sorted(stale):
        stale_fields.setdefault(question_id, []).append(name)
    return Wanted(
        unanswered=tuple(question for question in bank.questions if _lacks_answer(question)),
        untranslated=tuple(item for item in known.missing.values() if item[1]),
        stale=tuple(
            (question, tuple(stale_fields[question.id]))
            for question in bank.questions
            if question.id in stale_fields
        ),
        unreviewed=tuple(question for question in bank.questions if question.status == "draft"),
    )


def _lacks_answer(question: Question) -> bool:
    leaves = (part for _, part in walk_parts(question) if not part.parts)
    return any(
        not (part.answers or part.options or part.statements or part.blanks) for part in leaves
    )


def _missing_fields(question: Question) -> tuple[str, ...]:
    return tuple(
        join_path("", *loc, locale)
        for loc, text in walk_texts(question)
        for locale in LOCALES
        if text.get(locale) is None
    )
