"""HTML of every form of question and of every kind of page, as it was when somebody looked."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from golden_files import BANK, QUESTIONS, compare, question_names, write_questions
from html_reading import read_html, tidy
from small_banks import build_site
from studybank.downloads import Download
from studybank.locales import LOCALES, Locale
from studybank.model.question import Response
from studybank.pages import Page, build_linker, build_pages
from studybank.question_view import QuestionView
from studybank.site import Site
from studybank.templating import render_template

_PAGES = {
    "home": "index",
    "topics": "topics/index",
    "topic": "topics/overfitting",
    "list": "times",
    "papers": "papers/index",
    "paper": "papers/short-paper",
    "glossary": "glossary",
    "notes": "notes/index",
    "note": "notes/kernels",
    "guides": "guides/index",
    "guide": "guides/practise",
    "downloads": "downloads",
    "wanted": "wanted",
    "random": "random",
}
"""A page of each kind."""

_DOWNLOADS = (
    Download("book.pdf", "study_book", "", ("en", "zh"), "a4", 1_250_000, "2026-01-02"),
    Download("phone.pdf", "study_book", "", ("zh",), "phone", 900_000, "2026-01-02"),
    Download("paper.pdf", "paper", "short-paper", ("en",), "letter", 90_000, "2026-01-02"),
)


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a bank of all golden questions."""
    root = tmp_path_factory.mktemp("forms") / "content"
    write_questions(root)
    return build_site(root)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Page, Site]]:
    """Give the pages of the golden bank by uri."""
    root = tmp_path_factory.mktemp("bank") / "content"
    shutil.copytree(BANK / "content", root)
    site = replace(build_site(root), downloads=_DOWNLOADS)
    return {page.uri: (page, site) for page in build_pages(site)}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", question_names())
def test_a_question_looks_as_it_did(
    forms: Site, name: str, locale: Locale, *, update_goldens: bool
) -> None:
    question = forms.bank.question_by_id[name]
    view = QuestionView(forms, locale, question)
    view.glossed = {"en": set(), "zh": set()}
    html = str(view.render())
    read_html(html)
    compare(QUESTIONS / name / f"{locale}.html", tidy(html), update=update_goldens)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", _PAGES)
def test_a_page_of_each_kind_looks_as_it_did(
    pages: dict[str, tuple[Page, Site]], kind: str, locale: Locale, *, update_goldens: bool
) -> None:
    page, site = pages[_PAGES[kind]]
    assert page.kind == kind
    # Every page has the toolbar; the browser tests look at it.
    toolbar = render_template(locale, "pages/toolbar.html")
    rendered = str(page.render(locale)).replace(str(toolbar), "")
    html = build_linker(site.bank).resolve(rendered, page.uri, locale)
    read_html(html)
    compare(BANK / "pages" / f"{kind}.{locale}.html", tidy(html), update=update_goldens)


def test_every_kind_of_page_has_a_golden(pages: dict[str, tuple[Page, Site]]) -> None:
    assert {page.kind for page, _ in pages.values()} == set(_PAGES)


def test_every_form_of_response_has_a_golden(forms: Site) -> None:
    assert set(get_args(Response)) <= set(question_names())
    for response in get_args(Response):
        assert forms.bank.question_by_id[response].response == response


def test_every_golden_file_is_read() -> None:
    read = {BANK / "pages" / f"{kind}.{locale}.html" for kind in _PAGES for locale in LOCALES}
    read |= {QUESTIONS / name / f"{locale}.html" for name in question_names() for locale in LOCALES}
    goldens = {*(BANK / "pages").iterdir(), *QUESTIONS.glob("**/*.html")}
    assert goldens == read
    sources = {"question.yml", "scope.yml", "lock.yml", "en.html", "zh.html"}
    others = {path.name for path in QUESTIONS.glob("*/*") if path.suffix != ".svg"}
    assert others == sources


def test_golden_folders_hold_nothing_else() -> None:
    known = {"formulas", "bank", "book", "imports", "questions", "typst_math"}
    assert {path.name for path in BANK.parent.iterdir()} == known
    assert {path.name for path in BANK.iterdir()} == {"content", "pages"}
    assert all(Path(path / "question.yml").exists() for path in QUESTIONS.iterdir())
