"""Both languages of a text: both there, and saying the same."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from studybank.checks.context import LANGUAGE_NAMES, Context, LocalizedField, quote
from studybank.errors import Problem
from studybank.locales import LOCALES, Locale
from studybank.model.answer import Answer
from studybank.model.bank import Loc
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import Glossary
from studybank.prose import formula_spans, has_words, mark_ids, plain_text

_HAN_SIGNS: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HAN: Final = re.compile(f"[{_HAN_SIGNS}]")
_HAN_IN_PROSE: Final = re.compile(rf"[^`~$\\\[{_HAN_SIGNS}]*[{_HAN_SIGNS}]")
"""Begins a text whose first character of Chinese stands before all that is no prose."""
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_QUANTITY: Final = re.compile(r"[-+±≈~<>≤≥]? ?[0-9][0-9., –-]*[A-Za-zµΩ%°/]{0,8}")
_PLACED: Final = re.compile(r"(?:\A|\n\n)\[\[([^\]\n]*)\]\](?=\n\n|\Z)")
_SPACE: Final = re.compile(r"(\\[A-Za-z]+)\s+(?=[A-Za-z])|\s+")
_SIGN: Final = re.compile(r"[=<>+]|\\(?:approx|leq?|geq?|times|cdot|d?frac|sum|prod)(?![a-z])")
_TEXT_COMMAND: Final = re.compile(r"\\(?:text[a-z]{0,6}|mbox)\s*\{[^{}]*\}")
_MAX_NAME_WORDS: Final = 3
_MAX_SHARED: Final = 60
_MIN_WORDS: Final = 7


def check_languages(context: Context[Record]) -> Iterator[Problem]:
    """Find missing languages, and what differs between the two."""
    for item in context.fields:
        en, zh = item.value.en, item.value.zh
        if en is None and zh is None:
            yield context.problem("SB117", item.loc)
        elif en is None or zh is None:
            yield from _check_missing(context, item)
        elif item.is_plain:
            yield from _check_plain(context, item)
        elif "$" in en or "$" in zh or "[[" in en or "[[" in zh:
            yield from _compare(context, item.loc, en, zh)
        if item.is_plain:
            continue
        # Nearly every text is told by a glance.
        if en is not None and not en.isascii() and _is_other_language(en, "en"):
            yield context.problem(
                "SB135", (*item.loc, "en"), written="en", found=LANGUAGE_NAMES["zh"]
            )
        if zh is not None and not _HAN_IN_PROSE.match(zh) and _is_other_language(zh, "zh"):
            yield context.problem(
                "SB135", (*item.loc, "zh"), written="zh", found=LANGUAGE_NAMES["en"]
            )


def _check_missing(context: Context[Record], item: LocalizedField) -> Iterator[Problem]:
    missing: Locale = "en" if item.value.en is None else "zh"
    place, language = (*item.loc, missing), LANGUAGE_NAMES[missing]
    record = context.record
    unfinished = isinstance(record, Question) and record.status != "reviewed"
    if unfinished or not _is_required(context, item.loc):
        yield context.problem("SB201", place, language=language)
    else:
        otherwise = ', or mark the question "status: draft"' if isinstance(record, Question) else ""
        yield context.problem("SB130", place, language=language, otherwise=otherwise)


def _is_required(context: Context[Record], loc: Loc) -> bool:
    """Tell whether a text must stand in both languages: titles, stems, reference answers."""
    if loc[-1] in ("title", "stem"):
        return True
    answer = context.record_at.get(loc[:-1])
    return loc[-1] == "body" and isinstance(answer, Answer) and answer.role == "reference"


def _check_plain(context: Context[Record], item: LocalizedField) -> Iterator[Problem]:
    text = item.value.en or ""
    if has_words(text) and not _may_be_shared(context.record, item.loc, text):
        yield context.problem("SB134", item.loc, found=quote(plain_text(text).strip()))


def _may_be_shared(record: Record, loc: Loc, text: str) -> bool:
    plain = plain_text(text).strip()
    if isinstance(record, Glossary) or "rows" in loc:
        return True
    if len(plain) > _MAX_SHARED:
        return False
    if _QUANTITY.fullmatch(plain):
        return True
    is_name = len(plain.split()) <= _MAX_NAME_WORDS and not _HAN.search(plain)
    return is_name and (loc[-1] == "name" or ("options" in loc and loc[-1] == "text"))


def _compare(context: Context[Record], loc: Loc, en: str, zh: str) -> Iterator[Problem]:
    if ("$" in en or "$" in zh) and loc[-1] != "title":
        difference = _compare_formulas(en, zh)
        if difference:
            yield context.problem("SB131", loc, differences=difference)
    if "[[" in en or "[[" in zh:
        blanks = (_marks(en, blanks=True), _marks(zh, blanks=True))
        difference = describe_differences("[[{}]]", *blanks)
        if difference:
            yield context.problem("SB133", loc, differences=difference)
        difference = _compare_assets(en, zh)
        if difference:
            yield context.problem("SB132", loc, differences=difference)


def _compare_assets(en: str, zh: str) -> str:
    assets = (_marks(en, blanks=False), _marks(zh, blanks=False))
    difference = describe_differences("[[{}]]", *map(set, assets))
    if not difference and _placed(en) != _placed(zh):
        difference = "in another order"
    return difference


def _marks(text: str, *, blanks: bool) -> list[str]:
    return [mark for mark in mark_ids(text) if mark.isdecimal() == blanks]


def _placed(text: str) -> list[str]:
    """Give the marks that are a paragraph of their own, in order."""
    return _PLACED.findall(text)


def _compare_formulas(en: str, zh: str) -> str:
    """Say which formulas stand in one language only, or more often there."""
    sides = (_formulas(en), _formulas(zh))
    if sides[0] == sides[1]:
        return ""
    counts = [Counter(_normalise(tex) for tex in side) for side in sides]
    # A sentence may repeat a bare symbol that its translation does not need again.
    for count in counts:
        count.update({tex: 1 - number for tex, number in count.items() if not _SIGN.search(tex)})
    shown = {_normalise(tex): tex for side in sides for tex in side}
    difference = [
        (shown[tex] for tex in (counts[side] - counts[1 - side]).elements()) for side in (0, 1)
    ]
    return describe_differences("${}$", *difference)


@functools.lru_cache(maxsize=4_096)
def _formulas(text: str) -> tuple[str, ...]:
    return tuple(sorted(span.content for span in formula_spans(text)))


def _normalise(tex: str) -> str:
    # A word inside \text{…} may be translated; everything else is the same in both languages.
    # Of spaces, only one behind a command's name matters.
    bare = _TEXT_COMMAND.sub(r"\\text{}", tex)
    return _SPACE.sub(lambda match: f"{match[1]} " if match[1] else "", bare)


def describe_differences(pattern: str, en: Iterable[str], zh: Iterable[str]) -> str:
    """Say what stands in one language only; empty if nothing does.

    Args:
        pattern: How an item is shown, with `{}` in its place.
        en: Items of the English side.
        zh: Items of the Chinese side.
    """
    sides = []
    counts = Counter(en), Counter(zh)
    only = (counts[0] - counts[1], counts[1] - counts[0])
    for locale, items in zip(LOCALES, only, strict=True):
        if items:
            listed = ", ".join(pattern.format(quote(text)) for text in sorted(items)[:3])
            more = f" and {len(items) - 3} more" if len(items) > 3 else ""
            sides.append(f"only {LANGUAGE_NAMES[locale]}: {listed}{more}")
    return "; ".join(sides)


def _is_other_language(text: str, locale: Locale) -> bool:
    plain = plain_text(text)
    words, characters = len(_WORD.findall(plain)), len(_HAN.findall(plain))
    if locale == "en":
        return characters >= _MIN_WORDS and characters > 2 * words
    return words >= _MIN_WORDS and characters == 0
