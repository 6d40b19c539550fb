"""Which characters of which MathJax font some formulas show.

CHTML has no text: an element such as `<mjx-c class="mjx-c1D465 TEX-I">` gets its character from
the rule `mjx-c.mjx-c1D465.TEX-I::before` and its font from the rule `.TEX-I`. A large delimiter
is put together from pieces, which take the first of several fonts that has the character.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from typing import Final

from studybank.formulas.fonts import read_characters
from studybank.formulas.mathjax import load_font
from studybank.formulas.stylesheets import Rule

_CHARACTER: Final = re.compile(r'<mjx-c [^>]*?class="([^"]*)"')
_STRETCHY: Final = re.compile(r"<(mjx-stretchy-[vh])([^>]*)>(.*?)</\1>", re.DOTALL)
_TAG: Final = re.compile(r"<(?:mjx|span)[^>]*>")
_TEX: Final = re.compile(r' data-tex="[^"]*"')
_STRETCHY_FONTS: Final = "mjx-stretchy-v mjx-c"
_PIECE: Final = re.compile(r"<(mjx-(?:beg|ext|mid|end))\b")
_CLASS: Final = re.compile(r'class="(?:[^"]* )?(mjx-c[0-9A-F]+)')
_CONTENT: Final = re.compile(r'content:"([^"]*)"')
_ESCAPE: Final = re.compile(r"\\([0-9A-Fa-f]+) ?|\\(.)")
_FAMILY: Final = re.compile(r"font-family:([^;!]*)")
_FILE: Final = re.compile(r'/(MathJax_[\w-]+\.woff)"')

# The whole of this font is one space of no height; it keeps lines from growing.
ZERO: Final = "MJXZERO"


def shorten(htmls: Iterable[str]) -> list[str]:
    """Give the tags and the large delimiters of formulas, each once: all that rules ask for.

    Args:
        htmls: Formulas as CHTML.
    """
    tags: set[str] = set()
    large: set[str] = set()
    for html in htmls:
        tags.update(_TAG.findall(html))
        if "<mjx-stretchy" in html:
            large.update(match[0] for match in _STRETCHY.finditer(html))
    return sorted({_TEX.sub("", tag) for tag in tags} | large)


def find_glyphs(htmls: Iterable[str], rules: Iterable[Rule]) -> dict[str, frozenset[int]]:
    """Find the code points of each font family, families in ascending order.

    Args:
        htmls: Formulas as CHTML.
        rules: All rules of MathJax's style sheet.
    """
    htmls = list(htmls)
    if not htmls:
        return {}
    contents, families, files = _index(rules)
    found: dict[str, set[int]] = {ZERO: set(_read_characters(files[ZERO]))}
    for names in {names for html in htmls for names in _CHARACTER.findall(html)}:
        classes = [name for name in names.split() if ":" not in name]
        text = contents.get(f"mjx-c.{'.'.join(classes)}::before", "")
        family = next((families["." + name] for name in classes if "." + name in families), None)
        _add(found, text, family or families[".MJX-TEX"], files)
    for selector in {each for html in htmls for each in _find_pieces(html)}:
        _add(found, contents.get(selector, ""), families[_STRETCHY_FONTS], files)
    return {family: frozenset(found[family]) for family in sorted(found)}


def find_font_files(rules: Iterable[Rule]) -> dict[str, str]:
    """Find the file name of each font family."""
    return _index(rules)[2]


def _add(
    found: dict[str, set[int]], text: str, families: list[str], files: Mapping[str, str]
) -> None:
    for character in map(ord, text):
        for family in families:
            if family != ZERO and character in _read_characters(files[family]):
                found.setdefault(family, set()).add(character)
                break


def _find_pieces(html: str) -> Iterable[str]:
    """Return the selectors that give the pieces of large delimiters their characters."""
    if "<mjx-stretchy" not in html:
        return
    for name, attributes, body in _STRETCHY.findall(html):
        kind = _CLASS.search(attributes)
        for piece in _PIECE.findall(body) if kind else ():
            yield f"{name}.{kind[1]} {piece} mjx-c::before" if kind else ""


def _index(rules: Iterable[Rule]) -> tuple[dict[str, str], dict[str, list[str]], dict[str, str]]:
    """Index contents by selector, font families by selector, and files by family."""
    contents, families, files = {}, {}, {}
    for rule in rules:
        content, family = _CONTENT.search(rule.body), _FAMILY.search(rule.body)
        names = [part.strip() for part in family[1].split(",")] if family else []
        for selector in rule.selectors:
            if content:
                contents[selector] = _ESCAPE.sub(_unescape, content[1])
            if family and selector.startswith("@"):
                file = _FILE.search(rule.body)
                files[names[0]] = file[1] if file else ""
            elif family and ZERO in names:
                families[selector] = names
    return contents, families, files


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else str(match[2])


@functools.cache
def _read_characters(file_name: str) -> frozenset[int]:
    return read_characters(load_font(file_name))
