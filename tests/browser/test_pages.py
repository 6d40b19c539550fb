"""Pages as a whole: what overflows, figures and themes, menus."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.reader import LAY_OUT, PHONE, SETTLE, Reader


def test_a_random_question_is_one_click_away(reader: Reader) -> None:
    page = reader.open("/")
    page.click("[data-sb-random]")
    page.wait_for_url("**/topics/*/#*")
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()
    page.go_back()
    assert page.evaluate("location.pathname") == "/"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", ".sb-question"),
        ("/zh/topics/overfitting/", ".sb-question"),
        ("/papers/mock-exam-1/", ".sb-question"),
        ("/notes/losses/", ".sb-entry"),
        ("/glossary/", None),
    ],
)
def test_the_first_paint_waits_for_the_first_question_alone(
    reader: Reader, path: str, shown: str | None
) -> None:
    page = reader.open(path)
    awaited = page.locator("link[rel=expect][blocking=render]")
    if shown is None:
        expect(awaited).to_have_count(0)
        return
    first = page.locator(shown).first.get_attribute("id")
    expect(awaited).to_have_attribute("href", f"#{first}")
    assert page.evaluate("(id) => document.getElementById(id).matches('article, section')", first)


def test_only_what_overflows_can_be_focused(reader: Reader) -> None:
    page = reader.open(reader.path_with("sb-display"), width=PHONE)
    page.evaluate(LAY_OUT)
    page.click(".sb-toolbar [data-sb-open-all]")
    page.evaluate(SETTLE)
    boxes = page.evaluate(
        """() => [...document.querySelectorAll('.sb-scroll, .sb-display')]
          .filter((e) => e.checkVisibility() && !e.parentElement.closest('.sb-scroll, .sb-display'))
          .map((e) => [e.scrollWidth > e.clientWidth + 1, e.getAttribute('tabindex'),
                       e.getAttribute('role'), Boolean(e.getAttribute('aria-label'))])"""
    )
    focusable, plain = (True, "0", "region", True), (False, None, None, False)
    assert {tuple(box) for box in boxes} <= {focusable, plain}
    assert any(box[0] for box in boxes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_follow_the_theme(reader: Reader, scheme: str) -> None:
    path = reader.path_with('<img class="sb-figure"')
    page = reader.open(path, color_scheme=scheme)
    image = page.locator("img.sb-figure").first
    used = image.evaluate("e => getComputedStyle(e).colorScheme")
    assert used == ("dark" if scheme == "dark" else "light")
    page.locator(".sb-theme label:visible").click()
    other = "light" if scheme == "dark" else "dark"
    assert image.evaluate("e => getComputedStyle(e).colorScheme") == other


def test_the_first_visit_follows_the_system(reader: Reader) -> None:
    page = reader.open("/", color_scheme="dark")
    assert page.evaluate("document.documentElement.dataset.sbTheme") == "dark"


def test_open_menus_and_the_search_fit_a_phone(reader: Reader) -> None:
    page = reader.open(reader.path_with("sb-menu"), width=PHONE)
    for control in (
        ".sb-menu > summary",
        ".sb-menu-fold > summary",
        "header [data-sb-search-open]",
    ):
        page.locator(control).first.click()
        page.wait_for_timeout(50)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_the_menu_closes_by_escape_and_by_a_click_elsewhere(reader: Reader) -> None:
    page = reader.open("/", width=PHONE)
    menu = page.locator(".sb-menu-fold")
    panel = menu.locator(".sb-menu-fold__panel")
    menu.locator(":scope > summary").click()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    menu.locator(":scope > summary").click()
    expect(panel).to_be_visible()
    page.mouse.click(340, 600)
    expect(panel).to_be_hidden()
