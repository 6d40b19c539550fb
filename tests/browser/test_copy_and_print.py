"""What leaves the page: links, formulas and paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from browser.reader import Reader

COPY = """(formula) => {
  const range = document.createRange();
  range.selectNodeContents(formula.closest('p'));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const data = new DataTransfer();
  document.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true }));
  return data.getData('text/plain');
}"""


def test_a_formula_is_copied_as_tex(reader: Reader) -> None:
    page = reader.open(reader.path_with('sb-math"'))
    formula = page.locator(".sb-stem .sb-pair__own p > .sb-math[data-tex]").first
    tex = formula.get_attribute("data-tex")
    copied = formula.evaluate(COPY)
    assert f"${tex}$" in copied
    assert "\n" not in copied


def test_a_link_to_a_question_is_copied_and_said(reader: Reader) -> None:
    page = reader.open(reader.path_with("sb-question"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    question = page.locator(".sb-question").first
    question.locator(".sb-menu > summary").click()
    question.locator("[data-sb-copy-link]").click()
    expect(page.locator("[data-sb-live]")).to_have_text("Link copied")
    name = question.get_attribute("id")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"#{name}")


def printed(page: Page, kind: str) -> bool:
    """Press a print button and tell whether an answer was on paper."""
    page.evaluate(
        """() => { window.print = () => {
          dispatchEvent(new Event('beforeprint'));
          window.onPaper = [...document.querySelectorAll('.sb-step__body')].some(
            (e) => e.checkVisibility());
          dispatchEvent(new Event('afterprint'));
        } }"""
    )
    page.click(f"[data-sb-print-page={kind}]")
    return bool(page.evaluate("onPaper"))


def test_questions_are_printed_without_answers(reader: Reader) -> None:
    page = reader.open(reader.path_with("--answer"))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".sb-step[open]").count() == 0
    for hidden in (".sb-header", ".sb-toolbar", ".sb-footer", ".sb-menu", ".sb-pair__toggle"):
        assert not any(part.is_visible() for part in page.locator(hidden).all())
    assert not any(summary.is_visible() for summary in page.locator(".sb-step__summary").all())
    expect(page.locator(".sb-stem").first).to_be_visible()


def test_answers_are_printed_when_asked_for(reader: Reader) -> None:
    page = reader.open(reader.path_with("--answer"))
    assert not printed(page, "questions")
    assert printed(page, "answers")
    assert page.locator(".sb-step[open]").count() == 0
    assert page.locator("html").get_attribute("data-sb-print") is None
