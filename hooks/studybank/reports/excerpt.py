"""The line that a problem points at, with a caret under the place."""

from __future__ import annotations

from typing import Final

from studybank.terminal import display_width

WIDTH: Final = 96
"""Most cells of a line that are shown."""
_BEFORE: Final = 40
"""Cells kept before the caret where a line is cut."""


def render_excerpt(line: str, number: int, column: int) -> str:
    """Show a line of a file and a caret below one of its characters.

    Args:
        line: The line, without its end.
        number: Its number.
        column: Column of the character, counted from 1; one behind the end is allowed.

    Returns:
        Two lines of text. A long line is cut around the caret.
    """
    offset = min(column - 1, len(line))
    start, before = offset, 0
    while start > 0 and (display_width(line) <= WIDTH or before < _BEFORE):
        start -= 1
        before += display_width(line[start])
    end, shown = offset, before
    while end < len(line) and shown + display_width(line[end]) <= WIDTH:
        shown += display_width(line[end])
        end += 1
    head = "…" if start else ""
    tail = "…" if end < len(line) else ""
    gutter = f"{number:>5} | "
    indent = " " * (len(gutter) - 2) + "| " + " " * (before + len(head))
    return f"{gutter}{head}{line[start:end]}{tail}\n{indent}^"
