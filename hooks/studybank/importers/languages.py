"""Which language a text is in, and texts in both languages taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from studybank.importers.lines import Line, trim
from studybank.locales import Locale
from studybank.prose import plain_text

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_BRACKETS: Final = re.compile(r"[（(][^（()）]*[)）]")
_EN_ZH: Final = re.compile(
    r"^(?P<en>[^\u3400-\u9fff\uff00-\uffef]{8,}?)\s*(?:[/|｜]\s*|(?<=[.?!:])\s*)(?P<zh>[“《]?[\u3400-\u9fff].*)$"
)
_ZH_EN: Final = re.compile(
    r"^(?P<zh>.*[\u3400-\u9fff].*?[。？！?]?)\s*(?:[/|｜]\s*|(?<=[。？！])\s*)(?P<en>[A-Z][^\u3400-\u9fff\uff00-\uffef]{8,})$"
)
_LEAST_RATIO: Final = 0.2
_MOST_RATIO: Final = 1.8
_LEAST_WORDS: Final = 2


class Counts(NamedTuple):
    """Words and Chinese characters of a text."""

    words: int
    han: int


def _count(text: str) -> Counts:
    plain = plain_text(text)
    return Counts(len(_WORD.findall(plain)), len(_HAN.findall(plain)))


def find_locale(text: str) -> Locale | None:
    """Tell the language of a text; None for formulas, numbers and code."""
    counts = _count(_BRACKETS.sub(" ", plain_text(text)))
    if not any(counts):
        counts = _count(text)
    if not any(counts):
        return None
    return (
        "zh"
        if counts.han >= counts.words or (counts.han > 20 and counts.han * 2 > counts.words)
        else "en"
    )


def split_line(line: Line) -> dict[Locale, Line] | None:
    """Take a line apart that says the same in both languages; None if it does not."""
    for pattern in (_EN_ZH, _ZH_EN):
        match = pattern.match(line.text)
        if match:
            en, zh = match["en"].strip(), match["zh"].strip()
            if _is_pair(en, zh) and find_locale(zh) == "zh":
                return {"en": Line(line.number, en), "zh": Line(line.number, zh)}
    return None


def _is_pair(en: str, zh: str) -> bool:
    """Tell whether two texts may say the same, by their lengths."""
    words, han = _count(en).words, _count(zh).han
    if words < _LEAST_WORDS or han < _LEAST_WORDS:
        return False
    return _LEAST_RATIO <= words / han <= _MOST_RATIO


class Split(NamedTuple):
    """A text by language.

    Attributes:
        lines: Lines by language.
        guess: What was guessed, for the report; empty if nothing was.
    """

    lines: dict[Locale, list[Line]]
    guess: str


def split_languages(lines: Sequence[Line], default: Locale) -> Split:
    """Take a text apart by language.

    Args:
        lines: The text.
        default: Language of a text that has none of its own.

    Returns:
        One text for each language if the whole is plainly a pair; else the whole under the
        language that most of it is in.
    """
    text = trim(list(lines))
    if len(text) == 1 and (pair := split_line(text[0])):
        both = {locale: [line] for locale, line in pair.items()}
        return Split(both, "one line in both languages taken apart")
    runs = _find_runs(text)
    whole = find_locale("\n".join(line.text for line in text)) or default
    if len(runs) < 2:
        return Split({runs[0][0] if runs else whole: text}, "")
    by: dict[Locale, list[Line]] = {"en": [], "zh": []}
    pairs = [runs[at : at + 2] for at in range(0, len(runs), 2)]
    for pair_of_runs in pairs:
        shown = {locale: "\n".join(line.text for line in run) for locale, run in pair_of_runs}
        if len(shown) < 2 or not _is_pair(shown["en"], shown["zh"]):
            return Split({whole: text}, "two languages in one text kept together")
    for locale, run in runs:
        by[locale].extend(run)
    return Split(
        {locale: trim(run) for locale, run in by.items()}, "two languages taken for a pair"
    )


def _find_runs(lines: Sequence[Line]) -> list[tuple[Locale, list[Line]]]:
    """Cut a text where its language changes, never inside listings, formulas or lists."""
    runs: list[tuple[Locale, list[Line]]] = []
    pending: list[Line] = []
    open_sign = ""
    for line in lines:
        stripped = line.text.strip()
        inside = bool(open_sign)
        for sign in ("```", "~~~", "$$"):
            if stripped.count(sign) % 2 and open_sign in ("", sign):
                open_sign = "" if open_sign else sign
        locale = None if inside or open_sign else find_locale(line.text)
        if locale is None:
            (runs[-1][1] if runs else pending).append(line)
        elif runs and runs[-1][0] == locale:
            runs[-1][1].append(line)
        else:
            runs.append((locale, [*pending, line]))
            pending = []
    return runs
