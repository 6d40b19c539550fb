"""What is no text of the notes: page breaks, rules, contents lists, template leftovers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from studybank.importers.labels import find_label
from studybank.importers.lines import Line

_PAGE_NUMBER: Final = (
    r"^\s*(?:[-–—|]\s*)?(?:page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|第\s*\d{1,4}\s*页"
    r"(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)(?:\s*[-–—|])?\s*$|^\s*[-–—]\s*\d{1,4}\s*[-–—]\s*$"
)
_BUTTON: Final = (
    r"^\s*(?:copy(?: code)?|复制(?:代码)?|click to expand|点击展开|collapse|收起|back to top|"
    r"返回顶部)\s*$"
)
_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), what)
    for pattern, what in (
        (r"^\s*([-*_=])(?:\s*\1){2,}\s*$", "a rule"),
        (_PAGE_NUMBER, "a page number"),
        (r"^\s*(?:[-*]\s*)?(?:\[TOC\]|\{:\s*toc\b.*\}|TOC)\s*$", "a mark for a contents list"),
        (r"^\s*(?:[-*+]|\d+\.)\s+\[[^\]]+\]\(#[^)]*\)\s*$", "an entry of a contents list"),
        (
            r"^.{1,80}?\s?(?:\.{4,}|…{2,}|(?:\. ){4,})\s*\d{1,4}$",
            "an entry of a contents list",
        ),
        (r"^\s*\{[:%].*[%]?\}\s*$|^\s*\{\{.*\}\}\s*$", "a template's instruction"),
        (r"^\s*\\(?:newpage|pagebreak|clearpage)\s*$", "a page break"),
        (_BUTTON, "a button's label"),
    )
)
_IMAGE: Final = re.compile(r"!\[([^\]]+)\]\(")
_LONE: Final = re.compile(r"^\s*(\d{1,4})\s*$")
_NEAR: Final = 2
_REPEATED: Final = 3
_LONGEST: Final = 80


def find_debris(lines: Sequence[Line]) -> dict[int, str]:
    """Find lines to leave out.

    Returns:
        What each of them is, by index.
    """
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        what = next((what for pattern, what in _KINDS if pattern.match(line.text)), None)
        if what:
            found[index] = what
    found.update(_find_lone_numbers(lines))
    pages = {index for index, what in found.items() if what == "a page number"}
    found.update(_find_running_heads(lines, pages))
    return found


def _find_lone_numbers(lines: Sequence[Line]) -> dict[int, str]:
    """Find page numbers without words: they rise through the document, between blank lines."""
    lone: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        match = _LONE.match(line.text)
        around = [lines[at].is_blank for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        if match and all(around):
            lone.append((index, int(match[1])))
    numbers = [number for _, number in lone]
    rising = all(before + 1 == after for before, after in itertools.pairwise(numbers))
    return {index: "a page number" for index, _ in lone} if rising and len(lone) > 1 else {}


def _find_running_heads(lines: Sequence[Line], pages: set[int]) -> dict[int, str]:
    """Find lines that stand beside page numbers again and again."""
    beside: dict[int, str] = {}
    filled = [index for index, line in enumerate(lines) if not line.is_blank]
    rank = {index: position for position, index in enumerate(filled)}
    for page in pages:
        at = rank[page]
        for index in filled[max(at - _NEAR, 0) : at + _NEAR + 1]:
            if index not in pages and len(lines[index].text) <= _LONGEST:
                beside[index] = lines[index].text.strip()
    counts = Counter(beside.values())
    everywhere = Counter(line.text.strip() for line in lines)
    return {
        index: "a running head"
        for index, text in beside.items()
        if counts[text] >= _REPEATED and counts[text] == everywhere[text] and not find_label(text)
    }


def find_captions(lines: Sequence[Line]) -> dict[int, str]:
    """Find captions that repeat the description of the picture before them."""
    found: dict[int, str] = {}
    said: list[str] = []
    for index, line in enumerate(lines):
        images = _IMAGE.findall(line.text)
        text = line.text.strip().strip("*_ ")
        if images:
            said = [alt.strip() for alt in images]
        elif text and text in said:
            found[index] = "a caption that is there twice"
        elif text:
            said = []
    return found
