"""From one language's site to the other: same question, same place, same open parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.reader import PHONE, TO_TOP, Reader, wait_until

MANY = r"(?:data-sb-question=[\s\S]*){4}"


def switch(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".sb-site-switch").dispatch_event("click")
    wait_until(page, "document.fonts.status === 'loaded'")
    page.wait_for_timeout(150)


def block_tops(page: Page) -> list[float]:
    tops: list[float] = page.evaluate(
        "[...document.querySelectorAll('.sb-block')].map((e) => e.getBoundingClientRect().top)"
    )
    return tops


@pytest.mark.parametrize("width", [PHONE, 1280])
@pytest.mark.parametrize("site", ["", "/zh"])
def test_the_question_stays_where_it_is(reader: Reader, site: str, width: int) -> None:
    page = reader.open(site + reader.path_with(MANY), width=width)
    stem = page.locator(".sb-question").nth(1).locator(".sb-stem .sb-block").first
    stem.evaluate(TO_TOP)
    index = page.evaluate(
        "(e) => [...document.querySelectorAll('.sb-block')].indexOf(e)", stem.element_handle()
    )
    before = block_tops(page)[index]
    path = page.evaluate("location.pathname")
    switch(page)
    assert page.evaluate("location.pathname") != path
    assert abs(block_tops(page)[index] - before) <= 8
    switch(page)
    assert page.evaluate("location.pathname") == path
    assert abs(block_tops(page)[index] - before) <= 8


def test_open_parts_are_open_on_the_other_site(reader: Reader) -> None:
    page = reader.open(reader.path_with(MANY))
    steps = page.locator(".sb-question .sb-reveal > .sb-step")
    wanted = []
    for index in (0, 2):
        steps.nth(index).locator(":scope > summary").click()
        wanted.append(steps.nth(index).get_attribute("id"))
    listing = "[...document.querySelectorAll('.sb-step[open]')].map((e) => e.id)"
    for _ in range(2):
        switch(page)
        assert page.evaluate(listing) == wanted


def test_the_fragment_goes_along(reader: Reader) -> None:
    path = reader.path_with('id="[^"]+--answer"')
    page = reader.open(path)
    name = page.locator(".sb-step--answer").first.get_attribute("id")
    page = reader.open(f"{path}#{name}")
    switch(page)
    assert page.url.endswith(f"/zh{path}#{name}")
    expect(page.locator(f"[id='{name}'] > .sb-step__body")).to_be_visible()
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


def test_who_goes_to_the_chinese_site_reads_chinese(reader: Reader) -> None:
    page = reader.open("/", languages="en")
    switch(page)
    expect(page.locator("html")).to_have_attribute("data-sb-view", "own")
    page = reader.open("/", languages="both")
    switch(page)
    expect(page.locator("html")).to_have_attribute("data-sb-view", "both")


def test_without_scripts_it_is_a_link(reader: Reader) -> None:
    path = reader.path_with(MANY)
    page = reader.open(path, scripts=False)
    page.click(".sb-site-switch")
    assert page.url.endswith(f"/zh{path}")
    page.click(".sb-site-switch")
    assert page.url.endswith(path)
    assert "/zh/" not in page.url
