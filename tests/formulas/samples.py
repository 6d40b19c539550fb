"""What the tests of this folder share: formulas, one on a line of a text file, and a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

_FOLDER = Path(__file__).parent


def read_samples(name: str) -> tuple[str, ...]:
    return tuple((_FOLDER / f"{name}.txt").read_text("utf-8").splitlines())


TYPICAL = read_samples("typical")  # as they stand in texts on deep learning
TRICKY = read_samples("tricky")  # good, though a little like the slips that the lint finds
BROKEN = read_samples("broken")  # none of them may be typeset


class DictStore:
    """A store in memory that counts what it is asked to keep."""

    def __init__(self) -> None:
        self.entries: dict[str, bytes] = {}
        self.writes = 0

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self.entries[key] for key in keys if key in self.entries}

    def put_many(self, items: Mapping[str, bytes]) -> None:
        self.entries.update(items)
        self.writes += len(items)
