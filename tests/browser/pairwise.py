"""Few combinations of many settings, such that every two values still meet."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

Combination = tuple[str, ...]


def pairs_of(combination: Combination) -> Iterator[tuple[tuple[int, str], tuple[int, str]]]:
    """Give every two values of a combination, with their places."""
    yield from itertools.combinations(enumerate(combination), 2)


def cover_pairs(settings: Mapping[str, Sequence[str]]) -> list[Combination]:
    """Choose combinations so that every value meets every value of every other setting.

    The choice is greedy and always the same.
    """
    product = list(itertools.product(*settings.values()))
    missing = {pair for combination in product for pair in pairs_of(combination)}
    most = len(settings) * (len(settings) - 1) // 2
    chosen: list[Combination] = []
    while missing:
        best, gain = product[0], 0
        for combination in product:
            found = sum(pair in missing for pair in pairs_of(combination))
            if found > gain:
                best, gain = combination, found
            if gain == most:
                break
        most = gain
        chosen.append(best)
        missing.difference_update(pairs_of(best))
    return chosen
