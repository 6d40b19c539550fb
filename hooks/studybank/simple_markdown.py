"""Markdown of the simplest kind, which most texts are: paragraphs, flat lists, emphasis, code.

What is recognised here comes out as Markdown and the sanitiser would write it, in a tenth of their
time; everything else is left to them. A test compares the two.
"""

from __future__ import annotations

import re
from typing import Final

_SIGN: Final = r" ,.;:?!'\"()%/=+°±²³·×÷‐-‧‰-⁞←-⋿、-〟！-／：-？\ue000\ue001-"
"""What stands in a text beside letters and digits and means nothing to Markdown or HTML."""

_CODE: Final = r"`(?! )(?:[^\W_]|[ ,.;:?!'\"()%/=+*_#@^$\[\]{}-])++(?<! )`(?!`)"
_RUN: Final = rf"(?:(?:[^\W_]|[{_SIGN}])++|{_CODE})"
_STRONG: Final = rf"\*\*(?! ){_RUN}++(?<! )\*\*(?!\*)"
_EM: Final = rf"\*(?! ){_RUN}++(?<! )\*(?!\*)"
_LINE: Final = rf"(?! |[-*+] |\d+\. )(?:{_RUN}|{_STRONG}|{_EM})++(?<! )"
_PARAGRAPH: Final = re.compile(rf"{_LINE}(?:\n{_LINE})*+")
_BULLETS: Final = re.compile(rf"- {_LINE}(?:\n- {_LINE})*+")
_NUMBERS: Final = re.compile(rf"1\. {_LINE}(?:\n[0-9]+\. {_LINE})*+")
_MARK: Final = re.compile(r"`(?P<code>[^`]*)`|(?P<strong>\*\*)|\*")
_NUMBER: Final = re.compile(r"^[0-9]+\. ", re.MULTILINE)
_WORDS: Final = re.compile(
    r"[^\W\d_](?:[^\W_]|[ ,.;:?!'\"()/=+→–—、。，；：？！（）“”‘’《》-])*+(?<! )"
)


def is_words(text: str) -> bool:
    """Tell whether a text is a line of words, which is a paragraph as it stands."""
    return _WORDS.fullmatch(text) is not None


def convert_simply(source: str) -> str | None:
    """Convert a text to HTML, or give None if it is not of the simplest kind.

    Args:
        source: Markdown with tokens for formulas and marks.
    """
    blocks: list[str] = []
    for block in source.split("\n\n"):
        if _PARAGRAPH.fullmatch(block):
            blocks.append(f"<p>{_convert_line(block)}</p>")
        elif blocks and blocks[-1].startswith(("<ul>", "<ol>")):
            return None  # Lists that follow each other may be one.
        elif _BULLETS.fullmatch(block):
            blocks.append(_convert_list("ul", block[2:].split("\n- ")))
        elif _NUMBERS.fullmatch(block):
            blocks.append(_convert_list("ol", _NUMBER.sub("", block).split("\n")))
        else:
            return None
    return "\n".join(blocks)


def _convert_list(tag: str, items: list[str]) -> str:
    lines = "".join(f"<li>{_convert_line(item)}</li>\n" for item in items)
    return f"<{tag}>\n{lines}</{tag}>"


def _convert_line(text: str) -> str:
    if "*" not in text and "`" not in text:
        return text
    is_open = False

    def put(match: re.Match[str]) -> str:
        nonlocal is_open
        if match["code"] is not None:
            return f"<code>{match['code']}</code>"
        is_open = not is_open
        return f"<{'' if is_open else '/'}{'strong' if match['strong'] else 'em'}>"

    return _MARK.sub(put, text)
