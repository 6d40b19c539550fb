"""What axe-core cannot see: languages, names, focus, messages, motion and zoom."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.page_kinds import KINDS, SITES, find_kinds, path_of
from browser.reader import PHONE, Reader

HAN_ELSEWHERE = r"""() => {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node; (node = walker.nextNode()); ) {
    const around = node.parentElement;
    if (!/\p{sc=Han}/u.test(node.data) || around.matches("script, noscript")) continue;
    if (around.closest("[lang]").lang !== "zh-Hans") found.push(around.outerHTML.slice(0, 200));
  }
  return found;
}"""
SAME_NAMES = """(selector) => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const names = [...document.querySelectorAll(selector)]
    .filter((control) => control.checkVisibility())
    .map((control) => [...control.childNodes].filter((e) => e.nodeType === 3 ||
      getComputedStyle(e).display !== "none" && e.ariaHidden !== "true")
      .map((e) => e.textContent).join("").trim());
  return names.filter((name, index) => !name || names.indexOf(name) !== index);
}"""
# Elements of one name and the same classes move alike.
MOVES = """() => {
  const alike = new Map([...document.querySelectorAll("*")].map((e) =>
    [`${e.localName} ${e.getAttribute("class")}`, e]));
  return [...alike.values()].flatMap((element) => ["", "::before", "::after"].map((part) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
    return [transitionDuration, animationName, scrollBehavior].join(" ");
  })).filter((style) => style !== "0s none auto");
}"""
LIVE = """() => [...document.querySelectorAll(
  "[role=status], [role=alert], [role=log], [aria-live], output, marquee")]
  .filter((e) => e.checkVisibility()).map((e) => e.getAttribute("role") + (e.ariaLive ?? ""))"""
BARS = """() => [...document.querySelectorAll(".sb-header, .sb-toolbar")]
  .filter((e) => ["sticky", "fixed"].includes(getComputedStyle(e).position))
  .reduce((sum, e) => sum + e.getBoundingClientRect().height, 0)"""
FOCUS = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const shown = e.matches(".sb-theme__input, .sb-switch__input") ? e.parentElement : e;
  const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect();
  const bars = [...document.querySelectorAll(".sb-header, .sb-toolbar")].filter((bar) =>
    !bar.contains(e) && !e.matches(".sb-skip") &&
    ["sticky", "fixed"].includes(getComputedStyle(bar).position));
  const hidden = bars.some((bar) => {
    const { top, bottom } = bar.getBoundingClientRect();
    return Math.min(box.bottom, bottom) - Math.max(box.top, top) > 1;
  });
  const outside = box.bottom <= 0 || box.top >= innerHeight;
  return { hidden: hidden || outside, what: e.outerHTML.slice(0, 150),
           box: [box.top, box.bottom], last: e.matches(".sb-footer a:last-of-type") };
}"""

CUT_OFF = """() => [...document.querySelectorAll('.sb-header *, .sb-toolbar *')]
  .filter((e) => e.matches('a, summary, label, button') && e.checkVisibility())
  .filter((e) => { const { left, right } = e.getBoundingClientRect();
                   return left < 0 || right > innerWidth; })
  .map((e) => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def kinds(site_dir: Path) -> dict[str, str]:
    """Give a page of each kind."""
    return find_kinds(site_dir)


def live_regions(page: Page) -> list[str]:
    """Give the live regions that assistive technology is told of, with their politeness."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    live = [
        {found["name"]: found["value"].get("value") for found in node.get("properties", [])}
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in ("status", "alert", "log", "marquee")
    ]
    return [str(properties.get("live")) for properties in live]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("kind", KINDS)
