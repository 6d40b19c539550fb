"""Parsed files: plain data in which every value knows its place."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from studybank.errors import Problem, build_problem


class Node:
    """What every value of a document knows of its place.

    Attributes:
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        written: Path as the author wrote it, such as `answer.zh`.
    """

    __slots__ = ()
    line: int
    column: int
    written: str


class Text(str, Node):
    """A scalar, as written.

    Attributes:
        style: None for a plain scalar, else `'`, `"`, `|` or `>`.
    """

    __slots__ = ("column", "line", "style", "written")
    style: str | None


class Sequence(list[Any], Node):
    """A sequence of values."""


class Mapping(dict[str, Any], Node):
    """A mapping in the order written.

    Attributes:
        keys_at: Line and column of each key.
    """

    keys_at: dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Document:
    """One parsed file.

    Attributes:
        path: Path for messages, relative to the project's root.
        root: The mapping, or None if the file could not be read.
        lines: The source, by lines without their ends.
        digest: Key of what is known of the file's content; empty if nobody keeps it.
    """

    path: str
    root: Mapping | None
    lines: tuple[str, ...] = field(repr=False, default_factory=tuple)
    digest: str = field(repr=False, default="")

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read."""
        return self.root is not None

    def find(self, loc: tuple[str | int, ...]) -> tuple[Any, tuple[str | int, ...]]:
        """Go down a path as far as the document has it.

        Returns:
            The deepest value found, and the rest of the path.
        """
        node: Any = self.root
        for depth, step in enumerate(loc):
            known = isinstance(node, Mapping) and step in node
            known = known or (
                isinstance(node, Sequence) and isinstance(step, int) and step < len(node)
            )
            if not known:
                return node, loc[depth:]
            node = node[step]
        return node, ()

    def problem(
        self, code: str, loc: tuple[str | int, ...] = (), *, offset: int = 0, **values: object
    ) -> Problem:
        """Build a problem at the place of a value.

        Args:
            code: The problem's code.
            loc: Path to the value; where it does not exist, its nearest ancestor is named.
            offset: Character inside the text, if the value is one.
            **values: Placeholders of the code's message.
        """
        line, column, name = self._find_place(loc, offset)
        return build_problem(code, self.path, line, column, field=name, **values)

    def _find_place(self, loc: tuple[str | int, ...], offset: int) -> tuple[int, int, str]:
        node, rest = self.find(loc)
        line, column = self._place(node, loc[: len(loc) - len(rest)])
        if not rest and offset and isinstance(node, Text):
            line, column = self._place_in(node, offset)
        return line, column, join_path(getattr(node, "written", ""), *rest)

    def _place(self, node: Any, loc: tuple[str | int, ...]) -> tuple[int, int]:
        if loc:
            parent, _ = self.find(loc[:-1])
            key = loc[-1]
            if isinstance(parent, Mapping) and key in parent.keys_at and isinstance(key, str):
                return parent.keys_at[key]
        return getattr(node, "line", 1), getattr(node, "column", 1)

    def _place_in(self, text: Text, offset: int) -> tuple[int, int]:
        before = text[:offset]
        line_offset, within = before.count("\n"), offset - (before.rfind("\n") + 1)
        if text.style == "|":
            # The first line with words tells by how much the file indents the block.
            written = next((raw for raw in self.lines[text.line :] if raw.strip()), "")
            kept = next((line for line in text.split("\n") if line.strip()), "")
            indent = _count_spaces(written) - _count_spaces(kept)
            return text.line + 1 + line_offset, indent + within + 1
        if "\n" not in text and text.style != ">":
            # Inside quotes, these characters are written as two.
            doubled = {"'": "'", '"': '"\\'}.get(text.style or "", "")
            extra = sum(map(before.count, doubled)) + (1 if text.style else 0)
            return text.line, text.column + extra + offset
        return text.line, text.column


@functools.lru_cache(maxsize=64)
def _read_again(read: Callable[[], Document]) -> Document:
    return read()


class UnreadDocument(Document):
    """A file that was read before and is parsed again only if a place in it is asked for.

    Of all such files only a few are held in memory: the places of every value take twenty times
    as much of it as the text.
    """

    def __init__(self, path: str, digest: str, read: Callable[[], Document]) -> None:
        """Name the file.

        Args:
            path: Path for messages.
            digest: Key of what is known of its content.
            read: Parses it; it must be readable.
        """
        vars(self).update(path=path, digest=digest, _read=read, _places={})

    def __getattr__(self, name: str) -> Any:
        """Parse the file for its root or lines, which it has not."""
        if name not in ("root", "lines"):
            raise AttributeError(name)
        return getattr(_read_again(vars(self)["_read"]), name)

    @property
    def is_readable(self) -> bool:
        """Whether the file could be read, which is why it is not read again."""
        return True

    def _find_place(self, loc: tuple[str | int, ...], offset: int) -> tuple[int, int, str]:
        # A server asks for the same places in every build.
        places: dict[object, tuple[int, int, str]] = vars(self)["_places"]
        if (loc, offset) not in places:
            places[loc, offset] = super()._find_place(loc, offset)
        return places[loc, offset]


def _count_spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def join_path(written: str, *steps: str | int) -> str:
    """Write a path as messages show it: `answers[0].body`."""
    for step in steps:
        if isinstance(step, int):
            written += f"[{step}]"
        else:
            written += f".{step}" if written else step
    return written
