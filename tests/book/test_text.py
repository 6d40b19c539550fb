"""Text that is copied or searched gives the right characters, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import pytest

from book.pdf_reading import Pdf, squeeze
from book.shelf import Shelf, han_characters
from studybank.book.selection import BookRequest
from studybank.locales import Locale, translate

_WRONG: Final = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufffd\ue000-\uf8ff\0]")
"""Radicals, compatibility forms, ligatures as characters, and what has no meaning."""
_BOTH: Final = BookRequest()


@pytest.fixture(scope="module")
def book(shelf: Shelf) -> Pdf:
    """Give the study book in both languages."""
    return shelf.book(_BOTH)


def _assert_order(text: str, sentences: Sequence[str]) -> None:
    position = 0
    for sentence in sentences:
        found = text.find(squeeze(sentence), position)
        assert found >= 0, f"{sentence!r} does not follow"
        position = found + 1


def test_both_scripts_stand_in_reading_order(book: Pdf) -> None:
    stem = book.text.index(squeeze("The training score is high and the validation"))
    _assert_order(
        book.text[stem:],
        [
            "The training score is high and the validation score is low. What is this called?",
            "训练得分高，验证得分低。这叫什么？",
            "two scores → their gap → its name",
            "两个得分 → 差距 → 名称",
            "Named overfitting?",
            "说出过拟合了吗？",
            "It is overfitting.",
            "这是过拟合。",
            "Read the gap",
        ],
    )


def test_a_book_follows_the_order_of_the_site(book: Pdf, shelf: Shelf) -> None:
    bank = shelf.press.site.bank
    first = next(entry.page for entry in book.outline if "Foundations" in entry.title)
    body = squeeze("".join(book.pages[first:]))
    _assert_order(body, [f"{question.title.en}" for question in bank.questions])
    pages = [book.names[f"q-{question.id}"] for question in bank.questions]
    assert pages == sorted(pages)


@pytest.mark.parametrize("character", "高比大")
def test_characters_that_have_a_radical_or_compatibility_form_are_found(
    book: Pdf, character: str
) -> None:
    assert character in book.text


def test_every_han_character_of_the_real_bank_is_found_as_itself(book: Pdf) -> None:
    han = han_characters()
    assert len(han) > 500
    assert set(han) - set(book.text) == set()
    counts = Counter(book.text)
    assert [character for character in han if counts[character] < 2] == [], "regular and bold"


@pytest.mark.parametrize(
    "request_", [_BOTH, BookRequest(("zh",), page="phone"), BookRequest(answers="end")], ids=str
)
def test_no_character_is_a_radical_or_compatibility_form(
    shelf: Shelf, request_: BookRequest
) -> None:
    assert len(shelf.book(request_).text) > 5_000
    assert _WRONG.findall(shelf.book(request_).text) == []


def test_ligatures_are_copied_as_letters(book: Pdf) -> None:
    assert squeeze("The efficient fi and fl ligatures stay searchable.") in book.text


def test_code_is_copied_with_its_signs(book: Pdf) -> None:
    assert squeeze('return one["two"]  # three') in book.text
    assert r'x=a["b\n"]' in book.text


def test_long_code_is_copied_without_invisible_characters(book: Pdf) -> None:
    assert "optimizer.param_groups[0]" in book.text
    assert "\u200b" not in book.text


@pytest.mark.parametrize(("locale", "absent"), [("en", "这是过拟合"), ("zh", "It is overfitting")])
def test_a_book_in_one_language_has_none_of_the_other(
    shelf: Shelf, locale: Locale, absent: str
) -> None:
    book = shelf.book(BookRequest((locale,), page="phone"))
    assert squeeze(absent) in shelf.book(_BOTH).text
    assert squeeze(absent) not in book.text


def test_a_missing_language_is_shown_in_the_other_one_with_a_remark(shelf: Shelf) -> None:
    question = shelf.press.site.bank.question_by_id["missing-translation"]
    constraint = question.constraints[0]
    assert constraint.zh is None
    book = shelf.book(BookRequest(("zh",), page="phone"))
    _assert_order(book.text, [translate("zh", "badge.missing"), str(constraint.en)])


def test_every_page_says_its_number(book: Pdf) -> None:
    total = len(book.pages)
    missing = [
        number
        for number, page in enumerate(book.pages, 1)
        if f"{number}/{total}" not in squeeze(page)
    ]
    assert set(missing) <= {1}, "only a title page may do without"


def test_pages_have_running_heads_with_the_topic(book: Pdf) -> None:
    pages = {entry.page for entry in book.outline if entry.depth == 2}
    inner = [book.pages[number] for number in sorted(pages)][2:]
    assert inner
    assert [page for page in inner if not re.search("Forms|Overfitting|Perceptron", page)] == []
