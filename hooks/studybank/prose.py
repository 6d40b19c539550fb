"""The grammar of a text field: what in it is a formula, code, or a mark for an asset or blank.

This is the one place that decides; checks, markup and exporters all read spans.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

MAX_OF_A_SIGN: Final = 400
"""How often a text field may have each sign that costs more than its length."""

MAX_NESTED: Final = 10
"""How many marks of lists and quotes may stand in a row: each is a call of Markdown's parser."""

_COSTLY: Final = {
    "[": '"["',  # Python-Markdown looks behind each for the end of a link: 12,000 take it 25 s
    "|": '"|"',  # with the line ends, the cells of a table
    "\n": "line ends",
    "$": '"$"',  # two for a formula, each a call of MathJax
}

_NESTED: Final = re.compile(rf"\n(?:[ \t]*(?:>|(?:[-*+]|[0-9]+\.)(?=[ \t]))){{{MAX_NESTED + 1}}}")

SpanKind = Literal["text", "code", "fence", "inline", "display", "mark", "escape", "stray"]


class Span(NamedTuple):
    """A piece of a text field.

    Attributes:
        kind: `inline` and `display` are formulas, `mark` is `[[id]]`, `escape` a backslash and
            its character, `stray` a dollar sign that belongs to no formula.
        start: Offset of the first character in the field.
        end: Offset behind the last one.
        content: TeX without dollars, id of a mark, code without ticks; else the piece itself.
    """

    kind: SpanKind
    start: int
    end: int
    content: str


_PATTERN: Final = re.compile(
    r"""
    (?=[`$\\\[] | ^[ ~])  # what a match begins with: most characters need no closer look
    (?:
    (?P<fence>^(?P<indent>[ ]*)(?P<bars>```+|~~~+)[^\n`]*\n(?:.*?\n)??(?P=indent)(?P=bars)[ ]*$)
  | (?P<escape>\\[\\$`\[\]*_|{}()#+.!<>-])
  | (?P<code>
        (?<!`)(?P<ticks>`+)(?!`)
        (?P<inner>(?:[^`\n]|(?!(?P=ticks)(?!`))`+|\n(?!\s*\n))+)
        (?P=ticks)(?!`)
    )
  | (?P<display>\$\$(?P<tex2>(?:[^$\\]|\\.)+?)\$\$)
  | (?P<inline>\$(?![\s$])(?P<tex>(?:[^$\\\n]|\\.|\n(?!\s*\n))+?)(?<!\s)\$(?![0-9$]))
  | (?P<mark>\[\[(?P<id>[^\[\]\n]*)\]\])
  | (?P<stray>\$)
    )
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)
_SIGN: Final = re.compile(r"[`$\\]|\[\[|~~~")
"""Without one of these, a text is a text and nothing else."""
_BEGIN: Final = re.compile(r"[`$\\\[]")
"""What a match begins with where there is no fence."""
_KINDS: Final[dict[str | None, tuple[SpanKind, str]]] = {
    "fence": ("fence", "fence"),
    "code": ("code", "inner"),
    "inline": ("inline", "tex"),
    "display": ("display", "tex2"),
    "mark": ("mark", "id"),
    "escape": ("escape", "escape"),
    "stray": ("stray", "stray"),
}
"""Kind and group of the content, by the outermost group."""


def find_matches(text: str) -> Iterator[re.Match[str]]:
    """Find what is no plain text: as `_PATTERN.finditer`, which looks at every character."""
    if "```" in text or "~~~" in text:
        yield from _PATTERN.finditer(text)
        return
    begin = _BEGIN.search(text)
    while begin:
        match = _PATTERN.match(text, begin.start())
        if match:
            yield match
        begin = _BEGIN.search(text, (match or begin).end())


@functools.lru_cache(maxsize=8_192)
def split_prose(text: str) -> tuple[Span, ...]:
    """Cut a text field into spans; together they are the whole field, in order."""
    if not _SIGN.search(text):
        return (Span("text", 0, len(text), text),) if text else ()
    spans: list[Span] = []
    position = 0
    for match in find_matches(text):
        kind, group = _KINDS[match.lastgroup]
        if match.start() > position:
            spans.append(Span("text", position, match.start(), text[position : match.start()]))
        content = match[group]
        if kind in ("inline", "display"):
            content = content.strip()
        spans.append(Span(kind, match.start(), match.end(), content))
        position = match.end()
    if position < len(text):
        spans.append(Span("text", position, len(text), text[position:]))
    return tuple(spans)


@functools.lru_cache(maxsize=8_192)
def formula_spans(text: str) -> tuple[Span, ...]:
    """Give the formulas of a field, in order."""
    return tuple(span for span in split_prose(text) if span.kind in ("inline", "display"))


def mark_ids(text: str) -> tuple[str, ...]:
    """Give the ids of the marks `[[id]]` of a field, in order."""
    return tuple(span.content for span in split_prose(text) if span.kind == "mark")


def find_nested(text: str) -> int | None:
    """Find the first mark of a list or quote that is one too many in a row, in any field."""
    # Python finds a character much faster than the start of a line.
    found = _NESTED.search(f"\n{text}")
    return found.end() - 2 if found else None


class Excess(NamedTuple):
    """What a text field has too often.

    Attributes:
        sign: Its name.
        most: How often it may stand there.
        offset: Where the first stands that is one too many.
    """

    sign: str
    most: int
    offset: int


def find_excess(text: str) -> Excess | None:
    """Find what a field has more often than can be converted in time."""
    nested = find_nested(text)
    if nested is not None:
        return Excess("list or quote marks in a row", MAX_NESTED, nested)
    if len(text) <= MAX_OF_A_SIGN:
        return None
    for sign, name in _COSTLY.items():
        if text.count(sign) > MAX_OF_A_SIGN:
            found = re.finditer(re.escape(sign), text)
            offset = next(itertools.islice(found, MAX_OF_A_SIGN, None)).start()
            return Excess(name, MAX_OF_A_SIGN, offset)
    return None


def plain_text(text: str) -> str:
    """Give a field's words without formulas, code and marks, for word-level checks."""
    return _PATTERN.sub(_keep_escape, text) if _SIGN.search(text) else text


def _keep_escape(match: re.Match[str]) -> str:
    return match["escape"] or " "


def has_words(text: str) -> bool:
    """Tell whether a text has letters outside formulas, code and marks."""
    return any(character.isalpha() for character in plain_text(text))
