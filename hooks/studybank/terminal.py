"""How wide a text is in a terminal."""

from __future__ import annotations

import unicodedata


def display_width(text: str) -> int:
    """Count the terminal cells of a text: two for a wide character, none for a combining one."""
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
