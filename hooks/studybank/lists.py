"""Lists of questions that have a page of their own: by tag, series, form, time and level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from studybank import indexes
from studybank.locales import Locale, other, translate
from studybank.model.bank import Bank
from studybank.model.fields import Localized
from studybank.model.question import Question


@dataclass(frozen=True)
class QuestionList:
    """A list of questions under heads.

    Attributes:
        kind: Name of the page: `tags`, `series`, `forms` or `times`.
        groups: Questions under each head.
        head: Gives the plain head of a group's anchor in a locale.
    """

    kind: str
    groups: tuple[indexes.Group, ...]
    head: Callable[[Locale, str], str]


def describe_entry(question: Question) -> object:
    """Give what a list shows of a question, as plain data: templates show no more of it."""
    title, minutes = question.title, question.minutes
    budget = minutes and (minutes.low, minutes.high)
    return question.id, title.en, title.zh, question.response, question.level, budget


def describe_group(group: indexes.Group) -> object:
    """Give which questions stand under a head, as plain data."""
    return group.anchor, [question.id for question in group.questions]


def build_lists(bank: Bank) -> Iterator[QuestionList]:
    """Build every list of a bank."""
    series = {series.id: series.title for series in bank.topics.series}

    def series_title(locale: Locale, anchor: str) -> str:
        return plain(series[anchor], locale) if anchor in series else anchor

    yield QuestionList("tags", indexes.group_by_tag(bank), lambda _, anchor: anchor)
    yield QuestionList("series", indexes.group_by_series(bank), series_title)
    yield QuestionList(
        "forms",
        indexes.group_by_form(bank),
        lambda locale, anchor: translate(locale, f"response.{anchor}"),
    )
    times = (*indexes.group_by_time(bank), *indexes.group_by_level(bank))
    yield QuestionList("times", times, _time_title)


def _time_title(locale: Locale, anchor: str) -> str:
    if anchor.startswith("level-"):
        return translate(locale, f"times.{anchor.replace('-', '_')}")
    if anchor == "upto-30s":
        return translate(locale, "times.upto_seconds")
    if anchor.startswith("upto-"):
        return translate(locale, "times.upto", count=anchor.removeprefix("upto-"))
    return translate(locale, f"times.{anchor}")


def plain(text: Localized, locale: Locale) -> str:
    """Give a plain text in a locale, or in the other one if it is missing."""
    return text.get(locale) or text.get(other(locale)) or ""


def group_series(questions: Sequence[Question]) -> list[tuple[str | None, list[Question]]]:
    """Put the questions of a series together, where its first one stands."""
    groups: list[tuple[str | None, list[Question]]] = []
    for question in questions:
        known = next(
            (items for series, items in groups if series and series == question.series), None
        )
        if known is not None:
            known.append(question)
        else:
            groups.append((question.series, [question]))
    return groups


def pick_sample(bank: Bank) -> Question | None:
    """Choose the question that the home page opens with: short, and with every hidden part."""

    def weight(question: Question) -> tuple[bool, int]:
        length = sum(
            len(text.en or "")
            for text in (question.stem, *(answer.body for answer in question.answers))
            if text
        )
        return question.status != "reviewed", length

    whole = [
        question
        for question in bank.questions
        if question.approach and question.self_check and question.answers and not question.parts
    ]
    return min(whole, key=weight, default=bank.questions[0] if bank.questions else None)
