"""What a reader's program finds in a book: bookmarks, links, fonts, tags."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Final

import pytest

from book.pdf_reading import Entry, Pdf
from book.shelf import Shelf
from studybank.book.selection import BookRequest
from studybank.locales import LOCALES, Locale, translate
from studybank.model.bank import Bank
from studybank.model.question import Question

_END: Final = BookRequest(answers="end")
_SUBSET: Final = re.compile(r"[A-Z]{6}\+.+")
_SIZES: Final = {"a4": (210, 297), "letter": (215.9, 279.4)}
_POINTS_A_MM: Final = 72 / 25.4


@pytest.fixture(scope="module")
def bank(shelf: Shelf) -> Bank:
    """Give the bank that the books are made of."""
    return shelf.press.site.bank


@pytest.fixture(scope="module")
def book(shelf: Shelf) -> Pdf:
    """Give the book with answers at the end, which has every part that a book can have."""
    return shelf.book(_END)


def _answered(bank: Bank) -> list[Question]:
    return [question for question in bank.questions if question.status != "unanswered"]


def test_bookmarks_lead_to_chapters_topics_and_questions(book: Pdf, bank: Bank) -> None:
    chapter = bank.topics.topics[0]
    titles = [chapter.title.en, *(topic.title.en for topic in chapter.topics)]
    titles += [question.title.en for question in bank.questions]
    for title in titles:
        assert title
        assert any(title in entry.title for entry in book.outline), title
    depths = {
        title: min(entry.depth for entry in book.outline if str(title) in entry.title)
        for title in titles
    }
    assert depths["Foundations"] < depths["Overfitting"] < depths["Read the gap"]


def test_bookmarks_lead_to_answers_glossary_and_index(book: Pdf) -> None:
    tops = [entry.title for entry in book.outline if entry.depth == 0]
    for key in ("book.answers", "page.glossary", "book.index"):
        assert any(translate("en", key) in title for title in tops), key


def test_bookmarks_run_through_the_pages_in_order(book: Pdf) -> None:
    pages = [entry.page for entry in book.outline]
    assert pages == sorted(pages)
    assert 0 <= pages[0] < pages[-1] < len(book.pages)


def test_a_bookmark_leads_to_the_page_that_has_its_words(book: Pdf) -> None:
    def words(entry: Entry) -> str:
        return "".join(re.findall(r"[A-Za-z]+", entry.title))

    pages = ["".join(re.findall(r"[A-Za-z]+", page)) for page in book.pages]
    assert len(book.outline) > 70
    assert [entry for entry in book.outline if words(entry) not in pages[entry.page]] == []


def test_every_question_is_a_named_destination(book: Pdf, bank: Bank) -> None:
    assert bank.questions
    for question in bank.questions:
        assert f"q-{question.id}" in book.names
    for question in _answered(bank):
        assert f"a-{question.id}" in book.names


def test_questions_and_their_answers_link_to_one_another(book: Pdf, bank: Bank) -> None:
    links = {(link.page, link.name) for link in book.links}
    answers = [question for question in _answered(bank) if f"a-{question.id}" in book.names]
    assert len(answers) > 30
    for question in answers:
        here, there = book.names[f"q-{question.id}"], book.names[f"a-{question.id}"]
        assert here < there
        assert (here, f"a-{question.id}") in links
        assert (there, f"q-{question.id}") in links


def test_no_link_is_dead(book: Pdf) -> None:
    assert len(book.links) > 100
    assert [link for link in book.links if link.target is None and link.address is None] == []


def test_contents_and_index_link_to_every_question(book: Pdf, bank: Bank) -> None:
    chapter = next(entry.page for entry in book.outline if "Foundations" in entry.title)
    index = next(e.page for e in book.outline if translate("en", "book.index") in e.title)
    before = {link.target for link in book.links if link.page < chapter}
    behind = {link.target for link in book.links if link.page >= index}
    pages = {book.names[f"q-{question.id}"] for question in bank.questions}
    assert pages <= before
    assert pages <= behind


def test_links_of_texts_lead_out_of_the_book_and_to_questions(book: Pdf) -> None:
    assert {"https://example.org/a?b=c"} <= {link.address for link in book.links}
    stem = book.names["q-texts"]
    assert "q-gap-named" in {link.name for link in book.links if link.page == stem}


def test_every_font_is_embedded_and_a_subset(shelf: Shelf, book: Pdf) -> None:
    for pdf in (book, shelf.paper(_END)):
        assert len(pdf.fonts) > 3
        assert [font for font in pdf.fonts if not font.embedded] == []
        assert [font for font in pdf.fonts if not _SUBSET.fullmatch(font.name)] == []


def test_the_document_says_what_it_is(book: Pdf) -> None:
    title = " · ".join(translate(locale, "book.study_book") for locale in LOCALES)
    assert book.reader.metadata is not None
    assert book.reader.metadata.title == title
    assert bool(book.root["/ViewerPreferences"]["/DisplayDocTitle"])


@pytest.mark.parametrize(("locale", "language"), [("en", "en-GB"), ("zh", "zh-CN")])
def test_the_document_says_its_language(shelf: Shelf, locale: Locale, language: str) -> None:
    book = shelf.book(BookRequest((locale,)))
    assert str(book.root["/Lang"]) == language


def test_a_book_in_both_languages_says_where_it_is_chinese(book: Pdf) -> None:
    languages = Counter(tag.lang for tag in book.tags)
    assert str(book.root["/Lang"]) == "en-GB"
    assert languages["zh-CN"] > 30


def test_a_book_names_no_other_languages(book: Pdf) -> None:
    assert {tag.lang for tag in book.tags} <= {None, "en-GB", "zh-CN"}


def test_the_document_is_tagged_and_claims_to_be_accessible(book: Pdf) -> None:
    assert bool(book.root["/MarkInfo"]["/Marked"])
    metadata = book.root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert book.reader.pdf_header == "%PDF-1.7"


def test_tags_tell_headings_lists_tables_and_figures_apart(book: Pdf, bank: Bank) -> None:
    kinds = Counter(tag.kind for tag in book.tags)
    assert kinds["H3"] >= len(bank.questions)
    for kind in ("H1", "H2", "L", "LI", "Table", "TH", "TR", "Figure", "Code", "BlockQuote"):
        assert kinds[kind] > 0, kind


def test_heading_levels_skip_none(book: Pdf) -> None:
    levels = [int(tag.kind[1]) for tag in book.tags if re.fullmatch("H[1-6]", tag.kind)]
    assert levels[0] == 1
    assert [(up, down) for up, down in pairwise(levels) if down > up + 1] == []


def test_formulas_carry_their_tex(book: Pdf) -> None:
    texs = book.alternatives("Formula")
    assert None not in texs
    for tex in ("s_1=0.98", r"\begin{bmatrix} 1 & -1 \\ a & b \end{bmatrix}", "y = Kx", r"\beta"):
        assert tex in texs


def test_figures_carry_their_description_in_both_languages(book: Pdf) -> None:
    alts = book.alternatives("Figure")
    assert None not in alts
    assert {"A rising line", "A word beside a line", "直线旁的一个词"} <= set(alts)


@pytest.mark.parametrize("page", _SIZES)
def test_pages_have_the_size_that_was_asked_for(shelf: Shelf, page: str) -> None:
    paper = shelf.paper(BookRequest(page="letter" if page == "letter" else "a4", answers="end"))
    for sheet in paper.reader.pages:
        size = (float(sheet.mediabox.width), float(sheet.mediabox.height))
        assert size == pytest.approx([side * _POINTS_A_MM for side in _SIZES[page]], abs=0.1)


def test_pages_for_phones_are_narrow_and_upright(shelf: Shelf) -> None:
    book = shelf.book(BookRequest(("en",), page="phone"))
    for sheet in book.reader.pages:
        width, height = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert width < 110 * _POINTS_A_MM < height
