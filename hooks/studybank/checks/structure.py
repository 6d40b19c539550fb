"""Markdown of the subset that does not show as its author meant it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from studybank.checks.context import MOST_TOLD, Context, Piece, quote
from studybank.checks.masking import DISPLAY, FENCE, mask
from studybank.checks.prose_tables import is_rule
from studybank.errors import Problem
from studybank.model.fields import Record
from studybank.prose import split_prose

_ITEM: Final = re.compile(r"( *)(?:[-*+]|([0-9]{1,9})\.) ")
_TYPED_LABEL: Final = re.compile(
    r" *(?:[0-9]{1,2}[)）]|[a-h]\)|[(（](?:[0-9]{1,2}|[a-h]|[ivx]{1,4}|[一二三四五六])[)）]) ?\S"
)
_PRODUCT: Final = re.compile(r"[0-9A-Za-z)\]]\*[0-9A-Za-z.(]{1,30}\*[0-9A-Za-z(]")
_DUNDER: Final = re.compile(r"_{3,}|(?<![\w\\])__[^\s_][^_\n]{0,60}__")
_TRAILING: Final = re.compile(r"(?<=[^ \n]) {2,}(?=\n)")
_BLANK_LINE: Final = re.compile(r"\n[ ]*\n")


class _Slip(NamedTuple):
    """Something in a text that shows otherwise.

    Attributes:
        offset: Its first character.
        found: What it is.
        instead: What to write.
    """

    offset: int
    found: str
    instead: str


def check_structure(context: Context[Record]) -> Iterator[Problem]:
    """Find lists, tables and signs that turn into something else on the page."""
    rules = [rule for rule in _RULES if rule[0].search(context.text)]
    for piece in context.prose if rules else ():
        text = f"\n{piece.text}"
        for trigger, find in rules:
            if trigger.search(text):
                yield from _report(context, "SB137", piece, find(piece.text))


def _report(
    context: Context[Record], code: str, piece: Piece, slips: Iterable[_Slip]
) -> Iterator[Problem]:
    for slip in islice(slips, MOST_TOLD):
        yield context.problem(
            code, piece.loc, offset=slip.offset, found=slip.found, instead=slip.instead
        )


def _find_products(text: str) -> Iterator[_Slip]:
    for match in _PRODUCT.finditer(mask(text)):
        found = f'the product "{match[0]}", whose stars turn into emphasis'
        yield _Slip(match.start(), found, r"Write it as a formula, with \times or \cdot.")


def _find_underscores(text: str) -> Iterator[_Slip]:
    for match in _DUNDER.finditer(mask(text)):
        found = f'underscores ("{quote(match[0])}")'
        instead = "Write a name between back-ticks, strong text as **text**, a gap as [[1]]."
        yield _Slip(match.start(), found, instead)


def _find_split_formulas(text: str) -> Iterator[_Slip]:
    for span in split_prose(text):
        if span.kind == "display" and _BLANK_LINE.search(text, span.start, span.end):
            yield _Slip(span.start, "a blank line between $$ and $$", "Delete the blank line.")


def _find_lists(text: str) -> Iterator[_Slip]:
    """Follow the lists of a text line by line."""
    if "\n" not in text:
        return  # One line is taken as it is.
    numbered: set[int] = set()  # indents at which a numbered list is open
    deepest, after_blank, offset = 0, True, 0  # indent that a paragraph may have
    for line in mask(text).split("\n"):
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip(" "))
        blank = not line.strip()
        if line.startswith(FENCE):
            pass  # a fence has an indent of its own and ends no list
        elif item:
            yield from _check_item(item, offset, numbered, deepest)
            numbered = {level for level in numbered if level < indent}
            numbered |= {indent} if item[2] else set()
            deepest = indent + 4
        elif not blank and after_blank:
            yield from _check_indent(indent, offset, deepest)
            if not indent:
                deepest, numbered = 0, set()
        after_blank = blank
        offset += len(line) + 1


def _check_item(
    item: re.Match[str], offset: int, numbered: set[int], deepest: int
) -> Iterator[_Slip]:
    indent = len(item[1])
    if indent % 4 or indent > deepest:
        found = f"a list item that is indented by {indent}"
        yield _Slip(offset, found, "Indent by 4 spaces for each level of a list.")
    elif item[2] and item[2] != "1" and indent not in numbered:
        found = f'a list that begins with "{item[2]}."'
        instead = (
            f'Begin with "1.", write "{item[2]}\\." if it is no list, and indent what stands '
            "between two items by 4 spaces."
        )
        yield _Slip(offset, found, instead)


def _check_indent(indent: int, offset: int, deepest: int) -> Iterator[_Slip]:
    if indent > deepest:
        found = f"a paragraph that is indented by {indent}"
        yield _Slip(offset, found, "Do not indent it; write code in a fence with its language.")
    elif indent % 4:
        found = f"a paragraph of a list item that is indented by {indent}"
        yield _Slip(offset, found, "Indent by 4 spaces for each level of the list.")


def _find_typed_labels(text: str) -> Iterator[_Slip]:
    """Find `1) …` and `(a) …` on lines that follow each other and so run together."""
    previous: str = ""
    offset = 0
    for line in mask(text).split("\n"):
        if _TYPED_LABEL.match(line) and _TYPED_LABEL.match(previous):
            found = f'a list with the typed label "{quote(line.strip(), 12)}"'
            instead = 'Write a list with "1. " or "- ", or parts of the question.'
            yield _Slip(offset, found, instead)
            return
        previous = line
        offset += len(line) + 1


def _find_cut_cells(text: str) -> Iterator[_Slip]:
    if "$" not in text:
        return
    masked = mask(text)
    starts = _table_lines(masked)
    if not starts:
        return
    for span in split_prose(text):
        if span.kind not in ("inline", "display") or "|" not in span.content:
            continue
        if masked.rfind("\n", 0, span.start) + 1 in starts:
            found = f"the formula ${quote(span.content)}$ with | in a table"
            instead = r"Write \lvert, \rvert, \mid or \Vert, or a table asset."
            yield _Slip(span.start, found, instead)


def _table_lines(masked: str) -> set[int]:
    """Give the offsets of the lines that belong to tables."""
    starts: set[int] = set()
    inside, offset, previous = False, 0, 0
    for line in masked.split("\n"):
        if is_rule(line):
            inside = True
            starts.add(previous)
        inside = inside and bool(line.strip())
        if inside:
            starts.add(offset)
        previous = offset
        offset += len(line) + 1
    return starts


def _find_trailing(text: str) -> Iterator[_Slip]:
    for match in _TRAILING.finditer(mask(text)):
        found = "a line break made of spaces at the end of a line"
        yield _Slip(match.start(), found, "Begin a new paragraph, or write a list.")


_RULES: Final = (
    (re.compile(r"\*(?<=[0-9A-Za-z)\]]\*)[0-9A-Za-z.(]"), _find_products),
    (re.compile(r"__"), _find_underscores),
    (re.compile(r"\n[ 0-9]"), _find_lists),
    (re.compile(r"\n *(?:[0-9]{1,2}[)）]|[a-h]\)|[(（])"), _find_typed_labels),
    (re.compile(r"\|"), _find_cut_cells),
    (re.compile(r"  \n"), _find_trailing),
    (re.compile(r"\$\$"), _find_split_formulas),
)
"""What finds slips, each with what is found quickly in every text, behind a line end, with one."""


def check_dollars(context: Context[Record]) -> Iterator[Problem]:
    """Find dollar signs that belong to no formula, and display formulas inside a line."""
    for piece in context.prose_with("$"):
        yield from _report(context, "SB138", piece, _find_strays(piece.text))
        if "$$" in piece.text:
            yield from _report(context, "SB138", piece, _find_crowded(piece.text))


def _find_strays(text: str) -> Iterator[_Slip]:
    strays = [span.start for span in split_prose(text) if span.kind == "stray"]
    skip = -1
    for index, start in enumerate(strays):
        following = strays[index + 1] if index + 1 < len(strays) else len(text)
        if start <= skip:
            continue
        between = text[start + 1 : following]
        if text.startswith("$$", start):
            skip = start + 1
            instead = "Close the formula with $$, on a line of its own."
            yield _Slip(start, "$$ that opens or closes nothing", instead)
        elif following < len(text) and "\n" not in between and _is_padded(between):
            skip = following
            instead = f"Write ${quote(between.strip())}$."
            yield _Slip(start, f'a space just inside the dollars of "${between}$"', instead)
        else:
            instead = r"Write \$ for the sign, or close the formula on the same line."
            yield _Slip(start, f'a single $ ("{quote(text[start : start + 20])}")', instead)


def _is_padded(between: str) -> bool:
    return bool(between.strip()) and (between[0] == " " or between[-1] == " ")


def _find_crowded(text: str) -> Iterator[_Slip]:
    masked = mask(text)
    for span in split_prose(text):
        if span.kind != "display":
            continue
        before = masked[masked.rfind("\n", 0, span.start) + 1 : span.start]
        line_end = masked.find("\n", span.end)
        after = masked[span.end : line_end if line_end >= 0 else len(masked)]
        if before.strip(f" {DISPLAY}") or after.strip(f" {DISPLAY}"):
            found = "text on the line of $$ … $$"
            instead = "Put $$ … $$ on lines of its own, or write $…$."
            yield _Slip(span.start, found, instead)
