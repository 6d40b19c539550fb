"""Lines between the rows and the columns of a table."""

from __future__ import annotations

from collections.abc import Sequence

from studybank.typst_math.nodes import Node, UnknownStructureError


def render_lines(node: Node, columns: int, rows: int) -> str:
    """Write the option of Typst's `mat` for the lines of a table, with a comma before it."""
    vertical = _list_kinds(node.get("columnlines"), columns - 1)
    horizontal = _list_kinds(node.get("rowlines"), rows - 1)
    kinds = {*vertical, *horizontal} - {"none"}
    if not kinds:
        return ""
    if kinds not in ({"solid"}, {"dashed"}):
        raise UnknownStructureError(f"The lines {' '.join(sorted(kinds))}")
    dash = ',dash:"dashed"' if kinds == {"dashed"} else ""
    options = f"hline:{_list_places(horizontal)},vline:{_list_places(vertical)}"
    return f",augment:#({options},stroke:(thickness:0.05em{dash}))"


def repeat(values: Sequence[str], count: int) -> list[str]:
    """Continue a list by its last value, as MathML does."""
    if not values:
        raise UnknownStructureError("An empty list")
    return [values[min(index, len(values) - 1)] for index in range(count)]


def _list_kinds(text: str | None, count: int) -> list[str]:
    return repeat((text or "none").split(), count)


def _list_places(kinds: Sequence[str]) -> str:
    """Write behind which rows or columns lines stand, counted from 1, as an array."""
    places = (f"{place}," for place, kind in enumerate(kinds, 1) if kind != "none")
    return f"({''.join(places)})"
