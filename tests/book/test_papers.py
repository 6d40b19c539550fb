"""Where answers stand: after their questions, at the end, in a file of their own, or nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pytest

from book.pdf_reading import Pdf, squeeze
from book.shelf import Shelf
from studybank.book.selection import BookRequest
from studybank.locales import LOCALES, Locale, translate

_WHOLE: Final = BookRequest(answers="end")
_ANSWER: Final = "It is overfitting."
_STEM: Final = "What is this called?"
_HIDDEN: Final = (
    _ANSWER,
    "这是过拟合。",
    "Named overfitting?",
    "说出过拟合了吗？",
    "two scores → their gap",
    "Stop early.",
    "A larger network widens the gap.",
)
_BOOK_HIDDEN: Final = (
    *_HIDDEN,
    "Steps cost more, but fewer are needed.",
    "It is fitted anew.",
    "Old steps count much.",
    "names the gradient",
    "The stem asks for depth, so layers are right.",
    "And with coefficient zero?",
    "The convolution.",
)


@pytest.fixture(scope="module")
def paper(shelf: Shelf) -> Pdf:
    """Give the paper with its key."""
    return shelf.paper(_WHOLE)


def test_the_key_stands_after_all_questions_on_a_page_of_its_own(paper: Pdf) -> None:
    key = next(entry.page for entry in paper.outline if translate("en", "book.key") in entry.title)
    before, behind = map(squeeze, ("".join(paper.pages[:key]), "".join(paper.pages[key:])))
    assert key > 0
    assert squeeze(_STEM) in before
    assert squeeze(_STEM) not in behind
    for text in _HIDDEN:
        assert squeeze(text) not in before, text
        assert squeeze(text) in behind, text


def test_a_paper_states_marks_time_and_instructions(paper: Pdf) -> None:
    facts = translate("en", "papers.facts", marks="6", minutes="10", questions=2)
    for text in (facts, "Answer both questions.", "两题都要作答。", "Reasons count."):
        assert squeeze(text) in paper.text


def test_a_question_of_a_paper_has_the_marks_that_the_paper_gives(paper: Pdf) -> None:
    before = squeeze("".join(paper.pages[: paper.names["a-gap-named"]]))
    assert squeeze("[2 marks]") in before
    assert squeeze("[4 marks]") in before


def test_a_paper_sets_only_the_parts_that_it_names(shelf: Shelf) -> None:
    paper = shelf.paper(_WHOLE, "parts-paper")
    assert squeeze("How many kernels?") in paper.text
    assert squeeze("Name the layer.") not in paper.text
    assert squeeze("It is fitted anew.") in paper.text


def test_a_part_builds_only_on_what_its_paper_sets(shelf: Shelf) -> None:
    paper = shelf.paper(_WHOLE, "parts-paper").text
    question = shelf.book(BookRequest()).text
    words = translate("en", "question.depends_on")
    assert squeeze(f"{words} (a)") in question
    assert squeeze(f"{words} (a)") not in paper
    assert squeeze(f"{words} (1)") in paper or squeeze(f"{words} (*)") in paper


def test_a_paper_has_room_to_write_and_its_key_none(shelf: Shelf, paper: Pdf) -> None:
    questions = shelf.paper(replace(_WHOLE, answers="none"))
    book = shelf.book(replace(_WHOLE, answers="none", topics=("overfitting",)))
    assert len(paper.pages) >= 2
    assert _count_rules(questions) > _count_rules(book)


def _count_rules(pdf: Pdf) -> int:
    """Count straight lines on the first page that has a question."""
    page = pdf.reader.pages[pdf.names["q-gap-named"]]
    contents = page.get_contents()
    assert contents is not None
    return sum(operator == b"S" for _, operator in contents.operations)


def test_a_paper_without_answers_holds_none_and_its_key_holds_them(shelf: Shelf) -> None:
    questions = shelf.paper(replace(_WHOLE, answers="none"))
    key = shelf.paper(replace(_WHOLE, answers="key"))
    assert squeeze(_STEM) in questions.text
    assert squeeze(_STEM) not in key.text
    for text in _HIDDEN:
        assert squeeze(text) not in questions.text, text
        assert squeeze(text) in key.text, text


def test_a_book_without_answers_holds_none_of_them(shelf: Shelf) -> None:
    book = shelf.book(BookRequest(answers="none"))
    whole = shelf.book(_WHOLE)
    assert squeeze(_STEM) in book.text
    for text in _BOOK_HIDDEN:
        assert squeeze(text) in whole.text, text
        assert squeeze(text) not in book.text, text
    assert [link for link in book.links if link.target is None and link.address is None] == []


def test_a_key_to_a_book_holds_answers_and_no_questions(shelf: Shelf) -> None:
    key = shelf.book(BookRequest(answers="key"))
    assert squeeze(_STEM) not in key.text
    for text in _BOOK_HIDDEN:
        assert squeeze(text) in key.text, text
    assert [link for link in key.links if link.target is None and link.address is None] == []


def test_an_answer_in_place_stands_between_its_question_and_the_next(shelf: Shelf) -> None:
    text = shelf.book(BookRequest()).text
    places = [text.index(squeeze(sentence)) for sentence in (_STEM, _ANSWER, "The scores are")]
    assert places == sorted(places)


def test_answers_at_the_end_stand_after_the_last_question(shelf: Shelf) -> None:
    book = shelf.book(_WHOLE)
    names = book.names
    questions = [page for name, page in names.items() if name.startswith("q-")]
    answers = [page for name, page in names.items() if name.startswith("a-")]
    assert max(questions) < min(answers)


def test_numbers_are_the_same_in_every_language(shelf: Shelf) -> None:
    questions = shelf.press.site.bank.questions
    forms: tuple[tuple[tuple[Locale, ...], bool], ...] = (
        (("en",), True),
        (("zh",), True),
        (LOCALES, False),
    )
    for locales, phone in forms:
        book = shelf.book(BookRequest(locales, page="phone") if phone else _WHOLE)
        for number, question in enumerate(questions[:6], 1):
            title = str(question.title.get(locales[0]))
            entry = next(entry.title for entry in book.outline if title in entry.title)
            assert entry.startswith(f"{number}"), entry
