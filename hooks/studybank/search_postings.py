"""Which questions have a term: lists of numbers, packed, and kept up to date.

In a term's postings, questions are grouped by weight, the heaviest first: weight, how many, first
number, distance to the next, ... A weight of 0 stands before the number of those left out.
"""

from __future__ import annotations

import functools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import sub
from typing import Final

from studybank.search_entries import Weights

_COMMON: Final = 0.25
"""Share of the questions above which a term of hidden texts tells nothing."""

_WEIGHTS: Final = 64
"""More than any weight: a posting is `number * _WEIGHTS + weight`, to keep millions of them."""

LAST: Final = "0123456789!#$%&'()*+,"
MORE: Final = "-./:;<=>?@[]^_`{|}~ "
"""Digits: what JSON holds in one byte. No letters, or numbers could be read as words."""

_Table = defaultdict[str, "array[int]"]


class Postings:
    """The questions that have each term, with its weight there."""

    def __init__(self, entries: Iterable[Weights], count: int) -> None:
        """Collect the terms of all questions.

        Args:
            entries: Weights of each question's terms, in order.
            count: Number of questions.
        """
        self._most = max(20, _COMMON * count)
        # Lists of numbers would take ten times as much memory.
        self._strong: _Table = defaultdict(partial(array, "I"))
        self._faint: _Table = defaultdict(partial(array, "I"))
        strong, faint = self._strong, self._faint
        for number, weights in enumerate(entries):
            place = number * _WEIGHTS
            for term, weight in weights.items():
                (strong if weight > 1 else faint)[term].append(place + weight)

    def change(self, number: int, old: Weights, new: Weights) -> set[str]:
        """Take over how the terms of a question have changed, and give these."""
        changed = {term for term, _ in old.items() ^ new.items()}
        for term in changed:
            if before := old.get(term):
                table = self._strong if before > 1 else self._faint
                table[term].remove(number * _WEIGHTS + before)
                if not table[term]:
                    del table[term]
            if after := new.get(term):
                table = self._strong if after > 1 else self._faint
                table[term].append(number * _WEIGHTS + after)
        return changed

    def count(self) -> int:
        """Give the number of all postings that are kept."""
        every = sum(map(len, self._strong.values()))
        for term, faint in self._faint.items():
            strong = len(self._strong.get(term, ()))
            every += len(faint) if strong + len(faint) <= self._most else bool(strong)
        return every

    def pack_all(self) -> Iterator[tuple[str, str]]:
        """Give every term with its postings, packed, those without any left out."""
        for term in sorted(self._strong.keys() | self._faint.keys()):
            if packed := self.pack_term(term):
                yield term, packed

    def pack_term(self, term: str) -> str:
        """Give the postings of a term, packed; empty if there are none."""
        strong, faint = self._strong.get(term, _NOTHING), self._faint.get(term, _NOTHING)
        if faint and len(strong) + len(faint) > self._most:
            # So that a word that stands everywhere is not taken for a rare one.
            faint = array("I", [len(faint) * _WEIGHTS]) if strong else _NOTHING
        return pack(_group(strong + faint))


_NOTHING: Final = array("I")


def _group(found: array[int]) -> Sequence[int]:
    if len(found) == 1:
        number, weight = divmod(found[0], _WEIGHTS)
        return weight, 1, number
    by_weight: dict[int, list[int]] = {}
    for posting in sorted(found):
        by_weight.setdefault(posting % _WEIGHTS, []).append(posting // _WEIGHTS)
    grouped: list[int] = []
    for weight in sorted(by_weight, reverse=True):
        numbers = by_weight[weight]
        grouped += (weight, len(numbers), numbers[0])
        grouped += map(sub, numbers[1:], numbers)
    return grouped


def pack(numbers: Iterable[int]) -> str:
    """Write numbers, each as digits of `MORE`, the lowest first, and a last one of `LAST`."""
    return "".join(map(_pack_number, numbers))


@functools.cache
def _pack_number(number: int) -> str:
    if number < len(LAST):
        return LAST[number]
    rest, digit = divmod(number - len(LAST), len(MORE))
    return MORE[digit] + _pack_number(rest)
