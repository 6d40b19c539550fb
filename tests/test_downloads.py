"""The PDFs that a site offers: their list, and the page that shows it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Final, cast

import pytest

from golden_files import BANK
from sites import Built, build, copy_project, find_addresses
from small_banks import build_site
from studybank.book.making import Press, plan_downloads, write_downloads
from studybank.book.selection import BookRequest
from studybank.downloads import FOLDER, Download, read_downloads, write_list
from studybank.locales import LOCALES, Locale, translate
from studybank.model.bank import Bank

_BOOK: Final = Download(
    "study-book-en.pdf", "study_book", "", ("en",), "a4", 3_250_000, "2026-11-21"
)
_PHONE: Final = replace(_BOOK, file="study-book-zh-phone.pdf", locales=("zh",), page="phone")
_PAPER: Final = Download(
    "short-paper-en-zh.pdf", "paper", "short-paper", LOCALES, "letter", 90_000, "2026-11-20"
)
_ALL: Final = (_BOOK, _PHONE, _PAPER)


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for download in _ALL:
        (folder / download.file).write_bytes(f"%PDF {download.file}".encode())
    write_list(folder, _ALL)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    _write(tmp_path)
    assert read_downloads(tmp_path) == _ALL


def test_without_a_folder_there_is_nothing(tmp_path: Path) -> None:
    assert read_downloads(tmp_path / "nowhere") == ()
    assert read_downloads(tmp_path) == ()


def test_a_file_that_is_gone_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path)
    (tmp_path / _PHONE.file).unlink()
    assert read_downloads(tmp_path) == (_BOOK, _PAPER)


def test_a_file_that_is_not_in_the_list_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path)
    (tmp_path / "draft.pdf").write_bytes(b"%PDF")
    assert read_downloads(tmp_path) == _ALL


_ENTRY: Final = asdict(_BOOK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "null",
        "3",
        "[3]",
        '["study-book-en.pdf"]',
        "[{}]",
        json.dumps([{**_ENTRY, "more": 1}]),
        json.dumps([{name: value for name, value in _ENTRY.items() if name != "size"}]),
        json.dumps([{**_ENTRY, "locales": None}]),
        "\udcff",
    ],
)
def test_a_broken_list_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    _write(tmp_path)
    (tmp_path / "downloads.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert read_downloads(tmp_path) == ()


# Making them


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Bank:
    """Give the small golden bank."""
    return build_site(copy_project(tmp_path_factory.mktemp("b"), BANK / "content") / "content").bank


def test_books_are_planned_in_each_language_and_papers_too(bank: Bank) -> None:
    plan = [download for download, _, _ in plan_downloads(bank)]
    files = [download.file for download in plan]
    assert len(set(files)) == len(files)
    books = {(found.kind, found.locales, found.page) for found in plan if not found.paper}
    assert {("study_book", locales, "a4") for locales in (("en",), ("zh",), LOCALES)} <= books
    assert {("study_book", (locale,), "phone") for locale in LOCALES} <= books
    papers = {(found.paper, found.locales) for found in plan if found.kind == "paper"}
    assert {("short-paper", locales) for locales in (("en",), ("zh",), LOCALES)} <= papers


def test_what_is_planned_is_what_is_asked_for(bank: Bank) -> None:
    for download, request, paper in plan_downloads(bank):
        assert (download.locales, download.page) == (request.locales, request.page)
        assert download.paper == (paper.id if paper else "")
        assert request.answers == ("place" if download.kind == "study_book" else "end")


def _press(made: list[BookRequest]) -> Press:
    """Give a press that notes what it is asked for."""

    def make(request: BookRequest, *_: object) -> bytes:
        made.append(request)
        return b"%PDF" * len(made)

    return cast("Press", SimpleNamespace(book=make, paper=make))


def test_size_and_date_are_those_of_the_files(
    bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made: list[BookRequest] = []
    plan = plan_downloads(bank)
    written = tuple(write_downloads(_press(made), plan, tmp_path / FOLDER))
    assert made == [request for _, request, _ in plan]
    assert read_downloads(tmp_path / FOLDER) == written
    assert len(written) == len(plan)
    for download in written:
        assert download.size == (tmp_path / FOLDER / download.file).stat().st_size > 0
        assert download.date == "2023-11-14"


def test_the_list_comes_last(bank: Bank, tmp_path: Path) -> None:
    for _ in write_downloads(_press([]), plan_downloads(bank), tmp_path):
        assert read_downloads(tmp_path) == ()
    assert read_downloads(tmp_path)


# On the site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site of the golden bank with downloads."""
    project = copy_project(tmp_path_factory.mktemp("with") / "copy", BANK / "content")
    _write(project / FOLDER)
    result = build(tmp_path_factory.mktemp("site"), project)
    assert result.code == 0, result.output
    return result


def _page(built: Built, locale: Locale) -> str:
    html = built.pages["zh/downloads/index.html" if locale == "zh" else "downloads/index.html"]
    return html[html.index("<h1") :]


def _links(html: str) -> Iterator[str]:
    for tag, _, address in find_addresses(html):
        if tag == "a" and address.endswith(".pdf"):
            yield address


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_links_to_files_that_the_site_has(built: Built, locale: Locale) -> None:
    folder = "zh/downloads" if locale == "zh" else "downloads"
    links = list(_links(_page(built, locale)))
    assert [link.rpartition("/")[2] for link in links] == [found.file for found in _ALL]
    for link, found in zip(links, _ALL, strict=True):
        target = (built.folder / folder / link).resolve()
        assert target.is_relative_to(built.folder.resolve())
        assert target.read_bytes() == f"%PDF {found.file}".encode()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_tells_size_and_date(built: Built, locale: Locale) -> None:
    html = _page(built, locale)
    for size, date in (("3.2", "2026-11-21"), ("0.1", "2026-11-20")):
        assert translate(locale, "downloads.facts", size=size, date=date) in html
    assert translate(locale, "downloads.phone") in html
    assert translate(locale, "downloads.empty") not in html


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the site of the golden bank without downloads."""
    project = copy_project(tmp_path_factory.mktemp("without") / "copy", BANK / "content")
    result = build(tmp_path_factory.mktemp("bare"), project)
    assert result.code == 0, result.output
    return result


@pytest.mark.parametrize("locale", LOCALES)
def test_without_downloads_the_page_says_what_to_do(bare: Built, locale: Locale) -> None:
    html = _page(bare, locale)
    assert "studybank pdf --site" in html
    assert translate(locale, "downloads.empty") in html
    assert list(_links(html)) == []
    assert [name for name in bare.files if name.endswith(".pdf")] == []
