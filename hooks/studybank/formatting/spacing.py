"""Spaces between Chinese and Latin letters or digits."""

from __future__ import annotations

import re
from typing import Final

import autocorrect_py

from studybank.prose import split_prose

_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
# At these signs autocorrect would choose others as well; what a link leads to is no prose.
_KEPT: Final = re.compile(r"(\]\([^)\n]*\)|[,.:;!?()\[\]\"'“”‘’\n]+)")


def space_text(text: str) -> str:
    """Put spaces between Chinese and Latin in a text field; nothing else changes."""
    if not _HAN.search(text):
        return text
    pieces = (
        _space_span(span.content) if span.kind == "text" else text[span.start : span.end]
        for span in split_prose(text)
    )
    return "".join(pieces)


def _space_span(text: str) -> str:
    return "".join(
        piece if index % 2 else _space_piece(piece) for index, piece in enumerate(_KEPT.split(text))
    )


def _space_piece(text: str) -> str:
    core = text.strip(" ")
    if not _HAN.search(core):
        return text
    spaced: str = autocorrect_py.format(core)
    if _letters(spaced) != _letters(core) or spaced.count(" ") < core.count(" "):
        return text
    return text.replace(core, spaced, 1)


def _letters(text: str) -> str:
    return text.replace(" ", "")
