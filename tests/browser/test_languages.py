"""The languages on a page: for all of it, for one block, remembered, right from the first paint."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.reader import PHONE, TO_TOP, Reader

SITES = {"en": "", "zh": "/zh"}

VISIBLE = """() => {
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((e) => !e.closest('.sb-step') && e.checkVisibility()).length;
  return { own: seen('.sb-pair__own'), other: seen('.sb-pair__text'),
           pairs: seen('[data-sb-pair]') };
}"""


def views(page: Page) -> tuple[bool, bool]:
    """Tell whether every block shows the site's language, and whether every one shows the other."""
    seen = page.evaluate(VISIBLE)
    assert seen["pairs"] > 0
    assert seen["own"] in (0, seen["pairs"])
    assert seen["other"] in (0, seen["pairs"])
    return seen["own"] > 0, seen["other"] > 0


def choose(page: Page, languages: str) -> None:
    page.locator(f"[data-sb-switch] input[value={languages}]").check(force=True)


@pytest.mark.parametrize("site", ["en", "zh"])
@pytest.mark.parametrize("languages", ["en", "zh", "both"])
def test_a_choice_is_shown_and_remembered(reader: Reader, site: str, languages: str) -> None:
    page = reader.open(SITES[site] + reader.path_with("data-sb-pair"))
    assert views(page) == (True, False)
    choose(page, languages)
    wanted = (languages in (site, "both"), languages != site)
    assert views(page) == wanted
    page.reload()
    assert views(page) == wanted
    assert page.locator(f"[data-sb-switch] input[value={languages}]").is_checked()


@pytest.mark.parametrize("languages", ["zh", "both"])
def test_the_first_paint_has_the_chosen_languages(reader: Reader, languages: str) -> None:
    page = reader.open("/", languages=languages)
    page.add_init_script(
        # Before any module has run: the scripts that wait for the whole page come later. What
        # watches the page is told of its last elements before anything else can happen.
        "document.addEventListener('readystatechange', () => queueMicrotask(() => {"
        "  if (document.readyState === 'interactive') window.atFirst ??= {"
        "    view: document.documentElement.dataset.sbView,"
        "    open: [...document.querySelectorAll('.sb-pair__other')].map((e) => e.open) };"
        "}))"
    )
    page.reload()
    first = page.evaluate("atFirst")
    assert first["view"] == ("both" if languages == "both" else "other")
    assert first["open"]
    assert all(first["open"])


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_first_frame_is_the_last(reader: Reader, width: int) -> None:
    page = reader.open(reader.path_with("data-sb-pair"), width=width, languages="both")
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const entry of "
        "list.getEntries()) window.shift += entry.value; })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.reload()
    page.wait_for_timeout(300)
    assert page.evaluate("shift") < 0.02


@pytest.mark.parametrize("languages", ["en", "zh"])
def test_a_block_shows_its_other_language_beside_it(reader: Reader, languages: str) -> None:
    page = reader.open(reader.path_with("data-sb-pair"), languages=languages)
    pair = page.locator(".sb-stem [data-sb-pair]").first
    button = pair.locator(":scope > .sb-pair__toggle")
    expect(button).to_have_attribute("aria-pressed", "false")
    assert "中文" in button.inner_text() if languages == "en" else "EN" in button.inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(pair.locator(".sb-pair__own")).to_be_visible()
    expect(pair.locator(".sb-pair__text")).to_be_visible()
    assert page.locator("[data-sb-both]").count() == 1
    button.click()
    expect(pair.locator(".sb-pair__own")).to_be_visible(visible=languages == "en")
    expect(pair.locator(".sb-pair__text")).to_be_visible(visible=languages == "zh")


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_a_blocks_button_stays_under_the_finger(reader: Reader, width: int) -> None:
    page = reader.open(reader.path_with("data-sb-pair"), width=width)
    for button in page.locator(".sb-stem .sb-pair__toggle").all()[:6]:
        button.scroll_into_view_if_needed()
        before = button.bounding_box()
        button.click()
        page.wait_for_timeout(50)
        after = button.bounding_box()
        assert before
        assert after
        assert abs(after["y"] - before["y"]) <= 2


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_what_is_read_stays_where_it_is(reader: Reader, width: int) -> None:
    # The second of four, so that the page does not end before the block can stand where it should.
    page = reader.open(reader.path_with(r"(?:data-sb-question=[\s\S]*){4}"), width=width)
    block = page.locator(".sb-question").nth(1).locator(".sb-stem .sb-block").first
    block.evaluate(TO_TOP)
    top = "e => e.getBoundingClientRect().top"
    for languages in ("both", "zh", "en", "both", "en"):
        before = block.evaluate(top)
        choose(page, languages)
        page.wait_for_timeout(80)
        assert abs(block.evaluate(top) - before) <= 2, languages


def test_the_switch_works_by_keyboard(reader: Reader) -> None:
    page = reader.open(reader.path_with("data-sb-pair"))
    page.locator("[data-sb-switch] input:checked").focus()
    page.keyboard.press("ArrowRight")
    assert views(page) == (False, True)
    page.keyboard.press("ArrowRight")
    assert views(page) == (True, True)
    assert page.evaluate("localStorage.getItem('studybank.languages')") == "both"


def test_a_choice_reaches_other_tabs(reader: Reader) -> None:
    page = reader.open(reader.path_with("data-sb-pair"))
    other_tab = page.context.new_page()
    reader.watch(other_tab)
    other_tab.goto(page.url)
    choose(other_tab, "both")
    expect(page.locator("html")).to_have_attribute("data-sb-view", "both")
    assert views(page) == (True, True)


def test_both_languages_stand_side_by_side_on_a_desk(reader: Reader) -> None:
    for site in SITES.values():
        page = reader.open(site + reader.path_with("data-sb-pair"), languages="both")
        pair = page.locator(".sb-stem [data-sb-pair]").first
        english = pair.locator(":scope :is(.sb-pair__own, .sb-pair__text):lang(en)").first
        chinese = pair.locator(":scope :is(.sb-pair__own, .sb-pair__text):lang(zh)").first
        left, right = english.bounding_box(), chinese.bounding_box()
        assert left
        assert right
        assert left["x"] + left["width"] <= right["x"]
        assert abs(left["y"] - right["y"]) <= 1


def test_both_languages_follow_each_other_on_a_phone(reader: Reader) -> None:
    path = reader.path_with("data-sb-pair")
    page = reader.open(path, width=PHONE, languages="both")
    pair = page.locator(".sb-stem [data-sb-pair]").first
    own = pair.locator(":scope > .sb-pair__own").bounding_box()
    other = pair.locator(".sb-pair__text").bounding_box()
    assert own
    assert other
    assert own["y"] + own["height"] <= other["y"]
