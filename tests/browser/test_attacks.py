"""Attacks in every text field of the model, in a real browser.

The bank is full of errors, so it is the development server that shows it: with the pages also
the list of problems, which quotes the attacks. The policy of the pages is switched off, so that
it is not what holds; once more with it on, nothing may be left for it to refuse.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

from attacked_bank import group_attacks, load_attacks, page_names, write_attacks
from browser.reader import POLICY_WATCH, wait_until
from servers import Server
from sites import copy_project
from small_banks import FORMULAS, load_text
from studybank.bank_check import BankCache, CheckedBank, check_bank
from studybank.model.bank import Bank
from studybank.model.fields import Record
from studybank.model.walk import walk_records
from studybank.templating import render_template

EVIL = """html => {
  const page = html ? new DOMParser().parseFromString(html, "text/html") : document;
  const address = /^(href|src|xlink:href|action|formaction|data|srcset|poster|cite|ping)$/;
  const strange = /^(script|iframe|object|embed|base|style|link|meta|form|frame|image|animate)$/i;
  const own = new Set(["SCRIPT", "META", "LINK", "TITLE"]);
  const found = [];
  const note = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 300)}`);
  // What the browser makes of an address, not how it is written.
  const isSafe = (element, value) => {
    const { protocol, origin } = new URL(value, location);
    if (element.matches("a, link")) return /^(https?|mailto):$/.test(protocol);
    return origin === location.origin || (protocol === "data:" && element.matches("img"));
  };
  for (const element of page.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^(on.*|style|srcdoc)$/i.test(name)) note(name, element);
      if (address.test(name) && !isSafe(element, value)) note(name, element);
    }
    if (strange.test(element.localName) && element.closest(".sb-content, .sb-problems, .sb-toc"))
      note("element", element);
  }
  for (const element of page.head.children)
    if (!own.has(element.tagName)) note("head", element);
  for (const element of page.querySelectorAll("base, [http-equiv=refresh], iframe, object"))
    note("never ours", element);
  if (page.querySelectorAll("#sb-content").length !== 1) found.push("a second shell");
  return found;
}"""
SHELL = "() => document.querySelectorAll('script').length"


class _Watch:
    """Opens pages of a server and notes everything that an attack could have reached."""

    def __init__(self, browser: Browser, address: str, *, policy: bool) -> None:
        self.context = browser.new_context(bypass_csp=not policy)
        self.context.add_init_script(POLICY_WATCH)
        self.base = f"http://{address}/"
        self.seen: list[str] = []
        self.page = self.context.new_page()
        self.page.on("dialog", self._dismiss)
        self.page.on("popup", lambda popup: self.note(f"popup {popup.url}"))
        self.page.on("pageerror", lambda error: self.note(f"error {error}"))
        self.page.on("console", self._hear)
        self.page.on("request", self._check)

    def _dismiss(self, dialog: Dialog) -> None:
        self.note(f"dialog {dialog.message}")
        dialog.dismiss()

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.note(said.text)

    def _check(self, sent: Request) -> None:
        if not sent.url.startswith((self.base, "data:")):
            self.note(sent.url)

    def note(self, what: str) -> None:
        self.seen.append(f"{self.page.url}: {what}")

    def look(self, path: str) -> Page:
        """Open a page as a reader does."""
        self.page.goto(self.base + path, wait_until="domcontentloaded")
        self.seen += [f"{path}: {found}" for found in self.page.evaluate(EVIL, "")]
        return self.page

    def parse(self, path: str, html: str) -> None:
        """Let the browser's parser read a page that a reader would see alike in another one."""
        self.seen += [f"{path}: {found}" for found in self.page.evaluate(EVIL, html)]


ATTACKS = [attack for attacks in load_attacks().values() for attack in attacks]


def _problem_codes(attack: str) -> tuple[bool, set[str]]:
    quoted = attack.replace("'", "''")
    result = load_text(f"title: {{en: A, zh: 题}}\nstem: '{quoted}'\n")
    return result.record is not None, {problem.code for problem in result.problems}


READABLE = [attack for attack in ATTACKS if _problem_codes(attack)[0]]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the attacked bank."""
    root = tmp_path_factory.mktemp("attacked") / "content"
    write_attacks(root, group_attacks(READABLE))
    return root


@pytest.fixture(scope="module")
def checked(bank: Path) -> CheckedBank:
    """Check the attacked bank."""
    return check_bank(bank, BankCache(FORMULAS))


@pytest.fixture(scope="module")
def server(bank: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the attacked bank."""
    folder = tmp_path_factory.mktemp("served")
    project = copy_project(folder / "project", bank)
    server = Server(project, folder / "log")
    try:
        server.wait_for("", lambda page: "</html>" in page)
        yield server
    finally:
        server.stop()
        shutil.rmtree(project)


def _topic_pages(server: Server) -> list[tuple[str, str]]:
    """Give each topic's page in both locales, the other way round for every second one."""
    known = json.loads(server.get("assets/studybank/search/manifest.json"))["pages"]
    pairs = [(pages["en"][0], pages["zh"][0]) for pages in known.values()]
    return [pair[::-1] if number % 2 else pair for number, pair in enumerate(pairs)]


def _other_pages() -> list[str]:
    names = page_names(group_attacks(READABLE))
    records = [
        f"{'zh/' if number % 2 else ''}{folder}/{name}/"
        for number, name in enumerate(names)
        for folder in ("papers", "guides", "notes")
    ]
    kinds = ("", "topics/", "papers/", "notes/", "guides/", "glossary/", "series/", "tags/")
    return [*records, *(f"{site}{kind}" for site in ("", "zh/") for kind in kinds)]


def test_there_are_enough_attacks_and_the_reader_refuses_what_cannot_be_seen() -> None:
    assert len(set(ATTACKS)) >= 150
    for attack in ATTACKS:
        readable, codes = _problem_codes(attack)
        assert readable or codes & {"SB105", "SB109"}, attack
    assert 5 <= len(ATTACKS) - len(READABLE) <= 10


def test_every_text_field_of_the_model_holds_every_attack(checked: CheckedBank) -> None:
    loaded = checked.content.bank
    held: dict[str, str] = {}
    for record in _records(loaded):
        for _, found in walk_records(record):
            for name, value in found:
                texts = value if isinstance(value, tuple) else (value,)
                text = "\n".join(one for one in texts if isinstance(one, str))
                held[f"{type(found).__name__}.{name}"] = (
                    held.get(f"{type(found).__name__}.{name}", "") + "\n" + text
                )
    full = {name for name, text in held.items() if all(one in text for one in READABLE)}
    assert {"Localized.en", "Localized.zh", "Code.text", "Math.tex", "Term.en"} <= full
    attacked = {name for name, text in held.items() if "alert(1)" in text}
    urls = {"Reference.url", "Work.url"}
    assert attacked - urls == full - urls
    assert len(full) > 25


def _records(bank: Bank) -> Iterator[Record]:
    yield from (bank.topics, bank.glossary, bank.sources)
    for records in (bank.questions, bank.papers, bank.scopes, bank.guides, bank.notes):
        yield from records


def test_no_attack_reaches_a_reader_without_the_policy(browser: Browser, server: Server) -> None:
    watch = _Watch(browser, server.address, policy=False)
    scripts = set()
    topics = _topic_pages(server)
    assert len(topics) > 2
    for path in (*(opened for opened, _ in topics), *_other_pages()):
        page = watch.look(path)
        scripts.add(page.evaluate(SHELL))
        assert page.locator(".sb-problems li").count() > 20
    # A topic's page has both languages in both locales: the second one is only parsed.
    for _, path in topics:
        html = server.get(path)
        scripts.add(html.count("<script"))
        assert html.count("<script") == html.count("</script>")
        watch.parse(path, html)
    assert watch.seen == []
    assert len(scripts) == 1, "every page has the shell's scripts and no other"
    watch.context.close()


def test_no_attack_leaves_the_list_of_problems(browser: Browser, checked: CheckedBank) -> None:
    problems = {problem.what(): problem for problem in checked.problems}.values()
    assert len(problems) > 300
    context = browser.new_context(bypass_csp=True, offline=True)
    page = context.new_page()
    reached: list[str] = []
    page.on("dialog", lambda dialog: reached.append(dialog.message))
    page.on("request", lambda sent: reached.append(sent.url))
    html = render_template("en", "problems.html", problems=problems, count=len(problems))
    page.set_content(f'<article id="sb-content">{html}</article>')
    assert reached + page.evaluate(EVIL, "") == []
    tags = page.evaluate("[...new Set([...document.querySelectorAll('*')].map(e => e.localName))]")
    assert set(tags) == {
        *("html", "head", "body", "article", "section", "p", "ol", "li", "code", "strong"),
    }
    context.close()


def test_search_results_and_the_policy(browser: Browser, server: Server) -> None:
    watch = _Watch(browser, server.address, policy=True)
    for path in ("topics/attack-20/", "zh/"):
        page = watch.look(path)
        page.wait_for_load_state("load")
        page.keyboard.press("/")
        for query in ("alert", "script", "javascript", "文 onerror"):
            page.fill("dialog[data-sb-search] input", query)
            wait_until(page, "document.querySelectorAll('.sb-search__results a').length > 0")
            watch.seen += page.evaluate(EVIL, "")
    assert watch.seen == []
    watch.context.close()
