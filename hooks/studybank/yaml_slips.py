"""Why a file is not valid YAML, in an author's terms.

A YAML reader names the place where it gave up and what it expected there. What was typed wrongly
stands there or a line or two before, and is one of a few slips.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

_LOOK_BACK: Final = 2
"""Lines before the reader's own, blank ones not counted, that may hold the slip."""

_KEY: Final = r"\s*(?:- +)*(?P<key>[A-Za-z_]+)"
_LOOSE: Final = re.compile(r" +(?!- )[^\s#](?!.*:( |$)).*")
_OPEN_QUOTE: Final = re.compile(
    rf"""{_KEY}: +(?P<sign>["'])(?:(?!(?P=sign))[^\\\n]|\\.|(?P=sign){{2}})*$"""
)
_IN_QUOTES: Final = 'Write the text on a line of its own below "|-", or put it in quotes.'


class YamlSlip(NamedTuple):
    """What was probably typed wrongly.

    Attributes:
        line: Line, counted from 1.
        column: Column, counted from 1.
        detail: What it is, as a phrase.
        remedy: What to do about it.
    """

    line: int
    column: int
    detail: str
    remedy: str


class _Found(NamedTuple):
    """A slip within a line: its offset, what it is, what to do."""

    offset: int
    detail: str
    remedy: str


def find_slip(source: str, line: int, column: int) -> YamlSlip | None:
    """Find the slip that kept a YAML reader from reading on.

    Args:
        source: The file's text.
        line: Where the reader stopped, counted from 1.
        column: Column there, counted from 1.

    Returns:
        The slip; None where nothing near that place is a known one.
    """
    lines = source.split("\n")
    marked = _find_merge(lines)
    if marked is not None:
        return marked
    opened = _find_open_quote(lines, line)
    if opened is not None:
        return opened
    near = [number for number in range(min(line, len(lines)), 0, -1) if lines[number - 1].strip()]
    # What is no key makes a text of its line, and the reader stops only at the next colon.
    for number in near[: _LOOK_BACK + 1]:
        finders = _OF_LINE if number == line else _OF_LINE_BEFORE
        for found in filter(None, (find(lines[number - 1]) for find in finders)):
            return YamlSlip(number, found.offset + 1, found.detail, found.remedy)
    if lines[line - 1 : line] and re.match(r" *- ", lines[line - 1]):
        remedy = 'Begin every line of the list with "- " at the same depth, or none.'
        return YamlSlip(line, column, "an item of a list between keys", remedy)
    return _find_loose_text(lines, line) or _find_indentation(lines, line, column)


def _find_merge(lines: Sequence[str]) -> YamlSlip | None:
    for number, text in enumerate(lines, 1):
        if text.startswith(("<<<<<<< ", ">>>>>>> ")):
            remedy = "Keep one of the two versions, and delete the lines of <, = and >."
            return YamlSlip(number, 1, "a merge left its marks", remedy)
    return None


def _find_open_quote(lines: Sequence[str], line: int) -> YamlSlip | None:
    """Find a text whose quote is closed only by the next quote, in the line of the reader."""
    for number in range(min(line, len(lines)), 0, -1):
        match = _OPEN_QUOTE.match(lines[number - 1])
        if match is None:
            continue
        between = "".join(lines[number : line - 1])
        closes = (
            number == line or match["sign"] in lines[line - 1] or not "".join(lines[line - 1 :])
        )
        if match["sign"] in between or not closes:
            return None
        remedy = 'Close it at the end of the text, or write the text below "|-" without quotes.'
        return YamlSlip(number, match.start("sign") + 1, "a quote that is not closed", remedy)
    return None


def _find_wide_colon(text: str) -> _Found | None:
    match = re.match(rf"{_KEY}：", text)
    if match is None:
        return None
    detail = f'a full-width colon after "{match["key"]}"'
    return _Found(match.end() - 1, detail, f'Write "{match["key"]}: ", with a space after it.')


def _find_tight_colon(text: str) -> _Found | None:
    match = re.match(rf"{_KEY}:(?P<rest>[^\s:/]\S*)", text)
    if match is None:
        return None
    detail = f'no space after "{match["key"]}:"'
    return _Found(match.start("rest"), detail, f'Write "{match["key"]}: {match["rest"][:20]}".')


def _find_sign(text: str) -> _Found | None:
    match = re.match(rf"{_KEY}: +(?P<sign>[@`%*&!]|\? )", text)
    if match is None:
        return None
    return _Found(match.start("sign"), f"a text that begins with {match['sign'][0]}", _IN_QUOTES)


def _find_closed_quote(text: str) -> _Found | None:
    match = re.match(rf"""{_KEY}: +(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*') *(?=[^\s#])""", text)
    if match is None:
        return None
    remedy = 'Write the text on a line of its own below "|-".'
    return _Found(match.end(), "words after the closing quote", remedy)


def _find_colon(text: str) -> _Found | None:
    match = re.match(rf"{_KEY}: +(?P<text>[^\s\"'|>\[{{#].*?): ", text)
    if match is None:
        return None
    return _Found(match.end("text"), "a colon within a text", _IN_QUOTES)


_OF_LINE_BEFORE: Final[tuple[Callable[[str], _Found | None], ...]] = (
    _find_wide_colon,
    _find_tight_colon,
)
_OF_LINE: Final = (*_OF_LINE_BEFORE, _find_sign, _find_closed_quote, _find_colon)


def _find_loose_text(lines: Sequence[str], line: int) -> YamlSlip | None:
    """Find lines that are no keys and no items: the reader's own, or those right above it."""
    is_loose = line <= len(lines) and _LOOSE.fullmatch(lines[line - 1])
    start = line + 1 if is_loose else line
    first, own = start, 0
    while 1 < first <= len(lines) + 1 and _LOOSE.fullmatch(lines[first - 2]):
        spaces = len(lines[first - 2]) - len(lines[first - 2].lstrip(" "))
        if first < start and spaces > own:
            break  # A text that is indented as it should be.
        first, own = first - 1, spaces
    if first == start:
        return None
    detail = "a text that belongs to no key"
    remedy = "Indent it by two spaces more than its key, all lines alike."
    return YamlSlip(first, own + 1, detail, remedy)


def _find_indentation(lines: Sequence[str], line: int, column: int) -> YamlSlip | None:
    """Find a line that stands at no level that is open above it."""
    text = lines[line - 1] if line <= len(lines) else ""
    own = len(text) - len(text.lstrip(" "))
    if column > own + 1 or not text.strip():
        return None
    if own in _open_levels(lines[: line - 1]) and not re.match(r"[^:]+$", text):
        return None
    detail = f"a line indented by {own}, which fits no line above"
    remedy = "Indent it as its neighbours: two spaces for each level, text below its key."
    return YamlSlip(line, own + 1, detail, remedy)


def _open_levels(lines: Sequence[str]) -> set[int]:
    def level(text: str) -> Iterator[int]:
        spaces = len(text) - len(text.lstrip(" "))
        yield spaces
        yield from (match.end() for match in re.finditer(r"(?<=-) +", text[: spaces + 2]))

    open_levels: list[int] = []
    for text in lines:
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        spaces, *more = level(text)
        open_levels = [known for known in open_levels if known < spaces] + [spaces, *more]
    return set(open_levels)
