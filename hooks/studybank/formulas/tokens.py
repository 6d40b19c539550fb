"""TeX cut into tokens, each with the place and the kind of text it stands in."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from studybank.formulas.commands import COLUMNS, RAW, TEXT, WORDS

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.|$)|[A-Za-z]+|[0-9]+|\s+|.", re.DOTALL)


class Zone(enum.Enum):
    """What a token's surroundings make of it."""

    MATH = enum.auto()
    WORDS = enum.auto()
    TEXT = enum.auto()
    RAW = enum.auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A command, a run of letters, digits or white space, or one other character.

    Attributes:
        text: The token as written; a command has its backslash.
        offset: Its first character in the formula, from 0.
        zone: What it stands in; a brace belongs to what it encloses.
        depth: Number of groups that are open around it.
    """

    text: str
    offset: int
    zone: Zone
    depth: int

    @property
    def command(self) -> str:
        """Name of the command without backslash and star; empty if this is none."""
        return self.text[1:].rstrip("*") if self.text.startswith("\\") else ""

    @property
    def is_space(self) -> bool:
        """Whether this is white space."""
        return self.text.isspace()


def split_tokens(tex: str) -> list[str]:
    """Cut `tex` into the texts of its tokens."""
    return _TOKEN.findall(tex)


def tokenize(tex: str) -> tuple[Token, ...]:
    """Cut `tex` into tokens, in order and without gaps; never fails."""
    scanner = _Scanner()
    return tuple(scanner.read(match[0], match.start()) for match in _TOKEN.finditer(tex))


class _Scanner:
    """Follows groups and the commands that say what their argument is."""

    def __init__(self) -> None:
        self._open: list[Zone] = [Zone.MATH]
        self._dollars: set[int] = set()  # groups of text in which `$` has begun mathematics
        self._argument: Zone | None = None
        self._columns: str | None = None

    def read(self, text: str, offset: int) -> Token:
        zone, depth = self._open[-1], len(self._open) - 1
        if text.isspace():
            return Token(text, offset, zone, depth)
        argument, self._argument = self._argument, None
        if text == "{":
            self._open.append(argument or zone)
            return Token(text, offset, self._open[-1], depth)
        if text == "}":
            self._close()
            return Token(text, offset, zone, len(self._open) - 1)
        if text == "$":
            return Token(text, offset, self._toggle(zone), depth)
        token = Token(text, offset, argument or zone, depth)
        self._expect(token)
        return token

    def _expect(self, token: Token) -> None:
        command = token.command
        if command in TEXT:
            self._argument = Zone.TEXT
        elif command in RAW:
            self._argument = Zone.RAW
            self._columns = "" if command == "begin" else None
        elif command in WORDS and token.zone is not Zone.TEXT:
            self._argument = Zone.WORDS
        elif token.zone is Zone.RAW and self._columns is not None:
            self._columns += token.text

    def _close(self) -> None:
        if len(self._open) == 1:
            return
        self._dollars.discard(len(self._open))
        zone = self._open.pop()
        if zone is Zone.RAW and self._columns is not None:
            self._argument = Zone.RAW if self._columns in COLUMNS else None
            self._columns = None

    def _toggle(self, zone: Zone) -> Zone:
        """Enter or leave mathematics within text; the zone is TEXT unless the sign is stray."""
        level = len(self._open)
        if zone is Zone.TEXT:
            self._open[-1] = Zone.MATH
            self._dollars.add(level)
        elif level in self._dollars:
            self._open[-1] = Zone.TEXT
            self._dollars.discard(level)
            return Zone.TEXT
        return zone
