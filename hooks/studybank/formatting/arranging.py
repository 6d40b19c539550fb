"""Keys in their order and forms at their shortest, by moving whole lines.

A comment goes with the key below it; where a comment stands beside what could be left out, it
is not left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from pydantic import BaseModel

from studybank.formatting.nodes import Block, Entry, Node, Scalar, find_comments, parse_nodes
from studybank.formatting.order import LANGUAGES, model_at, models_below, rank_key
from studybank.model.fields import Localized, Record
from studybank.model.question import Blank, Option
from studybank.short_forms import ITEM_FIELDS

_DASH: Final = re.compile(r" *- +")
_IDS: Final[Mapping[type[BaseModel], Sequence[str]]] = {
    Option: ascii_uppercase,
    Blank: [str(number) for number in range(1, 100)],
}
_NOTHING: Final[Mapping[str, str]] = {}


@dataclass
class _Chunk:
    """The lines of a key: comments above it and the key, then what is below."""

    entry: Entry
    head: list[str]
    body: list[str]
    is_plain: bool

    @property
    def name(self) -> str:
        return self.entry.key.value


def arrange(source: str, kind: type[Record], implied: Mapping[str, str]) -> str:
    """Write a file's keys in their order, and its short forms.

    Args:
        source: The file, without problems.
        kind: Record that it holds.
        implied: Fields that the path says already, such as `id`.
    """
    root = parse_nodes(source)
    arranger = _Arranger(source)
    if root.is_flow or not root.entries:
        return source
    start = arranger.find_start(root.entries[0].key.line)
    lines = arranger.mapping(root, [kind], start, len(arranger.lines), implied)
    return "\n".join([*arranger.lines[:start], *lines]).rstrip("\n") + "\n"


class _Arranger:
    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self.comments = find_comments(source)

    def find_start(self, first: int) -> int:
        """Give the first line that belongs to the first key.

        The line for editors, and comments with a blank line below them, are about the file.
        """
        while first > 0 and self.lines[first - 1].strip():
            if self.lines[first - 1].startswith("# yaml-language-server"):
                break
            first -= 1
        return first

    def _is_own(self, line: int) -> bool:
        return line in self.comments and self.lines[line].lstrip().startswith("#")

    def _first_line(self, line: int, column: int, least: int) -> int:
        """Give the first line of what belongs to a key: the comments above it."""
        while line > least and self._is_own(line - 1):
            above = self.lines[line - 1]
            if len(above) - len(above.lstrip()) != column:
                break
            line -= 1
        return line

    def block(
        self, node: Node, models: Sequence[type[BaseModel]], field: str, start: int, end: int
    ) -> list[str]:
        """Give the lines of a value that stands below its key."""
        if isinstance(node, Scalar) or node.is_flow:
            return self.lines[start:end]
        if node.entries is None:
            return self.sequence(node, models, field, start, end)
        return self.mapping(node, models, start, end, _NOTHING)

    def mapping(
        self,
        node: Block,
        models: Sequence[type[BaseModel]],
        start: int,
        end: int,
        implied: Mapping[str, str],
    ) -> list[str]:
        chunks, tail = self._kept(node, models, start, end, implied)
        return [*(line for chunk in chunks for line in (*chunk.head, *chunk.body)), *tail]

    def _kept(
        self,
        node: Block,
        models: Sequence[type[BaseModel]],
        start: int,
        end: int,
        implied: Mapping[str, str],
    ) -> tuple[list[_Chunk], list[str]]:
        model = model_at(models, node)
        tail: list[str] = []
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
            tail.append("")
        chunks = list(self._chunks(node, model, start, end))
        kept = [chunk for chunk in chunks if not _is_implied(chunk, model, implied)] or chunks[:1]
        kept.sort(key=lambda chunk: rank_key(model, chunk.name))
        return kept, tail

    def _chunks(
        self, node: Block, model: type[BaseModel] | None, start: int, end: int
    ) -> list[_Chunk]:
        entries = node.entries or []
        firsts = [
            self._first_line(entry.key.line, entry.key.column, start) if index else start
            for index, entry in enumerate(entries)
        ]
        return [
            self._chunk(entry, model, first, stop)
            for entry, first, stop in zip(entries, firsts, [*firsts[1:], end], strict=True)
        ]

    def _chunk(self, entry: Entry, model: type[BaseModel] | None, first: int, stop: int) -> _Chunk:
        line, name = entry.key.line, entry.key.value
        head = self.lines[first : line + 1]
        is_plain = not any(number in self.comments for number in range(first, stop))
        body = self.lines[line + 1 : stop]
        if isinstance(entry.value, Block) and entry.value.line > line:
            models = models_below(model, name)
            body = self.block(entry.value, models, name, line + 1, stop)
            if name == "answers" and line not in self.comments:
                only = self._only_answer(entry, models, line + 1, stop)
                if only is not None:
                    head[-1] = head[-1].replace("answers:", "answer:", 1)
                    body = only
        return _Chunk(entry, head, body, is_plain)

    def _only_answer(
        self, entry: Entry, models: Sequence[type[BaseModel]], start: int, stop: int
    ) -> list[str] | None:
        """Give the lines of an answer that is only a text, as they stand below `answer:`."""
        node = entry.value
        if not isinstance(node, Block) or len(node.items) != 1 or self._is_own(start):
            return None
        item = node.items[0]
        if not isinstance(item, Block) or not self._follows_dash(item) or item.line != start:
            return None
        lines = self.item(item, models, "answers", start, stop)
        if not any(lines[0][item.column :].startswith(f"{name}:") for name in LANGUAGES):
            return None  # Only a text alone is shorter there.
        return _shift(lines, item.column - entry.key.column - 2)

    def _follows_dash(self, item: Block) -> bool:
        before = self.lines[item.line][: item.column]
        is_mapping = bool(item.entries) and not item.is_flow
        return is_mapping and (not before.strip() or bool(_DASH.fullmatch(before)))

    def sequence(
        self, node: Block, models: Sequence[type[BaseModel]], field: str, start: int, end: int
    ) -> list[str]:
        firsts = [
            self._first_line(item.line, node.column, start) if index else start
            for index, item in enumerate(node.items)
        ]
        numbered = _find_numbered(node, models)
        lines: list[str] = []
        for index, (item, first) in enumerate(zip(node.items, firsts, strict=True)):
            stop = firsts[index + 1] if index + 1 < len(firsts) else end
            if not (isinstance(item, Block) and self._follows_dash(item)):
                lines += self.lines[first:stop]
                continue
            prefix = self.lines[item.line][: item.column]
            implied = {"id": numbered[index]} if numbered else _NOTHING
            found = self.item(item, models, field, item.line, stop, implied)
            lines += [*self.lines[first : item.line], prefix + found[0][item.column :], *found[1:]]
        return lines

    def item(  # noqa: PLR0913, PLR0917 - an item has a place, a kind, and what is implied
        self,
        item: Block,
        models: Sequence[type[BaseModel]],
        field: str,
        start: int,
        stop: int,
        implied: Mapping[str, str] = _NOTHING,
    ) -> list[str]:
        """Give the lines of an item, its dash being a space."""
        own = self.lines[start]
        self.lines[start] = " " * item.column + own[item.column :]
        kept, tail = self._kept(item, models, start, stop, implied)
        if len(kept[0].head) > 1:
            # A comment has no place between a dash and its key: the item stays as it is.
            kept, tail = list(self._chunks(item, model_at(models, item), start, stop)), []
        self.lines[start] = own
        if len(kept) == 1 and kept[0].name == ITEM_FIELDS.get(field) and kept[0].is_plain:
            short = _shorten(kept[0], item.column)
            if short is not None:
                return [*short, *tail]
        return [*(line for chunk in kept for line in (*chunk.head, *chunk.body)), *tail]


def _is_implied(chunk: _Chunk, model: type[BaseModel] | None, implied: Mapping[str, str]) -> bool:
    value = chunk.entry.value
    if model is None or not chunk.is_plain or not isinstance(value, Scalar):
        return False
    if chunk.name in implied:
        return implied[chunk.name] == value.value
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    default = fields[chunk.name].default if chunk.name in fields else None
    if isinstance(default, bool):
        return value.value == str(default).lower()
    return isinstance(default, str | int) and value.value == str(default)


def _find_numbered(node: Block, models: Sequence[type[BaseModel]]) -> Sequence[str]:
    """Give the ids of items that follow from their order, if all do."""
    names = _IDS.get(models[0], ()) if len(models) == 1 else ()
    if len(node.items) > len(names):
        return ()
    for item, name in zip(node.items, names, strict=False):
        written = item.get("id") if isinstance(item, Block) else None
        if isinstance(written, Scalar) and written.value != name:
            return ()
    return names


def _shorten(chunk: _Chunk, column: int) -> list[str] | None:
    """Give an item that is only a text without the text's key."""
    value = chunk.entry.value
    if isinstance(value, Scalar):
        if chunk.body or value.style in ("|", ">") or value.line != value.end_line:
            return None
        return [" " * column + chunk.head[-1][value.column :]]
    if value.is_flow or value.entries is None or model_at([Localized], value) is not Localized:
        return None
    return _shift(chunk.body, value.column - column)


def _shift(lines: list[str], columns: int) -> list[str] | None:
    """Move lines to the left, if all of them can be."""
    if columns < 0 or any(line.strip() and line[:columns].strip() for line in lines):
        return None
    return [line[columns:] if line.strip() else line for line in lines]
