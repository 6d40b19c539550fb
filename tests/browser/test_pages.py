"""Every kind of page: no errors, nothing from elsewhere, nothing wider than the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.reader import PHONE, Reader, wait_until

PAGES = (
    "/",
    "/topics/",
    "/glossary/",
    "/papers/",
    "/notes/",
    "/guides/",
    "/series/",
    "/forms/",
    "/times/",
    "/tags/",
    "/downloads/",
    "/wanted/",
)
TOPIC_PATTERNS = ("--self-check", "sb-options", "sb-table", "sb-code", "sb-figure", "follow-ups")

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const outside = (e) => e.getBoundingClientRect().right > width + 1
    && !e.closest('.sb-scroll, .sb-display, .sb-math--display, pre, table, .sb-visually-hidden');
  return [...document.querySelectorAll('.sb-content *, .sb-toolbar *, .sb-header *')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && outside(e))
    .filter((e) => !e.closest('mjx-assistive-mml, .sb-offscreen, .md-option'))
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
}"""


SITES_AND_PAGES = [
    *((site + path) for site in ("", "/zh") for path in PAGES),
    "/developers/",
    "/zh/developers/",
    "/codes/",
    "/zh/style/",
    "/404.html",
]


@pytest.mark.parametrize("path", SITES_AND_PAGES)
def test_a_page_fits_a_phone(reader: Reader, path: str) -> None:
    for width in (320, PHONE):
        page = reader.open(path, width=width, height=700)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER) == []


@pytest.mark.parametrize("site", ["", "/zh"])
@pytest.mark.parametrize("languages", ["en", "zh", "both"])
@pytest.mark.parametrize("pattern", TOPIC_PATTERNS)
def test_a_topic_fits_a_phone_with_all_open(
    reader: Reader, site: str, languages: str, pattern: str
) -> None:
    path = site + reader.path_with(pattern)
    for width in (320, PHONE):
        page = reader.open(path, width=width, height=700, languages=languages)
        page.evaluate("document.querySelectorAll('.sb-step').forEach((e) => { e.open = true })")
        wait_until(page, "document.fonts.status === 'loaded'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WIDER) == []


def test_a_random_question_is_one_click_away(reader: Reader) -> None:
    page = reader.open("/")
    page.click("[data-sb-random]")
    page.wait_for_url("**/topics/*/#*")
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()
    page.go_back()
    assert page.evaluate("location.pathname") == "/"


def test_only_what_overflows_can_be_focused(reader: Reader) -> None:
    page = reader.open(reader.path_with("sb-display"), width=PHONE)
    page.click(".sb-toolbar [data-sb-open-all]")
    page.wait_for_timeout(200)
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
    page.locator(".md-header__option label:visible").click()
    other = "light" if scheme == "dark" else "dark"
    assert image.evaluate("e => getComputedStyle(e).colorScheme") == other


def test_the_first_visit_follows_the_system(reader: Reader) -> None:
    page = reader.open("/", color_scheme="dark")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


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
