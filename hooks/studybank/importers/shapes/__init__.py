"""The shapes in which notes are found: what starts a question in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from studybank.importers.lines import Line
from studybank.importers.shapes import exam, interview, numbered, oral, practice
from studybank.importers.shapes.starts import FindStart, Start

SHAPES: Final[Mapping[str, FindStart]] = {
    "practice": practice.find_start,
    "exam": exam.find_start,
    "oral": oral.find_start,
    "interview": interview.find_start,
    "numbered": numbered.find_start,
}
"""Shapes by name; where two find as many questions, the first is taken."""

_WEIGHTS: Final = {"practice": 4, "exam": 3, "oral": 3, "interview": 2, "numbered": 1}
"""How much a start tells: what one shape alone uses counts more."""


def find_shape(lines: Sequence[Line]) -> tuple[str, int]:
    """Guess the shape of a document.

    Returns:
        Its name and how many questions start in it; `numbered` and 0 if none does.
    """
    counts = {
        name: sum(find_start(line.text) is not None for line in lines)
        for name, find_start in SHAPES.items()
        if name != "numbered"
    }
    counts["numbered"] = numbered.count_starts([line.text for line in lines])
    name = max(counts, key=lambda name: counts[name] * _WEIGHTS[name])
    return (name, counts[name]) if counts[name] else ("numbered", 0)


__all__ = ["SHAPES", "Start", "find_shape"]
