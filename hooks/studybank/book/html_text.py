"""A text field's sanitised HTML as Typst content.

`markup.render_markdown` is the one reader of Markdown; what it lets through is a small closed
set of elements, so that a field means the same in print as on the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from itertools import groupby
from typing import Final, NamedTuple

from studybank.book.code import Code, call, join, to_code

_SPACE: Final = re.compile(r"[ \t\r\n]+")
_TOKEN: Final = re.compile("(\ue000[0-9]+\ue001)")
_BLOCKS: Final = frozenset(("p", "ul", "ol", "li", "blockquote", "pre", "div", "table", "tr"))
_FUNCTIONS: Final = {"p": "par", "em": "emph", "strong": "strong", "blockquote": "block-quote"}

_BLANK: Final = to_code(" ")
_DISPLAY: Final = "display"
_EQUATIONS: Final = ("math.equation(block:true", "formula-picture(true")


class Block(NamedTuple):
    """An element of HTML at the top of a text.

    Attributes:
        tag: Its name.
        code: Its content.
        items: A list's items, each as a list of its own, which stands beside its translation.
    """

    tag: str
    code: Code
    items: tuple[Code, ...] = ()


def convert_html(html: str, fill: Callable[[int], Code], link: Callable[[str, Code], Code]) -> Code:
    """Turn a text field's HTML into a Typst expression.

    Args:
        html: What `render_markdown` gave; tokens stand for formulas and marks.
        fill: Gives the content for a token, by number.
        link: Gives the content of a link from its address and its text.
    """
    return join(block.code for block in convert_blocks(html, fill, link))


def convert_blocks(
    html: str,
    fill: Callable[[int], Code],
    link: Callable[[str, Code], Code],
    *,
    slanted: bool = True,
) -> tuple[Block, ...]:
    """Turn a text field's HTML into Typst expressions, one for each element at its top.

    Args:
        html: What `render_markdown` gave; tokens stand for formulas and marks.
        fill: Gives the content for a token, by number.
        link: Gives the content of a link from its address and its text.
        slanted: Emphasis may be italic; Chinese has weight instead.
    """
    reader = _Reader(fill, link, _FUNCTIONS if slanted else _FUNCTIONS | {"em": "strong"})
    reader.feed(html)
    reader.close()
    return reader.blocks()


class _Frame:
    """An element whose end has not been read."""

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.pieces: list[Code] = []
        self.items: list[Code] = []
        self.tags: list[str] = []
        self.lists: list[tuple[Code, ...]] = []


class _Reader(HTMLParser):
    def __init__(
        self,
        fill: Callable[[int], Code],
        link: Callable[[str, Code], Code],
        functions: Mapping[str, str],
    ) -> None:
        super().__init__(convert_charrefs=True)
        self._fill = fill
        self._link = link
        self._functions = functions
        self._stack = [_Frame("", {})]
        self._verbatim: list[str] | None = None

    def blocks(self) -> tuple[Block, ...]:
        """Give the contents of the whole text."""
        top = self._stack[0]
        return tuple(map(Block, top.tags, top.pieces, top.lists))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in ("pre", "code") and self._verbatim is None:
            self._verbatim = []
        if self._verbatim is None or tag in ("pre", "code"):
            self._stack.append(_Frame(tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Take up text."""
        if self._verbatim is not None:
            self._verbatim.append(data)
            return
        pieces = self._stack[-1].pieces
        for piece in _TOKEN.split(data):
            if _TOKEN.fullmatch(piece):
                filled = self._fill(int(piece[1:-1]))
                self._add(_DISPLAY if filled.startswith(_EQUATIONS) else "", filled)
            elif piece.strip() or (piece and self._stack[-1].tag not in (*_BLOCKS, "")):
                self._add("", to_code(_SPACE.sub(" ", piece)))
            elif piece and self._stack[-1].tag in ("p", "li") and pieces:
                self._add("", to_code(" "))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._verbatim is not None and tag not in ("pre", "code"):
            return
        frame = self._stack.pop()
        if tag == "code" and self._stack[-1].tag == "pre":
            return
        if frame.tag == "p" and len(self._stack) == 1 and _DISPLAY in frame.tags:
            self._add_paragraph(frame)
            return
        made = self._close(frame)
        if made is not None:
            self._add(frame.tag, made, _split_list(frame))

    def _add(self, tag: str, piece: Code, items: tuple[Code, ...] = ()) -> None:
        self._stack[-1].tags.append(tag)
        self._stack[-1].pieces.append(piece)
        self._stack[-1].lists.append(items)

    def _add_paragraph(self, frame: _Frame) -> None:
        """Cut a paragraph at its display formulas, which stand between its texts."""
        pieces = zip(frame.tags, frame.pieces, strict=True)
        for is_display, group in groupby(pieces, key=lambda piece: piece[0] == _DISPLAY):
            found = [piece for _, piece in group if piece != _BLANK]
            if is_display:
                for piece in found:
                    self._add(_DISPLAY, piece)
            elif found:
                self._add("p", call("par", join(found)))

    def _close(self, frame: _Frame) -> Code | None:
        """Give what an element that ends adds to the one around it, if it adds content."""
        content = join(frame.pieces)
        around = self._stack[-1].items
        match frame.tag:
            case "pre" | "code":
                return self._close_verbatim(frame.tag)
            case "a":
                return self._link(frame.attributes.get("href", ""), content)
            case "li":
                around.append(content)
            case "td" | "th":
                around.append(to_code((content, frame.attributes.get("align") or "left")))
            case "tr":
                around.append(to_code(frame.items))
            case "thead" | "tbody":
                around += frame.items
            case _:
                return _close_block(frame, content, self._functions.get(frame.tag))
        return None

    def _close_verbatim(self, tag: str) -> Code:
        text = "".join(self._verbatim or []).rstrip("\n")
        self._verbatim = None
        return call("listing-text", text) if tag == "pre" else call("inline-code", text)


def _split_list(frame: _Frame) -> tuple[Code, ...]:
    if frame.tag == "ol":
        start = int(frame.attributes.get("start") or 1)
        numbered = (Code(f"enum(start: {n}, {item})") for n, item in enumerate(frame.items, start))
        return tuple(call("list-item", item) for item in numbered)
    if frame.tag == "ul":
        return tuple(call("list-item", Code(f"list({item})")) for item in frame.items)
    return ()


def _close_block(frame: _Frame, content: Code, function: str | None) -> Code:
    items = ", ".join(frame.items)
    if frame.tag == "ol":
        return Code(f"enum(start: {int(frame.attributes.get('start') or 1)}, {items})")
    if frame.tag == "ul":
        return Code(f"list({items})")
    if frame.tag == "table":
        return call("text-table", frame.items)
    return call(function, content) if function else content
