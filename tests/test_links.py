from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from small_banks import build_site
from studybank.links import Linker
from studybank.locales import LOCALES, Locale
from studybank.pages import build_linker, build_pages

_LINKER = Linker({"one": "topics/a", "two": "topics/b"})
_FILES = Linker({"one": "topics/a", "two": "topics/b"}, directory_urls=False)


@pytest.mark.parametrize(
    ("uri", "locale", "folder", "file"),
    [
        ("index", "en", "", "index.html"),
        ("index", "zh", "zh/", "zh/index.html"),
        ("topics/index", "en", "topics/", "topics/index.html"),
        ("topics/index", "zh", "zh/topics/", "zh/topics/index.html"),
        ("topics/a", "en", "topics/a/", "topics/a.html"),
        ("topics/a", "zh", "zh/topics/a/", "zh/topics/a.html"),
        ("glossary", "zh", "zh/glossary/", "zh/glossary.html"),
    ],
)
def test_a_page_has_a_path_in_each_locale(uri: str, locale: Locale, folder: str, file: str) -> None:
    assert _LINKER.site_path(uri, locale) == folder
    assert _FILES.site_path(uri, locale) == file


@pytest.mark.parametrize(
    ("target", "here", "address"),
    [
        ("", "", "./"),
        ("", "topics/a/", "../../"),
        ("topics/a/", "", "topics/a/"),
        ("topics/a/", "topics/a/", "./"),
        ("topics/b/", "topics/a/", "../b/"),
        ("zh/topics/b/", "zh/index.html", "topics/b/"),
        ("figures/x.svg", "zh/topics/a/", "../../../figures/x.svg"),
        ("topics/b.html", "topics/a.html", "b.html"),
        ("index.html", "topics/a.html", "../index.html"),
    ],
)
def test_an_address_is_relative_to_the_page_it_stands_on(
    target: str, here: str, address: str
) -> None:
    assert _LINKER.relative(target, here) == address


@pytest.mark.parametrize(
    ("html", "uri", "resolved"),
    [
        ('<a href="q:one">', "topics/a", '<a href="#one">'),
        ('<a href="q:two">', "topics/a", '<a href="../b/#two">'),
        ('<a class="x" href="q:two">', "index", '<a class="x" href="topics/b/#two">'),
        ('<a href="page:topics/index">', "topics/a", '<a href="../">'),
        ('<a href="page:glossary#x">', "topics/a", '<a href="../../glossary/#x">'),
        ('<a href="page:tags#x" title="y">', "index", '<a href="tags/#x" title="y">'),
        ('<a href="page:index">', "topics/a", '<a href="../../">'),
        ('<img class="y" src="file:x.svg">', "topics/a", '<img class="y" src="../../x.svg">'),
        ('<a href="q:unknown">', "topics/a", '<a href="#unknown">'),
    ],
)  # fmt: skip
def test_marks_become_addresses(html: str, uri: str, resolved: str) -> None:
    assert _LINKER.resolve(html, uri, "en") == resolved


@pytest.mark.parametrize("locale", LOCALES)
def test_both_locales_link_within_themselves(locale: Locale) -> None:
    html = '<a href="q:two"></a><a href="page:index"></a>'
    assert (
        _LINKER.resolve(html, "topics/a", locale) == '<a href="../b/#two"></a><a href="../../"></a>'
    )


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/?q:one">',
        '<a href="#one">',
        '<code>href="q:one"</code>',
        'Write src="file:x" or href="page:index".',
        '<span data-tex="href=&quot;q:one&quot;">',
        '<a title="q:one" href="#x">',
    ],
)
def test_everything_else_stays(html: str) -> None:
    assert _LINKER.resolve(html, "topics/a", "en") == html


def test_no_mark_is_left_on_any_page(bank_tree: Callable[[dict[str, str]], Path]) -> None:
    question = """
        title:
          en: One
          zh: 一
        stem:
          en: See [the other](q:two) and overfitting.
          zh: 见[另一题](q:two)。
        depends_on: [two]
        related: [two]
        """
    site = build_site(
        bank_tree(
            {
                "questions/overfitting/one.yml": question + "status: unanswered",
                "questions/perceptron/two.yml": "title: {en: Two, zh: 二}\nstatus: unanswered\n"
                "stem: {en: 'Why?', zh: '为何？'}",
            }
        )
    )
    linker = build_linker(site.bank)
    pages = build_pages(site)
    for page in pages:
        for locale in LOCALES:
            html = linker.resolve(str(page.render(locale)), page.uri, locale)
            assert not any(mark in html for mark in ('"q:', '"page:', '"file:')), page.uri
    assert 'href="../perceptron/#two"' in linker.resolve(
        str(pages[2].render("en")), pages[2].uri, "en"
    )
