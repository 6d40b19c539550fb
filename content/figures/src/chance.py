"""Random numbers for the plot scripts, the same ones on every machine."""

from __future__ import annotations

import math
from collections.abc import Iterator


def uniform(seed: int) -> Iterator[float]:
    """Give numbers in [0, 1) by a linear congruential generator."""
    while True:
        seed = (1103515245 * seed + 12345) % 2**31
        yield seed / 2**31


def gauss(source: Iterator[float]) -> float:
    """Give a number of the standard normal distribution."""
    radius = math.sqrt(-2 * math.log(next(source) + 1e-12))
    return radius * math.cos(2 * math.pi * next(source))


def shuffle(count: int, source: Iterator[float]) -> list[int]:
    """Give the numbers below a count in random order."""
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = int(next(source) * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order
