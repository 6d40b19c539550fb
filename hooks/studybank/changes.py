"""What a change did to the translations, against the files as they were before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from studybank.arithmetic import find_missing
from studybank.checks.context import LANGUAGE_NAMES, quote
from studybank.checks.languages import describe_differences
from studybank.documents import Document
from studybank.errors import Problem
from studybank.load import Content, load_file, question_path
from studybank.locales import LOCALES, Locale, other
from studybank.model.bank import Loc
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.walk import walk_texts
from studybank.prose import formula_spans, plain_text


def check_changes(content: Content, before: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Find translations that a change left behind.

    Args:
        content: The bank as it is now.
        before: Question files as they were, by path below `content/`.

    Returns:
        Advice about each text that changed in one language only, sorted. A question without a
        file of before is new and gives none.
    """
    old_files = {PurePosixPath(path).stem: (path, data) for path, data in before.items()}
    return tuple(sorted(_check_all(content, old_files)))


def _check_all(content: Content, old_files: Mapping[str, tuple[str, bytes]]) -> Iterator[Problem]:
    for question in content.bank.questions:
        document = content.documents.get(question_path(question))
        ids = (question.id, *question.formerly)
        found = next((old_files[name] for name in ids if name in old_files), None)
        if document is None or found is None:
            continue
        if found[1].decode("utf-8", "replace") == "\n".join(document.lines):
            continue
        old = load_file(*found).record
        if isinstance(old, Question):
            yield from _compare(question, old, document)


def _compare(question: Question, old: Question, document: Document) -> Iterator[Problem]:
    texts = dict(walk_texts(old))
    for loc, text in walk_texts(question):
        before = texts.get(loc)
        if before is None or text == before or text.is_shared:
            continue
        changed = [name for name in LOCALES if text.get(name) != before.get(name)]
        difference = _find_difference(before, text)
        if difference:
            yield document.problem("SB211", loc, differences=difference)
        elif len(changed) == 1 and _has_both(text) and _has_both(before):
            yield _left_behind(document, loc, changed[0])


def _has_both(text: Localized) -> bool:
    return all(text.get(locale) for locale in LOCALES)


def _left_behind(document: Document, loc: Loc, changed: Locale) -> Problem:
    left = other(changed)
    return document.problem(
        "SB210", (*loc, left), source=LANGUAGE_NAMES[changed], translation=LANGUAGE_NAMES[left]
    )


def _find_difference(before: Localized, now: Localized) -> str:
    """Say which formulas and numbers came or went in one language only."""
    if not (_has_both(before) and _has_both(now)):
        return ""
    formulas = [_changed(_formulas(before, name), _formulas(now, name)) for name in LOCALES]
    listed = [sorted((formulas[side] - formulas[1 - side]).elements()) for side in (0, 1)]
    numbers = [list(_new_numbers(before, now, name)) for name in LOCALES]
    return describe_differences(
        "{}",
        *([*map("${}$".format, listed[side]), *map(quote, numbers[side])] for side in (0, 1)),
    )


def _formulas(text: Localized, locale: Locale) -> Counter[str]:
    return Counter("".join(span.content.split()) for span in formula_spans(text.get(locale) or ""))


def _changed(before: Counter[str], now: Counter[str]) -> Counter[str]:
    return (now - before) + (before - now)


def _new_numbers(before: Localized, now: Localized, locale: Locale) -> Iterable[str]:
    """Give numbers that are new in one language and do not stand in the other one."""
    old, opposite = plain_text(before.get(locale) or ""), now.get(other(locale)) or ""
    text = plain_text(now.get(locale) or "")
    unmatched = find_missing(text, opposite)
    return (number for number in find_missing(text, old) if number in unmatched)
