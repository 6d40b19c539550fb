"""Volumes that are joined are one book: one outline, one numbering, one tree of tags."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pytest

from book.pdf_reading import Pdf
from book.shelf import Shelf
from studybank.book import manuscript
from studybank.book.errors import BookError
from studybank.book.joining import Binder, Printed
from studybank.book.selection import BookRequest

_REQUEST: Final = BookRequest(answers="end")


@pytest.fixture(scope="module")
def cut(shelf: Shelf) -> Pdf:
    """Give a book of which every topic is a volume of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manuscript, "_LARGEST", 1)
        return Pdf(shelf.press.book(_REQUEST))


def _children(tag: Any) -> Iterator[Any]:
    kids = tag.get("/K", ())
    yield from kids if isinstance(kids, pikepdf.Array) else (kids,)


def _walk(tag: Any) -> Iterator[Any]:
    yield tag
    for child in _children(tag):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield from _walk(child)


def test_volumes_have_the_bookmarks_of_one_book(cut: Pdf, shelf: Shelf) -> None:
    whole = shelf.book(_REQUEST)
    assert [entry[:2] for entry in cut.outline] == [entry[:2] for entry in whole.outline]
    assert set(cut.names) == set(whole.names)
    pages = [entry.page for entry in cut.outline]
    assert pages == sorted(pages)


def test_no_page_is_left_of_what_a_volume_repeats(cut: Pdf) -> None:
    assert [number for number, page in enumerate(cut.pages) if len(page) < 30] == []
    total = len(cut.pages)
    assert [
        number
        for number, page in enumerate(cut.pages[1:], 2)
        if not re.search(rf"{number}\s*/\s*{total}", page)
    ] == []
    assert cut.root["/PageLabels"]["/Nums"][0] == 0


def test_contents_name_the_pages_that_their_links_lead_to(cut: Pdf) -> None:
    first = min(page for name, page in cut.names.items() if name.startswith("c-"))
    listed = " ".join(cut.pages[1:first])
    for name, page in cut.names.items():
        if name.startswith("q-"):
            assert re.search(rf"\b{page + 1}\b", listed), name
    assert [link for link in cut.links if link.target is None and link.address is None] == []


def test_links_to_answers_and_back_show_the_page_that_they_lead_to(cut: Pdf) -> None:
    heads = [link for link in cut.links if (link.name or "").startswith("a-")]
    wanted = {(link.page, cut.names[link.name or ""] + 1) for link in heads}
    assert len(wanted) > 10
    assert [
        (page, number)
        for page, number in wanted
        if not re.search(rf"\b{number}\b", cut.pages[page])
    ] == []


def test_pages_are_in_order_though_the_first_are_set_last(cut: Pdf) -> None:
    tops = [entry.title for entry in cut.outline if entry.depth == 0]
    assert tops[0] == cut.outline[0].title
    assert cut.outline[0].page == 1
    kinds = [tag.kind for tag in cut.tags if tag.kind in ("TOC", "H1", "H2")]
    assert kinds[0] == "H1"


def test_every_page_and_link_finds_its_tags(cut: Pdf) -> None:
    with pikepdf.open(io.BytesIO(cut.data)) as pdf:
        tree: Any = pdf.Root.StructTreeRoot
        flat = list(tree.ParentTree.Nums)
        parents = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
        assert list(parents) == sorted(parents)
        assert max(parents) < int(tree.ParentTreeNextKey)
        for page in pdf.pages[1:]:
            held = parents[int(page.StructParents)]
            assert [tag for tag in held if page.objgen not in _pages(tag)] == []
            for link in page.get("/Annots", ()):
                tag = parents[int(link.StructParent)]
                places = [kid.Obj.objgen for kid in _children(tag) if "/Obj" in _dictionary(kid)]
                assert link.objgen in places


def _pages(tag: Any) -> set[tuple[int, int]]:
    """Give the pages that a tag has content on: its own, and those that its pieces name."""
    holders = [tag, *map(_dictionary, _children(tag))]
    return {holder["/Pg"].objgen for holder in holders if "/Pg" in holder}


def _dictionary(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else {}


def test_head_cells_of_tables_have_names_of_their_own(cut: Pdf) -> None:
    with pikepdf.open(io.BytesIO(cut.data)) as pdf:
        tree: Any = pdf.Root.StructTreeRoot
        tags = list(_walk(tree.K[0]))
        names = [str(tag.ID) for tag in tags if "/ID" in tag]
        wanted = {
            str(name)
            for tag in tags
            for attributes in tag.get("/A", ())
            for name in attributes.get("/Headers", ())
        }
        known = [str(name) for name in list(tree.IDTree.Names)[::2]]
    assert len(names) == len(set(names))
    assert known == sorted(names)
    assert wanted <= set(names)


def test_the_same_volumes_give_the_same_bytes(shelf: Shelf) -> None:
    request = BookRequest(("en",), topics=("perceptron",))
    assert shelf.press.book(request) == shelf.press.book(request)


def test_a_link_to_what_a_book_does_not_hold_is_refused(shelf: Shelf) -> None:
    with pikepdf.open(io.BytesIO(shelf.book(_REQUEST).data)) as pdf:
        link: Any = next(iter(pdf.pages[1].Annots))
        del link.Dest
        link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("book:q-nowhere"))
        data = io.BytesIO()
        pdf.save(data)
    binder = Binder()
    binder.add(Printed(data.getvalue()))
    with pytest.raises(BookError, match="A link leads to q-nowhere"):
        binder.bind(data.getvalue(), {}, str)
