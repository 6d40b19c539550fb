"""Typeset volumes to one PDF: pages, bookmarks, destinations, links and tags.

Every volume is a whole PDF by Typst, so that only what must be unique in a PDF is mended here.
References to what another volume may hold are links to addresses of the scheme `book:`, which
become links to named destinations; the numbers of pages are laid where they are wanted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from studybank.book.errors import BookError
from studybank.book.tags import join_tags

_LINK: Final = "book"
_NUMBER: Final = "book-page"
"""A link of this scheme has no text, but room for the number of its page."""

_PAGE_COUNT: Final = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")


@dataclass(frozen=True)
class Printed:
    """A volume that is typeset.

    Attributes:
        pdf: What Typst gave.
        continues: Its first page repeats the chapter of the volume before, only because tags
            begin with a heading of the first level; it is left out.
    """

    pdf: bytes
    continues: bool = False

    @property
    def left_out(self) -> int:
        """Number of first pages that are left out."""
        return int(self.continues)

    @cached_property
    def pages(self) -> tuple[int, Mapping[str, int]]:
        """Number of its pages, and on which of them, from 1, each destination is."""
        with pikepdf.open(io.BytesIO(self.pdf)) as pdf:
            kept = list(pdf.pages)[self.left_out :]
            numbers = {page.objgen: number for number, page in enumerate(kept, 1)}
            return len(kept), {n: numbers[place[0].objgen] for n, place in _destinations(pdf)}


def number_pages(volumes: Iterable[Printed]) -> tuple[int, Mapping[str, int]]:
    """Count the pages of all volumes, and give the number of the page of each destination."""
    found: dict[str, int] = {}
    count = 0
    for volume in volumes:
        more, places = volume.pages
        found |= {name: count + number for name, number in places.items()}
        count += more
    return count, found


class Binder:
    """Joins volumes to one PDF, while others are still typeset."""

    def __init__(self) -> None:
        self._added = 0
        self._book = pikepdf.new()
        self._names: dict[str, Any] = {}

    def add(self, volume: Printed, *, in_front: bool = False) -> None:
        """Put a volume behind those that have been added, or in front of them."""
        part = pikepdf.open(io.BytesIO(volume.pdf))
        if self._added:
            pages = _take_pages(self._book, part, volume.left_out, in_front=in_front)
            join_tags(self._book, part, pages, prefix=f"V{self._added}", in_front=in_front)
            _join_outline(self._book, part, below=volume.continues, in_front=in_front)
            copy = self._book.copy_foreign
            self._names |= {name: copy(place) for name, place in _destinations(part)}
        else:
            self._book = part
            self._names = dict(_destinations(part))
        self._added += 1

    def bind(
        self, folios: bytes, numbers: Mapping[str, int], name_page: Callable[[int], str]
    ) -> bytes:
        """Give the book.

        Args:
            folios: A PDF of the pages' feet, then of their numbers alone if links leave room.
            numbers: Number of the page of each destination.
            name_page: Gives the words for a link to a page.

        Returns:
            A tagged PDF; the same volumes, added in the same order, give the same bytes.

        Raises:
            BookError: A link leads to what the book does not hold.
        """
        book = self._book
        with pikepdf.open(io.BytesIO(folios)) as sheets:
            layers = [_Layer(book, *found) for found in enumerate(sheets.pages)]
            count = len(book.pages)
            for page, folio in zip(book.pages, layers[:count], strict=True):
                folio.lay(page, 0, 0)
                for number, x, y in _mend_links(page, numbers, name_page):
                    layers[count + number - 1].lay(page, x, y)
        _describe(book, self._names)
        joined = io.BytesIO()
        # Many small objects go into compressed streams, which halves the file.
        generate = pikepdf.ObjectStreamMode.generate
        book.save(joined, object_stream_mode=generate, deterministic_id=True)
        return joined.getvalue()


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    names: Any = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    flat = names.get("/Names", Array())
    for index in range(0, len(flat), 2):
        yield str(flat[index]), flat[index + 1]


def _take_pages(
    book: pikepdf.Pdf, part: pikepdf.Pdf, left_out: int, *, in_front: bool
) -> list[pikepdf.Page]:
    start = 0 if in_front else len(book.pages)
    for number, page in enumerate(list(part.pages)[left_out:], start):
        book.pages.insert(number, page)
    return list(book.pages)[start : start + len(part.pages) - left_out]


def _join_outline(book: pikepdf.Pdf, part: pikepdf.Pdf, *, below: bool, in_front: bool) -> None:
    """Put a volume's bookmarks before or behind the others, or behind the last chapter's."""
    if "/Outlines" not in part.Root:
        return
    more: Any = book.copy_foreign(part.Root.Outlines)
    if "/Outlines" not in book.Root:
        book.Root.Outlines = more
        return
    holder: Any = book.Root.Outlines
    holder = holder.Last if below else holder
    item = more.First
    while item is not None:
        item.Parent = holder
        item = item.get("/Next")
    before, after = (more, holder) if in_front else (holder, more)
    before.Last.Next, after.First.Prev = after.First, before.Last
    holder.First, holder.Last = before.First, after.Last
    count, added = int(holder.Count), abs(int(more.Count))
    # A negative count says that what is below is not shown at first.
    holder.Count = count - added if count < 0 else count + added


def _mend_links(
    page: pikepdf.Page, numbers: Mapping[str, int], name_page: Callable[[int], str]
) -> Iterator[tuple[int, float, float]]:
    """Let links lead to pages of the book; give the numbers that are wanted, and where."""
    annotations: Any = page.get("/Annots", Array())
    for link in annotations:
        scheme, _, name = str(link.get("/A", Dictionary()).get("/URI", "")).partition(":")
        if scheme not in (_LINK, _NUMBER):
            continue
        if name not in numbers:
            message = f"A link leads to {name}, which the book does not hold."
            raise BookError(message)
        del link.A
        link.Dest = String(name)
        link.Contents = String(name_page(numbers[name]))
        if scheme == _NUMBER:
            yield numbers[name], float(link.Rect[0]), float(link.Rect[1])


class _Layer:
    """A page to be laid upon others; Typst has marked it as no part of the text."""

    def __init__(self, book: pikepdf.Pdf, number: int, sheet: pikepdf.Page) -> None:
        self._book = book
        self._sheet = sheet
        self._name = Name(f"/Folio{number}")
        self._form: Any = None

    def lay(self, page: pikepdf.Page, x: float, y: float) -> None:
        """Lay it upon a page, with its lower left corner at a place."""
        if self._form is None:
            self._form = self._book.copy_foreign(self._sheet.as_form_xobject())
        page.add_resource(self._form, Name.XObject, self._name)
        draw = f"\nq 1 0 0 1 {x:.2f} {y:.2f} cm {self._name} Do Q\n"
        page.contents_add(self._book.make_stream(draw.encode()))


def _describe(book: pikepdf.Pdf, names: Mapping[str, Any]) -> None:
    """Write what is said once for the whole book: names, page labels, and how many pages."""
    if names:
        flat = [item for name in sorted(names) for item in (String(name), names[name])]
        book.Root.Names = Dictionary(Dests=Dictionary(Names=Array(flat)))
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    metadata: Any = book.Root.Metadata
    metadata.write(_PAGE_COUNT.sub(b"%d" % len(book.pages), metadata.read_bytes()))
