from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studybank.arithmetic import stands_in

STANDS = [
    ("1152", "共1152个"), ("1152", "1,152 weights"), ("1152", r"$1\,152$"), ("1152", r"$1{,}152$"),
    ("1152", "1 152"), ("1152", "1\u202f152"), ("1152", r"$2\cdot3^2\cdot8^2=1152$"),
    ("1,152", "1152."), ("0.5387", "x 0.5387."), ("0.5387", "0.53871"), ("0.5387", "0.53870"),
    ("0.50", "0.5"), ("0.6111", r"$61.11\%$"), ("0.6111", "61.11 %"), ("61.11", r"$61.11\,\%$"),
    ("4.5e-5", r"$4.5\times10^{-5}$"), ("0.000045", "4.5e-5"), ("4.5e-5", "4.5×10⁻⁵"),
    ("4.5e-5", r"$4.5\cdot 10^{-5}$"), ("0.001", "$10^{-3}$"), ("1000000", "$10^6$"),
    ("-0.223", "= \u22120.223"), ("-0.223", r"$\ln 0.8 = -0.223$"), ("-0.223", r"$\approx-0.223$"),
    ("-0.223", "is -0.223"), ("0.25", r"$\frac{1}{4}$"), ("0.25", r"$\tfrac14$"), ("0.25", "1/4"),
    ("0.333", r"$\frac13$"), ("-0.25", r"$-\frac{1}{4}$"), ("[0.714, 0.286]", "(0.714, 0.286)"),
    ("[0.714, 0.286]", "[0.286, 0.714]"),
    ("[0.714, 0.286]", r"$\begin{pmatrix}0.714\\0.286\end{pmatrix}$"),
    ("[[1, 2], [3, 4]]", r"$1&2\\3&4$"), ("12000", "1.2万"), ("120000000", "1.2 亿"),
    ("9.6e6", "9.6 million"), ("25600000", r"$25.6\,\text{M}$"), ("5", r"$1\to3\to5$"),
    ("50", "ResNet-50"), ("3", "- 3 filters"), ("3", "x-3"), ("221", "得221。"), ("5", "5px"),
    ("3", "3x3"), ("152", "[1,152]"), ("true", "whatever"), ("B4", "size B4"),
    ("1600", r"$5^2\cdot8^2=1600$"),
]  # fmt: skip
STANDS_NOT = [
    ("152", "1152"), ("0.5", "10.5"), ("115", "1152"), ("15", "1.15"), ("0.5387", "0.54"),
    ("152", "1,152"), ("152", r"$1\,152$"), ("3", "conv3"), ("1", "$x_1$"), ("12", "$W_{12}$"),
    ("0.223", "= -0.223"), ("5", "0.5"), ("5", "5.2"), ("10", "$10^{-3}$"), ("1152", "１１５２"),
    ("0.714", "0.7"), ("2", "1.2.3"), ("1152", ""), ("[0.714, 0.286]", "0.714"), ("-3", "x-3"),
    ("0.6111", "61.1%"), ("0.333", r"$\frac14$"), ("4.5", r"$4.5\times10^{3}$"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "prose"), STANDS)
def test_an_equal_number_stands_in_the_text(value: str, prose: str) -> None:
    assert stands_in(value, prose)


@pytest.mark.parametrize(("value", "prose"), STANDS_NOT)
def test_another_number_does_not_stand_in_for_it(value: str, prose: str) -> None:
    assert not stands_in(value, prose)


@given(st.text(), st.text())
def test_any_text_is_searched_without_an_error(value: str, prose: str) -> None:
    assert stands_in(value, prose) in (True, False)


@given(
    st.integers(0, 10**12),
    st.sampled_from(["{}", "共{:,}个", "${}$", "= {:,}.", "({})", r"\approx{}"]),
)
def test_a_number_is_found_in_any_frame(number: int, frame: str) -> None:
    assert stands_in(str(number), frame.format(number))


@pytest.mark.parametrize(
    "prose", ["1 " * 20_000, "9" * 20_000, r"\frac" * 9_000, "- " * 20_000, "1,1" * 9_000]
)
def test_long_texts_are_searched_quickly(prose: str) -> None:
    start = time.process_time()
    stands_in("77", prose)
    assert time.process_time() - start < 2
