"""axe-core finds nothing on any kind of page, however it is read.

A run takes so many combinations of settings that every two values meet; with
`STUDYBANK_AXE=all` it takes every combination, which needs up to an hour.
"""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.page_kinds import KINDS, find_kinds, path_of
from browser.pairwise import Combination, cover_pairs, pairs_of
from browser.reader import LAY_OUT, SETTLE, Reader, wait_until

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
SETTINGS = {
    "kind": KINDS,
    "site": ("en", "zh"),
    "languages": ("en", "zh", "both"),
    "scheme": ("light", "dark"),
    "width": ("320", "360", "1280"),
    "details": ("closed", "open"),
}
CHOSEN = cover_pairs(SETTINGS)
ALL = list(itertools.product(*SETTINGS.values()))
CASES = ALL if os.environ.get("STUDYBANK_AXE") == "all" else CHOSEN

RUN = """async (targets) => {
  // Targets of 24 pixels are a rule that axe leaves to its user; menus that are all open at once
  // lie over each other.
  const rules = { "target-size": { enabled: targets } };
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  return violations.flatMap((found) =>
    found.nodes.map((node) => `${found.id}: ${node.target} ${node.html.slice(0, 200)}`));
}"""
OPEN = """async () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  await document.fonts.ready;
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}"""


def find_violations(page: Page, *, targets: bool = True) -> list[str]:
    """Run every rule of axe on what a page shows, that of the size of targets if wanted."""
    if not AXE.exists():
        pytest.fail("axe-core is not installed: run `npm ci`, or `python3 run.py test`")
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = page.evaluate(RUN, targets)
    return found


@pytest.fixture(scope="module")
def kinds(site_dir: Path) -> dict[str, str]:
    """Give a page of each kind."""
    return find_kinds(site_dir)


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_axe_finds_nothing(reader: Reader, kinds: dict[str, str], case: Combination) -> None:
    kind, site, languages, scheme, width, details = case
    reader.stays = True
    page = reader.open(
        path_of(kinds, kind, site),
        width=int(width),
        languages=languages,
        color_scheme=scheme,
    )
    page.evaluate(LAY_OUT)
    page.evaluate(SETTLE)
    if details == "open":
        page.evaluate(OPEN)
    assert find_violations(page, targets=details == "closed") == []


@pytest.mark.parametrize("site", ["/", "/zh/"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing_in_the_search(
    reader: Reader, site: str, scheme: str, width: int
) -> None:
    page = reader.open(site, width=width, color_scheme=scheme)
    page.keyboard.press("/")
    page.fill("dialog[data-sb-search] input", "过拟合 overfitting")
    wait_until(page, "document.querySelectorAll('[data-sb-search-results] a').length > 3")
    assert find_violations(page) == []


def test_every_two_values_meet_in_a_run() -> None:
    wanted = {pair for case in ALL for pair in pairs_of(case)}
    assert {pair for case in CHOSEN for pair in pairs_of(case)} == wanted
    assert len(CHOSEN) < len(ALL) / 15


def test_axe_sees_what_is_wrong(reader: Reader) -> None:
    page = reader.open("/glossary/")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=data:,>')")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    found = {line.partition(":")[0] for line in find_violations(page)}
    assert found == {"image-alt", "html-has-lang"}
