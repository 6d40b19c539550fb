"""Typeset volumes to one PDF: pages, bookmarks, destinations, links and tags.

Every volume is a whole PDF by Typst, so that only what must be unique in a PDF is mended here.
References to what another volume may hold are links to addresses of the scheme `book:`, which
become links to named destinations.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from studybank.book.errors import BookError
from studybank.book.tags import join_tags

SCHEME: Final = "book:"
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


def number_pages(volumes: Sequence[Printed]) -> tuple[int, Mapping[str, int]]:
    """Count the pages of all volumes, and give the number of the page of each destination."""
    found: dict[str, int] = {}
    count = 0
    for volume in volumes:
        with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, count + 1)}
            for name, place in _destinations(pdf):
                found[name] = numbers[place[0].objgen] - volume.left_out
            count += len(pdf.pages) - volume.left_out
    return count, found


def join_volumes(
    volumes: Sequence[Printed], folios: bytes, name_page: Callable[[int], str]
) -> bytes:
    """Join volumes to one PDF.

    Args:
        volumes: In the order of their pages.
        folios: A PDF of the pages' numbers, one for each of the last pages of the book.
        name_page: Gives the words for a link to a page.

    Returns:
        A tagged PDF; the same volumes give the same bytes.

    Raises:
        BookError: A link leads to what the book does not hold.
    """
    _, numbers = number_pages(volumes)
    book = pikepdf.open(io.BytesIO(volumes[0].pdf))
    names = dict(_destinations(book))
    for number, volume in enumerate(volumes[1:], 1):
        part = pikepdf.open(io.BytesIO(volume.pdf))
        pages = _take_pages(book, part, volume.left_out)
        join_tags(book, part, pages, prefix=f"V{number}", left_out=volume.left_out)
        _join_outline(book, part, below=volume.continues)
        names |= {name: book.copy_foreign(place) for name, place in _destinations(part)}
    for page in book.pages:
        _mend_links(page, numbers, name_page)
    _lay_folios(book, folios)
    _describe(book, names)
    joined = io.BytesIO()
    # Many small objects go into compressed streams, which halves the file.
    book.save(joined, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return joined.getvalue()


def _destinations(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    names: Any = pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary())
    flat = names.get("/Names", Array())
    for index in range(0, len(flat), 2):
        yield str(flat[index]), flat[index + 1]


def _take_pages(book: pikepdf.Pdf, part: pikepdf.Pdf, left_out: int) -> list[pikepdf.Page]:
    before = len(book.pages)
    for page in list(part.pages)[left_out:]:
        book.pages.append(page)
    return list(book.pages)[before:]


def _join_outline(book: pikepdf.Pdf, part: pikepdf.Pdf, *, below: bool) -> None:
    """Put a volume's bookmarks behind the others, or behind those of the last chapter."""
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
    holder.Last.Next, more.First.Prev = more.First, holder.Last
    holder.Last = more.Last
    count, added = int(holder.Count), abs(int(more.Count))
    # A negative count says that what is below is not shown at first.
    holder.Count = count - added if count < 0 else count + added


def _mend_links(
    page: pikepdf.Page, numbers: Mapping[str, int], name_page: Callable[[int], str]
) -> None:
    annotations: Any = page.get("/Annots", Array())
    for link in annotations:
        address = str(link.get("/A", Dictionary()).get("/URI", ""))
        if not address.startswith(SCHEME):
            continue
        name = address.removeprefix(SCHEME)
        if name not in numbers:
            message = f"A link leads to {name}, which the book does not hold."
            raise BookError(message)
        del link.A
        link.Dest = String(name)
        link.Contents = String(name_page(numbers[name]))


def _lay_folios(book: pikepdf.Pdf, folios: bytes) -> None:
    """Lay the pages' numbers upon the pages; Typst has marked them as no part of the text."""
    draw = book.make_stream(b"\n/Folio Do\n")
    with pikepdf.open(io.BytesIO(folios)) as pdf:
        first = len(book.pages) - len(pdf.pages)
        for page, folio in zip(list(book.pages)[first:], pdf.pages, strict=True):
            form = book.copy_foreign(folio.as_form_xobject())
            page.add_resource(form, Name.XObject, Name.Folio)
            page.contents_add(draw)


def _describe(book: pikepdf.Pdf, names: Mapping[str, Any]) -> None:
    """Write what is said once for the whole book: names, page labels, and how many pages."""
    if names:
        flat = [item for name in sorted(names) for item in (String(name), names[name])]
        book.Root.Names = Dictionary(Dests=Dictionary(Names=Array(flat)))
    book.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=1)]))
    metadata: Any = book.Root.Metadata
    metadata.write(_PAGE_COUNT.sub(b"%d" % len(book.pages), metadata.read_bytes()))
