"""Problems found in content, and the exceptions of the package.

A `Problem` is data about a place in a file; an `Error` is an exception. The words of a
problem live in `texts/problems.<locale>.toml`, one entry for each code, so that every code
has one meaning, one message and one remedy in every language.
"""

from __future__ import annotations

import difflib
import enum
import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from studybank.phrases import translate_phrase

_PHRASES: Final = frozenset(
    (
        *(
            "detail",
            "differences",
            "feature",
            "instead",
            "kind",
            "known",
            "language",
            "meaning",
            "otherwise",
        ),
        *("place", "relation", "remedy", "source", "subject", "suggestion", "translation"),
    )
)
"""Values that hold English phrases and not what an author wrote."""
_PHRASES_BY_CODE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("SB135", "SB136", "SB137", "SB138", "SB140", "SB142", "SB175"), frozenset({"found"})
        ),
        "SB112": frozenset({"expected", "found"}),
        "SB115": frozenset({"expected"}),
        "SB148": frozenset({"sign"}),
        "SB152": frozenset({"found", "right"}),
    }
)
"""More of them: values that hold phrases in the messages of some codes only."""

_TEXTS = Path(__file__).parent / "texts"


class StudybankError(Exception):
    """Root of the exceptions that this package raises on purpose; its text is for people."""


class Severity(enum.StrEnum):
    """How much a problem matters: an error ends the build, advice does not."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one code, with `{placeholders}` for a problem's values.

    Attributes:
        what: What is wrong, as a clause without its subject ("is missing").
        remedy: What to do about it, as a sentence.
    """

    what: str
    remedy: str


@functools.cache
def load_messages(locale: str = "en") -> Mapping[str, Message]:
    """Load the words of every code, by code in ascending order."""
    with (_TEXTS / f"problems.{locale}.toml").open("rb") as file:
        entries = tomllib.load(file)
    return MappingProxyType({code: Message(**entries[code]) for code in sorted(entries)})


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong at one place of a file.

    Problems sort by path, then by place.

    Attributes:
        path: File, relative to the project's root, with forward slashes.
        line: Line, counted from 1.
        column: Column in characters, counted from 1.
        code: `SB1xx` for an error, `SB2xx` for advice.
        field: The field as written in messages, such as `answers[0].body.zh`; may be empty.
        values: What fills the placeholders of the code's message, sorted by name.
    """

    path: str
    line: int
    column: int
    code: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """Severity that the code stands for."""
        return Severity.ADVICE if self.code.startswith("SB2") else Severity.ERROR

    def what(self, locale: str = "en") -> str:
        """Say what is wrong, without the place."""
        return load_messages(locale)[self.code].what.format_map(self._words(locale))

    def remedy(self, locale: str = "en") -> str:
        """Say what to do about it."""
        return load_messages(locale)[self.code].remedy.format_map(self._words(locale)).strip()

    def message(self, locale: str = "en") -> str:
        """Say what is wrong where in the file, and what to do about it."""
        subject = f"{self.field} " if self.field else ""
        space = "" if locale == "zh" else " "
        return f"{subject}{self.what(locale)}{space}{self.remedy(locale)}".rstrip()

    def _words(self, locale: str) -> Mapping[str, str]:
        values = dict(self.values)
        phrases = _PHRASES | _PHRASES_BY_CODE.get(self.code, frozenset())
        return {
            name: translate_phrase(value, locale) if name in phrases else value
            for name, value in values.items()
        }

    def __str__(self) -> str:
        """Write the problem on one line, as editors and terminals link it."""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message()}"


def build_problem(
    code: str, path: str, line: int, column: int, *, field: str = "", **values: object
) -> Problem:
    """Build a problem; `values` are the placeholders of the code's message."""
    texts = tuple(sorted((name, str(value)) for name, value in values.items()))
    return Problem(path, line, column, code, field, texts)


def suggest_close(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant; an empty string where none is like it."""
    close = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"?' if close else ""


def suggest(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant.

    Args:
        word: What was written.
        known: The words that would have been right.

    Returns:
        `Did you mean "…"?`, or the known words if they are few, or an empty string.
    """
    words = sorted(known)
    close = suggest_close(word, words)
    if close:
        return close
    if 0 < len(words) <= 12:
        return "Known: " + ", ".join(words) + "."
    return ""
