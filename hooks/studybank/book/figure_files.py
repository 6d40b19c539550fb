"""Figures as a book shows them: their texts in fonts that certainly exist.

An SVG names fonts as a browser knows them (`system-ui, sans-serif`). Typst would take any font
that has the character, or none, and say nothing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import typst
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from studybank.book.errors import BookError
from studybank.book.fonts import Faces
from studybank.figures import parse_size

_FAMILY: Final = re.compile(r"""(font-family\s*(?:=\s*["']|:\s*))([^;}"']*)""")
_ROOT: Final = re.compile(r"<svg\b")
_HAN: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SVG: Final = "http://www.w3.org/2000/svg"
_MONOSPACE: Final = "DejaVu Sans Mono"


def read_figure(path: Path, faces: Faces, fonts: typst.Fonts) -> bytes:
    """Read a figure; an SVG's texts get fonts of the book.

    Args:
        path: Its file.
        faces: Fonts of the book.
        fonts: The fonts that there are.

    Raises:
        BookError: It cannot be read, or has a character that its font does not have.
    """
    try:
        data = path.read_bytes()
        if path.suffix != ".svg":
            if parse_size(data[:4096]) is None:
                message = "the file is no picture that can be read"
                raise BookError(message)
            return data
        text = data.decode()
        drawn = ElementTree.fromstring(text).iter(f"{{{_SVG}}}text")  # noqa: S314 - the check refuses entities
        signs = {sign for element in drawn for word in element.itertext() for sign in word}
    except (OSError, UnicodeDecodeError, ElementTree.ParseError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the file cannot be read: {reason}"
        raise BookError(message) from error
    text = settle_fonts(text, faces)
    missing = {sign for sign in signs if sign.isprintable()} - _covered(faces.sans[0], fonts)
    for sign in sorted(missing):
        shifted = _shift(sign)
        if shifted:
            text = text.replace(sign, shifted)
            missing.remove(sign)
    if missing:
        message = f'the font {faces.sans[0]} has no "{"".join(sorted(missing))}"'
        raise BookError(message)
    return text.encode()


def _shift(sign: str) -> str | None:
    """Draw a small raised or lowered sign, which few fonts have, as a larger one."""
    kind, _, code = unicodedata.decomposition(sign).partition(" ")
    way = {"<sub>": "sub", "<super>": "super"}.get(kind)
    if way is None:
        return None
    plain = "".join(chr(int(part, 16)) for part in code.split())
    return f'<tspan baseline-shift="{way}" font-size="70%">{plain}</tspan>'


def settle_fonts(svg: str, faces: Faces) -> str:
    """Name fonts of the book in an SVG: the sans face, or one of the kind that it asks for."""
    has_han = _HAN.search(svg) is not None

    def choose(found: re.Match[str]) -> str:
        wanted = found[2].lower()
        if "mono" in wanted and not has_han:
            return found[1] + _MONOSPACE
        is_serif = "serif" in wanted and "sans" not in wanted
        return found[1] + (faces.serif if is_serif else faces.sans)[0]

    svg = _FAMILY.sub(choose, svg)
    root = _ROOT.search(svg)
    if root is None or _FAMILY.search(svg[root.end() : svg.find(">", root.end())]):
        return svg
    return f'{svg[: root.end()]} font-family="{faces.sans[0]}"{svg[root.end() :]}'


def _covered(family: str, fonts: typst.Fonts) -> frozenset[str]:
    found = [font for font in fonts.fonts() if font.family == family and font.path]
    best = min(found, key=lambda font: abs(font.weight - 400), default=None)
    return _read_characters(str(best.path), best.index) if best else frozenset()


@lru_cache(maxsize=4)
def _read_characters(path: str, index: int) -> frozenset[str]:
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))
