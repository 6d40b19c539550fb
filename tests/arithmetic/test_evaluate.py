from __future__ import annotations

import contextlib
import math
import statistics
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studybank.arithmetic import EvaluationError, Value, evaluate

EXACT: list[tuple[str, Value]] = [
    ("1 + 2*(3-1)", 5), ("2*3*3*8*8", 1152), ("5*5*8*8", 1600), ("56**2*3**2*64*96", 173408256),
    ("10**20 + 1", 10**20 + 1), ("10**20*3/10**3", 3 * 10**17), ("6/3", 2), ("7//2", 3),
    ("-7//2", -4), ("7 % 3", 1), ("2**-2", 0.25), ("-3**2", -9), ("0.1 + 0.2 == 0.3", True),
    ("0.1*3", 0.3), ("1 < 2 < 3", True), ("1 < 2 > 3", False), ("1 == 1 and not 2 >= 3", True),
    ("0 or 0", False), ("True + 1", 2), ("sqrt(49)", 7), ("sqrt(0.25)", 0.5),
    ("floor(0.29*100)", 29), ("ceil(0.07*100)", 7), ("floor(log(243)/log(3))", 5),
    ("log2(1024)", 10), ("log10(1000)", 3), ("log(8, 2)", 3), ("round(2.567, 2)", 2.57),
    ("round(2.5)", 2), ("abs(-3)", 3), ("relu(-2)", 0), ("relu([-1, 2])", (0, 2)),
    ("[1, 2] + 1", (2, 3)), ("[1, 2] * [3, 4]", (3, 8)),
    ("[[1, 2], [3, 4]] + [10, 20]", ((11, 22), (13, 24))),
    ("matmul([[1, 2], [3, 4]], [1, 1])", (3, 7)), ("matmul([1, 1], [[1, 2], [3, 4]])", (4, 6)),
    ("matmul([[1, 2], [3, 4]], [[0, 1], [1, 0]])", ((2, 1), (4, 3))), ("dot([1, 2], [3, 4])", 11),
    ("matmul([1, 2], [3, 4])", 11), ("transpose([[1, 2, 3]])", ((1,), (2,), (3,))),
    ("norm([3, 4])", 5), ("norm1([-3, 4])", 7), ("norm([[1, 1], [1, 1]])", 2),
    ("sum([[1, 2], [3, 4]])", 10), ("mean([1, 2])", 1.5), ("max(1, 3, 2)", 3), ("min([4, 2])", 2),
    ("argmax([1, 5, 5])", 1), ("argmax([[1, 2], [4, 3]])", (1, 0)), ("[5, 6, 7][-1]", 7),
    ("[[1, 2], [3, 4]][1][0]", 3), ("sum([1 < 2, 3 < 2])", 1), ("[1, 2] == [1, 2]", True),
    ("(224 - 7 + 2*2)/1 + 1", 222), ("1_000 + 0x10", 1016), ("std([1, 1])", 0),
    ("var([1, 2, 3, 4])", 1.25), ("\n  2 +\n  3\n", 5), ("+".join(["1"] * 990), 990),
]  # fmt: skip
CLOSE = [
    ("exp(1)", math.e), ("log(2)", math.log(2)),
    ("sin(1) + cos(1) + tan(1)", math.sin(1) + math.cos(1) + math.tan(1)),
    ("tanh(0.5)", math.tanh(0.5)), ("sigmoid(-2)", 1 / (1 + math.exp(2))), ("sigmoid(-1000)", 0.0),
    ("std([1, 2, 3, 4])", statistics.pstdev([1, 2, 3, 4])),
    ("std([1, 2, 3, 4], 1)", statistics.stdev([1, 2, 3, 4])),
    ("softmax([2, 1, 0])[0]", math.exp(2) / (math.exp(2) + math.e + 1)),
    ("softmax([1000, 0])[0]", 1.0), ("softmax([[0, 0], [0, 1]])[0][1]", 0.5),
    ("2*pi*e", 2 * math.pi * math.e), ("2**0.5", math.sqrt(2)), ("2.5**100", 2.5**100),
    ("-0.9*log2(0.9) - 0.1*log2(0.1)", 0.4689955935892812),
]  # fmt: skip
DIFFERENT_SIZES = (
    "The sizes do not fit: a vector of 2 and a vector of 3. "
    "Both must have the same size, or one must be a number."
)
REFUSED = [
    ("", "The expression is empty.", None), ("1/0", "Division by zero.", 0),
    ("2 + 1//0", "Division by zero.", 4), ("1 % 0", "Division by zero.", 0),
    ("0**-1", "Zero to a negative power is a division by zero.", 0),
    ("10**400", "The power is too large: at most about 10**308 is allowed.", 0),
    ("exp(1000)", "The result is too large: at most about 10**308 is allowed.", 0),
    ("1e308*10.5**9", "The result is not a finite number.", 0),
    ("1e400", "The result is not a finite number.", 0),
    ("(-8)**0.5", "A negative number to a fractional power is not a real number.", 0),
    ("sqrt(-1)", "The square root of a negative number is not a real number.", 0),
    ("log(0)", "The logarithm needs a positive number.", 0),
    ("1 + sqr(4)", 'Unknown name "sqr". Did you mean "sqrt"?', 4),
    ("two_smal + 1", 'Unknown name "two_smal". Did you mean "two_small"?', 0),
    ("two-small + 1", 'Write two_small for the number "two-small".', 0),
    ("zzz", 'Unknown name "zzz". Earlier numbers: two_small.', 0),
    ("max + 1", "max is a function: write max(x) or max(a, b, …).", 0),
    ("sqrt(1, 2)", "Write sqrt(x).", 0), ("3 × 4", '"×" is not allowed. Write * instead.', 2),
    ("3^2", '"^" is not allowed. Write ** instead.', 1),
    ("（3）", '"（" is not allowed. Write ( instead.', 0),
    ("2(3)", "Only functions can be called; write * to multiply.", 0),
    ("[1, 2][2]", "The index 2 is out of range for a vector of 2; the first index is 0.", 0),
    ("[1, 2][0.5]", "An index is a whole number, such as x[0] or x[0][1].", 0),
    ("3[0]", "Only a vector or a matrix has an index in [ ].", 0),
    ("[[1, 2], [3]]", "All rows of a matrix must have the same length.", 0),
    ("[]", "A vector needs at least one number, such as [1, 2].", 0),
    ("[[[1]]]", "Only vectors [1, 2] and matrices [[1, 2], [3, 4]] are allowed.", 0),
    ("[1, 2] + [1, 2, 3]", DIFFERENT_SIZES, 0),
    ("matmul([[1]], [1,2])", "The sizes do not fit for matmul: a 1×1 matrix and a vector of 2.", 0),
    ("dot(1, 2)", "dot takes two vectors of one length, not a number and a number.", 0),
    ("softmax(1)", "softmax takes a vector or a matrix, not a number.", 0),
    ("[1] < [2]", "Only numbers can be compared with < <= > >=.", 0),
    ("not [1]", "and, or, not take comparisons or numbers, not a vector.", 0),
    ("(" * 60, "The brackets are deeper than 50 levels.", 50),
    ("-" * 60 + "1", "The expression is nested deeper than 50 levels.", 50),
    ("1+" * 1000 + "1", "The expression is longer than 2000 characters.", None),
    ("std([1, 2], 2)", "The second argument of var and std is 0, or 1 for a sample.", 0),
    ("round(1, 99)", "round takes a number of decimals between -20 and 20.", 0),
    ("max([1], 2)", "max and min take one vector, one matrix or several numbers.", 0),
]  # fmt: skip
NOT_ALLOWED = [
    "(1).real", "a.b", "lambda: 1", "lambda x: x", "'a'", '"a"', "f'{1}'", "[x for x in [1]]",
    "1 if 1 else 2", "(1, 2)", "{1: 2}", "{1}", "x[0:1]", "max(key=1)", "max(*[1])",
    "__import__('os')", "open", "1j", "1 in [1]", "1 is 1", "~1", "1 << 2", "1 | 2", "1 & 2",
    "1 @ 2", "a := 1", "a = 1", "1; 2", "None", "...", "await x", "[[1, 2]][0, 1]",
    "sqrt.__class__", "b'1'", "print(1)", "1 +", "1)", "((1)", "007", "1__0", "\x00", "if",
]  # fmt: skip


