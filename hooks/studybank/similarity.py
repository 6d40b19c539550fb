"""Questions that ask much the same, in one language or across the two."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from operator import add
from typing import Final, NamedTuple, TypeAlias

from rapidfuzz import fuzz

from studybank.cache import Store
from studybank.fingerprint import build_key, hash_all
from studybank.glosses import Vocabulary, build_vocabularies
from studybank.locales import LOCALES, Locale
from studybank.model.bank import Bank, walk_parts
from studybank.model.fields import Localized
from studybank.model.question import Question

THRESHOLD: Final = 70
"""From this likeness on, `check` advises to join two questions."""

_RARE: Final = 16
"""Terms by which a question is looked up: its rarest ones."""
_MOST_OWNERS: Final = 60
"""A term of more questions than this leads to too many."""
_LEAST_SHARED: Final = 3
_LEAST_WORDS: Final = 12
"""Texts with fewer words are alike by chance."""
_LEAST_SIGNATURE: Final = 6
_WORD: Final = re.compile(r"[a-z][a-z]+|[0-9]+(?:\.[0-9]+)?|[\u3400-\u9fff]+|\\[a-z]+")
_FIRST_HAN: Final = "\u3400"


class SimilarPair(NamedTuple):
    """Two questions that are alike.

    Attributes:
        score: How much, from 0 to 100.
        one: Id of the first question in site order.
        other: Id of the second one.
    """

    score: int
    one: str
    other: str


@dataclass(frozen=True, eq=False)
class _Profile:
    """What a question asks, ready to be compared.

    Attributes:
        words: Words by language, as they come; empty where the language is missing.
        signature: What is the same in every language: terms, formulas, numbers; empty where
            both languages are there.
        terms: By what the question can be found, each once.
    """

    words: Mapping[Locale, list[str]]
    signature: frozenset[str]
    terms: tuple[str, ...]

    @cached_property
    def sorted_words(self) -> Mapping[Locale, list[str]]:
        """Words in alphabetical order by language: questions are alike in whatever order."""
        return {locale: sorted(words) for locale, words in self.words.items()}


_Asked: TypeAlias = tuple[tuple[str, ...], ...]
"""The texts that say what a question asks, by language."""


@dataclass
class Comparisons:
    """What was found out the last time, so that only what has changed is compared.

    Attributes:
        store: Keeps the pairs of a bank on disk; None keeps nothing there.
        asked: What each question asks, with a hash of that, by id.
        basis: What all the rest depends on besides the questions.
        profiles: Profiles by what is asked.
        scores: Likeness of two profiles.
    """

    store: Store | None = None
    asked: dict[str, tuple[Question, _Asked, str]] = field(default_factory=dict)
    basis: str = ""
    profiles: dict[_Asked, _Profile] = field(default_factory=dict)
    scores: dict[tuple[_Profile, _Profile], float] = field(default_factory=dict)


def find_similar(
    bank: Bank,
    question_ids: Iterable[str] | None = None,
    *,
    threshold: float = THRESHOLD,
    known: Comparisons | None = None,
) -> tuple[SimilarPair, ...]:
    """Find pairs of questions that ask much the same.

    Args:
        bank: The bank.
        question_ids: Only pairs with one of these; all pairs if left out.
        threshold: Least likeness, from 0 to 100.
        known: Results of an earlier call, to be used and renewed.

    Returns:
        The pairs, the most alike first.
    """
    known = known or Comparisons()
    wanted = None if question_ids is None else frozenset(question_ids)
    key, basis = _build_keys(bank, wanted, threshold, known)
    kept = known.store.get_many([key]) if known.store else {}
    if key in kept and (pairs := _decode(kept[key])) is not None:
        return pairs
    if basis != known.basis:
        known.basis, known.profiles, known.scores = basis, {}, {}
    pairs = tuple(_compare_all(bank, wanted, threshold, known))
    pairs = tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other)))
    if known.store:
        known.store.put_many({key: json.dumps(pairs).encode()})
    return pairs


def is_known(bank: Bank, known: Comparisons) -> bool:
    """Tell whether all pairs of a bank are in a store."""
    key, _ = _build_keys(bank, None, THRESHOLD, known)
    return known.store is not None and key in known.store.get_many([key])


def _build_keys(
    bank: Bank, wanted: frozenset[str] | None, threshold: float, known: Comparisons
) -> tuple[str, str]:
    """Give the key of the pairs, and what they depend on besides the questions."""
    known.asked = {question.id: _read_asked(question, known) for question in bank.questions}
    basis = build_key(bank.glossary.model_dump_json(), threshold)
    questions = hash_all((name, digest) for name, (_, _, digest) in known.asked.items())
    return build_key("similar", basis, questions, wanted and sorted(wanted)), basis


def _decode(entry: bytes) -> tuple[SimilarPair, ...] | None:
    try:
        return tuple(SimilarPair(int(score), one, other) for score, one, other in json.loads(entry))
    except (ValueError, TypeError):
        return None


def _compare_all(
    bank: Bank,
    wanted: frozenset[str] | None,
    threshold: float,
    known: Comparisons,
) -> Iterator[SimilarPair]:
    vocabularies = build_vocabularies(bank.glossary)
    asked = [texts for _, texts, _ in known.asked.values()]
    profiles: dict[_Asked, _Profile] = {}
    for texts in asked:
        profiles[texts] = known.profiles.get(texts) or _build_profile(texts, vocabularies)
    scores: dict[tuple[_Profile, _Profile], float] = {}
    ids, found = list(known.asked), [profiles[texts] for texts in asked]
    for one, other in _find_candidates(found):
        if wanted is not None and ids[one] not in wanted and ids[other] not in wanted:
            continue
        pair = found[one], found[other]
        score = known.scores.get(pair)
        if score is None:
            score = _compare(*pair, threshold)
        scores[pair] = score
        if score >= threshold:
            yield SimilarPair(int(score), ids[one], ids[other])
    known.profiles, known.scores = profiles, scores


def _read_asked(question: Question, known: Comparisons) -> tuple[Question, _Asked, str]:
    before = known.asked.get(question.id)
    if before is not None and before[0] is question:
        return before
    texts = _find_asked(question)
    english = tuple([text.en for text in texts if text.en])
    asked: _Asked = (english, tuple([text.zh for text in texts if text.zh]))
    return question, asked, hash_all(asked)


def _find_asked(question: Question) -> list[Localized]:
    """Give the texts that say what is asked."""
    texts = [question.title]
    for _, part in walk_parts(question):
        if part.stem:
            texts.append(part.stem)
        texts += [option.text for option in part.options]
        texts += [statement.text for statement in part.statements]
    return texts


def _build_profile(asked: _Asked, vocabularies: Mapping[Locale, Vocabulary]) -> _Profile:
    texts = dict(zip(LOCALES, asked, strict=True))
    # Many questions have the same words, which need not be held as often.
    words = {
        locale: [sys.intern(word) for word in _split_words(found)]
        for locale, found in texts.items()
    }
    signature: set[str] = set()
    if not all(words.values()):
        # Only questions without a common language are compared by what all languages share.
        for locale, found in texts.items():
            signature.update(word for word in words[locale] if word[0] in "0123456789\\")
            signature.update(_find_terms("\n".join(found).lower(), vocabularies[locale]))
    terms = tuple(signature.union(*words.values()))
    return _Profile(words, frozenset(signature), terms)


def _find_terms(text: str, vocabulary: Vocabulary) -> Iterator[str]:
    if vocabulary.pattern:
        for hit in vocabulary.pattern.finditer(text):
            yield f"term:{vocabulary.owners[hit[0]].id}"


def _split_words(texts: Iterable[str]) -> list[str]:
    """Give the words of texts and of the formulas in them."""
    words: list[str] = []
    for token in _WORD.findall("\n".join(texts).lower()):
        if token < _FIRST_HAN:
            words.append(token)
        else:
            # Chinese has no spaces between words: pairs of characters stand for them.
            words += map(add, token, token[1:]) if len(token) > 1 else [token]
    return words


def _find_candidates(profiles: list[_Profile]) -> Iterator[tuple[int, int]]:
    """Give the pairs of questions that share some of their rarest terms, each once."""
    owners: Counter[str] = Counter()
    for profile in profiles:
        owners.update(profile.terms)
    shared = {term for term, count in owners.items() if 1 < count <= _MOST_OWNERS}
    index: dict[str, list[int]] = {}
    for number, profile in enumerate(profiles):
        found = shared.intersection(profile.terms)
        rare = sorted(found, key=lambda term: (owners[term], term))[:_RARE]
        counts = Counter(chain.from_iterable([index[term] for term in rare if term in index]))
        least = min(_LEAST_SHARED, len(rare))
        yield from ((other, number) for other, count in counts.items() if count >= least)
        for term in rare:
            index.setdefault(term, []).append(number)


def _compare(one: _Profile, other: _Profile, least: float) -> float:
    scores = [
        fuzz.ratio(one.sorted_words[locale], other.sorted_words[locale], score_cutoff=least)
        for locale in LOCALES
        if min(len(one.words[locale]), len(other.words[locale])) >= _LEAST_WORDS
    ]
    if scores or any(one.words[locale] and other.words[locale] for locale in LOCALES):
        return max(scores, default=0)
    shared, united = one.signature & other.signature, one.signature | other.signature
    return 100 * len(shared) / len(united) if len(shared) >= _LEAST_SIGNATURE else 0
