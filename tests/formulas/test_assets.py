from __future__ import annotations

import hashlib
import io
import re

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from formulas.samples import TRICKY, TYPICAL, DictStore
from studybank.formulas import Formula, MathAssets, Typeset, build_assets, typeset
from studybank.formulas.engine import Engine, run_apart
from studybank.formulas.styles import is_safe_style, render_styles
from studybank.formulas.stylesheets import Rule, filter_rules, find_elements, parse_rules


def _typeset(*texts: str) -> list[Typeset]:
    results = typeset([Formula(tex, display=True) for tex in texts], cache=None).values()
    return [result for result in results if isinstance(result, Typeset)]


@pytest.fixture(scope="module")
def typical() -> list[Typeset]:
    return _typeset(*TYPICAL, *TRICKY)


@pytest.fixture(scope="module")
def assets(typical: list[Typeset]) -> MathAssets:
    return build_assets(typical)


def _characters(assets: MathAssets, stem: str) -> str:
    """Return the characters of the font whose name begins with `mathjax-<stem>.`."""
    data = next(data for name, data in assets.fonts if name.startswith(f"mathjax-{stem}."))
    with TTFont(io.BytesIO(data)) as font:
        assert font.flavor == "woff2"
        return "".join(sorted(map(chr, font.getBestCmap())))


def _stems(assets: MathAssets) -> list[str]:
    return [name.split(".")[0].removeprefix("mathjax-") for name, _ in assets.fonts]


def test_fonts_hold_exactly_the_characters_that_are_shown() -> None:
    assets = build_assets(_typeset(r"x + y_2 = \mathbb{R} \{;\}"))
    assert _stems(assets) == ["ams-regular", "main-regular", "math-italic", "zero"]
    assert _characters(assets, "ams-regular") == "R"
    assert _characters(assets, "main-regular") == "+2;={}"
    assert _characters(assets, "math-italic") == "xy"
    assert _characters(assets, "zero") == "\ueffc"


def test_a_large_delimiter_brings_the_pieces_it_is_put_together_from() -> None:
    rows = r"a\\" * 6
    assets = build_assets(_typeset(rf"\left( \begin{{matrix}} {rows} \end{{matrix}} \right."))
    assert _characters(assets, "size4-regular") == "\u239b\u239c\u239d"


def test_a_sign_made_of_two_characters_brings_both() -> None:
    assets = build_assets(_typeset(r"a \not\equiv b''"))
    assert {"\u2032", "\u2261", "\u0338"} == set(_characters(assets, "main-regular"))


def test_chinese_is_left_to_the_fonts_of_the_page() -> None:
    assets = build_assets(_typeset(r"\text{猫}"))
    assert _stems(assets) == ["zero"]
    assert "var(--sb-math-text,sans-serif)" in assets.css


def test_every_class_in_the_html_has_its_rule(typical: list[Typeset], assets: MathAssets) -> None:
    plain = re.sub(r"\\(.)", r"\1", assets.css)
    lists = {names for each in typical for names in re.findall(r' class="([^"]*)"', each.html)}
    classes = {name for names in lists for name in names.split()}
    # These say what a formula or a letter is; MathJax has no rules for them.
    silent = r"MathJax|sb-math(__\w+)?|"
    silent += r"mjx-(?:n|i|b|b-i|bi|cal|ds|fr|ss|scr|sc|s\d|[ls]op|ty|tt|var|bf)"
    missing = [
        name
        for name in sorted(classes)
        if f".{name}" not in plain and not re.fullmatch(silent, name)
    ]
    assert missing == []


def test_every_visible_character_has_the_rule_that_shows_it(
    typical: list[Typeset], assets: MathAssets
) -> None:
    rules = {selector for rule in parse_rules(assets.css) for selector in rule.selectors}
    lists = {
        names for each in typical for names in re.findall(r'<mjx-c class="([^"]*)"', each.html)
    }
    assert len(lists) > 150
    assert [
        names for names in lists if f"mjx-c.{'.'.join(names.split())}::before" not in rules
    ] == []


