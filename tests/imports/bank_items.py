"""Questions of the bank as plain texts, to be written down as notes in any shape."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

from small_banks import PROJECT
from studybank.load import load_content
from studybank.locales import Locale
from studybank.model.fields import Localized
from studybank.model.question import Part, Question

Voice = Literal["en", "zh", "mixed"]
Text = dict[Locale, str]


@dataclass(frozen=True)
class Asked:
    """A question or part: what it asks and what answers it."""

    stem: Text
    answer: Text


@dataclass(frozen=True)
class Item(Asked):
    """A question of the bank, without assets."""

    title: Text
    parts: tuple[Asked, ...] = ()
    options: tuple[tuple[Text, bool, Text], ...] = ()
    approach: Text | None = None
    checks: tuple[Text, ...] = ()
    follow_ups: tuple[Asked, ...] = ()


def _plain(text: Localized | None) -> Text | None:
    """Give a text in both languages, if it stands for itself."""
    if text is None or text.en is None or text.zh is None:
        return None
    if any(sign in text.en + text.zh for sign in ("[[", "](q:", "```")):
        return None
    return {"en": text.en, "zh": text.zh}


def _answer(part: Part) -> Text | None:
    return _plain(part.answers[0].body) if part.answers else None


def _asked(part: Part) -> Asked | None:
    stem, answer = _plain(part.stem), _answer(part)
    if stem is None or answer is None or part.parts:
        return None
    return Asked(stem, answer)


def _item(question: Question) -> Item | None:
    title, stem = _plain(question.title), _plain(question.stem)
    if title is None or stem is None or question.statements or question.blanks:
        return None
    approach = _plain(question.approach)
    checks = tuple(
        text
        for item in question.self_check
        if (text := _plain(item.text)) and item.expect == "present"
    )
    follow_ups = tuple(
        Asked(asked, answer)
        for item in question.follow_ups
        if (asked := _plain(item.stem))
        and (answer := _plain(item.answers[0].body if item.answers else None))
    )
    if question.parts:
        parts = tuple(found for part in question.parts if (found := _asked(part)))
        if len(parts) != len(question.parts):
            return None
        return Item(stem, {}, title, parts, (), approach, checks, follow_ups)
    answer = _answer(question)
    if question.options:
        options = tuple(
            (text, option.verdict == "correct", why)
            for option in question.options
            if option.verdict in ("correct", "incorrect")
            and (text := _plain(option.text))
            and (why := _plain(option.rationale))
        )
        if len(options) != len(question.options):
            return None
        return Item(stem, {}, title, (), options, approach, checks, follow_ups)
    return Item(stem, answer, title, (), (), approach, checks, follow_ups) if answer else None


@functools.cache
def bank_items() -> tuple[Item, ...]:
    """Give every question of the bank that can be written as text alone, in site order."""
    questions = load_content(PROJECT / "content").bank.questions
    return tuple(item for question in questions if (item := _item(question)))
