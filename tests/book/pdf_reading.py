"""Reading PDFs back: outline, links, fonts, tags and text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject


class Entry(NamedTuple):
    """A bookmark: depth from 0, title, and index of the page that it leads to."""

    depth: int
    title: str
    page: int


@dataclass(frozen=True)
class Link:
    """A link: where it stands and where it leads.

    Attributes:
        page: Index of its page.
        target: Index of the page that it leads to; None if it leads nowhere or out of the book.
        name: Name of its destination, if it has one.
        address: Address outside the book.
    """

    page: int
    target: int | None
    name: str | None
    address: str | None


class Font(NamedTuple):
    """A font: its name, whether its file is in the PDF, and its kind."""

    name: str
    embedded: bool
    kind: str


class Tag(NamedTuple):
    """A structure element: its type, alternative text and language, where it states them."""

    kind: str
    alt: str | None
    lang: str | None


class Pdf:
    """A PDF that was made, and what can be read in it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))

    @property
    def root(self) -> Any:
        """The document's catalogue."""
        return self.reader.root_object

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Text of each page."""
        return tuple(page.extract_text() for page in self.reader.pages)

    @cached_property
    def text(self) -> str:
        """Text of the whole document without white space, which lines break up at will."""
        return squeeze("".join(self.pages))

    @cached_property
    def outline(self) -> tuple[Entry, ...]:
        """The bookmarks in order."""
        return tuple(self._entries(self.reader.outline, 0))

    def _entries(self, items: Any, depth: int) -> Iterator[Entry]:
        for item in items:
            if isinstance(item, list):
                yield from self._entries(item, depth + 1)
            else:
                page = self.reader.get_destination_page_number(item)
                yield Entry(depth, str(item.title), -1 if page is None else page)

    @cached_property
    def names(self) -> dict[str, int]:
        """Index of the page of each named destination."""
        found = self.reader.named_destinations.items()
        return {name: self._page_of(destination) for name, destination in found}

    def _page_of(self, destination: Destination) -> int:
        page = self.reader.get_destination_page_number(destination)
        return -1 if page is None else page

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link, page by page."""
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        numbers = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(self.reader.pages)
            if page.indirect_reference
        }
        for number, page in enumerate(self.reader.pages):
            for annotation in page.get("/Annots", ()):
                link = annotation.get_object()
                if link["/Subtype"] != "/Link":
                    continue
                action = link.get("/A", {})
                target = link.get("/Dest", action.get("/D"))
                target = target.get_object() if target is not None else None
                if isinstance(target, ArrayObject):
                    yield Link(number, numbers.get(target[0].idnum), None, None)
                elif target is not None:
                    yield Link(number, self.names.get(str(target)), str(target), None)
                else:
                    yield Link(number, None, None, str(action["/URI"]))

    @cached_property
    def fonts(self) -> frozenset[Font]:
        """Every font that a page uses."""
        return frozenset(
            _read_font(font.get_object())
            for resources in self._resources()
            for font in _dictionary(resources, "/Font").values()
        )

    def _resources(self) -> Iterator[DictionaryObject]:
        waiting = [_dictionary(page, "/Resources") for page in self.reader.pages]
        while waiting:
            resources = waiting.pop()
            yield resources
            forms = _dictionary(resources, "/XObject").values()
            waiting += [_dictionary(form.get_object(), "/Resources") for form in forms]

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The structure elements in reading order."""
        return tuple(_walk(self.root["/StructTreeRoot"]))

    def alternatives(self, kind: str) -> list[str | None]:
        """Give the alternative texts of the elements of a type."""
        return [tag.alt for tag in self.tags if tag.kind == kind]


def squeeze(text: str) -> str:
    """Take out white space."""
    return "".join(text.split())


def _dictionary(holder: Any, name: str) -> DictionaryObject:
    found = holder.get(name, DictionaryObject()).get_object()
    assert isinstance(found, DictionaryObject)
    return found


def _read_font(font: DictionaryObject) -> Font:
    descendants: Any = font.get("/DescendantFonts", [font])
    holder: DictionaryObject = descendants[0].get_object()
    descriptor = _dictionary(holder, "/FontDescriptor")
    embedded = any(f"/FontFile{number}" in descriptor for number in ("", 2, 3))
    return Font(str(holder.get("/BaseFont", "")).lstrip("/"), embedded, str(font["/Subtype"]))


def _walk(element: Any) -> Iterator[Tag]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, ArrayObject):
        for child in element:
            yield from _walk(child)
    elif isinstance(element, DictionaryObject):
        if "/S" in element:
            alt, lang = element.get("/Alt"), element.get("/Lang")
            kind = str(element["/S"]).lstrip("/")
            yield Tag(kind, alt and str(alt), lang and str(lang))
        if "/K" in element:
            yield from _walk(element["/K"])
