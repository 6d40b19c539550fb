"""How many reworded copies of questions are found, and what a large bank costs.

    PYTHONPATH=hooks:tests python tests/benchmarks/similarity.py [--questions 5000]

rewords every question of the bank, some words of each text replaced by others of the bank, and
prints Markdown.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeVar

from small_banks import PROJECT
from studybank.load import load_content
from studybank.model.bank import Bank
from studybank.model.fields import Localized
from studybank.model.question import Part, Question
from studybank.similarity import find_similar

AnyPart = TypeVar("AnyPart", bound=Part)

_RATES: Final = (0.1, 0.2, 0.3, 0.4)


class _Rewording:
    """Replaces a share of the words of texts by other words of the bank."""

    def __init__(self, bank: Bank, rate: float) -> None:
        stems = [question.stem for question in bank.questions if question.stem]
        self._english = " ".join(stem.en or "" for stem in stems).split()
        self._chinese = list("".join(stem.zh or "" for stem in stems))
        self._rate = rate
        self._random = random.Random(1)  # noqa: S311 - the same texts every time

    def question(self, question: Question, question_id: str) -> Question:
        return self._part(question, id=question_id, title=self._text(question.title))

    def _part(self, part: AnyPart, **changes: object) -> AnyPart:
        stem = self._text(part.stem) if part.stem else None
        parts = tuple(self._part(child) for child in part.parts)
        return part.model_copy(update={"stem": stem, "parts": parts, **changes})

    def _text(self, text: Localized) -> Localized:
        english = " ".join(self._words((text.en or "").split(" "), self._english))
        chinese = "".join(self._words(list(text.zh or ""), self._chinese))
        return Localized(en=english or None, zh=chinese or None)

    def _words(self, words: Sequence[str], others: Sequence[str]) -> list[str]:
        chance = self._random
        return [chance.choice(others) if chance.random() < self._rate else word for word in words]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--questions", type=int, default=5_000)
    count: int = parser.parse_args().questions
    bank = load_content(PROJECT / "content").bank
    print("| Words replaced | Copies | Found | False | CPU seconds |\n|--:|--:|--:|--:|--:|")
    for rate in _RATES:
        rewording = _Rewording(bank, rate)
        copies = [rewording.question(item, f"{item.id}-copy") for item in bank.questions]
        start = time.process_time()
        pairs = find_similar(replace(bank, questions=(*bank.questions, *copies)))
        seconds = time.process_time() - start
        found = sum(pair.other == f"{pair.one}-copy" for pair in pairs)
        false = len(pairs) - found
        print(f"| {rate:.0%} | {len(copies)} | {found} | {false} | {seconds:.2f} |")
    rewording = _Rewording(bank, 0.6)
    times = -(-count // len(bank.questions))
    many = tuple(
        rewording.question(item, f"{item.id}-{number}")
        for number in range(times)
        for item in bank.questions
    )[:count]
    start = time.process_time()
    pairs = find_similar(replace(bank, questions=many))
    print(f"\n{count} questions: {time.process_time() - start:.2f} s, {len(pairs)} pairs.")


if __name__ == "__main__":
    main()
