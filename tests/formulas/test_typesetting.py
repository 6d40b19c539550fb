from __future__ import annotations

import asyncio
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formulas.samples import BROKEN, TRICKY, TYPICAL, DictStore
from studybank.formulas import Formula, TexError, Typeset, batches, typeset
from studybank.formulas.commands import FORBIDDEN
from studybank.formulas.engine import run_apart

GOLDEN = Path(__file__).parents[1] / "golden" / "formulas"
GOLDEN_FORMULAS = {
    "inline_fraction": Formula(r"\frac{a}{b}", display=False),
    "display_sum": Formula(r"\sum_{i=1}^{n} x_i", display=True),
    "text_chinese": Formula(r"P(\text{猫}) < 1", display=False),
    "cases": Formula(r"f(x) = \begin{cases} 1 & x > 0 \\ 0 \end{cases}", display=True),
}
VOCABULARY = {
    *("math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover"),
    *("mtable", "mtr", "mlabeledtr", "mtd", "mstyle", "mpadded", "mphantom", "menclose"),
}


@pytest.fixture(scope="module")
def samples() -> dict[Formula, Typeset | TexError]:
    return typeset(
        [Formula(tex, display) for tex in TYPICAL + TRICKY for display in (True, False)],
        cache=None,
    )


def _typeset_one(tex: str, *, display: bool = True) -> Typeset | TexError:
    formula = Formula(tex, display)
    return typeset([formula], cache=None)[formula]


def _refusal(tex: str) -> TexError:
    result = _typeset_one(tex)
    assert isinstance(result, TexError), f"{tex} was typeset"
    return result


def test_good_formulas_are_all_typeset(samples: dict[Formula, Typeset | TexError]) -> None:
    refused = {f.tex: result for f, result in samples.items() if isinstance(result, TexError)}
    assert refused == {}
    assert len(TYPICAL) == 80
    assert len(TRICKY) >= 40


def test_broken_formulas_are_all_refused_with_words() -> None:
    results = typeset([Formula(tex, display=True) for tex in BROKEN], cache=None)
    typeset_anyway = [f.tex for f, result in results.items() if isinstance(result, Typeset)]
    assert typeset_anyway == []
    assert len(results) >= 18
    assert all(isinstance(result, TexError) and result.message for result in results.values())


@pytest.mark.parametrize(
    ("tex", "offset"),
    [
        (r"x + \foo", 4),
        (r"\frac{1}{2 + \foo}", 13),
        (r"\sqrt{\frac{\foo}{2}}", 12),
        (r"\norm{x} + \foo", 11),
        (r"\norm{\foo}", 0),
        (r"\text{猫} \foo", 9),
        (r"\text{𠮷} \foo", 9),
        (r"\begin{cases} 1 & \foo \end{cases}", 18),
        (r"x_1_2", 3),
        (r"x}", 1),
        (r"\left( x", 8),
        (r"x \href{a}{b}", 2),
        (r"50% off", 2),
    ],
)
def test_an_error_tells_its_place_in_the_formula(tex: str, offset: int) -> None:
    assert _refusal(tex).offset == offset


def test_an_unknown_macro_is_named_in_the_error() -> None:
    assert _refusal(r"\foo").message == r"Undefined control sequence \foo"


def test_an_empty_formula_is_refused() -> None:
    assert _refusal(" \n ") == TexError("The formula is empty.", 0)


def test_a_comment_is_refused_because_it_hides_text() -> None:
    assert "%" in _refusal("a % b").message
    assert isinstance(_typeset_one(r"50\%"), Typeset)


@pytest.mark.parametrize("tex", ["x\0", "x\x1b", "\ud800"])
def test_control_characters_are_refused(tex: str) -> None:
    assert _refusal(tex).message == "The formula holds a control character."


def test_forbidden_commands_are_refused_without_starting_v8(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(batches, "Engine")
    formulas = [Formula(rf"\text{{a}} \{name}{{b}}{{c}}", display=True) for name in FORBIDDEN]
    results = typeset(formulas, cache=None)
    assert all(
        isinstance(result, TexError) and "not allowed" in result.message and result.offset == 9
        for result in results.values()
    )


@pytest.mark.parametrize(
    "tex",
    [
        r"\cancel[background=url(//example.org)]{x}",
        r"\cancel[color=red]{x}",
        r'\cancel[mathcolor="red;background:url(//example.org)"]{x}',
    ],
)
def test_declarations_that_an_author_could_smuggle_in_are_refused(tex: str) -> None:
    assert _refusal(tex).message == "A colour or a length is not allowed in a formula."


def test_html_has_no_ids_styles_links_or_scripts(
    samples: dict[Formula, Typeset | TexError],
) -> None:
    found: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs)
            found.add(f"<{tag}>")

    for result in samples.values():
        assert isinstance(result, Typeset)
        Reader().feed(result.html)
    assert not found & {"id", "style", "href", "src", "<a>", "<script>", "<img>", "<style>"}


