"""What the search knows of a question: its terms and how much each one counts.

Hidden texts are taken as terms without order: a question can be found by what its answer says,
but the answer cannot be read from the index.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from studybank.locales import LOCALES
from studybank.model.bank import Bank, Loc
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Glossary
from studybank.model.walk import walk_texts
from studybank.prose import plain_text, split_prose
from studybank.search_phrases import Phrasebook
from studybank.search_terms import (
    han_characters,
    pair_terms,
    split_sequence,
    split_terms,
    split_words,
)

_SHOWN: Final = frozenset({"title", "stem", "constraints", "options", "statements", "assets"})
_INSIDE: Final = frozenset({"parts"})
_HIDING: Final = frozenset({"rationale"})
_TITLE, _TAG, _TOPIC, _TEXT, _HIDDEN = 12.0, 6, 4, 6.0, 1.5
"""What a term weighs by where it stands; in texts at most, if it stands there often."""
_TITLE_PHRASE, _SHOWN_PHRASE = 8, 3
"""What the other names of a phrase weigh by where it stands."""
_SATURATION: Final = 1.5
_USUAL_LENGTH: Final = 150
"""Terms shown with a question; in a longer one each counts for less."""

_WRAPPED: Final = re.compile("(?<=[\u3400-\u9fff])\\s*\n\\s*(?=[\u3400-\u9fff])")
_MARKUP: Final = re.compile(r"\*\*|\]\([^)\s]*\)")
_TEX_WORD: Final = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\s*\{([^{}]*)\}")
_TEX_SIGN: Final = re.compile(r"[{}^_]|\\[,;:! ]")
_LONGEST_TEX: Final = 16

_Keys = tuple[frozenset[str], frozenset[int]]
_NO_KEYS: Final[_Keys] = (frozenset(), frozenset())


@dataclass(frozen=True)
class Entry:
    """Terms of a question.

    Attributes:
        strong: Weight by term, from 2.
        faint: Terms of weight 1: those that occur in hidden texts alone.
        phrases: Weight by number in the phrasebook.
    """

    strong: Mapping[str, int]
    faint: frozenset[str]
    phrases: Mapping[int, int]


class EntryMaker:
    """Makes entries, and keeps those of questions that have not changed."""

    def __init__(self, *, lasting: bool = True) -> None:
        """Begin without entries.

        Args:
            lasting: Keep entries for the next time; there are many in a large bank.
        """
        self._lasting = lasting
        self._known: dict[str, tuple[Question, Entry]] = {}
        self._glossary: Glossary | None = None
        self._phrasebook = Phrasebook(Glossary(terms=()))

    def make(self, bank: Bank) -> Iterator[dict[str, int]]:
        """Give the weights of each question's terms, in order."""
        known, self._known = self._known, {}
        if self._glossary is not bank.glossary:
            known, self._glossary = {}, bank.glossary
            self._phrasebook = Phrasebook(bank.glossary)
        weigher = _Weigher(bank, self._phrasebook)
        for question in bank.questions:
            kept = known.get(question.id)
            if kept is None or kept[0] is not question:
                kept = (question, _read(question, self._phrasebook))
            if self._lasting:
                self._known[question.id] = kept
            yield weigher.weigh(question, kept[1])


class _Weigher:
    """Weighs the terms of questions with what a bank says of them: topics, tags, glossary."""

    def __init__(self, bank: Bank, phrasebook: Phrasebook) -> None:
        self._phrasebook = phrasebook
        self._topics = {
            topic: self._read_title(record.title) for topic, record in bank.topic_by_id.items()
        }
        self._series = {series.id: self._read_title(series.title) for series in bank.topics.series}

    def _read_title(self, title: Localized) -> _Keys:
        sequences = [split_sequence(plain_text(text)) for text in _languages(title)]
        phrases = set[int]().union(*map(self._phrasebook.find, sequences))
        return frozenset(_title_terms(title)), frozenset(phrases)

    def weigh(self, question: Question, entry: Entry) -> dict[str, int]:
        """Give the terms of a question with their weights."""
        weights = {**dict.fromkeys(entry.faint, 1), **entry.strong}
        phrases = dict(entry.phrases)
        tags = [
            (frozenset(_terms_and_pairs(tag)), frozenset(self._phrasebook.find_tag(tag)))
            for tag in question.tags
        ]
        series = [self._series[question.series]] if question.series in self._series else []
        titles = [self._topics.get(question.topic, _NO_KEYS), *series]
        for keys, weight in ((titles, _TOPIC), (tags, _TAG)):
            for term in frozenset[str]().union(*(terms for terms, _ in keys)):
                weights[term] = weights.get(term, 0) + weight
            for phrase in frozenset[int]().union(*(numbers for _, numbers in keys)):
                phrases[phrase] = max(phrases.get(phrase, 0), weight)
        for phrase, weight in phrases.items():
            for term in self._phrasebook.names[phrase]:
                if weights.get(term, 0) < weight:
                    weights[term] = weight
        return weights


def _title_terms(title: Localized) -> Iterator[str]:
    for text in _languages(title):
        plain = plain_text(text)
        yield from _terms_and_pairs(plain)
        yield from han_characters(plain)


def _terms_and_pairs(text: str) -> list[str]:
    return split_terms(text) + pair_terms(split_sequence(text))


def _read(question: Question, phrasebook: Phrasebook) -> Entry:
    shown: Counter[str] = Counter()
    hidden: Counter[str] = Counter()
    phrases: dict[int, int] = {}
    for loc, text in walk_texts(question):
        is_title = loc == ("title",)
        is_shown = is_title or _is_shown(loc)
        weight = _TITLE_PHRASE if is_title else _SHOWN_PHRASE if is_shown else 1
        for written in _languages(text):
            sequence: list[str] = []
            target = shown if is_shown else hidden
            for terms, pieces in split_words(readable(written)):
                sequence += pieces
                if not is_title:
                    target.update(terms)
            for phrase in phrasebook.find(sequence):
                phrases[phrase] = max(phrases.get(phrase, 0), weight)
    title = dict.fromkeys(_title_terms(question.title), _TITLE)
    length = 0.4 + 0.6 * shown.total() / _USUAL_LENGTH
    strong: dict[str, int] = {}
    for term in shown.keys() | title.keys():
        total = title.get(term, 0) + _saturate(_TEXT, shown[term], length)
        total += _saturate(_HIDDEN, hidden[term], 1)
        strong[sys.intern(term)] = max(2, round(total))
    faint = frozenset(sys.intern(term) for term in hidden.keys() - strong.keys())
    return Entry(strong, faint, phrases)


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
