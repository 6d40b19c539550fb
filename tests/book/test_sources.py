"""The source between the bank's records and Typst, as it was when somebody looked."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import pytest

from book.shelf import FILES, Shelf, han_characters
from book.sources import read_volumes
from golden_files import BANK, compare
from small_banks import build_site
from studybank.book.document import write_book, write_paper
from studybank.book.fonts import SANS, SERIF, Faces
from studybank.book.manuscript import Manuscript
from studybank.book.selection import BookRequest, find_paper, select_questions
from studybank.site import Site

_FACES: Final = Faces(SERIF[:1], SANS[:1])
_KEY: Final = re.compile(r'(?<=[(,]) ?(?="[a-z_]+": )')
_REQUESTS: Final = {
    "en": BookRequest(("en",)),
    "zh": BookRequest(("zh",)),
    "both": BookRequest(),
    "key": BookRequest(answers="key"),
}


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give the small golden bank."""
    root = tmp_path_factory.mktemp("bank") / "content"
    shutil.copytree(BANK / "content", root)
    return build_site(root)


def _book(site: Site, request: BookRequest) -> Manuscript:
    return write_book(site, request, select_questions(site.bank, request), _FACES)


def _show(manuscript: Manuscript) -> str:
    """Give what a source holds, each field on a line of its own."""
    return _KEY.sub("\n    ", "\n".join([*read_volumes(manuscript), ""]))


@pytest.mark.parametrize("name", _REQUESTS)
def test_the_source_of_a_book_is_as_it_was(bank: Site, name: str, *, update_goldens: bool) -> None:
    manuscript = _book(bank, _REQUESTS[name])
    compare(FILES / f"book.{name}.typ", _show(manuscript), update=update_goldens)


def test_the_source_of_a_paper_is_as_it_was(bank: Site, *, update_goldens: bool) -> None:
    request = BookRequest(answers="end")
    manuscript = write_paper(bank, request, find_paper(bank.bank, "short-paper"), _FACES)
    compare(FILES / "paper.typ", _show(manuscript), update=update_goldens)


def test_the_source_of_every_form_is_as_it_was(shelf: Shelf, *, update_goldens: bool) -> None:
    text = _show(_book(shelf.press.site, BookRequest()))
    compare(FILES / "forms.typ", text.replace(han_characters(), "HAN"), update=update_goldens)


def test_every_question_is_found_by_its_line(bank: Site) -> None:
    manuscript = _book(bank, BookRequest())
    found = []
    for volume in manuscript.volumes:
        source = manuscript.source(volume, {})
        lines = source.text.splitlines()
        for number, name in source.lines:
            assert f'"{name}"' in lines[number - 1]
            assert source.question_at(number) == name
            found.append(name)
        if source.lines:
            assert source.question_at(source.lines[0][0] - 1) is None
            assert source.question_at(len(lines)) == source.lines[-1][1]
    assert found == [question.id for question in bank.bank.questions]


def test_volumes_number_their_questions_throughout(bank: Site) -> None:
    questions = bank.bank.questions
    manuscript = write_book(bank, BookRequest(), questions[1:], _FACES, first=2)
    held = "".join(read_volumes(manuscript))
    assert '"number": 1,' not in held
    assert '"number": 2,' in held


def test_no_source_names_a_place_of_this_machine(shelf: Shelf, tmp_path: Path) -> None:
    manuscript = _book(shelf.press.site, BookRequest())
    text = "".join(manuscript.source(volume, {}).text for volume in manuscript.volumes)
    assert str(shelf.root.parent) not in text
    assert str(tmp_path.parent) not in text


def test_every_golden_file_is_read() -> None:
    names = {f"book.{name}.typ" for name in _REQUESTS} | {"paper.typ", "forms.typ", "html.typ"}
    assert {path.name for path in FILES.iterdir()} == names | {"questions", "papers"}