@pytest.mark.parametrize(("expression", "value"), EXACT)
def test_arithmetic_is_exact(expression: str, value: Value) -> None:
    result = evaluate(expression, {})
    assert result == value
    if isinstance(value, bool | int):
        assert type(result) in (type(value), float)


@pytest.mark.parametrize(("expression", "value"), CLOSE)
def test_functions_give_what_python_gives(expression: str, value: float) -> None:
    assert evaluate(expression, {}) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(("expression", "message", "offset"), REFUSED)
def test_what_has_no_value_is_refused_with_its_reason_and_place(
    expression: str, message: str, offset: int | None
) -> None:
    with pytest.raises(EvaluationError) as caught:
        evaluate(expression, {"two-small": 3})
    assert (caught.value.message, caught.value.offset) == (message, offset)


@pytest.mark.parametrize("expression", NOT_ALLOWED)
def test_all_other_syntax_is_refused(expression: str) -> None:
    with pytest.raises(EvaluationError) as caught:
        evaluate(expression, {"x": (1, 2), "a": 1})
    assert caught.value.message.endswith((".", "?"))


def test_earlier_numbers_go_by_their_slug_with_underscores() -> None:
    names: dict[str, Value] = {"two-small": 1152, "one-large": 1600, "w": (1, 2), "mean": 4}
    assert evaluate("two_small/one_large", names) == 0.72
    assert evaluate("w[1] + mean + mean([1, 3])", names) == 8


