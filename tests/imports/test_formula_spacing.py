from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_banks import FORMULAS
from studybank.formulas import Formula, Typeset, typeset
from studybank.formulas.tokens import tokenize
from studybank.importers.formula_spacing import mend_formula_spacing, mend_tex


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x _ 1", "x_1"),
        ("x ^ { 2 }", "x^{ 2 }"),
        (r"\frac {a}{b}", r"\frac{a}{b}"),
        (r"\ alpha + \ frac{1}{2}", r"\alpha + \frac{1}{2}"),
        (r"e^ -x", r"e^ -x"),
        (r"a \ b", r"a \ b"),
        (r"\ in S", r"\ in S"),
        (r"\text{if x _ 1 is}", r"\text{if x _ 1 is}"),
        (r"\{ x _ 1 \}", r"\{ x_1 \}"),
    ],
)
def test_only_scattered_spaces_go(written: str, expected: str) -> None:
    assert mend_tex(written) == expected


def test_what_is_no_formula_stays() -> None:
    text = r"a _ b, `x _ 1`, \$x _ 1"
    assert mend_formula_spacing(text) == text
    assert mend_formula_spacing("so $x _ 1$ is") == "so $x_1$ is"


def test_the_page_shows_the_same_without_the_spaces() -> None:
    damaged = [r"x _ 1 + y ^ { 2 }", r"\frac {a}{b} _ 3", r"\sum _ {i} ^ n x _ i"]
    formulas = [Formula(each, display=False) for tex in damaged for each in (tex, mend_tex(tex))]
    shown = list(typeset(formulas, cache=FORMULAS).values())
    for one, other in zip(shown[::2], shown[1::2], strict=True):
        assert isinstance(one, Typeset)
        assert isinstance(other, Typeset)
        assert one.mathml.partition("<annotation")[0] == other.mathml.partition("<annotation")[0]


_PIECES = st.sampled_from(
    [" ", "x", "12", "_", "^", "{", "}", r"\alpha", r"\ ", r"\text{", "-", r"\\", r"\,", "beta"]
)


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_nothing_goes_but_spaces_and_what_stays_is_read_alike(tex: str) -> None:
    if r"\ beta" in tex:
        return  # The one repair that means to change what is shown.
    mended = mend_tex(tex)
    kept = [
        [token.text for token in tokenize(each) if not token.is_space] for each in (tex, mended)
    ]
    assert kept[0] == kept[1]
    assert mend_tex(mended) == mended
