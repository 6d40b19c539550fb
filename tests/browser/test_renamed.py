"""Questions that were renamed: old links and saved progress lead on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from browser.reader import Reader

_ARTICLE = re.compile(r'<article class="sb-question" id="(?P<id>[^"]+)"')
_CHECKED = r"data-sb-check"


@pytest.fixture
def renamed(reader: Reader) -> tuple[Page, str, str]:
    """Give a page, its path, and the id of a question on it that was called `old-name` before."""
    path = reader.path_with(_CHECKED)
    page = reader.open("/")
    found: list[str] = []

    def rename(route: Route) -> None:
        response = route.fetch()
        html = response.text()
        articles = list(_ARTICLE.finditer(html))
        chosen = next(
            article
            for article in articles
            if f'data-sb-check="{article["id"]}' in html and "--" not in article["id"]
        )
        found[:] = [chosen["id"]]
        marked = f'{chosen[0]} data-sb-formerly="older-name old-name"'
        route.fulfill(response=response, body=html.replace(chosen[0], marked, 1))

    page.route(f"**{path}", rename)
    page.goto(page.url.rstrip("/") + path)
    return page, path, found[0]


def _reload_with(page: Page, checks: str, fragment: str = "") -> None:
    page.evaluate("(saved) => localStorage.setItem('studybank.checks', saved)", checks)
    page.evaluate("(hash) => history.replaceState(null, '', hash)", fragment or "#")
    page.reload()


def test_saved_progress_moves_to_the_new_id(renamed: tuple[Page, str, str]) -> None:
    page, _, question = renamed
    box = page.locator(f'input[data-sb-check^="{question}"]').first
    name = str(box.get_attribute("data-sb-check"))
    old = name.replace(question, "old-name", 1)
    _reload_with(page, f'{{"{old}": true, "untouched/1": true}}')
    expect(box).to_be_checked()
    saved = page.evaluate("JSON.parse(localStorage.getItem('studybank.checks'))")
    assert saved == {name: True, "untouched/1": True}


def test_a_link_into_the_old_question_opens_the_new_one(renamed: tuple[Page, str, str]) -> None:
    page, _, question = renamed
    step = page.locator(f'details[id^="{question}--"]').first
    target = str(step.get_attribute("id"))
    _reload_with(page, "{}", "#" + target.replace(question, "older-name", 1))
    assert page.evaluate("location.hash") == f"#{target}"
    expect(step).to_have_attribute("open", "")


def test_damaged_progress_is_left_alone(renamed: tuple[Page, str, str]) -> None:
    page, _, _ = renamed
    for saved in ("no json", "[1]", '"old-name"'):
        _reload_with(page, saved)
        assert page.evaluate("localStorage.getItem('studybank.checks')") == saved
