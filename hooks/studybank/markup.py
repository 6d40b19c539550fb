"""From a text field to safe HTML.

Markdown is cut down to the bank's subset, its output is sanitised, and only then do our own
formulas and marks take the place of the tokens that stood for them. Tokens are private-use
characters, which the YAML reader refuses and which are taken out here, so that no author can
write one.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Final

import markdown
import nh3

from studybank.listings import drop_plain_tokens, is_highlighted
from studybank.prose import Span, find_excess, split_prose
from studybank.simple_markdown import convert_simply, is_words

MARKUP_VERSION: Final = "4"
"""Raised with every change of what a text turns into, so that caches are not used across it."""

_OPEN, _CLOSE = "\ue000", "\ue001"
_FORGED = re.compile(f"[{_OPEN}{_CLOSE}]")
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_TAG_WITH_TOKEN = re.compile(f"<[^<>]*{_OPEN}[^<>]*>")
_TOKEN_AND_STOP = re.compile(f"{_OPEN}([0-9]+){_CLOSE}([-,.;:!?%)，。；：！？、）”’]*)")
_DISPLAY_PARAGRAPH = re.compile(f"<p>({_OPEN}([0-9]+){_CLOSE})</p>")
_CJK = "\u2e80-\u2fdf\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAPPED_HAN = re.compile(f"([{_CJK}]\\**)\n *(\\**)(?=[{_CJK}])")
_FENCE_OPTIONS = re.compile(r"\A(?P<bars>[ ]*[`~]{3,}) *(?P<language>[\w+#.-]*)[^\n]*")
_PERCENT = re.compile(r"(?<=[0-9]) %")
_PLAIN_ESCAPES: Final = ("\\$", "\\<")
"""Escapes that Markdown does not know, of characters that it leaves alone."""
_LIST_ITEM = re.compile(r" *([-*+] |[0-9]+\. )")
_ANY_LIST_ITEM = re.compile(f"^{_LIST_ITEM.pattern}", re.MULTILINE)
_LONE_TOKEN = re.compile(f" *{_OPEN}([0-9]+){_CLOSE} *")
_HAN_SIGNS = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN = re.compile(f"[{_HAN_SIGNS}]")
_TAG_OR_HAN = re.compile(
    f"(?P<tag><[^<>]*>)|[{_HAN_SIGNS}][{_HAN_SIGNS}\u3000-\u303f\uff00-\uffef]*"
)
_LONE_PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)

_TAGS: Final = frozenset(
    (
        *("p", "em", "strong", "ul", "ol", "li", "blockquote", "pre", "code", "div", "span", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    )
)
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": set(),
    "a": {"href"},
    "ol": {"start"},
    "div": {"class"},
    "span": {"class"},
    "th": {"align"},
    "td": {"align"},
}
_BLOCKS_OUT: Final = ("hashheader", "setextheader", "hr", "reference", "code")
_INLINES_OUT: Final = (
    "html",
    "entity",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "linebreak",
)


@functools.cache
def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(
        extensions=["tables", "pymdownx.superfences", "pymdownx.highlight"],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "pymdownx.highlight": {"guess_lang": False, "use_pygments": True},
        },
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")
    for name in _BLOCKS_OUT:
        converter.parser.blockprocessors.deregister(name)
    for name in _INLINES_OUT:
        converter.inlinePatterns.deregister(name)
    for name, sibling in (("olist", "ol"), ("ulist", "ul")):
        lists: Any = converter.parser.blockprocessors[name]
        # A list keeps its first number, and ends where a list of the other kind begins.
        lists.LAZY_OL, lists.SIBLING_TAGS = False, [sibling]
    return converter


@functools.lru_cache(maxsize=8_192)
def render_markdown(text: str) -> str:
    """Convert a text field to sanitised HTML with a token for each formula and mark.

    Returns:
        HTML; `fill` puts formulas and marks where the tokens are. A text with too much of a
        sign, which is an error of the content, comes out as it was written.
    """
    if is_words(text):
        return f"<p>{text}</p>"
    if find_excess(text) is not None:
        return f"<p>{escape(_FORGED.sub('', text))}</p>"
    spans = split_prose(text)
    source = _separate_blocks(
        [_prepare(span, index, text) for index, span in enumerate(spans)], spans
    )
    html = convert_simply(source)
    if html is None:
        html = _convert(source, text, spans)

    def display(match: re.Match[str]) -> str:
        # Only a formula may leave its paragraph: a mark or inline formula can stand alone too.
        if spans[int(match[2])].kind != "display":
            return match[0]
        return f'<div class="sb-display">{match[1]}</div>'

    return _DISPLAY_PARAGRAPH.sub(display, html)


def _convert(source: str, text: str, spans: Sequence[Span]) -> str:
    converter = _converter()
    converter.reset()
    # Superlinear on some texts: the model bounds their length, `find_excess` the rest.
    html = converter.convert(source)
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto", "q"},
        link_rel="noopener noreferrer",
    )
    clean = drop_plain_tokens(clean)
    clean = _TAG_WITH_TOKEN.sub(lambda tag: _write_out(tag[0], text, spans), clean)
    # A wide table scrolls in a box of its own, and a corner without words is no heading.
    clean = clean.replace("<table>", '<div class="sb-scroll"><table class="sb-table">')
    return clean.replace("</table>", "</table></div>").replace("<th></th>", "<td></td>")


def _write_out(tag: str, text: str, spans: Sequence[Span]) -> str:
    """Put what stands in an address back as it was written: a formula has no place there."""

    def written(match: re.Match[str]) -> str:
        span = spans[int(match[1])]
        return escape(text[span.start : span.end])

    return _TOKEN.sub(written, tag)


def _prepare(span: Span, index: int, text: str) -> str:
    """Give what Markdown is to read in place of a span."""
    if span.kind in ("inline", "display", "mark"):
        return f"{_OPEN}{index}{_CLOSE}"
    if span.kind == "stray" or span.content in _PLAIN_ESCAPES:
        return span.content[-1]
    written = text[span.start : span.end]
    if _OPEN in written or _CLOSE in written:
        written = _FORGED.sub("", written)
    if span.kind == "fence":
        # Only the language: options of a listing would let an author set classes.
        fence = _FENCE_OPTIONS.match(written)
        assert fence is not None  # noqa: S101 - the grammar's own beginning of a fence
        highlighted = is_highlighted(fence["language"], written)
        return fence["bars"] + fence["language"] * highlighted + written[fence.end() :]
    if span.kind != "text":
        return written
    if "\n" in written:
        written = _WRAPPED_HAN.sub(r"\1\2", written)
    return _PERCENT.sub("\u00a0%", written) if " %" in written else written


def _separate_blocks(pieces: Sequence[str], spans: Sequence[Span]) -> str:
    """Mend what an author plainly meant: a list, listing or formula right after a line."""
    source = "".join(pieces)
    apart_alone = any(span.kind in ("fence", "display") for span in spans)
    if "\n" not in source or not (apart_alone or _ANY_LIST_ITEM.search(source)):
        return source
    lines: list[str] = []
    listings = _find_listings(pieces, spans)
    inside = {number for listing in listings for number in listing[1:]}
    edges = {edge for listing in listings for edge in (listing.start, listing.stop)}

    def is_display(line: str) -> bool:
        token = _LONE_TOKEN.fullmatch(line)
        return token is not None and spans[int(token[1])].kind == "display"

    for number, line in enumerate(source.split("\n")):
        before = lines[-1] if lines else ""
        if number not in inside and line.strip() and before.strip():
            apart = number in edges or is_display(line) or is_display(before)
            if apart or _begins_list(line, lines):
                lines.append("")
        lines.append(line)
    return "\n".join(lines)


def _begins_list(line: str, lines: Sequence[str]) -> bool:
    """Tell whether a line is the first item of a list behind the last of some lines."""
    if not _LIST_ITEM.match(line) or _LIST_ITEM.match(lines[-1]):
        return False
    if not lines[-1].startswith(" "):
        return True
    # Behind an indented paragraph of an item stands the next item.
    *_, first = itertools.takewhile(str.strip, reversed(lines))
    is_paragraph = first.startswith("    ") and not _LIST_ITEM.match(first)
    return is_paragraph and not line.startswith("    ")


def _find_listings(pieces: Sequence[str], spans: Sequence[Span]) -> list[range]:
    """Give the numbers of the lines of each listing, from its first fence to its last."""
    found: list[range] = []
    number = 0
    for piece, span in zip(pieces, spans, strict=True):
        height = piece.count("\n")
        if span.kind == "fence":
            found.append(range(number, number + height + 1))
        number += height
    return found


def fill(html: str, text: str, resolve: Callable[[Span], str]) -> str:
    """Put formulas and marks into the HTML of a text.

    Args:
        html: What `render_markdown` made of `text`.
        text: The text field.
        resolve: Gives safe HTML for a formula or mark.
    """
    if _OPEN not in html:
        return html
    spans = split_prose(text)

    def put(match: re.Match[str]) -> str:
        span, stop = spans[int(match[1])], match[2]
        if span.kind != "inline" or not stop:
            return resolve(span) + stop
        # Browsers break a line between a formula and the comma after it.
        return f'<span class="sb-nowrap">{resolve(span)}{stop}</span>'

    return _TOKEN_AND_STOP.sub(put, html)


def mark_han(html: str) -> str:
    """Say of each run of Chinese in HTML of another language that it is Chinese."""
    if not _HAN.search(html):
        return html
    return _TAG_OR_HAN.sub(
        lambda found: found[0] if found["tag"] else f'<span lang="zh-Hans">{found[0]}</span>', html
    )


def unwrap(html: str) -> str:
    """Take the paragraph off a text of one paragraph, for use inside a line."""
    match = _LONE_PARAGRAPH.fullmatch(str.strip(html))
    return match[1] if match and "<p>" not in match[1] else html


def split_at_assets(text: str, asset_ids: frozenset[str]) -> tuple[str, ...]:
    """Cut a text at the first mark of each asset that is a paragraph of its own.

    Returns:
        Texts and asset ids by turns, beginning and ending with a text (which may be empty).
    """
    if "[[" not in text:
        return (text.strip("\n"),)
    pieces: list[str] = []
    start = 0
    for span in split_prose(text):
        known = span.kind == "mark" and span.content in asset_ids
        if not known or span.content in pieces[1::2]:
            continue
        before, after = text[: span.start], text[span.end :]
        alone = (not before or before.endswith("\n\n")) and (not after or after.startswith("\n\n"))
        if alone:
            pieces += [text[start : span.start].strip("\n"), span.content]
            start = span.end
    return (*pieces, text[start:].strip("\n"))