def test_an_earlier_number_that_is_none_is_refused() -> None:
    with pytest.raises(EvaluationError, match=r'^"a" cannot be used here'):
        evaluate("1", {"a": math.inf})


def test_whole_numbers_stay_whole() -> None:
    assert type(evaluate("6/3", {})) is int
    assert type(evaluate("0.5*2", {})) is int
    assert type(evaluate("1/3", {})) is float
    assert type(evaluate("1 < 2", {})) is bool


@pytest.mark.parametrize(
    "expression",
    [
        "x+x+x+x+x+x+x", "var(x/7)", "sum(1/x)", "matmul(m, m)", "matmul(matmul(m, m), m)",
        "softmax(x)", "2**1000*" * 80 + "2", "(1/7)**50*" * 80 + "1", "9**9**9**9", "x**1000",
        "(x/7)**90", "*".join(["0.123456789"] * 150), "x == x == x == x == x == x", "[x, x]",
        "1.0000001**99999999", "exp(sin(x))", "std(big/7)",
    ],
)  # fmt: skip
def test_what_is_meant_to_be_slow_is_quick_or_refused(expression: str) -> None:
    row = tuple(range(1, 101))
    names: dict[str, Value] = {
        "x": tuple(range(1, 10_001)),
        "m": tuple(row for _ in range(100)),
        "big": tuple(2**1000 + number for number in range(10_000)),
    }
    start = time.process_time()
    with contextlib.suppress(EvaluationError):
        evaluate(expression, names)
    assert time.process_time() - start < 15, "nothing keeps it from going on"


PIECES = [
    *"0123456789+-*/%()[],.<>=!", "**", "//", " ", "==", "and ", "or ", "not ", "x", "two_small",
    "v", "m", "pi", "sqrt(", "log(", "max(", "std(", "softmax(", "matmul(", "transpose(", "round(",
    "e", "1e9", "[[", "]]", "if ", "lambda", ":", "'", "\\", "²", "in ", "0x", "j", "_", "\n",
    "10**300", "-1",
]  # fmt: skip


def _evaluate_safely(expression: str) -> None:
    try:
        value = evaluate(
            expression, {"two-small": 2, "x": 1.5, "v": (1, -2), "m": ((1, 2), (3, 4.5))}
        )
    except EvaluationError as error:
        # Either way is right, but an error must tell what is wrong, and where.
        is_good = error.message.endswith((".", "?"))
        is_good = is_good and (error.offset is None or 0 <= error.offset <= len(expression))
    else:
        is_good = isinstance(value, bool | int | float | tuple)
    assert is_good


@given(st.text())
def test_any_text_gives_a_value_or_an_evaluation_error(expression: str) -> None:
    _evaluate_safely(expression)


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_row_of_tokens_gives_a_value_or_an_evaluation_error(tokens: list[str]) -> None:
    _evaluate_safely("".join(tokens))


OPERANDS = ["0", "1", "2.5", "-3", "x", "v", "m", "[1, 2]", "[[1, 2], [0, -1]]", "1e200", "10**30"]
OPERATORS = ["+", "-", "*", "/", "//", "%", "**", "<", "==", "and"]
FUNCTIONS = [
    "sqrt", "exp", "log", "sigmoid", "softmax", "relu", "floor", "round", "sum", "mean", "std",
    "norm", "argmax", "transpose", "-", "not ",
]  # fmt: skip
EXPRESSIONS = st.recursive(
    st.sampled_from(OPERANDS),
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(OPERATORS), inner),
        st.builds("{}({})".format, st.sampled_from(FUNCTIONS), inner),
        st.builds("matmul({}, {})".format, inner, inner),
        st.builds("{}[{}]".format, inner, inner),
    ),
    max_leaves=8,
)


@settings(max_examples=1000)
@given(EXPRESSIONS)
def test_any_expression_gives_a_value_or_an_evaluation_error(expression: str) -> None:
    _evaluate_safely(expression)
