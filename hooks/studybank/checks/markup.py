"""Markdown outside the subset that a text field may use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from studybank.checks.context import MOST_TOLD, Context, Piece, quote
from studybank.checks.masking import mask
from studybank.errors import Problem
from studybank.model.fields import Record
from studybank.prose import MAX_OF_A_SIGN, find_excess, find_nested


class _Rule(NamedTuple):
    """A piece of Markdown that is refused.

    Attributes:
        trigger: Found quickly in each text, behind a line end, that the pattern finds.
        pattern: Finds it in a masked text.
        name: What it is.
        instead: What to do, as a sentence.
    """

    trigger: re.Pattern[str]
    pattern: re.Pattern[str]
    name: str
    instead: str


_CODE_OR_FORMULA: Final = (
    "Write it between back-ticks if it is code, as a formula if it is mathematics."
)
_RULES: Final = (
    _Rule(
        re.compile(r"<[hm]"),
        re.compile(r"<(?:https?://|mailto:)[^\s<>]{1,300}>"),
        "a bare link",
        "Write [text](https://…).",
    ),
    _Rule(
        re.compile(r"<[A-Za-z/!?]"),
        re.compile(r"<(?!https?://|mailto:)[A-Za-z/!?][^<>\n]{0,300}>"),
        "raw HTML",
        _CODE_OR_FORMULA,
    ),
    _Rule(
        re.compile(r"&[A-Za-z#]"),
        re.compile(r"&(?:[A-Za-z]{2,10}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"),
        "an HTML entity",
        "Write the character itself.",
    ),
    _Rule(
        re.compile(r"\n {0,3}#"),
        re.compile(r"^ {0,3}#.{0,60}", re.MULTILINE),
        "a heading",
        r"Write a paragraph, or \# for the sign at the start of a line.",
    ),
    _Rule(
        re.compile(r"\n {0,3}([-*_]) {0,9}\1"),
        re.compile(r"^ {0,3}([-*_])(?: {0,9}\1){2,200} *$", re.MULTILINE),
        "a rule",
        "Leave it out.",
    ),
    _Rule(
        re.compile(r"\n {0,3}(?:=|--)"),
        re.compile(r"(?<=[^\s|])\n {0,3}(?:=+|--) *$", re.MULTILINE),
        "an underlined heading",
        "Leave the line out.",
    ),
    _Rule(
        re.compile(r"!\["),
        re.compile(r"!\[[^\]\n]{0,300}\] ?[(\[]"),
        "an image",
        "Declare it under assets and place it by [[id]].",
    ),
    _Rule(
        re.compile(r"\[\^"),
        re.compile(r"\[\^[^\]\s]{1,60}\]"),
        "a footnote",
        "Write it in the sentence, or under notes.",
    ),
    _Rule(
        re.compile(r"\{ ?[:.#]"),
        re.compile(r"\{:[^}\n]{0,200}\}|\{ ?[.#][A-Za-z][^}\n]{0,200}\}"),
        "an attribute list",
        "Leave it out; it is no part of the bank's Markdown.",
    ),
    _Rule(
        re.compile(r"\]:"),
        re.compile(r"^ {0,3}\[[^\]\n]{1,300}\]:", re.MULTILINE),
        "a link definition",
        "Write the text between back-ticks, or a link as [text](https://…).",
    ),
)
LINKED: Final = "]("
"""What every text with a link has."""
_LINK: Final = re.compile(r"(?<!!)\[[^\[\]]{0,500}\]\(([^()\s]*)")
_GOOD_LINK: Final = re.compile(
    r"https?://[A-Za-z0-9\[][^\s<>\"]*|mailto:[^\s@<>\"]{1,100}@[^\s@<>\"]{1,200}"
)
_TITLE_MARKUP: Final = re.compile(
    r"`|\*\*|(?<![\w*])\*[^\s*][^*\n]{0,200}\*(?![\w*])|\[\[|\]\(|<[A-Za-z/!]|\\|__"
)
MAX_TITLE: Final = 80


def check_markup(context: Context[Record]) -> Iterator[Problem]:
    """Find Markdown that the renderer would leave out, or that other readers would mistake."""
    rules = [rule for rule in _RULES if rule.trigger.search(context.text)]
    for piece in context.prose if rules else ():
        text = f"\n{piece.text}"
        for rule in rules:
            if rule.trigger.search(text):
                yield from _find(context, piece, rule)


def _find(context: Context[Record], piece: Piece, rule: _Rule) -> Iterator[Problem]:
    for match in islice(rule.pattern.finditer(mask(piece.text)), MOST_TOLD):
        found = f"{rule.name} ({quote(piece.text[match.start() : match.end()])})"
        offset = match.start() + len(match[0]) - len(match[0].lstrip())
        yield context.problem("SB136", piece.loc, offset=offset, found=found, instead=rule.instead)


def check_excess(context: Context[Record]) -> Iterator[Problem]:
    """Find texts with more signs than can be converted in time."""
    is_nested = find_nested(context.text) is not None
    for piece in context.pieces:
        may_exceed = is_nested or len(piece.text) > MAX_OF_A_SIGN
        excess = find_excess(piece.text) if may_exceed else None
        if excess is not None:
            yield context.problem("SB148", piece.loc, **excess._asdict())


def links(text: str) -> Iterator[tuple[int, str]]:
    """Give the targets of a text's links and their offsets, in order."""
    if LINKED in text:
        for match in _LINK.finditer(mask(text)):
            yield match.start(1), text[match.start(1) : match.end(1)]


def check_links(context: Context[Record]) -> Iterator[Problem]:
    """Find links that lead neither to the web, nor to a mailbox, nor to a question."""
    for piece in context.prose_with(LINKED):
        for offset, target in links(piece.text):
            if not target.startswith("q:") and not _GOOD_LINK.fullmatch(target):
                yield context.problem("SB139", piece.loc, offset=offset, found=quote(target, 60))


def check_titles(context: Context[Record]) -> Iterator[Problem]:
    """Find titles that are no short plain text."""
    for piece in context.titles:
        found = _find_in_title(piece.text)
        if found:
            yield context.problem("SB140", piece.loc, found=found)


def _find_in_title(text: str) -> str:
    if "$" in text:
        return "a formula or dollar sign"
    if "\n" in text:
        return "more than one line"
    match = _TITLE_MARKUP.search(text)
    if match:
        return f"markup ({quote(match[0])})"
    return f"{len(text)} characters" if len(text) > MAX_TITLE else ""
