"""What the shapes share: a line without its decoration, and the start of a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeAlias


@dataclass(frozen=True)
class Start:
    """The start of a question.

    Attributes:
        label: The question's number, as written.
        marker: What was recognised, as written.
        text: What is the question's own text.
        title_only: The text is a title, not the question.
        second: Title in the other language, as written in brackets.
        values: Fields that the line states.
    """

    label: str
    marker: str
    text: str
    title_only: bool = False
    second: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


FindStart: TypeAlias = Callable[[str], Start | None]


class Bare(NamedTuple):
    """A line without heading signs, stars and quotes' signs.

    Attributes:
        text: The rest.
        level: Depth of the heading; 0 if it is none.
        strong: Whether the line began in bold.
    """

    text: str
    level: int
    strong: bool


_HEADING: Final = re.compile(r"^\s{0,3}(#{1,6})\s*(?=\S)(?!#)")
_CLOSING: Final = re.compile(r"\s+#+$")
_SECOND: Final = re.compile(r"^(.+?[?？.。]?)\s*[（(]([^（()）]+)[)）]$")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_STRONG: Final = re.compile(r"^(?:\*\*|__)(?=\S)")


def bare_line(text: str) -> Bare:
    """Take heading signs and bold off a line."""
    heading = _HEADING.match(text)
    level = len(heading[1]) if heading else 0
    rest = _CLOSING.sub("", text[heading.end() :]) if heading else text
    rest = rest.strip()
    strong = bool(_STRONG.match(rest))
    if strong:
        sign = rest[:2]
        rest = rest[2:]
        rest = rest[: -len(sign)] if rest.endswith(sign) else rest.replace(sign, "", 1)
    return Bare(rest.strip(), level, strong)


def split_second(text: str) -> tuple[str, str]:
    """Take a title in the other language in brackets off the end of a question."""
    match = _SECOND.match(text)
    if match and bool(_HAN.search(match[1])) != bool(_HAN.search(match[2])):
        return match[1].strip(), match[2].strip()
    return text, ""
