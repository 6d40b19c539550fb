"""Where things stand on a page: the boxes of texts, lines and pictures, read from a PDF."""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pikepdf

_PAINT: Final = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"))
_EVERYWHERE: Final = (-1e6, -1e6, 1e6, 1e6)
_GAPS: Final = (-0.2, 0.6)
"""Texts on one line that stand so far apart, in their size, are one text."""

_CLOSING: Final = "，。、；：？！）》」』】”’"
_OPENING: Final = "（《「『【“‘"
_HALF: Final = 500
"""Full-width punctuation is blank on one side, which may hang over an edge."""
_MAPPING: Final = re.compile(
    rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^]]*)\])"
)
_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_PAIR: Final = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_WORD: Final = re.compile(rb"<([0-9A-Fa-f]+)>")

Corners = tuple[float, float, float, float]


class Box(NamedTuple):
    """What something covers, in points from the lower left corner of the page.

    Attributes:
        page: Index of its page.
        kind: `text` from its base line up to its size, `turned` for a text that does not run
            from left to right, `line` or `picture`.
        left: Left edge.
        bottom: Lower edge; the base line of a text.
        right: Right edge.
        top: Upper edge.
        text: What a text says.
    """

    page: int
    kind: str
    left: float
    bottom: float
    right: float
    top: float
    text: str = ""


class _Font(NamedTuple):
    """Widths and characters of a font's glyphs, by code."""

    widths: dict[int, float]
    characters: dict[int, str]


@functools.lru_cache(maxsize=2)
def read_boxes(data: bytes) -> tuple[Box, ...]:
    """Read the boxes of all pages; texts that follow one another on a line are one box.

    Accents of formulas are left out: they stand upon their letters.
    """
    with pikepdf.open(io.BytesIO(data)) as document:
        return tuple(
            box
            for number, page in enumerate(document.pages)
            for box in _join(list(_Interpreter(number, page.obj, page.resources).read()))
        )


def _join(boxes: Sequence[Box]) -> Iterator[Box]:
    lines: dict[float, list[Box]] = {}
    for box in boxes:
        if box.kind == "text" and all(map(unicodedata.combining, box.text)):
            continue
        if box.kind == "text":
            lines.setdefault(round(box.bottom, 1), []).append(box)
        else:
            yield box
    for line in lines.values():
        line.sort(key=lambda box: box.left)
        joined = line[0]
        for before, box in pairwise(line):
            size = before.top - before.bottom
            if _GAPS[0] * size < box.left - before.right < _GAPS[1] * size:
                right, top = max(joined.right, box.right), max(joined.top, box.top)
                joined = joined._replace(right=right, top=top, text=joined.text + box.text)
            else:
                yield joined
                joined = box
        yield joined


