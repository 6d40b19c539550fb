"""Texts put right in place: prose as block scalars, spaces between Chinese and Latin."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from studybank.formatting.nodes import Node, Scalar, parse_nodes
from studybank.formatting.order import LANGUAGES, model_at, models_below
from studybank.formatting.spacing import space_text
from studybank.model.fields import Localized, Record


class _Prose(NamedTuple):
    """A text in one language.

    Attributes:
        key: Its language.
        value: The text.
        field: The field that it belongs to.
    """

    key: Scalar
    value: Scalar
    field: str


class _Edit(NamedTuple):
    """A piece of a file that is written anew."""

    start: int
    end: int
    text: str


def block_prose(source: str, kind: type[Record]) -> str:
    """Write prose that is quoted or folded below its key."""
    return _edit(source, kind, _block)


def space_prose(source: str, kind: type[Record]) -> str:
    """Put spaces between Chinese and Latin."""
    return _edit(source, kind, _space)


def _edit(source: str, kind: type[Record], change: Callable[[str, _Prose], _Edit | None]) -> str:
    found = (change(source, prose) for prose in _walk(parse_nodes(source), [kind], ""))
    for edit in sorted(filter(None, found), reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def _walk(node: Node, models: Sequence[type[BaseModel]], field: str) -> Iterator[_Prose]:
    if isinstance(node, Scalar):
        return
    for item in node.items:
        yield from _walk(item, models, field)
    model = model_at(models, node)
    for entry in node.entries or ():
        name, value = entry.key.value, entry.value
        if model is Localized and name in LANGUAGES and isinstance(value, Scalar):
            if not node.is_flow:
                yield _Prose(entry.key, value, field)
        else:
            yield from _walk(value, models_below(model, name), name)


def _block(source: str, prose: _Prose) -> _Edit | None:
    value = prose.value
    raw = source[value.start : value.end]
    if value.style == "|" or not value.value.strip() or value.value[0] in " \n":
        return None
    line_end = source.find("\n", value.end if value.style != ">" else value.start)
    line_end = len(source) if line_end < 0 else line_end
    if not ("\n" in raw or (value.style and prose.field != "title")):
        return None
    if value.style == ">":
        if "#" in source[value.start : line_end] or value.value.endswith("\n\n"):
            return None
    elif source[value.end : line_end].strip():
        return None  # A comment has no place behind a block.
    header = "|" if value.value.endswith("\n") else "|-"
    indent = " " * (prose.key.column + 2)
    lines = [f"{indent}{line}" if line else "" for line in value.value.rstrip("\n").split("\n")]
    tail = "\n" if value.style == ">" and raw.endswith("\n") else ""
    return _Edit(value.start, value.end, "\n".join([header, *lines]) + tail)


def _space(source: str, prose: _Prose) -> _Edit | None:
    value = prose.value
    spaced = space_text(value.value)
    raw = source[value.start : value.end]
    if spaced == value.value:
        return None
    if value.style != "|":
        mark = value.style or ""
        if raw != f"{mark}{value.value}{mark}":
            return None
        return _Edit(value.start, value.end, f"{mark}{spaced}{mark}")
    header, *body = raw.split("\n")
    lines, written = value.value.split("\n"), spaced.split("\n")
    if len(lines) != len(written):
        return None
    for index, line in enumerate(lines):
        if line:
            body[index] = body[index].removesuffix(line) + written[index]
    return _Edit(value.start, value.end, "\n".join([header, *body]))
