"""HTML, or Markdown with HTML in it, as lines of Markdown that keep their numbers.

The standard library's parser is used because it alone gives the place of each piece of text,
which the report needs; tree builders know the lines of tags at most.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Final

from studybank.importers.lines import Entry, Line

_BLOCKS: Final = frozenset(
    (
        *("p", "div", "section", "article", "main", "header", "footer", "nav", "aside", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "pre"),
        *("table", "thead", "tbody", "tr", "blockquote", "details", "summary", "figure"),
        *("figcaption", "center", "html", "body", "form", "fieldset"),
    )
)
_APART: Final = _BLOCKS - {"li", "tr", "thead", "tbody", "summary", "br"}
_HIDDEN: Final = frozenset(
    ("script", "style", "head", "noscript", "iframe", "svg", "template", "title")
)
_SIGNS: Final = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "kbd": "`"}
_SCRIPTS: Final = {"sup": "$^{", "sub": "$_{"}
_OTHERS: Final = frozenset(
    (
        *("a", "abbr", "br", "img", "span", "font", "u", "s", "del", "ins", "small", "big"),
        *("mark", "td", "th", "input", "label", "button", "link", "meta", "sup", "sub"),
        *("video", "audio", "source", "picture", "col", "colgroup", "caption", "cite", "q"),
    )
)
_NAMES: Final = "|".join(sorted(_BLOCKS | _HIDDEN | _OTHERS | set(_SIGNS)))
TAG: Final = re.compile(
    rf"</?(?:{_NAMES})(?:\s+[\w:-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)|\s+(?:open|checked|"
    r"disabled|hidden|async|defer|controls))*\s*/?>|<!doctype[^<>]*>",
    re.IGNORECASE,
)
_LITERAL: Final = re.compile(
    r"^[ ]{0,3}(?P<bars>```+|~~~+).*?^[ ]{0,3}(?P=bars)[ ]*$|"
    r"(?<!`)(`+)(?!`)[^`\n]+?\2(?!`)|\$\$.+?\$\$|\$[^$\n]+\$",
    re.MULTILINE | re.DOTALL,
)
_AND: Final = re.compile("&")
_BARE_AND: Final = re.compile(r"&(?!(?:[A-Za-z]{2,8}|#\d{1,6});)")
_PADDED: Final = re.compile(r"\*\*[ \t]*([^*\n]+?)[ \t]*\*\*")


def has_html(lines: Sequence[Line]) -> bool:
    """Tell whether a document uses HTML tags."""
    return any(TAG.search(line.text) for line in lines)


def strip_tags(text: str) -> str:
    """Take the known tags out of a text."""
    return TAG.sub(" ", text)


def read_html(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Entry, ...]]:
    """Turn HTML into Markdown, line by line.

    Returns:
        Lines with the numbers of the input's; several may have one number. Entries for what is
        no text: scripts, styles, comments, lines of tags alone.
    """
    source = "\n".join(line.text for line in lines)
    converter = _Converter()
    converter.feed(_protect(source))
    converter.close()
    converter.end_line()
    shown = {line.number for line in converter.lines if line.text.strip()}
    shown.update(*(range(entry.first, entry.last + 1) for entry in converter.entries))
    return tuple(converter.lines), (*converter.entries, *_find_tag_lines(lines, shown))


def _find_tag_lines(lines: Sequence[Line], shown: set[int]) -> Iterator[Entry]:
    """Give an entry for each run of lines that hold tags alone."""
    bare = [line.number for line in lines if not line.is_blank and line.number not in shown]
    while bare:
        length = next((at for at, number in enumerate(bare) if number != bare[0] + at), len(bare))
        last = bare[length - 1]
        yield Entry("left out", bare[0], last, "HTML tags", "they hold no text")
        bare = bare[length:]


def _protect(source: str) -> str:
    """Escape what is no tag: comparisons, placeholders such as <bos>, code and formulas."""

    def literal(match: re.Match[str]) -> str:
        text = match[0]
        if text.startswith("$") and TAG.search(text):
            return text
        # In code a reader sees "&lt;"; in a formula it was "<" before it became a page.
        signs = _BARE_AND if text.startswith("$") else _AND
        return signs.sub("&amp;", text).replace("<", "&lt;")

    source = _LITERAL.sub(literal, source)
    pieces: list[str] = []
    position = 0
    for match in re.finditer(rf"{TAG.pattern}|<!--.*?-->", source, re.IGNORECASE | re.DOTALL):
        pieces += [source[position : match.start()].replace("<", "&lt;"), match[0]]
        position = match.end()
    return "".join([*pieces, source[position:].replace("<", "&lt;")])


class _Converter(HTMLParser):
    """Writes Markdown while it reads; every piece of text knows its line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.entries: list[Entry] = []
        self.buffer = ""
        self.number = 1
        self.hidden: list[str] = []
        self.lists: list[int] = []  # counter of each open list, -1 for bullets
        self.in_pre = False
        self.href: list[str] = []

    def end_line(self) -> None:
        """Write the open line."""
        if self.buffer.strip():
            text = self.buffer.rstrip()
            if not self.in_pre:
                text = _PADDED.sub(r"**\1**", text)
                text = text.replace("**", "") if text.count("**") % 2 else text
            self.lines.append(Line(self.number, text))
        self.buffer = ""

    def add_blank(self) -> None:
        """Write a blank line, but no second one."""
        self.end_line()
        if self.lines and not self.lines[-1].is_blank:
            self.lines.append(Line(self.getpos()[0], ""))

    def write(self, text: str) -> None:
        """Add to the open line."""
        if text and not self.buffer:
            self.number = self.getpos()[0]
        self.buffer += text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if self.hidden:
            return
        if tag in _APART:
            self.add_blank()
        elif tag in _BLOCKS or tag == "br":
            self.end_line()
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else -1)
        elif tag == "pre":
            self.write("```")
            self.end_line()
            self.in_pre = True
        elif tag == "a" and given.get("href"):
            self.href.append(given["href"])
            self.write("[")
        else:
            self.write(self._opening(tag, given))

    def _opening(self, tag: str, given: Mapping[str, str]) -> str:
        """Give the sign that a tag begins with."""
        if tag == "li":
            return self._bullet()
        if tag == "img":
            return f"![{given.get('alt', '')}]({given.get('src', '')})"
        if tag in ("td", "th") and self.buffer:
            return "\t"
        if re.fullmatch("h[1-6]", tag):
            return "#" * int(tag[1]) + " "
        return "" if self.in_pre else _SIGNS.get(tag, "") + _SCRIPTS.get(tag, "")

    def _bullet(self) -> str:
        if not self.lists:
            return "- "
        indent = "    " * (len(self.lists) - 1)
        if self.lists[-1] < 0:
            return f"{indent}- "
        self.lists[-1] += 1
        return f"{indent}{self.lists[-1]}. "

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and tag in self.hidden:
            self.hidden.remove(tag)
            return
        if self.hidden:
            return
        if tag == "pre" and self.in_pre:
            self.end_line()
            self.in_pre = False
            self.write("```")
        if tag == "a" and self.href:
            self.write(f"]({self.href.pop()})")
        elif tag in _SCRIPTS:
            self.write("}$")
        elif not self.in_pre and tag in _SIGNS:
            self.write(_SIGNS[tag])
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in _APART:
            self.add_blank()
        elif tag in _BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        first = self.getpos()[0]
        if self.hidden:
            if data.strip():
                last = first + data.count("\n")
                what = f"<{self.hidden[-1]}>"
                text = html.unescape(data.strip())
                self.entries.append(
                    Entry("left out", first, last, what, "it is no text of the notes", text)
                )
            return
        for offset, piece in enumerate(data.split("\n")):
            if offset:
                was_blank = not self.buffer.strip()
                self.end_line()
                if was_blank:
                    self._keep_blank(first + offset - 1)
            if piece:
                if not self.buffer:
                    self.number = first + offset
                self.buffer += piece

    def _keep_blank(self, number: int) -> None:
        if self.lines and not self.lines[-1].is_blank and not self.lists:
            self.lines.append(Line(number, ""))

    def handle_comment(self, data: str) -> None:
        first = self.getpos()[0]
        last = first + data.count("\n")
        self.entries.append(
            Entry("left out", first, last, "an HTML comment", "readers never saw it", data.strip())
        )
