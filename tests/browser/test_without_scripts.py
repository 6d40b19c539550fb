"""Reading without scripts: everything is there, folded in native elements."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.reader import PHONE, Reader


@pytest.mark.parametrize("site", ["", "/zh"])
def test_the_other_language_and_the_answers_unfold(reader: Reader, site: str) -> None:
    page = reader.open(site + reader.path_with("--answer"), width=PHONE, scripts=False)
    pair = page.locator(".sb-stem [data-sb-pair]").first
    expect(pair.locator(".sb-pair__own")).to_be_visible()
    expect(pair.locator(".sb-pair__text")).to_be_hidden()
    expect(pair.locator(".sb-pair__toggle")).to_be_hidden()
    pair.locator(":scope > .sb-pair__other > summary").click()
    expect(pair.locator(".sb-pair__text")).to_be_visible()
    answer = page.locator(".sb-step--answer").first
    expect(answer.locator(":scope > .sb-step__body")).to_be_hidden()
    answer.locator(":scope > summary").click()
    expect(answer.locator(":scope > .sb-step__body")).to_be_visible()


def test_controls_that_need_scripts_are_absent(reader: Reader) -> None:
    page = reader.open(reader.path_with("--answer"), scripts=False)
    expect(page.locator(".sb-toolbar")).to_be_hidden()
    page.locator(".sb-menu > summary").first.click()
    assert not any(button.is_visible() for button in page.locator(".sb-menu__button").all())


def test_the_menu_works(reader: Reader) -> None:
    page = reader.open("/", width=PHONE, scripts=False)
    page.click(".sb-menu-fold > summary")
    page.click(".sb-menu-fold__panel a[href$='glossary/']")
    assert page.url.endswith("/glossary/")


def test_titles_are_in_the_sites_language(reader: Reader) -> None:
    page = reader.open("/zh" + reader.path_with("--answer"), scripts=False)
    title = page.locator(".sb-question__title").first
    expect(title.locator(".sb-own")).to_be_visible()
    expect(title.locator(".sb-other")).to_be_hidden()