def test_rules_of_absent_characters_are_left_out() -> None:
    css = build_assets(_typeset("x")).css
    assert "mjx-c1D465.TEX-I" in css
    assert "mjx-c1D466.TEX-I" not in css
    assert "mjx-mtable" not in css


def test_stylesheet_names_each_font_once_and_no_other_file(assets: MathAssets) -> None:
    urls = re.findall(r'url\("([^"]*)"\)', assets.css)
    assert sorted(urls) == [name for name, _ in assets.fonts]
    assert assets.css.count("font-display:block") == len(urls)
    assert "http" not in assets.css


def test_font_names_carry_a_hash_of_their_content(assets: MathAssets) -> None:
    for name, data in assets.fonts:
        assert name.split(".")[1] == hashlib.sha256(data).hexdigest()[:10]


def test_the_same_formulas_give_the_same_bytes_in_any_order(
    typical: list[Typeset], assets: MathAssets
) -> None:
    assert build_assets(reversed(typical)) == assets


def test_a_cache_changes_no_byte_and_is_filled_once(
    typical: list[Typeset], assets: MathAssets
) -> None:
    store = DictStore()
    assert build_assets(typical, cache=store) == assets
    writes = store.writes
    assert build_assets(typical, cache=store) == assets
    assert store.writes == writes == 1 + len(assets.fonts)


def test_no_formulas_need_no_assets() -> None:
    assert build_assets([]) == MathAssets("", ())


def test_assets_of_the_typical_formulas_stay_small(assets: MathAssets) -> None:
    fonts = sum(len(data) for _, data in assets.fonts)
    assert fonts < 46_000
    assert len(assets.css) < 48_000


def test_the_parser_loses_no_rule_of_mathjax() -> None:
    def ask() -> str:
        with Engine() as engine:
            return engine.stylesheet()

    css = run_apart(ask)
    rules = parse_rules(css)
    assert sum("content:" in rule.body for rule in rules) == css.count("content:")
    assert Rule(("mjx-c.mjx-c7B::before",), 'padding:0.75em 0.5em 0.25em 0;content:"{"') in rules
    assert Rule(("mjx-c.mjx-c3B::before",), 'padding:0.43em 0.278em 0.194em 0;content:";"') in rules


def test_a_rule_stays_when_all_parts_of_its_selector_occur() -> None:
    elements = find_elements(['<mjx-a class="b c" d="e"><mjx-f></mjx-f></mjx-a>'])
    rules = parse_rules(
        'mjx-a.b > mjx-f{x:1} .c:not([d="z"]){x:2} mjx-a[d="e"]{x:3} mjx-a[d]{x:4}'
        'mjx-a[d="q"]{x:5} mjx-g mjx-f{x:6} .q, mjx-f::before{x:7} *.b{x:8}'
    )
    kept = {rule.body: rule.selectors for rule in filter_rules(rules, elements)}
    assert sorted(kept) == ["x:1", "x:2", "x:3", "x:4", "x:7", "x:8"]
    assert kept["x:7"] == ("mjx-f::before",)


@pytest.mark.parametrize(
    ("name", "is_safe"),
    [
        ("width:.5em", True),
        ("margin:-.2em_0_0", True),
        ("border-top:.07em_solid", True),
        ("transform:rotate(-.729rad)_translateY(.0335em)", True),
        ("background-color:currentColor", True),
        ("background-color:red", False),
        ("background:url(//example.org)", False),
        ("width:1em;color:red", False),
        ("width:expression(1)", False),
        ("width:1em}", False),
        ("behavior:none", False),
    ],
)
def test_only_lengths_edges_and_turns_become_rules(name: str, *, is_safe: bool) -> None:
    assert is_safe_style(name) is is_safe
    assert bool(render_styles([name])) is is_safe


def test_a_shorthand_comes_before_the_side_that_overrides_it() -> None:
    css = render_styles(["border-top:none", "border:.1em_solid"])
    assert css.splitlines() == [
        r".border\:\.1em_solid{border:.1em solid!important}",
        r".border-top\:none{border-top:none!important}",
    ]
