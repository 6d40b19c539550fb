"""Finding the part that a label such as `b` or `b.ii` names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from studybank.errors import suggest
from studybank.model.bank import Loc
from studybank.model.labels import walk_named_parts
from studybank.model.question import Question


@dataclass(frozen=True)
class PartLabels:
    """The labels of a question's parts: names from the top, joined by dots.

    Attributes:
        locs: Place of each part by its label, in reading order.
        order: Rank of each part by its place.
    """

    locs: Mapping[str, Loc]
    order: Mapping[Loc, int]

    def suggest(self, label: str) -> str:
        """Say which label was probably meant: often the one with the names above it."""
        name = label.strip("() .")
        longer = [known for known in self.locs if known == name or known.endswith(f".{name}")]
        return f'Did you mean "{longer[0]}"?' if longer else suggest(label, [*self.locs][:100])


def index_labels(question: Question) -> PartLabels:
    """Index the labels of a question's parts."""
    locs = {".".join(names): loc for loc, names, _ in walk_named_parts(question)}
    return PartLabels(locs, {loc: rank for rank, loc in enumerate(locs.values())})
