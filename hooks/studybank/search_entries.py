"""What the search knows of a question: its terms and how much each one counts.

Hidden texts are taken as terms without order: a question can be found by what its answer says,
but the answer cannot be read from the index.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studybank.locales import LOCALES
from studybank.model.bank import Bank, Loc
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Glossary
from studybank.model.walk import walk_texts
from studybank.prose import plain_text, split_prose
from studybank.search_terms import han_characters, split_terms

_SHOWN: Final = frozenset({"title", "stem", "constraints", "options", "statements", "assets"})
_INSIDE: Final = frozenset({"parts"})
_HIDING: Final = frozenset({"rationale"})
_TITLE, _KEYS, _SYNONYMS, _TEXT, _HIDDEN = 12.0, 6, 2, 6.0, 1.5
_SATURATION: Final = 1.5
_USUAL_LENGTH: Final = 150
"""Terms shown with a question; in a longer one each counts for less."""

_WRAPPED: Final = re.compile("(?<=[\u3400-\u9fff])\\s*\n\\s*(?=[\u3400-\u9fff])")
_MARKUP: Final = re.compile(r"\*\*|\]\([^)\s]*\)")
_TEX_WORD: Final = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}")
_TEX_SIGN: Final = re.compile(r"[{}^_]|\\[,;:! ]")
_LONGEST_TEX: Final = 16


@dataclass(frozen=True)
class Entry:
    """Terms of a question.

    Attributes:
        shown: Terms of the title and of what is shown with the question.
        strong: Weight by term, from 2.
        faint: Terms of weight 1: those that occur in hidden texts alone.
    """

    shown: frozenset[str]
    strong: Mapping[str, int]
    faint: frozenset[str]


class EntryMaker:
    """Makes entries, and keeps those of questions that have not changed."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Question, Entry]] = {}

    def make(self, questions: Sequence[Question]) -> list[Entry]:
        """Give the entries of questions, in order."""
        known, self._known = self._known, {}
        for question in questions:
            kept = known.get(question.id)
            if kept is None or kept[0] is not question:
                kept = (question, _read(question))
            self._known[question.id] = kept
        return [self._known[question.id][1] for question in questions]


class Weigher:
    """Weighs the terms of questions with what a bank says of them: topics, tags, glossary."""

    def __init__(self, bank: Bank) -> None:
        self._topics = {
            topic: frozenset(_title_terms(record.title))
            for topic, record in bank.topic_by_id.items()
        }
        self._series = {
            series.id: frozenset(_title_terms(series.title)) for series in bank.topics.series
        }
        self._synonyms = _build_synonyms(bank.glossary)

    def weigh(self, question: Question, entry: Entry) -> dict[str, int]:
        """Give the strong terms of a question with their weights."""
        series = self._series.get(question.series or "", frozenset())
        keys = self._topics.get(question.topic, frozenset()) | series
        keys |= frozenset(split_terms(" ".join(question.tags)))
        weights = dict(entry.strong)
        for term in keys:
            weights[term] = weights.get(term, 0) + _KEYS
        for term in self._find_synonyms(entry.shown | keys):
            weights[term] = max(weights.get(term, 0), _SYNONYMS)
        return weights

    def _find_synonyms(self, shown: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for first in shown & self._synonyms.keys():
            for word, others in self._synonyms[first]:
                if word <= shown:
                    found |= others
        return found - shown


def _build_synonyms(
    glossary: Glossary,
) -> Mapping[str, list[tuple[frozenset[str], frozenset[str]]]]:
    """Give words of the glossary by their first term, with the terms of all words for the same."""
    found: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = {}
    for record in glossary.terms:
        names = (record.en, record.zh, *record.also.en, *record.also.zh)
        words = [split_terms(name) for name in names]
        together = frozenset(term for word in words for term in word)
        for word in words:
            if word:
                found.setdefault(word[0], []).append((frozenset(word), together))
    return found


def _title_terms(title: Localized) -> Iterator[str]:
    for text in _languages(title):
        plain = plain_text(text)
        yield from split_terms(plain)
        yield from han_characters(plain)


def _read(question: Question) -> Entry:
    shown: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    for loc, text in walk_texts(question):
        if loc == ("title",):
            continue
        target = shown if _is_shown(loc) else hidden
        for written in _languages(text):
            target.update(split_terms(readable(written)))
    title = dict.fromkeys(_title_terms(question.title), _TITLE)
    length = 0.4 + 0.6 * shown.total() / _USUAL_LENGTH
    strong: dict[str, int] = {}
    for term in shown.keys() | title.keys():
        weight = title.get(term, 0) + _saturate(_TEXT, shown[term], length)
        weight += _saturate(_HIDDEN, hidden[term], 1)
        strong[sys.intern(term)] = max(2, round(weight))
    faint = frozenset(sys.intern(term) for term in hidden.keys() - strong.keys())
    return Entry(frozenset(strong), strong, faint)


def _saturate(most: float, count: int, length: float) -> float:
    """Weigh occurrences: each further one adds less (BM25)."""
    return most * count / (count + _SATURATION * length)


def _is_shown(loc: Loc) -> bool:
    """Tell whether a field is seen before anything is unfolded; an unknown field is not."""
    names = [name for name in loc if isinstance(name, str)]
    field = next((name for name in names if name not in _INSIDE), "")
    return field in _SHOWN and not _HIDING.intersection(names)


def _languages(text: Localized) -> Iterable[str]:
    if text.is_shared:
        return [text.en or ""]
    return [written for locale in LOCALES if (written := text.get(locale))]


def readable(text: str) -> str:
    """Give what of a text field may be searched: words, code, and formulas such as `L_2`."""
    pieces = []
    for span in split_prose(text):
        if span.kind == "text":
            pieces.append(_MARKUP.sub("", span.content))
        elif span.kind == "escape":
            pieces.append(span.content[1:])
        elif span.kind in ("code", "fence"):
            pieces.append(f" {span.content} ")
        elif span.kind in ("inline", "display"):
            pieces.append(_simple_formula(span.content))
        else:
            pieces.append(" ")
    return _WRAPPED.sub("", "".join(pieces))


def _simple_formula(tex: str) -> str:
    tex = _TEX_WORD.sub(r" \1 ", tex).replace(r"\times", "\u00d7").replace(r"\log", "log")
    tex = _TEX_SIGN.sub("", tex)
    # Beside a Latin word a formula stands without a space: "$L_2$正则" but "$k$-means".
    return f"{tex}" if "\\" not in tex and len(tex) <= _LONGEST_TEX else " "
