from __future__ import annotations

import pytest

from golden_files import GOLDEN, compare
from studybank.typst_math import UnknownMathError, render_equation
from typst_math.typst_documents import SAMPLES, render_all, render_one


@pytest.mark.parametrize("name", SAMPLES)
def test_markup_equals_its_golden_file(name: str, *, update_goldens: bool) -> None:
    texs = SAMPLES[name]
    pairs = zip(render_all(texs, display=True), render_all(texs, display=False), strict=True)
    text = "".join(f"{big}\n{small}\n\n" for big, small in pairs)
    compare(GOLDEN / "typst_math" / f"{name}.typ", text, update=update_goldens)


@pytest.mark.parametrize(
    ("mathml", "reason"),
    [
        ("<mi>x</mi>", "The element <mi> in the place of <math>"),
        ("<math><mi>x</math>", "MathML that is not well-formed"),
        ("<math><maction/></math>", "The element <maction>"),
        ("<math><mtr/></math>", "The element <mtr> at this place"),
        ("<math><mi href='#'>x</mi></math>", "The attribute href of <mi>"),
        ("<math><mi mathvariant='tailed'>x</mi></math>", "The alphabet tailed"),
        ("<math><mi>\ue000</mi></math>", "The character U+E000"),
        ("<math><mi>a<mn>1</mn></mi></math>", "An element in <mi>"),
        ("<math>x</math>", "A text in <math>"),
        ("<math><mi>x</mi>y</math>", "A text in <math>"),
        ("<math><mfrac><mn>1</mn></mfrac></math>", "The number of elements in <mfrac>"),
        ("<math><mspace width='50%'/></math>", "The length 50%"),
        ("<math><mspace linebreak='newline'/></math>", "A line break"),
        ("<math><mstyle scriptlevel='+1'/></math>", "The scriptlevel +1"),
        ("<math><mrow data-mjx-texclass='X'/></math>", "The class X"),
        ("<math><menclose notation='circle'/></math>", "The notation circle"),
        ("<math><mtable/></math>", "A table without cells"),
        ("<math><mtable><mi/></mtable></math>", "A table of other things than rows and cells"),
        ("<math><mmultiscripts/></math>", "The number of elements in <mmultiscripts>"),
    ],
)
def test_what_is_not_known_is_refused_by_name(mathml: str, reason: str) -> None:
    with pytest.raises(UnknownMathError) as caught:
        render_equation(mathml, tex=r"\tex", display=True)
    assert caught.value.reason == reason
    assert str(caught.value) == rf"{reason} in the formula \tex"


@pytest.mark.parametrize(
    "tex",
    [
        r"\tiny x",
        r"\above 2pt x",
        r"\smallint_0^1 x",
        r"\cancelto{0}{x}",
        r"\begin{array}{|c|} x \end{array}",
        r"\begin{multline} a \\ b \end{multline}",
        r"\left\bracevert x \right\bracevert",
        r"\oldstyle 12",
    ],
)
def test_what_would_look_wrong_is_refused(tex: str) -> None:
    with pytest.raises(UnknownMathError):
        render_one(tex)


def test_the_alternative_text_is_the_tex_on_one_line() -> None:
    mathml = "<math><mi>x</mi></math>"
    markup = render_equation(mathml, tex='\\text{"a"}\n b', display=False)
    assert markup == r'#math.equation(block:false,alt:"\\text{\"a\"} b",$\u{78}$)'


def test_a_single_letter_is_a_glyph_that_leans_by_itself() -> None:
    assert render_one("f").endswith(r"$\u{66}$)")
    assert render_one(r"\mathbf{f}").endswith(r"$bold(upright(\u{66}))$)")


def test_a_tag_stands_at_the_edge_unless_it_numbers_one_row_of_several() -> None:
    assert ',numbering:(..)=>$"(1)"$,' in render_one(r"x \tag{1}")
    rows = render_one(r"\begin{align} a &= b \tag{1} \\ c &= d \end{align}")
    assert "numbering" not in rows
    assert rows.count('"(1)"') == 1


def test_an_arrow_put_over_a_letter_is_no_accent() -> None:
    assert "accent(" in render_one(r"\vec{x}")
    assert "attach(" in render_one(r"\overset{\rightarrow}{x}")


def test_limits_stand_beside_a_sum_inside_a_line_only() -> None:
    assert "limits(" in render_one(r"\sum_i x")
    assert "limits(" not in render_one(r"\sum_i x", display=False)
    assert "limits(" in render_one(r"\sum\limits_i x", display=False)
