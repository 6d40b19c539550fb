"""The search: what it finds on both sites, how it is used, and what it costs before that."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser.reader import DESK, PHONE, Reader, wait_until

OVERFITTING = "overfitting-remedies-aloud"
"""The question that asks what overfitting is."""
QUERIES = {
    "过拟合": OVERFITTING,
    "什么是过拟合？": OVERFITTING,
    "梯度消失": "gradient-flow-product",
    "梯度爆炸": "gradient-flow-log",
    "BN层": "bn-two-faults",
    "L2正则化": "weight-decay-step",
    "ResNet-50": "architecture-trade-offs",
    "自注意力机制": "attention-three-tokens",
    "因果掩码": "causal-mask-three-ways",
    "模式坍塌": "gan-mode-collapse-aloud",
    "异或": "xor-two-lines",
    "池化": "max-pooling-three-ways",
    "1×1 卷积": "one-by-one-reduction",
    "感受野": "stacked-layers-receptive-field",
    "精确率和召回率": "precision-recall-threshold-choice",
    "为什么权重不能全零": "zero-weights-three-cases",
    "Transformer 传感器": "rnn-or-transformer-on-a-sensor",
    "softmax 手算": "attention-three-tokens",
    "overfitting": OVERFITTING,
    "vanishing gradients": "gradient-flow-product",
    "why is L2 called weight decay": "weight-decay-step",
    "batch normalization": "bn-two-faults",
    "mode collaps": "gan-mode-collapse-aloud",
    "sgd or adam": "sgd-momentum-or-adam",
    "1x1 convolution": "one-by-one-reduction",
    "ROC": "metrics-roc-or-pr",
    "libtorch": "libtorch-sigmoid-backward",
    "discriminators": "gan-one-score",
    "tanh derivative": "derivative-tanh-steps",
    "diffusion": "diffusion-step-and-jump",
}
OPENER = "header [data-sb-search-open]"
DIALOG = "dialog[data-sb-search]"
LINKS = f"{DIALOG} [data-sb-search-results] a"


def _search(page: Page, query: str) -> list[str]:
    """Type a query into the open search and give the ids that it finds."""
    page.fill(f"{DIALOG} input", query)
    wait_until(
        page,
        "async (query) => {"
        " const field = document.querySelector('dialog[data-sb-search] input');"
        " const index = await import(document.querySelector('script[src$=\"main.js\"]').src"
        "   .replace('main.js', 'search-index.js'));"
        " const { hits } = await index.find(query);"
        " const shown = [...document.querySelectorAll('[data-sb-search-results] a')];"
        " return field.value === query && shown.length === hits.length"
        "   && shown.every((link, number) => link.href === hits[number].url); }",
        arg=query,
    )
    links = page.locator(LINKS).evaluate_all("links => links.map((link) => link.href)")
    return [str(link).partition("#")[2] for link in links]


@pytest.mark.parametrize("site", ["/", "/zh/"])
def test_queries_in_both_languages_find_their_question(reader: Reader, site: str) -> None:
    page = reader.open(site)
    page.click(OPENER)
    found = {query: _search(page, query) for query in QUERIES}
    missed = {query: ids for query, ids in found.items() if QUERIES[query] not in ids[:5]}
    assert missed == {}
    assert all(len(ids) <= 20 for ids in found.values())
    assert found["过拟合"][0] == found["overfitting"][0] == OVERFITTING


def test_a_word_that_is_being_typed_finds_what_it_will_be(reader: Reader) -> None:
    page = reader.open("/")
    page.click(OPENER)
    for typed in ("ove", "overf", "overfitt", "overfittin", "overfitting", "overfitting "):
        assert OVERFITTING in _search(page, typed)[:5], typed


def test_results_are_in_the_sites_language_with_the_other_beneath(reader: Reader) -> None:
    page = reader.open("/zh/")
    page.click(OPENER)
    _search(page, "overfitting")
    first = page.locator(LINKS).first
    expect(first.locator(".sb-search__title")).to_have_text("过拟合及其对策")
    expect(first.locator(".sb-search__other")).to_have_text("Overfitting and what to do about it")
    expect(first.locator(".sb-search__other")).to_have_attribute("lang", "en")
    expect(first.locator(".sb-search__facts")).to_contain_text("过拟合")
    first.click()
    page.wait_for_url(f"**/zh/topics/overfitting/#{OVERFITTING}")


def test_the_dialog_is_made_once_when_it_is_first_asked_for(reader: Reader) -> None:
    page = reader.open("/")
    expect(page.locator(DIALOG)).to_have_count(0)
    for _ in range(2):
        page.click(OPENER)
        expect(page.locator(DIALOG)).to_have_count(1)
        page.keyboard.press("Escape")


def test_nothing_of_the_index_is_fetched_before_it_is_used(reader: Reader) -> None:
    page = reader.open("/")
    names: list[str] = []
    page.on("request", lambda request: names.append(request.url.partition("?")[0]))
    page.reload(wait_until="networkidle")
    parts = re.compile(r"search.*\.json|search-(index|query|rank|terms)")
    assert [name for name in names if parts.search(name)] == []
    page.keyboard.press("/")
    wait_until(
        page, "performance.getEntriesByType('resource').some((e) => /manifest/.test(e.name))"
    )
    assert not [name for name in names if "/terms-" in name]
    _search(page, "dropout")
    assert len([name for name in names if "/terms-" in name]) == 1


@pytest.mark.parametrize("keys", ["/", "Control+k", "Meta+k"])
def test_the_search_is_used_by_keys_alone(reader: Reader, keys: str) -> None:
    page = reader.open("/")
    dialog = page.locator(DIALOG)
    page.keyboard.press(keys)
    expect(dialog).to_be_visible()
    field = dialog.get_by_role("searchbox", name="Search questions")
    expect(field).to_be_focused()
    _search(page, "perceptron")
    links = page.locator(LINKS)
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(links.last).to_be_focused()
    page.keyboard.type("s")
    expect(field).to_have_value("perceptrons")
    _search(page, "perceptron")
    page.keyboard.press("ArrowDown")
    target = links.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(target))


def test_enter_in_the_field_opens_the_first_result(reader: Reader) -> None:
    page = reader.open("/")
    page.keyboard.press("/")
    page.keyboard.type("XOR needs a second line")
    page.keyboard.press("Enter")
    page.wait_for_url("**/topics/logic-gates/#xor-two-lines")


def test_escape_closes_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.open("/")
    page.focus(OPENER)
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(page.locator(DIALOG)).to_be_visible()
        page.keyboard.type("loss")
        page.keyboard.press("Escape")
        expect(page.locator(DIALOG)).to_be_hidden()
        expect(page.locator(OPENER)).to_be_focused()
    page.click(OPENER)
    page.click(f"{DIALOG} [data-sb-search-close]")
    expect(page.locator(OPENER)).to_be_focused()
    page.click(OPENER)
    page.mouse.click(20, 400)
    expect(page.locator(DIALOG)).to_be_hidden()


def test_the_slash_is_a_character_where_one_writes(reader: Reader) -> None:
    page = reader.open("/")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.locator(f"{DIALOG} input")).to_have_value("a/b")


def test_a_result_on_the_page_itself_closes_the_search(reader: Reader) -> None:
    page = reader.open("/topics/overfitting/")
    page.keyboard.press("/")
    _search(page, "Overfitting without the word")
    page.locator(LINKS).first.click()
    expect(page.locator(DIALOG)).to_be_hidden()
    expect(page.locator("#overfitting-without-the-word")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("query", "message"),
    [("zzzz", "No question found"), ("gneiss", "1 question"), ("the gradient", "questions")],
)
def test_the_number_of_results_is_announced(reader: Reader, query: str, message: str) -> None:
    page = reader.open("/")
    page.click(OPENER)
    _search(page, query)
    live = page.locator("[data-sb-search-live]")
    expect(live).to_have_attribute("role", "status")
    expect(live).to_contain_text(message)
    expect(page.locator("[data-sb-search-status]")).to_contain_text(message)


def test_an_index_that_cannot_be_fetched_is_said_and_tried_again(reader: Reader) -> None:
    page = reader.open("/")
    # Answered, not refused: a refused request would be a problem of the page.
    page.route("**/search/manifest.json", lambda route: route.fulfill(body="{"))
    page.click(OPENER)
    page.fill(f"{DIALOG} input", "loss")
    expect(page.locator("[data-sb-search-status]")).to_contain_text("could not be loaded")
    page.unroute("**/search/manifest.json")
    assert _search(page, "l1 loss")[0] == "l1-two-matrices"


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_search_fits_and_moves_nothing(reader: Reader, width: int) -> None:
    page = reader.open("/topics/overfitting/", width=width)
    before = page.locator("main").bounding_box()
    page.locator("[data-sb-search-open]:visible").first.click()
    _search(page, "过拟合")
    assert page.locator("main").bounding_box() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(DIALOG).bounding_box()
    assert box is not None
    assert box["width"] == width if width == PHONE else box["width"] < 800
    for control in ("input", "[data-sb-search-close]", "li a"):
        for part in page.locator(f"{DIALOG} {control}").all():
            place = part.bounding_box()
            assert place is not None
            assert place["height"] >= 44, control
            assert place["width"] >= 44, control


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("site", ["", "/zh"])
def test_without_scripts_the_control_leads_to_the_topics(
    reader: Reader, site: str, width: int
) -> None:
    page = reader.open(f"{site}/glossary/", width=width, scripts=False)
    expect(page.locator(DIALOG)).to_be_hidden()
    page.click(OPENER)
    assert page.url.endswith(f"{site}/topics/")
    assert ("/zh/" in page.url) == bool(site)


def test_nothing_is_left_of_the_old_search(reader: Reader) -> None:
    page = reader.open("/")
    assert page.locator(".md-search, [data-md-component^=search]").count() == 0
    assert page.locator("[for=__search]").count() == 0
