"""Repairs within a line, where the meaning is plain: formulas, signs, names in brackets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from studybank.prose import split_prose

_TEX_INLINE: Final = re.compile(r"\\\(\s*(.+?)\s*\\\)", re.DOTALL)
_TEX_DISPLAY: Final = re.compile(r"\\\[\s*(.+?)\s*\\\]", re.DOTALL)
_PADDED: Final = re.compile(
    r"(?<![\\$\w])\$[ \t]+([^$\n]*?[\\^_={}][^$\n]*?)[ \t]*\$(?!\$)|"
    r"(?<![\\$\w])\$([^$\s\n][^$\n]*?[\\^_={}][^$\n]*?)[ \t]+\$(?![\$\w])"
)
_PADDED_SYMBOL: Final = re.compile(
    r"(?<![\\$\w])\$[ \t]+([A-Za-z](?:\s*[-+*/(]\s*\w+\)?)?)[ \t]+\$(?![\$\w])"
)
_PRODUCT: Final = re.compile(r"(?<=[0-9A-Za-z)\]])\*(?=[0-9A-Za-z.(])")
_HAS_PRODUCT: Final = re.compile(r"[0-9A-Za-z)\]]\*[0-9A-Za-z.(]{1,30}\*[0-9A-Za-z(]")
_DUNDER: Final = re.compile(r"(?<![\w\\`])(__[A-Za-z][A-Za-z0-9_]*__)(?!\w)")
_GAP: Final = re.compile(r"_{3,}")
_ANGLE: Final = re.compile(r"<(/?[A-Za-z][\w:.-]{0,40})\s*/?>")
_LESS: Final = re.compile(r"<(?=[A-Za-z/!?])")
_LINK: Final = re.compile(
    r"(?<!!)\[([^\[\]\n]{0,500})\]\(\s*<?([^()\s<>]*(?:\([^()\s]*\))?[^()\s<>]*)>?(?:\s+\"([^\"]*)\")?\s*\)"
)
_GOOD_LINK: Final = re.compile(r"https?://[A-Za-z0-9\[][^\s<>\"()]*|mailto:[^\s@<>\"]+@[^\s@<>\"]+")
_BARE_LINK: Final = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,300})>")
_IMAGE: Final = re.compile(
    r"!\[([^\]\n]*)\] ?\(\s*<?([^)\s]*)>?(?:\s+[\"']([^)\n]*)[\"'])?\s*\)|"
    r"!\[\[([^\]\n|]+)(?:\|[^\]\n]*)?\]\]"
)
_FOOTNOTE: Final = re.compile(r"\[\^([^\]\s]{1,60})\]")
_DEFINITION: Final = re.compile(r"^( {0,3})\[([^\]\n]{1,300})\]:(?=\s)", re.MULTILINE)
_ATTRIBUTES: Final = re.compile(r"\{:[^}\n]{0,200}\}|\{ ?[.#][A-Za-z][^}\n]{0,200}\}")
_ENTITY: Final = re.compile(r"&(?=(?:[A-Za-z]{2,10}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_HASH: Final = re.compile(r"^( {0,3})#", re.MULTILINE)


def mend_formulas(text: str) -> str:
    r"""Write `\(…\)`, `\[…\]` and padded `$ … $` as the bank does."""
    text = _outside_code(text, lambda part: _TEX_INLINE.sub(r"$\1$", part))
    text = _outside_code(
        text, lambda part: _TEX_DISPLAY.sub(lambda found: f"\n$$\n{found[1].strip()}\n$$\n", part)
    )
    text = _outside_code(
        text, lambda part: _PADDED.sub(lambda found: f"${(found[1] or found[2]).strip()}$", part)
    )
    return _outside_code(text, lambda part: _PADDED_SYMBOL.sub(r"$\1$", part))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what is no listing and no code; pieces are joined first where they touch."""
    pieces: list[str] = []
    pending = ""
    for span in split_prose(text):
        raw = text[span.start : span.end]
        if span.kind in ("code", "fence"):
            pieces += [change(pending), raw]
            pending = ""
        else:
            pending += raw
    return "".join([*pieces, change(pending)])


def name_picture(match: re.Match[str]) -> str:
    """Write a picture as words, for a person to replace by a figure."""
    alt, path = (match[1] or match[3] or "").strip(), (match[2] or match[4] or "").strip()
    described = f": {alt}" if alt and alt not in path else ""
    shown = path.replace("`", "'") or "?"
    extra = f" ({match[3].strip()})" if match[1] and match[3] and match[3] != alt else ""
    return f"[picture `{shown}`{described}]{extra}"


def pictures(text: str) -> list[str]:
    """Name the pictures of a text."""
    return [(match[2] or match[4] or "").strip() for match in _IMAGE.finditer(text)]


def mend_inlines(text: str) -> str:
    """Make a text show as it was meant, in the bank's Markdown."""
    pieces: list[str] = []
    for span in split_prose(_outside_code(text, lambda part: _IMAGE.sub(name_picture, part))):
        if span.kind == "text":
            pieces.append(_mend_words(span.content))
        elif span.kind == "stray":
            pieces.append("\\$")
        elif span.kind == "mark":
            pieces.append(f"\\[\\[{span.content}\\]\\]")
        elif span.kind == "escape":
            pieces.append(span.content)
        elif span.kind in ("inline", "display"):
            sign = "$" if span.kind == "inline" else "$$"
            inner = span.content if span.kind == "inline" else f"\n{span.content}\n"
            pieces.append(f"{sign}{inner}{sign}")
        else:
            pieces.append(_raw(span.kind, span.content))
    return "".join(pieces)


def _raw(kind: str, content: str) -> str:
    if kind == "fence":
        return content
    # Back-ticks inside code need more of them around it.
    longest = max((len(run) for run in re.findall("`+", content)), default=0)
    ticks = "`" * (longest + 1)
    return f"{ticks}{content}{ticks}"


def _mend_words(text: str) -> str:
    text = _FOOTNOTE.sub(r"\\[^\1\\]", text)
    text = _DEFINITION.sub(r"\1\\[\2\\]:", text)
    text = _ATTRIBUTES.sub(lambda found: f"`{found[0]}`", text)
    text = _BARE_LINK.sub(r"[\1](\1)", text)
    text = _LINK.sub(_mend_link, text)
    text = _ANGLE.sub(lambda found: f"`{found[0]}`" if "`" not in found[0] else found[0], text)
    text = _LESS.sub(r"\\<", text) if "`<" not in text else _less_outside_ticks(text)
    text = _ENTITY.sub("& ", text)
    text = _DUNDER.sub(r"`\1`", text)
    text = _GAP.sub(lambda found: "\\_" * len(found[0]), text)
    while _HAS_PRODUCT.search(text):
        text = _PRODUCT.sub(r"\\*", text)
    return _HASH.sub(r"\1\\#", text)


def _less_outside_ticks(text: str) -> str:
    pieces = re.split("(`[^`\n]*`)", text)
    return "".join(piece if piece.startswith("`") else _LESS.sub(r"\\<", piece) for piece in pieces)


def _mend_link(match: re.Match[str]) -> str:
    said, target = match[1], match[2]
    title = f" ({match[3]})" if match[3] and match[3] != said else ""
    if _GOOD_LINK.fullmatch(target):
        return f"[{said}]({target}){title}"
    return f"{said} (`{target}`){title}" if target else said
