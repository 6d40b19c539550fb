"""Every kind of page on a narrow phone: nothing is too wide, nothing too small to be hit."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.page_kinds import KINDS, SITES, find_kinds, path_of
from browser.reader import LAY_OUT, PHONE, Reader, wait_until

NARROW = 320
TOPIC_PATTERNS = ("--self-check", "sb-options", "sb-table", "sb-code", "sb-figure", "follow-ups")

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const outside = (e) => e.getBoundingClientRect().right > width + 1
    && !e.closest('.sb-scroll, .sb-display, .sb-math--display, pre, table, .sb-visually-hidden');
  return [...document.querySelectorAll('.sb-content *, .sb-toolbar *, .sb-header *')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && outside(e))
    .filter((e) => !e.closest('math, .sb-offscreen, .sb-theme__input'))
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 120));
}"""
CONTROLS = """.sb-step__summary, .sb-switch__option, .sb-toolbar button, .sb-toolbar a,
  .sb-self-check__item label, .sb-toc__title, .sb-header__button, .sb-brand, .sb-start,
  .sb-home__times a, .sb-series__step a, .sb-menu__list :is(a, button)"""
"""What a reader uses while studying: at least 44 pixels."""

TARGETS = """a, button, summary, label, select, textarea, [role=button], input:not(label input,
  .sb-theme__input)"""
"""What else can be hit: 24 pixels, unless it is a word in a line of text."""

SMALL = """([targets, least]) => {
  const inLine = (e) => getComputedStyle(e).display === "inline" && !e.matches("summary, button");
  return [...document.querySelectorAll(targets)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !inLine(e))
    .filter((e) => !e.matches(".sb-skip, .sb-visually-hidden, .sb-visually-hidden *"))
    .map((e) => [e.getBoundingClientRect(), parseFloat(getComputedStyle(e, "::before").inset), e])
    .filter(([box, wider, e]) => {
      // What can be hit may reach beyond what is seen.
      const more = getComputedStyle(e, "::before").position === "absolute" ? -2 * (wider || 0) : 0;
      return box.height + more < least - 0.1 || box.width < Math.min(least, 40) - 0.1;
    })
    .slice(0, 5).map(([box, , e]) => `${box.width}x${box.height} ${e.outerHTML.slice(0, 120)}`);
}"""
OPEN = "document.querySelectorAll('.sb-step').forEach((e) => { e.open = true })"
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def kinds(site_dir: Path) -> dict[str, str]:
    """Give a page of each kind."""
    return find_kinds(site_dir)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_a_phone_and_a_thumb(
    reader: Reader, kinds: dict[str, str], kind: str, site: str
) -> None:
    reader.stays = True
    page = reader.open(path_of(kinds, kind, site), width=NARROW, height=700)
    page.evaluate(LAY_OUT)
    assert page.evaluate(SMALL, [CONTROLS, 44]) == []
    page.evaluate(OPEN)
    wait_until(page, "document.fonts.status === 'loaded'")
    for width in (NARROW, PHONE):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(WIDTH) <= width
        assert page.evaluate(WIDER) == []
    assert page.evaluate(SMALL, [TARGETS, 24]) == []


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("languages", ["en", "zh", "both"])
@pytest.mark.parametrize("pattern", TOPIC_PATTERNS)
def test_a_topic_fits_a_phone_with_all_open(
    reader: Reader, site: str, languages: str, pattern: str
) -> None:
    path = SITES[site] + reader.path_with(pattern)
    page = reader.open(path, width=NARROW, height=700, languages=languages)
    page.evaluate(LAY_OUT)
    page.evaluate(OPEN)
    wait_until(page, "document.fonts.status === 'loaded'")
    for width in (NARROW, PHONE):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate(WIDTH) <= width
        assert page.evaluate(WIDER) == []


def test_what_is_too_small_is_seen(reader: Reader) -> None:
    page = reader.open("/", width=NARROW)
    page.evaluate(
        "document.querySelector('.sb-step__summary').style.cssText = 'min-height: 0; height: 20px'"
    )
    assert len(page.evaluate(SMALL, [CONTROLS, 44])) == 1
    assert len(page.evaluate(SMALL, [TARGETS, 24])) == 1
