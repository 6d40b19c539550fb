"""The hidden parts: hidden at first, opened one after the other, reached by links."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.reader import PHONE, Reader

ROW_OF_THREE = r"--approach\"[\s\S]*--self-check\"[\s\S]*--answer\""


def first_row(page: Page) -> str:
    """Give a selector for the first reveal row with an approach, a self-check and an answer."""
    name = page.evaluate(
        """() => {
          const row = [...document.querySelectorAll('[data-sb-reveal]')].find((row) =>
            ['approach', 'self_check', 'answer'].every((kind) =>
              row.querySelector(`:scope > .sb-step--${kind}`)));
          row.setAttribute('data-test', 'row');
          return '[data-test=row]';
        }"""
    )
    return str(name)


def fragment_with(page: Page, pattern: str) -> str:
    """Find the id of an element that lies in something closed."""
    ids = page.evaluate(
        "[...document.querySelectorAll('[id]')].filter((e) => !e.checkVisibility() || "
        "e.matches('details:not([open])')).map((e) => e.id)"
    )
    return next(str(name) for name in ids if re.search(pattern, name))


@pytest.mark.parametrize("site", ["", "/zh"])
@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_hidden_is_visible_on_load(reader: Reader, site: str, scripts: bool) -> None:
    page = reader.open(site + reader.path_with(ROW_OF_THREE), scripts=scripts)
    bodies = page.locator(".sb-step__body")
    assert bodies.count() > 3
    assert not any(body.is_visible() for body in bodies.all())


def test_steps_are_offered_in_order_and_move_nothing_above(reader: Reader) -> None:
    page = reader.open(reader.path_with(ROW_OF_THREE), width=PHONE)
    row = page.locator(first_row(page))
    steps = row.locator(":scope > .sb-step")
    expect(steps.nth(0)).to_have_attribute("data-sb-next", "")
    for index in range(3):
        summary = steps.nth(index).locator(":scope > summary")
        summary.scroll_into_view_if_needed()
        before = summary.bounding_box()
        summary.click()
        expect(steps.nth(index)).to_have_attribute("data-sb-done", "")
        expect(steps.nth(index)).not_to_have_attribute("data-sb-next", "")
        after = summary.bounding_box()
        assert before
        assert after
        assert abs(after["y"] - before["y"]) <= 1
    assert [step.evaluate("e => e.open") for step in steps.all()][:3] == [True] * 3


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_steps_are_large_enough_to_press(reader: Reader, width: int) -> None:
    page = reader.open(reader.path_with(ROW_OF_THREE), width=width)
    boxes = [summary.bounding_box() for summary in page.locator(".sb-step__summary").all()]
    # What lies in a closed step has a place, but no size.
    shown = [box for box in boxes if box and box["height"]]
    assert len(shown) >= 3
    assert [box for box in shown if min(box["height"], box["width"]) < 44] == []


def test_a_step_opens_by_keyboard(reader: Reader) -> None:
    page = reader.open(reader.path_with(ROW_OF_THREE))
    summary = page.locator(".sb-step__summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sb-step__body").first).to_be_visible()


def test_the_toolbar_opens_and_closes_every_step(reader: Reader) -> None:
    page = reader.open(reader.path_with(ROW_OF_THREE))
    page.click(".sb-toolbar [data-sb-open-all]")
    assert page.locator(".sb-step:not([open])").count() == 0
    page.click(".sb-toolbar [data-sb-close-all]")
    assert page.locator(".sb-step[open]").count() == 0


def test_a_questions_menu_opens_its_steps_alone(reader: Reader) -> None:
    page = reader.open(reader.path_with(r"(?:data-sb-question=[\s\S]*){2}"))
    questions = page.locator(".sb-question")
    questions.nth(1).locator(".sb-menu > summary").click()
    questions.nth(1).locator("[data-sb-open-all]").click()
    assert questions.nth(1).locator(".sb-step:not([open])").count() == 0
    assert questions.nth(0).locator(".sb-step[open]").count() == 0
    expect(questions.nth(1).locator(".sb-menu__list")).to_be_hidden()


@pytest.mark.parametrize("pattern", ["--answer$", "--approach$", "--follow-up-1-answer$"])
def test_a_fragment_opens_what_it_names(reader: Reader, pattern: str) -> None:
    path = reader.path_with(f'id="[^"]+{pattern.removesuffix("$")}"')
    name = fragment_with(reader.open(path), pattern)
    page = reader.open(f"{path}#{name}", width=PHONE)
    target = page.locator(f"[id='{name}']")
    expect(target.locator(":scope > .sb-step__body")).to_be_visible()
    expect(target).to_be_in_viewport()


def test_a_changed_fragment_opens_what_it_names(reader: Reader) -> None:
    page = reader.open(reader.path_with(ROW_OF_THREE))
    name = fragment_with(page, "--answer$")
    page.evaluate("name => { location.hash = name }", name)
    expect(page.locator(f"[id='{name}'] > .sb-step__body")).to_be_visible()
    expect(page.locator(f"[id='{name}']")).to_be_in_viewport()


def test_a_fragment_opens_the_answer_around_a_figure(reader: Reader) -> None:
    path = reader.path_with(r"sb-step__body[^§]*<figure")
    page = reader.open(path)
    name = page.evaluate("document.querySelector('.sb-step__body figure[id]').id")
    page = reader.open(f"{path}#{name}")
    expect(page.locator(f"[id='{name}']").first).to_be_in_viewport()


def test_self_checks_are_remembered_in_both_languages(reader: Reader) -> None:
    page = reader.open(reader.path_with("data-sb-check"), languages="both")
    page.click(".sb-toolbar [data-sb-open-all]")
    key = page.locator("[data-sb-check]").first.get_attribute("data-sb-check")
    copies = page.locator(f"[data-sb-check='{key}']")
    assert copies.count() == 2
    copies.nth(0).check()
    expect(copies.nth(1)).to_be_checked()
    page.reload()
    assert [box.is_checked() for box in copies.all()] == [True, True]
    page.click(".sb-toolbar [data-sb-open-all]")
    copies.nth(1).uncheck()
    assert page.evaluate("localStorage.getItem('studybank.checks')") == "{}"
