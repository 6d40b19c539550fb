"""The operators and functions that an expression may use."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from studybank.arithmetic.values import (
    MAX_BITS,
    Data,
    EvaluationError,
    Number,
    apply_each,
    apply_pairwise,
    describe,
    find_shape,
    flatten,
    settle,
)

CONSTANTS: Mapping[str, Data] = MappingProxyType(
    {"pi": math.pi, "e": math.e, "True": True, "False": False}
)
# log(243)/log(3) is 4.999999999999999 in floats; its floor is meant to be 5.
_FLOAT_NOISE = 1e-12


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is written, how many arguments it takes, and what it computes."""

    usage: str
    compute: Callable[..., Data]
    least: int = 1
    most: int = 1


def divide(left: Number, right: Number) -> Number:
    """Divide, exactly where both numbers are exact."""
    if right == 0:
        raise EvaluationError("Division by zero.")
    if isinstance(left, float) or isinstance(right, float):
        return left / right
    return settle(Fraction(left) / right)


def raise_to_power(base: Number, exponent: Number) -> Number:
    """Raise to a power, exactly for whole exponents, with the size of the result bounded."""
    if base == 0 and exponent < 0:
        raise EvaluationError("Zero to a negative power is a division by zero.")
    if base < 0 and exponent != int(exponent):
        raise EvaluationError("A negative number to a fractional power is not a real number.")
    if isinstance(base, float) or not isinstance(exponent, int):
        return settle(float(base) ** float(exponent))
    exact = Fraction(base)
    bits = max(exact.numerator.bit_length(), exact.denominator.bit_length())
    if (bits - 1) * abs(exponent) <= MAX_BITS:
        return settle(exact**exponent)
    if isinstance(base, int) and exponent > 0:
        raise EvaluationError("The power is too large: at most about 10**308 is allowed.")
    return settle(float(base) ** exponent)


def _square_root(number: Number) -> Number:
    if number < 0:
        raise EvaluationError("The square root of a negative number is not a real number.")
    if isinstance(number, float):
        return math.sqrt(number)
    exact = Fraction(number)
    root = Fraction(math.isqrt(exact.numerator), math.isqrt(exact.denominator))
    return settle(root) if root * root == exact else math.sqrt(number)


def _logarithm(number: Number, base: Number | None = None) -> float:
    if number <= 0 or (base is not None and base <= 0):
        raise EvaluationError("The logarithm needs a positive number.")
    if base is None:
        return math.log(number)
    if base == 1:
        raise EvaluationError("The base of a logarithm must not be 1.")
    named = {2: math.log2, 10: math.log10}.get(int(base)) if base == int(base) else None
    return named(number) if named else math.log(number) / math.log(base)


def _sigmoid(number: Number) -> float:
    # The usual form overflows for large negative numbers.
    power = math.exp(-abs(float(number)))
    return 1 / (1 + power) if number >= 0 else power / (1 + power)


def _snap(number: Number) -> Number:
    nearest = round(number)
    close = isinstance(number, float) and abs(number - nearest) <= _FLOAT_NOISE * max(
        1, abs(number)
    )
    return nearest if close else number


def _round(data: Data, digits: Data = 0) -> Data:
    if not isinstance(digits, int) or abs(digits) > 20:
        raise EvaluationError("round takes a number of decimals between -20 and 20.")
    if digits == 0:
        return apply_each(round, data)
    return apply_each(lambda number: round(number, digits), data)


def _log(data: Data, base: Data | None = None) -> Data:
    if base is None:
        return apply_each(_logarithm, data)
    return apply_pairwise(_logarithm, data, base)


def _add_up(numbers: list[Number]) -> Number:
    total: Number = 0
    for number in numbers:
        # Settled at each step: denominators that differ would grow without bound.
        total = settle(total + number)
        if isinstance(total, float):
            return math.fsum(numbers)
    return total


def _variance(data: Data, less: Data = 0) -> Number:
    numbers = flatten(data)
    if not isinstance(less, int) or not 0 <= less < len(numbers):
        raise EvaluationError("The second argument of var and std is 0, or 1 for a sample.")
    mean = divide(_add_up(numbers), len(numbers))
    squares = [settle((number - mean) ** 2) for number in numbers]
    return divide(_add_up(squares), len(numbers) - less)


def _choose(choose: Callable[[list[Number]], Number], *args: Data) -> Data:
    if len(args) > 1 and any(isinstance(arg, tuple) for arg in args):
        raise EvaluationError("max and min take one vector, one matrix or several numbers.")
    return choose([number for arg in args for number in flatten(arg)])


def _by_rows(compute: Callable[[list[Number]], Data], name: str, data: Data) -> Data:
    if not isinstance(data, tuple):
        raise EvaluationError(f"{name} takes a vector or a matrix, not a number.")
    if len(find_shape(data)) == 2:
        return tuple(compute(flatten(row)) for row in data)
    return compute(flatten(data))


