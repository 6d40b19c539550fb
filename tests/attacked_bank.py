"""A bank with an attack in every field that can hold a text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from filled_bank import Maker, Shape, write_bank

_ATTACKS: Final = Path(__file__).parent / "attacks.toml"
_MOST: Final = 300
_GROUPS: Final = 5
_PAGES: Final = ("papers", "guides", "references")
_BETWEEN: Final[dict[Shape, str]] = {"line": " ", "text": "\n", "localized": "\n\n"}


def load_attacks() -> dict[str, list[str]]:
    """Load the attacks by technique; each is one line."""
    found: dict[str, list[str]] = tomllib.loads(_ATTACKS.read_text("utf-8"))
    return found


def group_attacks(attacks: Sequence[str]) -> list[list[str]]:
    """Put as many attacks together as fit into a field of one line."""
    groups: list[list[str]] = [[]]
    for attack in attacks:
        if len(" ".join((*groups[-1], attack))) > _MOST:
            groups.append([])
        groups[-1].append(attack)
    return groups


def write_attacks(root: Path, groups: Sequence[Sequence[str]]) -> set[str]:
    """Write a bank with every attack in every field, and give the fields' names.

    Questions take one group each, as they have many fields of one line. Records with a page of
    their own take more, so that there are fewer pages to look at.
    """
    questions = (
        _QuestionMaker(partial(_join, group), f"attack-{number}", f"attack-{number // 10 * 10}")
        for number, group in enumerate(groups)
    )
    return write_bank(root, (*questions, *map(_PageMaker, page_names(groups), _bundle(groups))))


def page_names(groups: Sequence[Sequence[str]]) -> list[str]:
    """Name the records of a kind that have pages of their own."""
    return [f"attack-{number}" for number, _ in enumerate(_bundle(groups))]


def _bundle(groups: Sequence[Sequence[str]]) -> list[Sequence[Sequence[str]]]:
    return [groups[at : at + _GROUPS] for at in range(0, len(groups), _GROUPS)]


class _QuestionMaker(Maker):
    """Makes all but the records with pages of their own."""

    def files(self) -> Iterator[tuple[str, type[BaseModel]]]:
        return (file for file in super().files() if file[0].partition("/")[0] not in _PAGES)


class _PageMaker(Maker):
    """Makes the records with pages of their own; each list of lines has a line for each group."""

    def __init__(self, name: str, groups: Sequence[Sequence[str]]) -> None:
        attacks = [attack for group in groups for attack in group]
        super().__init__(partial(_join, attacks), name, name)
        self._lines = [_join(group, "", "line") for group in groups]

    def files(self) -> Iterator[tuple[str, type[BaseModel]]]:
        return (file for file in super().files() if file[0].partition("/")[0] in _PAGES)

    def _items(self, item: Any, where: str, depth: int) -> list[object]:
        values = super()._items(item, where, depth)
        return [*self._lines] if values == [" ".join(self._lines)] else values


def _join(attacks: Sequence[str], _: str, shape: Shape) -> str:
    return _BETWEEN[shape].join(attacks)
