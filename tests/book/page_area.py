"""What stands where it should not: beyond the edges of a page's text, or upon something else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import Final

import typst

from book.page_boxes import Box, Corners, read_boxes
from book.shelf import FONT_FOLDER, Shelf
from studybank.book.document import write_book
from studybank.book.fonts import open_fonts
from studybank.book.selection import BookRequest

_SLACK: Final = 1.0
"""Half of the width of a thick rule, in points: rules are drawn along edges."""
_HANG: Final = 0.2
"""How much of its size a text may hang over an edge: Latin commas and hyphens do."""
_DROP: Final = 6.5
"""How far scripts and fractions of a last line may reach below it, in points."""
_X_HEIGHT: Final = 0.45
_OVERLAP: Final = 0.6
"""How much of the lower text's body must be covered; scripts cover less of their letter's."""

_PROBE: Final = """
#layout(size => context {
  let place = here().position()
  [#metadata((place.x, place.y, size.width, size.height).map(length => length.pt()))<area>]
})
"""


def find_area(shelf: Shelf, request: BookRequest) -> Corners:
    """Ask Typst for the room that a page has for text, in points from the lower left corner."""
    before = write_book(shelf.press.site, request, [], shelf.press.faces).preface({})
    fonts = open_fonts(FONT_FOLDER)
    found = typst.query((before + _PROBE).encode(), "<area>", field="value", font_paths=fonts)
    left, top, width, height = json.loads(found)[0]
    bottom = float(shelf.book(request).reader.pages[0].mediabox.height) - top - height
    return left, bottom, left + width, bottom + height


def find_overfull(data: bytes, area: Corners) -> list[str]:
    """Say what begins in the room for text and ends outside it."""
    left, bottom, right, top = area
    found = []
    for box in read_boxes(data):
        is_text = box.kind == "text"
        hang = _SLACK + _HANG * (box.top - box.bottom) * is_text
        upper, drop = (_body_top(box), _DROP) if is_text else (box.top, _SLACK)
        is_beside = box.left > right or box.right < left
        is_above_or_below = box.bottom > top or upper < bottom
        is_wide = box.left < left - hang or box.right > right + hang
        is_high = box.bottom < bottom - drop or upper > top + _SLACK
        if (is_wide and not is_beside) or (is_high and not is_above_or_below):
            found.append(_describe(box))
    return found


def find_outside(data: bytes, width: float, height: float) -> list[str]:
    """Say what does not stand on its page as a whole."""
    return [
        _describe(box)
        for box in read_boxes(data)
        if min(box.left, box.bottom) < 0 or box.right > width or box.top > height
    ]


def find_overprinted(data: bytes) -> list[str]:
    """Say which texts stand upon one another."""
    # Signs of a formula stand where they like.
    texts = (
        box
        for box in read_boxes(data)
        if box.kind == "text" and any(character.isalnum() for character in box.text)
    )
    return [
        f"{_describe(one)} and {two.text!r}"
        for _, boxes in groupby(texts, key=lambda box: box.page)
        for one, two in _overlapping(boxes)
    ]


def _overlapping(boxes: Iterable[Box]) -> Iterator[tuple[Box, Box]]:
    for one, two in combinations(boxes, 2):
        height = min(_body_top(one), _body_top(two)) - max(one.bottom, two.bottom)
        width = min(one.right, two.right) - max(one.left, two.left)
        body = min(_body_top(one) - one.bottom, _body_top(two) - two.bottom)
        if width > 1 and height > _OVERLAP * body:
            yield one, two


def _body_top(box: Box) -> float:
    return box.bottom + _X_HEIGHT * (box.top - box.bottom)


def _describe(box: Box) -> str:
    return f"page {box.page + 1}: {box.kind} {box.text!r} from {box.left:.0f} to {box.right:.0f} pt"
