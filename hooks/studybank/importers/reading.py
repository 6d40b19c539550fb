"""From bytes to numbered lines, free of what no reader can see."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

from studybank.importers.lines import Entry, Line

_SPACES: Final = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\ud800-\udfff\U000e0000-\U0010ffff]"
)
_BULLETS: Final = re.compile(
    "^(\\s*)[\uf0a7\uf0b7\uf0d8\uf0fc\u2022\u25aa\u25cf\u25e6\u2043\u2610]\\s*"
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffc\ufffd\ufffe\uffff]")
_ENDS: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FEEDS: Final = re.compile("[\f\v]")


class Reading(NamedTuple):
    """A file's lines.

    Attributes:
        lines: All lines, blank ones included.
        entries: What was done to read them.
    """

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...]


def decode(data: bytes) -> tuple[str, str]:
    """Decode a file.

    Returns:
        The text, and the encoding if it is none of UTF-8's or marked UTF-16, so guessed.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        # What Chinese editors write by default, and nearly all that is not UTF-8 here.
        return data.decode("gb18030", "replace"), "GB 18030"


def read_lines(data: bytes) -> Reading:
    """Cut a file into lines and take out what cannot be seen or written in the bank."""
    text, encoding = decode(data)
    entries: list[Entry] = []
    raw = _ENDS.split(text)
    if encoding:
        what = f"read as {encoding}"
        entries.append(Entry("guessed", 1, len(raw), what, "the file is not UTF-8"))
    lines = []
    for number, written in enumerate(raw, 1):
        clean, entry = _clean(written, number)
        lines.append(Line(number, clean))
        if entry:
            entries.append(entry)
        elif _SPACES.search(written):
            entries.append(Entry("repaired", number, number, "spaces that do not break"))
    return Reading(tuple(lines), tuple(entries))


def _clean(written: str, number: int) -> tuple[str, Entry | None]:
    text = _UNSEEN.sub("", _FEEDS.sub("", _SPACES.sub(" ", written))).rstrip()
    text = _BULLETS.sub(r"\1- ", text)
    found = sorted({f"U+{ord(sign):04X}" for sign in _PRIVATE.findall(text)})
    if not found:
        return text, None
    what = f"character {', '.join(found)} replaced by □"
    why = "it belongs to one font, or was damaged before"
    return _PRIVATE.sub("□", text), Entry("look", number, number, what, why)