class _Interpreter:
    """Follows a page's operators as far as they place things."""

    def __init__(
        self,
        number: int,
        page: pikepdf.Object,
        resources: Any,
        matrix: pikepdf.Matrix | None = None,
    ) -> None:
        self._number = number
        self._page = page
        self._resources = resources
        self._matrix = pikepdf.Matrix() if matrix is None else matrix
        self._clip: Corners = _EVERYWHERE
        self._saved: list[tuple[pikepdf.Matrix, Corners]] = []
        self._points: list[tuple[float, float]] = []
        self._text_matrix = pikepdf.Matrix()
        self._font = _Font({}, {})
        self._size = 0.0
        self._fonts: dict[str, _Font] = {}
        self._clips = False

    def read(self) -> Iterator[Box]:
        for instruction in pikepdf.parse_content_stream(self._page):
            operands: list[Any] = list(instruction.operands)
            yield from self._follow(str(instruction.operator), operands)

    def _follow(self, operator: str, operands: list[Any]) -> Iterator[Box]:
        match operator:
            case "q":
                self._saved.append((self._matrix, self._clip))
            case "Q":
                self._matrix, self._clip = self._saved.pop()
            case "cm":
                self._matrix = pikepdf.Matrix(*map(float, operands)) @ self._matrix
            case "BT":
                self._text_matrix = pikepdf.Matrix()
            case "Tm":
                self._text_matrix = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                self._font, self._size = self._open(str(operands[0])), float(operands[1])
            case "Tj" | "TJ":
                yield self._text(operands[0] if operator == "TJ" else operands)
            case "Do":
                yield from self._object(str(operands[0]))
            case "Td" | "TD" | "T*" | "Tc" | "Tw" | "Tz" | "Ts" | "'" | '"':
                message = f"the operator {operator} is not known here"
                raise AssertionError(message)
            case _:
                yield from self._path(operator, [float(x) for x in operands if _is_number(x)])

    def _path(self, operator: str, numbers: list[float]) -> Iterator[Box]:
        if operator in ("m", "l", "c", "v", "y"):
            self._points += zip(numbers[::2], numbers[1::2], strict=True)
        elif operator == "re":
            x, y, width, height = numbers
            self._points += [(x, y), (x + width, y + height)]
        elif operator in ("W", "W*"):
            self._clips = True
        elif operator in _PAINT or operator == "n":
            shown = self._around(self._points) if self._points else None
            self._points = []
            if shown and operator != "n" and shown[0] < shown[2]:
                yield Box(self._number, "line", *shown)
            if shown and self._clips:
                self._clip = shown
            self._clips = False

    def _around(self, points: Sequence[tuple[float, float]]) -> Corners:
        """Give the box of points on the page, as far as it is not clipped."""
        left, bottom, right, top = _bounds([self._matrix.transform(point) for point in points])
        edges = self._clip
        return (
            max(left, edges[0]),
            max(bottom, edges[1]),
            min(right, edges[2]),
            min(top, edges[3]),
        )

    def _object(self, name: str) -> Iterator[Box]:
        thing = self._resources["/XObject"][name]
        if name.startswith("/Folio"):
            laid = _Interpreter(self._number, thing, thing["/Resources"], self._matrix)
            yield from laid.read()
            return
        if thing["/Subtype"] == "/Image":
            points = [(0.0, 0.0), (1.0, 1.0)]
        else:
            left, bottom, right, top = map(float, thing["/BBox"])
            own = pikepdf.Matrix(*map(float, thing.get("/Matrix", (1, 0, 0, 1, 0, 0))))
            points = [own.transform(corner) for corner in ((left, bottom), (right, top))]
        yield Box(self._number, "picture", *self._around(points))

    def _open(self, name: str) -> _Font:
        if name not in self._fonts:
            font: Any = self._resources["/Font"][name]
            self._fonts[name] = _Font(_read_widths(font), _read_characters(font))
        return self._fonts[name]

    def _text(self, pieces: Sequence[Any]) -> Box:
        glyphs: list[tuple[float, str]] = []
        for piece in pieces:
            if _is_number(piece):
                glyphs.append((-float(piece), ""))
                continue
            codes = bytes(piece)
            for high, low in zip(codes[::2], codes[1::2], strict=True):
                code = high * 256 + low
                glyph = self._font.widths.get(code, 0.0), self._font.characters.get(code, "?")
                glyphs.append(glyph)
        start, stop = _ink(glyphs)
        place = self._text_matrix @ self._matrix
        corners = [(start / 1000 * self._size, 0.0), (stop / 1000 * self._size, self._size)]
        bounds = _bounds([place.transform(point) for point in corners])
        kind = "turned" if abs(place.b) > abs(place.a) / 100 else "text"
        return Box(self._number, kind, *bounds, "".join(text for _, text in glyphs))


def _ink(glyphs: Sequence[tuple[float, str]]) -> tuple[float, float]:
    """Give where a text begins and ends, without spaces and blank halves of punctuation."""
    position = 0.0
    found: list[tuple[float, float]] = []
    for width, text in glyphs:
        if text.strip():
            blank = _HALF if width > _HALF else 0.0
            left = position + (blank if text in _OPENING else 0.0)
            found.append((left, position + width - (blank if text in _CLOSING else 0.0)))
        position += width
    return (found[0][0], found[-1][1]) if found else (0.0, 0.0)


def _bounds(points: Sequence[tuple[float, float]]) -> Corners:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_number(operand: object) -> bool:
    try:
        float(operand)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _read_widths(font: Any) -> dict[int, float]:
    """Read the widths of a composite font's glyphs, by code."""
    assert str(font["/Subtype"]) == "/Type0"
    assert str(font["/Encoding"]) == "/Identity-H"
    entries = list(font["/DescendantFonts"][0]["/W"])
    widths: dict[int, float] = {}
    while entries:
        first, following, *entries = entries
        if isinstance(following, pikepdf.Array):
            listed = [float(width) for width in list(following)]
            widths.update(enumerate(listed, int(first)))
        else:
            widths.update(dict.fromkeys(range(int(first), int(following) + 1), float(entries[0])))
            del entries[0]
    return widths


def _read_characters(font: Any) -> dict[int, str]:
    """Read what a composite font's glyphs mean, by code."""
    characters: dict[int, str] = {}
    for kind, body in _SECTION.findall(font["/ToUnicode"].read_bytes()):
        if kind == b"bfchar":
            characters.update((int(code, 16), _decode(text)) for code, text in _PAIR.findall(body))
            continue
        for first, last, start, listed in _MAPPING.findall(body):
            codes = range(int(first, 16), int(last, 16) + 1)
            if listed:
                texts = [_decode(text) for text in _WORD.findall(listed)]
            else:
                texts = [chr(ord(_decode(start)) + offset) for offset in range(len(codes))]
            characters.update(zip(codes, texts, strict=True))
    return characters


def _decode(text: bytes) -> str:
    return bytes.fromhex(text.decode()).decode("utf-16-be")
