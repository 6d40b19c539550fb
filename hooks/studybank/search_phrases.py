"""The glossary's part in the search: a question that has one word for a thing is found by all.

The words of a term are looked for as phrases, in both languages. Where one stands, the question
also gets the terms of the others: of the other language, of synonyms, and of words that the
bank avoids but readers type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from studybank.model.shared import Glossary, Term
from studybank.search_terms import pair_terms, split_sequence, split_terms


class Phrasebook:
    """Finds the glossary's terms, numbered from 0, and knows under what each is found.

    Attributes:
        names: Search terms of all words for a term of the glossary, by its number.
    """

    def __init__(self, glossary: Glossary) -> None:
        self.names = [_name(term) for term in glossary.terms]
        self._by_first: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self._by_end: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, term in enumerate(glossary.terms):
            for word in (term.en, term.zh, *term.also.en, *term.also.zh):
                if sequence := split_sequence(word):
                    self._by_first[sequence[0]].append((sequence, number))
                    for start in range(len(sequence)):
                        self._by_end[tuple(sequence[start:])].add(number)

    def find(self, sequence: Sequence[str]) -> set[int]:
        """Give the numbers of the glossary's terms of which a word stands in a text.

        Args:
            sequence: The text, as `split_sequence` gives it.
        """
        found = set()
        places = [place for place, word in enumerate(sequence) if word in self._by_first]
        for place in places:
            for phrase, number in self._by_first[sequence[place]]:
                if sequence[place : place + len(phrase)] == phrase:
                    found.add(number)
        return found

    def find_tag(self, tag: str) -> set[int]:
        """Give the terms that a tag names; it may leave out the beginning of one.

        `imbalance` stands for "class imbalance", if nothing else in the glossary ends so.
        """
        sequence = split_sequence(tag)
        found = self.find(sequence)
        ending = self._by_end.get(tuple(sequence), set())
        return found or (ending if len(ending) == 1 else set())


def _name(term: Term) -> frozenset[str]:
    words = [term.en, term.zh, *term.also.en, *term.also.zh, *term.avoid.en, *term.avoid.zh]
    terms = {one for word in words for one in split_terms(word)}
    return frozenset(terms.union(*(pair_terms(split_sequence(word)) for word in words)))