def test_html_is_one_well_formed_element_that_keeps_the_tex() -> None:
    formula = Formula('a < b & "c"'.replace("&", r"\&"), display=False)
    result = typeset([formula], cache=None)[formula]
    assert isinstance(result, Typeset)
    root = ET.fromstring(result.html)  # noqa: S314 - made by us a line ago
    assert (root.tag, root.get("class"), root.get("data-tex")) == (
        "mjx-container",
        "sb-math",
        formula.tex,
    )


def test_display_formulas_have_a_class_of_their_own() -> None:
    result = _typeset_one("x")
    assert isinstance(result, Typeset)
    assert result.html.startswith(
        '<mjx-container jax="CHTML" display="true" data-tex="x" class="sb-math sb-math--display">'
    )


def test_visible_part_is_hidden_from_screen_readers_and_mathml_is_not() -> None:
    result = _typeset_one("x", display=False)
    assert isinstance(result, Typeset)
    visible, _, spoken = result.html.partition("<math")
    assert 'aria-hidden="true"' in visible
    assert "aria-hidden" not in spoken
    assert "<mi>x</mi>" in spoken


def test_mathml_is_well_formed_and_uses_a_small_vocabulary(
    samples: dict[Formula, Typeset | TexError],
) -> None:
    names, data = set(), set()
    for result in samples.values():
        assert isinstance(result, Typeset)
        for element in ET.fromstring(result.mathml).iter():  # noqa: S314 - made by ourselves
            names.add(element.tag.removeprefix("{http://www.w3.org/1998/Math/MathML}"))
            data |= {name for name in element.attrib if name.startswith("data-")}
    assert names <= VOCABULARY
    assert data <= {"data-mjx-texclass", "data-mjx-variant"}


def test_results_do_not_depend_on_order_or_company(
    samples: dict[Formula, Typeset | TexError],
) -> None:
    few = list(samples)[::-7]
    assert typeset(few, cache=None) == {formula: samples[formula] for formula in few}


def test_a_known_formula_does_not_start_v8(monkeypatch: pytest.MonkeyPatch) -> None:
    store = DictStore()
    formulas = [Formula("x", display=True), Formula(r"\foo", display=True)]
    first = typeset(formulas, cache=store)
    monkeypatch.delattr(batches, "Engine")
    assert typeset(formulas, cache=store) == first
    assert store.writes == 2


def test_inline_and_display_are_kept_apart_in_the_cache() -> None:
    store = DictStore()
    formulas = [Formula("x", display=True), Formula("x", display=False)]
    assert len(set(typeset(formulas, cache=store).values())) == 2
    assert len(store.entries) == 2


def test_repeated_formulas_are_typeset_once_in_order_of_appearance() -> None:
    x, y = Formula("x", display=False), Formula("y", display=False)
    store = DictStore()
    assert list(typeset([y, x, y, x], cache=store)) == [y, x]
    assert store.writes == 2


def test_rules_are_drawn_in_the_colour_of_the_text() -> None:
    result = _typeset_one(r"\rule{1em}{2em}")
    assert isinstance(result, Typeset)
    assert "background-color:currentColor" in result.html


def test_bars_of_a_norm_are_as_tall_as_those_of_an_absolute_value() -> None:
    result = _typeset_one(r"\norm{x}")
    assert isinstance(result, Typeset)
    assert result.html.count('<mjx-c class="mjx-c2016">') == 2


@pytest.mark.parametrize("name", GOLDEN_FORMULAS)
def test_html_equals_its_golden_file(name: str, *, update_goldens: bool) -> None:
    formula = GOLDEN_FORMULAS[name]
    result = typeset([formula], cache=None)[formula]
    assert isinstance(result, Typeset)
    text = re.sub(r"(?=<(?:mjx-[mc]|math|m[a-z]+[ >]))", "\n", result.html) + "\n"
    golden = GOLDEN / f"{name}.html"
    if update_goldens:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_formulas_are_typeset_under_a_running_asyncio_loop() -> None:
    formula = Formula("x+y", display=False)

    async def inside() -> object:
        return typeset([formula], cache=None)[formula]

    # In a thread of its own: a browser test of the same process leaves a loop running.
    assert isinstance(run_apart(lambda: asyncio.run(inside())), Typeset)
