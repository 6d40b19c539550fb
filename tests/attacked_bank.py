"""A bank with an attack in every field that can hold a text."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from filled_bank import Maker, Shape, write_bank

_ATTACKS: Final = Path(__file__).parent / "attacks.toml"
_MOST: Final = 300
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
    """Write a bank with every group of attacks in every field, and give the fields' names."""
    return write_bank(
        root,
        (
            Maker(partial(_join, group), f"attack-{number}", f"attack-{number // 10 * 10}")
            for number, group in enumerate(groups)
        ),
    )


def _join(attacks: Sequence[str], _: str, shape: Shape) -> str:
    return _BETWEEN[shape].join(attacks)
