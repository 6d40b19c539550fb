"""Titles and ids: short, plain, and ids in ASCII."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

MAX_TITLE: Final = 80
_MAX_WORDS: Final = 7
_MAX_ID: Final = 48
_CODE: Final = re.compile(r"```.*?(?:```|\Z)|\[picture `[^`]*`[^\]]*\]|\$\$.*?\$\$", re.DOTALL)
_TEX_WORD: Final = re.compile(
    r"\\(?:[a-z]*text|mathrm|mathbf|mathcal|operatorname|hat|bar|vec|left|right)\b|\\([A-Za-z]+)"
)
_SIGNS: Final = {
    "times": "×",
    "cdot": "·",
    "to": "→",
    "le": "≤",
    "ge": "≥",
    "approx": "≈",
    "frac": "",
    "sqrt": "√",
}
_BLANK: Final = re.compile(r"\[\[\d+\]\]|\[\.\.\.\]|(?:\\_){3,}")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP: Final = re.compile(r"[`$\\{}*]|<(?=[A-Za-z/!])|__|\[\[|\]\]")
_HEADING_CODE: Final = re.compile(
    r"^\W*(?:(?:section|chapter|part|unit|module|lecture)\s+(?:\d{1,2}|[IVX]{1,4})\b|第\s*[\d一二三四五六七八九十]+\s*[章节讲部单]|"
    r"[A-Z]{1,3}[-.]?\d{1,2}(?:\.\d{1,2})*\b|\d{1,2}(?:\.\d{1,2})*\b|[一二三四五六七八九十]{1,2}、)\s*[-–—:：.、·|]*\s*",
    re.IGNORECASE,
)
_TWO_TITLES: Final = re.compile(
    r"^(?P<en>[^\u3400-\u9fff]*[A-Za-z]{3,}[^\u3400-\u9fff]*?)\s*[/|｜（(–—-]?\s*(?P<zh>[\u3400-\u9fff].*?)[)）]?$|"
    r"^(?P<zh2>.*[\u3400-\u9fff])\s*[/|｜（(–—-]?\s+(?P<en2>[A-Z][^\u3400-\u9fff]{2,}?)[)）]?$"
)
_SENTENCE: Final = re.compile(r"(?<=[?？。！])|(?<=[.!])\s")


def is_title(text: str) -> bool:
    """Tell whether a text can be a title as it stands."""
    return bool(text) and len(text) <= MAX_TITLE and not _MARKUP.search(text) and text.isprintable()


def make_title(text: str) -> str:
    """Make a plain title of at most 80 characters out of a text; empty if it has no words."""
    plain = _LINK.sub(r"\1", _BLANK.sub(" … ", _CODE.sub(" ", text)))
    plain = _TEX_WORD.sub(lambda found: _SIGNS.get(found[1] or "", found[1] or ""), plain)
    plain = re.sub(r"\\?([<>])", r" \1 ", plain)
    plain = " ".join(_MARKUP.sub("", plain).split())
    plain = re.sub(r" (?=[.,;:?!])", "", plain)
    first = next((piece.strip() for piece in _SENTENCE.split(plain) if piece.strip()), "")
    title = first.strip("-–—:：,，;； ")
    if len(title) > MAX_TITLE:
        cut = title[: MAX_TITLE - 1]
        cut = cut[: cut.rfind(" ")] if cut.rfind(" ") > MAX_TITLE // 2 else cut
        title = cut.rstrip(",，;；:：、 ") + "…"
    return title


def split_heading(text: str) -> dict[str, str]:
    """Give a heading without its code, by language if it is in both, else under an empty name."""
    bare = make_title(_HEADING_CODE.sub("", text, count=1)) or make_title(text)
    match = _TWO_TITLES.match(bare)
    if not match:
        return {"": bare}
    return {
        "en": (match["en"] or match["en2"]).strip(),
        "zh": (match["zh"] or match["zh2"]).strip(),
    }


def make_id(title: str) -> str:
    """Make an id of an English title; empty if it has too few ASCII letters."""
    ascii_text = (
        unicodedata.normalize("NFKD", title.replace("×", "x"))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_text))[:_MAX_WORDS]
    slug = "-".join(words)[:_MAX_ID].strip("-")
    return slug if len(re.findall("[a-z]", slug)) > 2 else ""
