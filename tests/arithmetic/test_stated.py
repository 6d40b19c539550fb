from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studybank.arithmetic import Value, agrees, right_text

HOLDS: list[tuple[str, Value]] = [
    ("0.5387", 0.53871), ("0.5387", 0.53865), ("1152", 1152), ("1,152", 1152), ("1 152", 1152),
    ("1\\,152", 1152), ("1{,}152", 1152), ("1152", 1152.0000000001), ("9.6e6", 9_633_792),
    ("9.6E6", 9_633_792), ("9633792", 9633792), ("[0.714, 0.286]", (0.71401, 0.28599)),
    ("(1, 2)", (1, 2)), ("[[1, 0], [0, 1]]", ((1, 0), (0, 1))), ("true", True), ("False", False),
    ("0.13", 0.125), ("0.12", 0.125), ("2.68", 2.675), ("2.67", 2.675), ("61.11 %", 22 / 36),
    ("61.11%", 22 / 36), ("-0.223", -0.22314), ("\u22120.223", -0.22314), ("+3", 3), (".5", 0.5),
    ("173408256", 173408256), ("0.0", 0.04), ("3.0", 3), ("4.5e-5", 0.000045),
    ("100000000000000000001", 10**20 + 1),
]  # fmt: skip
FAILS: list[tuple[str, Value]] = [
    ("3", 3.2), ("0.54", 0.5287), ("1153", 1152), ("1e6", 1_400_000), ("true", 1), ("1", True),
    ("[1]", (1, 2)), ("1", (1,)), ("[1]", 1), ("x", 1), ("", 1), ("173408257", 173408256),
    ("100000000000000000000", 10**20 + 1), ("1,15", 115), ("0.5388", 0.53871),
    ("[0.71, 0.28]", (0.714, 0.286)), ("1.2.3", 1.2), ("nan", 1), ("[1, 2", (1, 2)),
]  # fmt: skip
RIGHT: list[tuple[str, Value, str]] = [
    ("0.54", 0.6, "0.60"), ("1,152", 12345678, "12,345,678"), ("1 152", 1153, "1 153"),
    ("1{,}152", 1600, "1{,}600"), ("9.5e6", 9633792, "9.6e6"), ("9e6", 9633792, "9633792"),
    ("[0.7, 0.2]", (0.71401, 0.28599), "[0.7, 0.3]"), ("true", False, "false"),
    ("62.11 %", 22 / 36, "61.11 %"), ("3", 3.2, "3.2"), ("3", 1 / 3, "0.333333"),
    ("3", 10**20, "100000000000000000000"), ("one", 0.1, "0.1"), ("1.00", -0.001, "0.00"),
    ("-1,152", -3456, "-3,456"), ("(1, 2)", (1.5, 2.5, 3), "(1.5, 2.5, 3)"),
    ("2.60", 2.675, "2.68"), ("5", (1, 2), "[1, 2]"), ("0.5", True, "true"),
    ("[[1, 0], [0, 2]]", ((1, 0), (0, 1)), "[[1, 0], [0, 1]]"), ("1152", 1600.0, "1600"),
    ("12", 4.5e-5, "0.000045"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "computed"), HOLDS)
def test_a_stated_value_holds_to_the_digits_shown(text: str, computed: Value) -> None:
    assert agrees(text, computed)


@pytest.mark.parametrize(("text", "computed"), FAILS)
def test_a_wrong_stated_value_does_not_hold(text: str, computed: Value) -> None:
    assert not agrees(text, computed)


@pytest.mark.parametrize(
    ("text", "computed", "tolerance", "expected"),
    [
        ("3", 3.2, 0.5, True), ("3", 3.2, 0.2, True), ("3", 3.2, 0.1, False),
        ("1152", 1152, 0.0, True), ("[1, 2]", (1.1, 2.1), 0.1, True),
        ("[1, 2]", (1.1, 2.3), 0.1, False), ("0.50", 0.5049, 0.001, False),
    ],
)  # fmt: skip
def test_a_tolerance_is_absolute_and_replaces_the_digits(
    text: str, computed: Value, tolerance: float, *, expected: bool
) -> None:
    assert agrees(text, computed, tolerance) is expected


@pytest.mark.parametrize(("text", "computed", "expected"), RIGHT)
def test_the_right_text_is_in_the_style_of_the_stated_one(
    text: str, computed: Value, expected: str
) -> None:
    assert right_text(text, computed) == expected


@given(
    st.text(), st.integers() | st.floats() | st.booleans() | st.tuples(st.floats(), st.integers())
)
def test_any_text_is_compared_without_an_error(text: str, computed: Value) -> None:
    assert agrees(text, computed) in (True, False)
    assert isinstance(right_text(text, computed), str)


@given(st.floats(-1e9, 1e9), st.integers(1, 6))
def test_the_right_text_holds(computed: float, decimals: int) -> None:
    style = f"{0:.{decimals}f}"
    assert agrees(right_text(style, computed), computed)


@given(st.floats(-1e6, 1e6), st.integers(1, 6))
def test_what_python_rounds_holds(computed: float, decimals: int) -> None:
    assert agrees(f"{computed:.{decimals}f}", computed)
