"""Self-check lists: what they ask for should stand in the reference answer."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Final

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.locales import LOCALES, Locale
from studybank.model.answer import Answer
from studybank.model.bank import Loc
from studybank.model.fields import Localized
from studybank.model.question import Part, Question
from studybank.prose import formula_spans, plain_text

_WORD: Final = re.compile("[a-z]{4,}")
_HAN_RUN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_FORMULA_PART: Final = re.compile(r"\\?[A-Za-z]+|[0-9]+(?:\.[0-9]+)?")
_STEM: Final = 5
"""Letters by which words are compared: "gradient" and "gradients", "reduce" and "reducing"."""
_COMMON: Final = frozenset(
    word[:_STEM]
    for word in re.findall(
        "[a-z]+",
        """
    about after also answer argue because been before both cause check clear compare conclude
    correct could describe define does each either every example explain explained explicit
    express from give given have into just least list made make mention more most must name named
    need note only other point question reason right same said says show shown some state stated
    such sure than that them then there these they this tell told used using what when where
    whether which while with without word write wrote your
    """,
    )
)
_ENOUGH: Final = 2


def check_self_check(context: Context[Question]) -> Iterator[Problem]:
    """Find positive items that share no content word with the answers, in no language.

    Only a hint, so an item counts as answered by any word that any answer, rationale or part
    below shares with it.
    """
    for loc, part in context.parts:
        items = [
            (index, item.text)
            for index, item in enumerate(part.self_check)
            if item.expect == "present"
        ]
        if not items:
            continue
        said: dict[Locale, frozenset[str]] = {}
        for index, text in items:
            if _is_unsaid(text, part, said):
                place: Loc = (*loc, "self_check", index)
                yield context.problem("SB204", place)


def _is_unsaid(text: Localized, part: Part, said: dict[Locale, frozenset[str]]) -> bool:
    """Tell whether no language shares a word; `said` keeps what the part says in each."""
    compared = False
    for locale in LOCALES:
        if locale not in said:
            said[locale] = _find_words(_answer_texts(part), locale)
        asked = _find_words([text], locale)
        if len(asked) < _ENOUGH or not said[locale]:
            continue
        if asked & said[locale]:
            return False
        compared = True
    return compared


def _answer_texts(part: Part) -> Iterator[Localized | None]:
    for answer in _answers(part):
        yield from (answer.analysis, answer.body, answer.result)
        for asset in answer.assets:
            yield asset.caption
            if asset.type == "table":
                yield from (cell for row in (asset.columns, *asset.rows) for cell in row)
    yield from (option.rationale for option in part.options)
    yield from (statement.rationale for statement in part.statements)
    yield from (blank.rationale for blank in part.blanks)
    yield part.resolution
    for child in part.parts:
        yield from _answer_texts(child)


def _answers(part: Part) -> Iterable[Answer]:
    return (answer for answer in part.answers if answer.role not in ("disputed", "rejected"))


def _find_words(texts: Iterable[Localized | None], locale: Locale) -> frozenset[str]:
    own = [text.get(locale) for text in texts if text is not None]
    return frozenset().union(*[_words(text) for text in own if text])


@functools.lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    """Give the content words of a text, shortened; pairs of neighbours for Chinese."""
    plain = plain_text(text)
    words = {word[:_STEM] for word in _WORD.findall(plain.lower())} - _COMMON
    pairs = {
        run[0][start : start + 2]
        for run in _HAN_RUN.finditer(plain)
        for start in range(len(run[0]) - 1)
    }
    names = {
        name
        for span in formula_spans(text)
        for name in _FORMULA_PART.findall(span.content)
        if len(name) > 1
    }
    return frozenset(words | pairs | names)
