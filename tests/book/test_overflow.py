"""Nothing stands outside the margins, and nothing upon something else."""

from __future__ import annotations

from typing import Final

import pytest

from book.page_area import find_area, find_outside, find_overfull, find_overprinted
from book.shelf import Shelf
from content_tree import write_content
from studybank.book.selection import BookRequest

_REQUESTS: Final = {
    "both": BookRequest(),
    "both-end": BookRequest(answers="end"),
    "en-letter": BookRequest(("en",), page="letter", answers="end"),
    "both-phone": BookRequest(page="phone"),
    "en-phone": BookRequest(("en",), page="phone"),
    "zh-phone": BookRequest(("zh",), page="phone", answers="end"),
}
_LONG_WORD: Final = """
    status: unanswered
    title:
      en: A long word
      zh: 长词
    stem:
      en: See WORD.
      zh: 见此。
    """


@pytest.mark.parametrize("name", _REQUESTS)
def test_nothing_sticks_out_of_the_room_for_text(shelf: Shelf, name: str) -> None:
    request = _REQUESTS[name]
    assert find_overfull(shelf.book(request).data, find_area(shelf, request)) == []


@pytest.mark.parametrize("name", _REQUESTS)
def test_everything_stands_on_its_page(shelf: Shelf, name: str) -> None:
    book = shelf.book(_REQUESTS[name])
    size = book.reader.pages[0].mediabox
    assert find_outside(book.data, float(size.width), float(size.height)) == []


@pytest.mark.parametrize("name", _REQUESTS)
def test_no_text_stands_upon_another(shelf: Shelf, name: str) -> None:
    assert find_overprinted(shelf.book(_REQUESTS[name]).data) == []


def test_a_paper_has_room_for_everything(shelf: Shelf) -> None:
    request = BookRequest(answers="end")
    paper = shelf.paper(request)
    assert find_overfull(paper.data, find_area(shelf, request)) == []
    assert find_overprinted(paper.data) == []


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Give a bank with a word that is too long for any line, and cannot be broken."""
    root = tmp_path_factory.mktemp("planted") / "content"
    text = _LONG_WORD.replace("WORD", "0123456789" * 12)
    write_content(root, {"questions/overfitting/sample.yml": text})
    return Shelf(root)


def test_a_word_that_sticks_out_would_be_found(planted: Shelf) -> None:
    request = BookRequest(("en",))
    found = find_overfull(planted.book(request).data, find_area(planted, request))
    assert len(found) == 1
    assert "012345" in found[0]


def test_a_word_that_runs_into_the_other_column_would_be_found(planted: Shelf) -> None:
    found = find_overprinted(planted.book(BookRequest()).data)
    assert any("012345" in place and "见此" in place for place in found), found


def test_the_rooms_of_the_three_pages_differ(shelf: Shelf) -> None:
    pages = (BookRequest(), BookRequest(page="letter"), BookRequest(page="phone"))
    areas = [find_area(shelf, request) for request in pages]
    assert len(set(areas)) == 3
    assert all(0 < left < right and 0 < bottom < top for left, bottom, right, top in areas)
