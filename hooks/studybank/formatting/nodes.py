"""A YAML file as nodes that know from which line to which they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

_COMMENT: Final = re.compile(r"(?:^|\s)(#.*)")


@dataclass
class Scalar:
    """A text.

    Attributes:
        value: What it says.
        style: None for a plain one, else `'`, `"`, `|` or `>`.
        line: Line, counted from 0.
        column: Column, counted from 0.
        start: Offset of its first character in the file.
        end: Offset behind its last one; a block reaches to the next line that is not its own.
        end_line: Line of that offset.
    """

    value: str
    style: str | None
    line: int
    column: int
    start: int
    end: int
    end_line: int


@dataclass
class Entry:
    """A key of a mapping with its value."""

    key: Scalar
    value: Node


@dataclass
class Block:
    """A mapping or sequence.

    Attributes:
        line: Line, counted from 0.
        column: Column of its keys or dashes, counted from 0.
        is_flow: Written in brackets or braces.
        entries: Keys and values of a mapping; None for a sequence.
        items: Items of a sequence.
    """

    line: int
    column: int
    is_flow: bool
    entries: list[Entry] | None
    items: list[Node] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """Give the value of a key, if there is one."""
        return next((found.value for found in self.entries or () if found.key.value == key), None)

    @property
    def keys(self) -> list[str]:
        """The keys of a mapping, in order."""
        return [entry.key.value for entry in self.entries or ()]


Node = Scalar | Block


def parse_nodes(source: str) -> Block:
    """Parse a file that `strict_yaml` has read without problems."""
    stack: list[Block] = []
    keys: list[Scalar | None] = []
    root: Node | None = None
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
            keys.pop()
            continue
        node = _build(event)
        if node is None:
            continue
        if not stack:
            root = node
        elif stack[-1].entries is None:
            stack[-1].items.append(node)
        elif keys[-1] is None and isinstance(node, Scalar):
            keys[-1] = node
            continue
        elif keys[-1] is not None:
            stack[-1].entries.append(Entry(keys[-1], node))
            keys[-1] = None
        if isinstance(node, Block):
            stack.append(node)
            keys.append(None)
    assert isinstance(root, Block)  # noqa: S101 - strict_yaml refuses all else
    return root


def _build(event: Any) -> Node | None:
    start: Any = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        end: Any = event.end_mark
        style = event.style or None
        return Scalar(
            event.value, style, start.line, start.column, start.index, end.index, end.line
        )
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        entries: list[Entry] | None = [] if isinstance(event, yaml.MappingStartEvent) else None
        return Block(start.line, start.column, bool(event.flow_style), entries)
    return None


def walk_scalars(node: Node) -> Iterator[Scalar]:
    """Go through the keys and texts of a node, in order."""
    if isinstance(node, Scalar):
        yield node
        return
    for entry in node.entries or ():
        yield entry.key
        yield from walk_scalars(entry.value)
    for item in node.items:
        yield from walk_scalars(item)


def find_comments(source: str) -> dict[int, str]:
    """Find the comments of a file by their line, counted from 0."""
    masked = list(source)
    for scalar in walk_scalars(parse_nodes(source)):
        body = source[scalar.start : scalar.end]
        masked[scalar.start : scalar.end] = re.sub(r"\S", "x", body)
        if scalar.style in ("|", ">"):
            head, _, _ = body.partition("\n")
            masked[scalar.start : scalar.start + len(head)] = head
    found: dict[int, str] = {}
    for number, line in enumerate("".join(masked).split("\n")):
        match = _COMMENT.search(line)
        if match:
            found[number] = match[1].rstrip()
    return found