def _softmax_row(numbers: list[Number]) -> Data:
    largest = max(numbers)
    powers = [math.exp(number - largest) for number in numbers]
    total = math.fsum(powers)
    return tuple(power / total for power in powers)


def _argmax_row(numbers: list[Number]) -> Data:
    return numbers.index(max(numbers))


def _multiply_rows(left: list[Number], right: list[Number]) -> Number:
    return _add_up([settle(one * other) for one, other in zip(left, right, strict=True)])


def _dot(left: Data, right: Data) -> Data:
    if len(find_shape(left)) != 1 or find_shape(left) != find_shape(right):
        raise EvaluationError(
            f"dot takes two vectors of one length, not {describe(left)} and {describe(right)}."
        )
    return _multiply_rows(flatten(left), flatten(right))


def transpose(matrix: Data) -> Data:
    """Turn the rows of a matrix into its columns."""
    if not isinstance(matrix, tuple) or len(find_shape(matrix)) != 2:
        raise EvaluationError(f"transpose takes a matrix, not {describe(matrix)}.")
    return tuple(zip(*(flatten(row) for row in matrix), strict=True))


def _matmul(left: Data, right: Data) -> Data:
    """Multiply matrices; a vector counts as a row on the left, as a column on the right."""
    left_shape, right_shape = find_shape(left), find_shape(right)
    fits = left_shape and right_shape and left_shape[-1] == right_shape[0]
    if not fits or not isinstance(left, tuple) or not isinstance(right, tuple):
        raise EvaluationError(
            f"The sizes do not fit for matmul: {describe(left)} and {describe(right)}."
        )
    rows = [flatten(row) for row in left] if len(left_shape) == 2 else [flatten(left)]
    turned = transpose(right) if len(right_shape) == 2 else (right,)
    columns = [flatten(column) for column in turned] if isinstance(turned, tuple) else []
    result = tuple(tuple(_multiply_rows(row, column) for column in columns) for row in rows)
    narrowed = result if len(right_shape) == 2 else tuple(row[0] for row in result)
    return narrowed if len(left_shape) == 2 else narrowed[0]


def _elementwise(function: Callable[[Number], object]) -> Callable[[Data], Data]:
    return functools.partial(apply_each, function)


def _norm(data: Data) -> Data:
    return _square_root(_add_up([settle(number * number) for number in flatten(data)]))


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "sqrt": Function("sqrt(x)", _elementwise(_square_root)),
        "exp": Function("exp(x)", _elementwise(math.exp)),
        "log": Function("log(x) or log(x, base)", _log, 1, 2),
        "log2": Function("log2(x)", lambda data: _log(data, 2)),
        "log10": Function("log10(x)", lambda data: _log(data, 10)),
        "sin": Function("sin(x)", _elementwise(math.sin)),
        "cos": Function("cos(x)", _elementwise(math.cos)),
        "tan": Function("tan(x)", _elementwise(math.tan)),
        "tanh": Function("tanh(x)", _elementwise(math.tanh)),
        "sigmoid": Function("sigmoid(x)", _elementwise(_sigmoid)),
        "relu": Function("relu(x)", _elementwise(lambda number: max(number, 0))),
        "floor": Function("floor(x)", _elementwise(lambda number: math.floor(_snap(number)))),
        "ceil": Function("ceil(x)", _elementwise(lambda number: math.ceil(_snap(number)))),
        "round": Function("round(x) or round(x, decimals)", _round, 1, 2),
        "abs": Function("abs(x)", _elementwise(abs)),
        "max": Function("max(x) or max(a, b, …)", functools.partial(_choose, max), 1, 50),
        "min": Function("min(x) or min(a, b, …)", functools.partial(_choose, min), 1, 50),
        "sum": Function("sum(x)", lambda data: _add_up(flatten(data))),
        "mean": Function(
            "mean(x)", lambda data: divide(_add_up(flatten(data)), len(flatten(data)))
        ),
        "var": Function("var(x) or var(x, 1)", _variance, 1, 2),
        "std": Function("std(x) or std(x, 1)", lambda *args: _square_root(_variance(*args)), 1, 2),
        "softmax": Function("softmax(x)", functools.partial(_by_rows, _softmax_row, "softmax")),
        "argmax": Function("argmax(x)", functools.partial(_by_rows, _argmax_row, "argmax")),
        "norm": Function("norm(x)", _norm),
        "norm1": Function("norm1(x)", lambda data: _add_up([abs(n) for n in flatten(data)])),
        "dot": Function("dot(x, y)", _dot, 2, 2),
        "matmul": Function("matmul(a, b)", _matmul, 2, 2),
        "transpose": Function("transpose(a)", transpose),
    }
)
