"""The policy of the pages: everything of ours works under it, nothing of others does.

A violation is an error of the page, and a reader has none: see `reader.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from browser.page_kinds import KINDS, find_kinds, path_of
from browser.reader import POLICY_WATCH, Reader, wait_until

USE_EVERYTHING = """async () => {
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((e) => e.checkVisibility());
  const after = () => new Promise((done) => setTimeout(done, 30));
  window.print = () => { dispatchEvent(new Event('beforeprint'));
                         dispatchEvent(new Event('afterprint')); };
  const press = ['[data-sb-open-all]', '[data-sb-close-all]', '[data-sb-print-page=answers]',
    '[data-sb-switch] input[value=both]', '.sb-pair__toggle', '.sb-step > summary',
    'input[data-sb-check]', '.sb-menu > summary', '[data-sb-copy-link]', '.sb-menu-fold > summary',
    '.sb-toc > summary', '.sb-theme label'];
  for (const selector of press) {
    for (const control of seen(selector).slice(0, 2)) { control.click(); await after(); }
  }
  return seen('*').length;
}"""
ATTACK = """<script>planted.push('script')</script>
<script type="module">planted.push('module')</script>
<script src="https://other.example/x.js"></script>
<script src="data:text/javascript,planted.push('data')"></script>
<img src="x:" onerror="planted.push('handler')"><p id="styled" style="color: red">x</p>
<img src="https://other.example/x.png"><iframe src="/"></iframe><base href="/nowhere/">
<form id="form" action="https://other.example/"></form>
<a id="link" href="javascript:planted.push('link')">x</a><style>#styled { color: red }</style>"""


@pytest.fixture(scope="module")
def kinds(site_dir: Path) -> dict[str, str]:
    """Give a page of each kind."""
    return find_kinds(site_dir)


def search(page: Page, query: str) -> None:
    page.keyboard.press("/")
    page.fill("dialog[data-sb-search] input", query)
    wait_until(page, "document.querySelectorAll('[data-sb-search-results] a').length > 0")
    page.keyboard.press("Escape")


@pytest.mark.parametrize("site", ["en", "zh"])
@pytest.mark.parametrize("kind", KINDS)
def test_everything_works_under_the_policy(
    reader: Reader, kinds: dict[str, str], kind: str, site: str
) -> None:
    page = reader.open(path_of(kinds, kind, site), width=360 if site == "zh" else 1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    wait_until(page, "document.querySelector('script[src$=\"main.js\"]') !== null")
    assert page.evaluate(USE_EVERYTHING) > 20
    search(page, "过拟合")
    with page.expect_navigation():
        page.locator(".sb-site-switch").dispatch_event("click")
    search(page, "overfitting")


def test_nothing_that_was_planted_runs_or_is_fetched(reader: Reader) -> None:
    page = reader.open("/glossary/")
    page.add_init_script("window.planted = []")

    def plant(route: Route) -> None:
        answer = route.fetch()
        body = answer.text().replace("</h1>", f"</h1>{ATTACK}", 1)
        route.fulfill(response=answer, body=body)

    fetched: list[str] = []
    page.route("https://other.example/**", lambda route: fetched.append(route.request.url))
    page.route("**/guides/", plant)
    page.goto(page.url.replace("glossary", "guides"))
    page.evaluate("document.getElementById('link').click()")
    page.evaluate("document.getElementById('form').submit()")
    page.wait_for_timeout(200)
    assert page.evaluate("planted") == []
    # Evaluated, not located: for Playwright a refused navigation never ends.
    color = page.evaluate("getComputedStyle(document.getElementById('styled')).color")
    assert color != "rgb(255, 0, 0)"
    refused = {
        text.split("policy: ")[1].split()[0] for text in reader.problems if "policy: " in text
    }
    assert refused == {
        *("script-src-elem", "script-src-attr", "style-src-attr", "style-src-elem"),
        *("img-src", "frame-src", "base-uri", "form-action"),
    }
    assert page.url.endswith("/guides/")
    assert fetched == []
    reader.problems.clear()


def test_a_page_opened_from_a_folder_is_readable(browser: Browser, site_dir: Path) -> None:
    context = browser.new_context()
    said: list[str] = []
    try:
        page = context.new_page()
        page.add_init_script(POLICY_WATCH)
        page.on("console", lambda message: said.append(message.text))
        page.goto((site_dir / "topics/overfitting/index.html").as_uri())
        expect(page.locator("html")).to_have_attribute("data-sb-view", "own")
        expect(page.locator(".sb-pair__text").first).to_be_hidden()
        page.locator(".sb-step > summary").first.click()
        expect(page.locator(".sb-step__body").first).to_be_visible()
        assert page.evaluate("document.styleSheets.length") == 1
        assert page.locator(".sb-header").evaluate("e => getComputedStyle(e).display") == "block"
        # Browsers load no module from a folder, whatever the policy.
        assert [text for text in said if "olicy" in text and "CORS" not in text] == []
    finally:
        context.close()
