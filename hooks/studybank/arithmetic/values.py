"""Numbers, vectors and matrices as the evaluator holds them.

Inside, whole numbers are `int` and decimals are `Fraction`, so that `0.1 + 0.2 == 0.3` holds
and no digit of a large count is lost; only roots, logarithms and their like are `float`.
Outside, a `Value` is made of `bool`, `int`, `float` and tuples of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

Number: TypeAlias = int | float | Fraction
Data: TypeAlias = "Number | tuple[Data, ...]"
Value: TypeAlias = "bool | int | float | tuple[Value, ...]"

MAX_ELEMENTS = 10_000
# Every int below this bound still has a float: the largest float is just under 2**1024.
MAX_BITS = 1023
# Longer fractions cost more time than the last digits of a float are worth.
_MAX_FRACTION_BITS = 256


class EvaluationError(ValueError):
    """An expression that is not allowed or has no value.

    Attributes:
        message: What is wrong and what is allowed, as sentences for people.
        offset: Place in the expression, in characters from 0; None where it has no one place.
    """

    def __init__(self, message: str, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


def settle(number: object) -> Number:
    """Bring a number to its simplest exact form, and refuse what is no finite real number."""
    if isinstance(number, Fraction):
        return _settle_fraction(number)
    if isinstance(number, int):
        if number.bit_length() > MAX_BITS:
            raise EvaluationError("The number is too large: at most about 10**308 is allowed.")
        return number
    if isinstance(number, float) and math.isfinite(number):
        return number
    if isinstance(number, float):
        raise EvaluationError("The result is not a finite number.")
    raise EvaluationError("The result is not a real number.")


def _settle_fraction(number: Fraction) -> Number:
    if number.denominator == 1:
        return settle(number.numerator)
    bits = number.numerator.bit_length() + number.denominator.bit_length()
    return settle(float(number)) if bits > _MAX_FRACTION_BITS else number


def find_shape(data: Data) -> tuple[int, ...]:
    """Find the shape: `()` for a number, `(n,)` for a vector, `(rows, columns)` for a matrix."""
    if not isinstance(data, tuple):
        return ()
    first = data[0]
    return (len(data), len(first)) if isinstance(first, tuple) else (len(data),)


def count_elements(data: Data) -> int:
    """Count the numbers in a number, vector or matrix."""
    return math.prod(find_shape(data))


def describe(data: Data) -> str:
    """Say in words what a value is, such as `a vector of 3`."""
    shape = find_shape(data)
    if not shape:
        return "a number"
    return f"a vector of {shape[0]}" if len(shape) == 1 else f"a {shape[0]}×{shape[1]} matrix"


def flatten(data: Data) -> list[Number]:
    """List all numbers, row by row."""
    if not isinstance(data, tuple):
        return [data]
    return [number for item in data for number in flatten(item)]


def build_array(items: list[Data]) -> Data:
    """Build a vector from numbers or a matrix from vectors of one length."""
    if not items:
        raise EvaluationError("A vector needs at least one number, such as [1, 2].")
    shapes = {find_shape(item) for item in items}
    if len(shapes) > 1:
        raise EvaluationError("All rows of a matrix must have the same length.")
    shape = shapes.pop()
    if len(shape) > 1:
        raise EvaluationError("Only vectors [1, 2] and matrices [[1, 2], [3, 4]] are allowed.")
    if len(items) * math.prod(shape) > MAX_ELEMENTS:
        raise EvaluationError(f"The result has more than {MAX_ELEMENTS} numbers.")
    return tuple(items)


def apply_each(function: Callable[[Number], object], data: Data) -> Data:
    """Apply a function to every number."""
    if isinstance(data, tuple):
        return tuple(apply_each(function, item) for item in data)
    return settle(function(data))


def apply_pairwise(function: Callable[[Number, Number], object], left: Data, right: Data) -> Data:
    """Apply a function of two numbers elementwise.

    A number goes with every element; a vector goes with every row of a matrix, as in NumPy.
    """
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return settle(function(left, right))
    left_shape, right_shape = find_shape(left), find_shape(right)
    if left_shape == right_shape and isinstance(left, tuple) and isinstance(right, tuple):
        pairs = zip(left, right, strict=True)
        return tuple(apply_pairwise(function, one, other) for one, other in pairs)
    if isinstance(left, tuple) and _goes_with_rows(right_shape, left_shape):
        return tuple(apply_pairwise(function, row, right) for row in left)
    if isinstance(right, tuple) and _goes_with_rows(left_shape, right_shape):
        return tuple(apply_pairwise(function, left, row) for row in right)
    raise EvaluationError(
        f"The sizes do not fit: {describe(left)} and {describe(right)}. "
        "Both must have the same size, or one must be a number."
    )


def _goes_with_rows(small: tuple[int, ...], large: tuple[int, ...]) -> bool:
    return not small or (len(large) == 2 and small == large[1:])


def import_value(value: object) -> Data:
    """Take over a value from outside; lists count as tuples.

    Raises:
        EvaluationError: It is no finite number, vector or matrix of such numbers.
    """
    if isinstance(value, list | tuple):
        return build_array([import_value(item) for item in value])
    return settle(value)


def import_names(names: Mapping[str, Value]) -> dict[str, Data]:
    """Take over named values; a slug `two-small` becomes `two_small`."""
    imported: dict[str, Data] = {}
    for name, value in names.items():
        try:
            imported[name.replace("-", "_")] = import_value(value)
        except EvaluationError as error:
            raise EvaluationError(f'"{name}" cannot be used here. {error.message}') from None
    return imported


def export_value(data: Data) -> Value:
    """Give a value to the outside: plain Python numbers and tuples."""
    if isinstance(data, tuple):
        return tuple(export_value(item) for item in data)
    return float(data) if isinstance(data, Fraction) else data
