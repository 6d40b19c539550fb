from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studybank.arithmetic import lint_formula

PIECES = [
    *"0123456789+-*/=()[]{}|^_!,.;:&<>eπx% ~'", "\\", "\\\\", r"\frac", r"\tfrac12", r"\sqrt",
    r"\sqrt[3]", r"\log", r"\ln", r"\lg", r"\log_2", r"\exp", r"\sin", r"\max", r"\min", r"\sigma",
    r"\pi", r"\cdot", r"\times", r"\div", r"\approx", r"\left(", r"\right)", r"\left.", r"\lfloor",
    r"\rfloor", r"\lceil", r"\{", r"\}", r"\%", r"\,", r"\;", r"\quad", r"\text{px}",
    r"\text{ and }", r"\text{", "10^{", "e^{", r"\begin{aligned}", r"\end{aligned}",
    r"\begin{pmatrix}", r"\underbrace{", r"\boxed{", r"\binom", r"\operatorname{ReLU}", r"\to",
    r"\not", r"\pm", "1{,}152", "1,152", "0.5387", "99999999", "1e300", r"\cdot10^{-5}", "²", "共",
    "\n", "{}", r"\tag{1}", r"\hspace{1cm}", r"\newline[2pt]",
]  # fmt: skip


def _check(tex: str) -> None:
    start = time.process_time()
    faults = lint_formula(tex)
    assert time.process_time() - start < 15, "nothing keeps it from going on"
    for fault in faults:
        assert 0 <= fault.offset < fault.offset + fault.length <= len(tex)
        span = tex[fault.offset : fault.offset + fault.length]
        assert span.startswith(fault.left)
        assert span.endswith(fault.right)
        assert fault.relation in span
        assert fault.computed


@given(st.text())
def test_any_text_is_read_without_an_error(tex: str) -> None:
    _check(tex)


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_row_of_tex_pieces_is_read_without_an_error(pieces: list[str]) -> None:
    _check("".join(pieces))


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(-(10**6), 10**6))
def test_a_sum_of_whole_numbers_is_right_or_found(one: int, other: int, shift: int) -> None:
    faults = lint_formula(f"{one}+{other} = {one + other + shift}")
    assert [fault.computed for fault in faults] == ([str(one + other)] if shift else [])


# Last digits whose product needs all six decimals, so that three never claim to be exact.
THOUSANDTHS = st.integers(10, 99_999).filter(lambda number: number % 10 in (1, 3, 7, 9))
ROUNDING = st.floats(-0.0005, 0.0005)


@pytest.mark.parametrize("relation", ["=", r"\approx"])
@given(THOUSANDTHS, ROUNDING, THOUSANDTHS, ROUNDING)
def test_a_product_of_rounded_numbers_is_silent(
    relation: str, one: int, more: float, other: int, less: float
) -> None:
    """A product computed before its factors were rounded for show gives no alarm."""
    product = (one / 1000 + more) * (other / 1000 + less)
    tex = f"{one / 1000:.3f}\\cdot{other / 1000:.3f} {relation} {product:.3f}"
    assert lint_formula(tex) == ()


@pytest.mark.parametrize(
    "tex",
    [
        "(" * 3000, "{" * 1999 + "}" * 1999, "1+" * 1999 + "1=2", "-" * 3999, "2^" * 1999 + "2",
        "=".join("1" * 1999), r"\frac" * 799, "9^{9^{9^{9^{9}}}} = 1", "9" * 3990 + "=1",
        "1" * 3990, "e^{e^{e^{e^{9}}}} = 1", "170!" * 900 + "=1",
        r"\cdot".join(["170!"] * 350) + "=1", "+".join(["0.123456789/0.987654321"] * 160) + "=1",
        "*".join(["0.123456789"] * 330) + "=1", r"\text{" * 600, r"\underbrace{" * 300,
        r"\boxed{=" * 400, "|" * 3999, "\\" * 3999, r"\log 3 = " * 440, "1,152=" * 600, "{}" * 1999,
        r"\begin{a}" * 440, "10^{150}" * 400, "1.5^{9999} = 1", r"\sqrt[99]{2} = 1",
        r"\binom{500}{250} = 1", "x" * 5000, r"\frac1.5=1",
    ],
)  # fmt: skip
def test_what_is_meant_to_be_slow_is_quick(tex: str) -> None:
    _check(tex)