def test_chinese_names_motion_and_zoom_of_every_kind(
    reader: Reader, kinds: dict[str, str], kind: str, site: str
) -> None:
    reader.stays = True
    page = reader.open(path_of(kinds, kind, site), languages="both", reduced_motion="reduce")
    assert page.evaluate(HAN_ELSEWHERE) == []
    assert page.evaluate(MOVES) == []
    assert page.evaluate(LIVE) == ["status"]
    assert page.evaluate(SAME_NAMES, "summary") == []
    assert page.evaluate(SAME_NAMES, ".sb-pair__toggle") == []
    # Windows of 1280 and 640 pixels at twice the size, with all open that could be too wide.
    page.evaluate("document.querySelectorAll('.sb-menu, nav *').forEach((e) => { e.open = false })")
    for width, height in ((640, 400), (320, 256)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BARS) < height / 3
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    ("kind", "part"),
    [
        *(("topic", ".sb-question"), ("paper", ".sb-question")),
        *(("list", ".sb-group"), ("note", ".sb-entry")),
    ],
)
def test_screen_readers_know_what_is_far_away_by_name(
    reader: Reader, kinds: dict[str, str], kind: str, part: str, site: str
) -> None:
    page = reader.open(path_of(kinds, kind, site), width=PHONE)
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    shown = [node for node in nodes if not node["ignored"]]
    roles = ("article", "region")
    known = {node["name"]["value"] for node in shown if node["role"]["value"] in roles}
    names = page.locator(part).evaluate_all("(parts) => parts.map((part) => part.ariaLabel)")
    assert len(set(names)) == len(names) > 7
    assert all(names)
    assert set(names) <= known


@pytest.mark.parametrize("site", SITES)
def test_chinese_in_search_results_is_chinese(reader: Reader, site: str) -> None:
    page = reader.open(f"{SITES[site]}/")
    page.keyboard.press("/")
    page.fill("dialog[data-sb-search] input", "过拟合")
    expect(page.locator("[data-sb-search-results] a").first).to_be_visible()
    assert page.evaluate(HAN_ELSEWHERE) == []
    assert live_regions(page) == ["polite"]


def test_what_moves_is_seen(reader: Reader) -> None:
    page = reader.open("/")
    assert page.evaluate(MOVES) == []
    page.evaluate("document.body.style.transition = 'color 1s'")
    assert page.evaluate(MOVES) == ["1s none auto"]


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("languages", ["en", "zh", "both"])
def test_buttons_that_stay_pressed_keep_their_names(
    reader: Reader, site: str, languages: str
) -> None:
    page = reader.open(
        SITES[site] + reader.path_with("sb-pair__toggle", smallest=True), languages=languages
    )
    buttons = page.locator("button[aria-pressed]:visible")
    for button in buttons.all()[:4]:
        name, pressed = button.inner_text(), button.get_attribute("aria-pressed")
        button.click()
        assert button.inner_text() == name
        assert button.get_attribute("aria-pressed") == ("false" if pressed == "true" else "true")
    plain = page.locator("button:visible:not([aria-pressed])").all()
    names = {button.inner_text() for button in plain}
    page.click(".sb-toolbar [data-sb-open-all]")
    assert {button.inner_text() for button in plain} == names


@pytest.mark.parametrize(
    ("site", "group", "names"),
    [
        ("en", "Light or dark", ["Light", "Dark"]),
        ("zh", "浅色或深色", ["浅色", "深色"]),
        ("en", "Language of the questions", ["EN", "中文", "EN + 中文"]),
        ("zh", "题目语言", ["EN", "中文", "EN + 中文"]),
    ],
)
def test_choices_are_radio_buttons_with_names_of_their_own(
    reader: Reader, site: str, group: str, names: list[str]
) -> None:
    page = reader.open(SITES[site] + reader.path_with("sb-pair__toggle", smallest=True))
    found = page.get_by_role("radiogroup", name=group).or_(page.get_by_role("group", name=group))
    for name in (*names, names[0]):
        choice = found.get_by_role("radio", name=name, exact=True)
        choice.focus()
        page.keyboard.press("Space")
        expect(choice).to_be_checked()
        assert found.get_by_role("radio", checked=True).count() == 1
        assert found.get_by_role("radio").count() == len(names)


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_focus_is_never_under_a_bar(reader: Reader, width: int, key: str) -> None:
    path = reader.path_with("--self-check", "--answer", "follow-ups", "sb-options", smallest=True)
    page = reader.open(path, width=width, height=700, languages="both")
    page.click(".sb-toolbar [data-sb-open-all]")
    # What follows begins from what has the focus, at the top or at the bottom.
    start = ".sb-skip" if key == "Tab" else ".sb-footer a"
    page.evaluate("(start) => document.querySelector(start).focus()", start)
    hidden, stops = [], 0
    for _ in range(400):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        stops += 1
        hidden += [f"{focus['box']} {focus['what']}"] if focus["hidden"] else []
    assert hidden == []
    assert stops > 30
