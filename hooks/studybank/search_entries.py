"""What the search knows of a question: its terms and how much each one counts.

Hidden texts are taken as terms without order: a question can be found by what its answer says,
but the answer cannot be read from the index.
"""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from studybank.locales import LOCALES
from studybank.model.bank import Bank, Loc, walk_topics
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Glossary, Topics
from studybank.model.walk import walk_texts
from studybank.prose import plain_text, split_prose
from studybank.search_phrases import Phrasebook
from studybank.search_terms import (
    han_characters,
    pair_terms,
    split_sequence,
    split_text,
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

Weights = Mapping[str, int]
"""How much each of a question's terms counts."""

_Keys = tuple[frozenset[str], frozenset[int]]
_NO_KEYS: Final[_Keys] = (frozenset(), frozenset())


class EntryMaker:
    """Makes entries, and keeps those of questions that have not changed."""

    def __init__(self, *, lasting: bool = True) -> None:
        """Begin without entries.

        Args:
            lasting: Keep entries for the next time; there are many in a large bank.
        """
        self._lasting = lasting
        self._known: dict[str, tuple[Question, Weights]] = {}
        self._basis: tuple[Glossary, Topics] | None = None
        self._weigher = _Weigher(Glossary(terms=()), Topics(topics=()))

    def make(self, bank: Bank) -> Iterator[Weights]:
        """Give the weights of each question's terms, in order; unchanged, the same as before."""
        known, self._known = self._known, {}
        if self._basis != (bank.glossary, bank.topics):
            known, self._basis = {}, (bank.glossary, bank.topics)
            self._weigher = _Weigher(bank.glossary, bank.topics)
        for question in bank.questions:
            kept = known.get(question.id)
            if kept is None or kept[0] is not question:
                kept = question, self._weigher.weigh(question)
                if self._lasting:
                    # Many questions have the same terms, which need not be held as often.
                    kept = question, {sys.intern(term): each for term, each in kept[1].items()}
            if self._lasting:
                self._known[question.id] = kept
            yield kept[1]


class _Weigher:
    """Weighs the terms of questions with what a bank says of them: topics, tags, glossary."""

    def __init__(self, glossary: Glossary, topics: Topics) -> None:
        self._phrasebook = Phrasebook(glossary)
        self._topics = {
            topic.id: self._read_title(topic.title) for topic in walk_topics(topics.topics)
        }
        self._series = {series.id: self._read_title(series.title) for series in topics.series}
        self._tags: dict[str, _Keys] = {}

    def _read_title(self, title: Localized) -> _Keys:
        sequences = [split_sequence(plain_text(text)) for text in _languages(title)]
        phrases = set[int]().union(*map(self._phrasebook.find, sequences))
        return frozenset(_title_terms(title)), frozenset(phrases)

    def _read_tag(self, tag: str) -> _Keys:
        if tag not in self._tags:
            phrases = self._phrasebook.find_tag(tag)
            self._tags[tag] = frozenset(_terms_and_pairs(tag)), frozenset(phrases)
        return self._tags[tag]

    def weigh(self, question: Question) -> Weights:
        """Give the terms of a question with their weights."""
        weights, phrases = _read(question, self._phrasebook)
        tags = [self._read_tag(tag) for tag in question.tags]
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
    terms, sequence = split_text(text)
    return terms + pair_terms(sequence)


def _read(question: Question, phrasebook: Phrasebook) -> tuple[dict[str, int], dict[int, int]]:
    """Give the weights of a question's own terms, and those of its phrases by their number."""
    shown_terms: list[str] = []
    hidden_terms: list[str] = []
    phrases: dict[int, int] = {}
    for loc, text in walk_texts(question):
        is_title = loc == ("title",)
        is_shown = is_title or _is_shown(loc)
        weight = _TITLE_PHRASE if is_title else _SHOWN_PHRASE if is_shown else 1
        for written in _languages(text):
            terms, sequence = split_text(readable(written))
            if not is_title:
                (shown_terms if is_shown else hidden_terms).extend(terms)
            for phrase in phrasebook.find(sequence):
                phrases[phrase] = max(phrases.get(phrase, 0), weight)
    hidden, shown = Counter(hidden_terms), dict.fromkeys(_title_terms(question.title), 0)
    title = frozenset(shown)
    shown.update(Counter(shown_terms))
    length = 0.4 + 0.6 * len(shown_terms) / _USUAL_LENGTH
    # Terms that stand in hidden texts alone have 1; all others have more.
    weights = dict.fromkeys(hidden, 1)
    for term, count in shown.items():
        total = _saturate(_TEXT, count, length)
        if term in title:
            total += _TITLE
        if term in hidden:
            total += _saturate(_HIDDEN, hidden[term], 1)
        weights[term] = max(2, round(total))
    return weights, phrases


def _saturate(most: float, count: int, length: float) -> float:
    """Weigh occurrences: each further one adds less (BM25)."""
    return most * count / (count + _SATURATION * length)


@functools.lru_cache(maxsize=4_096)
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
    for kind, _, _, content in split_prose(text):
        if kind == "text":
            pieces.append(_MARKUP.sub("", content))
        elif kind == "escape":
            pieces.append(content[1:])
        elif kind in ("code", "fence"):
            pieces.append(f" {content} ")
        elif kind in ("inline", "display"):
            pieces.append(_simple_formula(content))
        else:
            pieces.append(" ")
    joined = "".join(pieces)
    return _WRAPPED.sub("", joined) if "\n" in joined else joined


@functools.lru_cache(maxsize=4_096)
def _simple_formula(tex: str) -> str:
    tex = _TEX_WORD.sub(r" \1 ", tex).replace(r"\times", "\u00d7").replace(r"\log", "log")
    tex = _TEX_SIGN.sub("", tex)
    # Beside a Latin word a formula stands without a space: "$L_2$正则" but "$k$-means".
    return f"{tex}" if "\\" not in tex and len(tex) <= _LONGEST_TEX else " "
