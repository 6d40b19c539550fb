from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from small_banks import PROJECT
from studybank.formulas import Formula
from studybank.prose import formula_spans
from studybank.typst_math import UnknownMathError, render_equation
from studybank.typst_math.nodes import MAX_DEPTH
from typst_math.random_mathml import MATHML
from typst_math.typst_documents import (
    SAMPLES,
    compile_equations,
    is_printable,
    measure,
    render_all,
    render_one,
    typeset_formulas,
)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _content() -> set[Formula]:
    return {
        Formula(span.content, span.kind == "display")
        for path in (PROJECT / "content").rglob("*.yml")
        for text in _texts(yaml.load(path.read_bytes(), yaml.CBaseLoader))  # noqa: S506 - no objects
        for span in formula_spans(text)
    }


def test_every_formula_of_the_content_becomes_part_of_an_accessible_document() -> None:
    formulas = _content()
    results = typeset_formulas(formulas)
    assert len(results) == len(formulas) > 1000
    compile_equations(
        render_equation(result.mathml, tex=f.tex, display=f.display)
        for f, result in results.items()
        if is_printable(f.tex)
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_becomes_part_of_an_accessible_document(name: str) -> None:
    texs = [tex for tex in SAMPLES[name] if is_printable(tex)]
    pdf = compile_equations(render_all(texs, display=True) + render_all(texs, display=False))
    assert pdf.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "pattern",
    [
        "<mrow data-mjx-texclass='ORD'>{}</mrow>",
        "<mstyle displaystyle='true' scriptlevel='0'><mi>x</mi>{}</mstyle>",
        "<mphantom>{}</mphantom>",
        "<mpadded width='0'>{}</mpadded>",
        "<mpadded voffset='1em'>{}</mpadded>",
        "<menclose notation='box'>{}</menclose>",
        "<msqrt>{}</msqrt>",
        "<mfrac linethickness='0'>{}<mn>2</mn></mfrac>",
        "<msub>{}<mn>2</mn></msub>",
        "<munder><mo>→</mo>{}</munder>",
        "<mover>{}<mo>^</mo></mover>",
    ],
)
def test_the_deepest_nesting_compiles_and_a_deeper_one_is_refused(pattern: str) -> None:
    def nest(depth: int) -> str:
        inner = "<mi>x</mi>"
        for _ in range(depth):
            inner = pattern.format(inner)
        return f"<math>{inner}</math>"

    compile_equations([render_equation(nest(MAX_DEPTH - 1), tex="x", display=True)])
    with pytest.raises(UnknownMathError, match="Too deep a nesting in the formula x"):
        render_equation(nest(MAX_DEPTH + 1), tex="x", display=True)


@settings(max_examples=150)
@given(MATHML)
def test_any_mathml_is_refused_by_name_or_compiles(mathml: str) -> None:
    try:
        equation = render_equation(mathml, tex="x", display=True)
    except UnknownMathError:
        return
    compile_equations([equation, "$ $"], accessible=False)


def test_a_formula_in_a_line_breaks_at_its_relations() -> None:
    equation = render_one("a = b + c = d + e = f + g", display=False)
    (_, whole), (_, broken) = measure([equation]) + measure([equation], width="5em")
    assert broken > 2 * whole


def test_a_stated_distance_between_rows_is_kept_below_a_fraction_too() -> None:
    rows = r"\begin{aligned} a &= \frac{1}{2} \\%s b &= \frac{1}{2} \\ c &= d \end{aligned}"
    sizes = measure(render_one(rows % distance) for distance in ("[-2pt]", "", "[9pt]"))
    less, plain, more = (height for _, height in sizes)
    assert plain - less == pytest.approx(2, abs=0.1)
    assert more - plain == pytest.approx(9, abs=0.1)


def test_a_part_that_pretends_to_have_no_width_has_none_and_stays_on_its_line() -> None:
    texs = ["x", r"x\mathrlap{=a+b=c}", r"x\mathllap{=a+b=c}", r"x\mathclap{=a+b=c}"]
    (width, _), *others = measure(render_all(texs, display=False))
    assert [across for across, _ in others] == pytest.approx([width] * 3)
    assert all(up < 12 for _, up in others)


@pytest.mark.parametrize(
    ("tex", "eighteenths"),
    [
        ("a b", 0),
        ("a + b", 8),
        ("a = b", 10),
        ("a , b", 3),
        ("- b", 0),
        (r"\sin x", 3),
        (r"\sin (", 0),
        (r"\operatorname*{arg\,max} f", 3),
    ],
)
def test_spaces_are_those_of_tex(tex: str, eighteenths: int) -> None:
    parts = measure(render_all(tex.split(" "), display=False))
    (whole, _), *_ = measure([render_one(tex, display=False)])
    space = whole - sum(width for width, _ in parts)
    assert space == pytest.approx(eighteenths / 18 * 10, abs=0.02)
