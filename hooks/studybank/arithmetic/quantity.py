"""Numbers with the interval that their rounded decimals stand for.

`0.67` in a formula may be 0.67 exactly or a rounded 2/3. A quantity keeps both readings: the
value with every literal taken as exact, and the range over all numbers that round to the
literals shown.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Real: TypeAlias = Fraction | float

_MAX_BITS = 512
_MAX_EXPONENT = 10_000
_LARGEST = 10**300
_FLOAT_NOISE = 1e-12


class NotNumeric(Exception):  # noqa: N818 - no error of the author: the side is left alone
    """Raised where a part of a formula has no numeric value that can be relied on."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and the range around it; `low` and `high` equal `value` if all is exact."""

    value: Real
    low: Real
    high: Real

    @property
    def is_point(self) -> bool:
        """Whether no literal in it may have been rounded."""
        return self.low == self.high


def settle(number: object) -> Real:
    """Keep a finite real number, as a fraction while that is short."""
    if isinstance(number, int):
        number = Fraction(number)
    if isinstance(number, Fraction):
        bits = number.numerator.bit_length() + number.denominator.bit_length()
        if bits <= _MAX_BITS:
            return number
        number = float(number) if abs(number) < _LARGEST else math.inf
    if isinstance(number, float) and math.isfinite(number):
        return number
    raise NotNumeric


def build_point(number: object) -> Quantity:
    """Build a quantity that is exactly one number."""
    value = settle(number)
    return Quantity(value, value, value)


def _span(value: object, ends: list[object]) -> Quantity:
    """Build a quantity from its value and candidates for the ends of its range."""
    middle = settle(value)
    reals: list[Real] = [middle, *(settle(end) for end in ends)]
    return Quantity(middle, min(reals), max(reals))


def combine(function: Callable[[Real, Real], object], left: Quantity, right: Quantity) -> Quantity:
    """Apply a function of two numbers that is monotone in each of them."""
    try:
        if left.is_point and right.is_point:
            return build_point(function(left.value, right.value))
        corners = itertools.product((left.low, left.high), (right.low, right.high))
        return _span(
            function(left.value, right.value), [function(one, other) for one, other in corners]
        )
    except (ArithmeticError, ValueError, TypeError):
        raise NotNumeric from None


def apply(function: Callable[[Real], object], argument: Quantity) -> Quantity:
    """Apply a monotone function of one number."""
    try:
        if argument.is_point:
            return build_point(function(argument.value))
        return _span(function(argument.value), [function(argument.low), function(argument.high)])
    except (ArithmeticError, ValueError, TypeError):
        raise NotNumeric from None


def add(left: Quantity, right: Quantity) -> Quantity:
    """Add."""
    return combine(lambda one, other: one + other, left, right)


def multiply(left: Quantity, right: Quantity) -> Quantity:
    """Multiply."""
    return combine(lambda one, other: one * other, left, right)


def divide(left: Quantity, right: Quantity) -> Quantity:
    """Divide; a divisor whose range holds zero has no reliable quotient."""
    if right.low <= 0 <= right.high:
        raise NotNumeric
    return combine(lambda one, other: one / other, left, right)


def negate(argument: Quantity) -> Quantity:
    """Change the sign."""
    return apply(lambda number: -number, argument)


def raise_power(base: Quantity, exponent: Quantity) -> Quantity:
    """Raise to a power, within bounds on the size of the result."""
    if exponent.low < -_MAX_EXPONENT or exponent.high > _MAX_EXPONENT:
        raise NotNumeric
    if base.low <= 0 <= base.high and not base.is_point:
        raise NotNumeric
    return combine(_power, base, exponent)


def _power(base: Real, exponent: Real) -> object:
    whole = isinstance(exponent, Fraction) and exponent.denominator == 1
    if isinstance(base, Fraction) and isinstance(exponent, Fraction) and whole:
        bits = max(base.numerator.bit_length(), base.denominator.bit_length())
        if bits * abs(exponent.numerator) <= _MAX_BITS:
            return base**exponent.numerator
    return float(base) ** (int(exponent) if whole else float(exponent))


def take_root(radicand: Quantity, degree: int = 2) -> Quantity:
    """Take a root, exactly where it is rational."""

    def root(number: Real) -> Real:
        if isinstance(number, Fraction) and degree == 2 and number >= 0:
            exact = Fraction(math.isqrt(number.numerator), math.isqrt(number.denominator))
            if exact * exact == number:
                return exact
        if number < 0:
            raise NotNumeric
        return math.sqrt(number) if degree == 2 else math.pow(number, 1 / degree)

    return apply(root, radicand)


def take_logarithm(argument: Quantity, base: float) -> Quantity:
    """Take a logarithm; 2 and 10 as bases give whole powers without noise."""
    if base == math.e:
        return apply(math.log, argument)
    if base in (2, 10):
        return apply(math.log2 if base == 2 else math.log10, argument)
    return apply(lambda number: math.log(number, base), argument)


def wave(function: Callable[[float], float], argument: Quantity) -> Quantity:
    """Apply sine or cosine, which change at most as fast as their argument."""
    value = build_point(function(float(argument.value))).value
    width = float(argument.high - argument.low)
    return Quantity(value, settle(value - width), settle(value + width))


def find_absolute(argument: Quantity) -> Quantity:
    """Take the absolute value."""
    if argument.low < 0 < argument.high:
        return _span(abs(argument.value), [0, max(-argument.low, argument.high)])
    return apply(abs, argument)


def find_floor(argument: Quantity) -> Quantity:
    """Round down; a float just below a whole number counts as that number."""
    return apply(lambda number: math.floor(_snap(number)), argument)


def find_ceiling(argument: Quantity) -> Quantity:
    """Round up; a float just above a whole number counts as that number."""
    return apply(lambda number: math.ceil(_snap(number)), argument)


def _snap(number: Real) -> Real:
    if isinstance(number, Fraction):
        return number
    nearest = round(number)
    is_close = abs(number - nearest) <= _FLOAT_NOISE * max(1.0, abs(number))
    return Fraction(nearest) if is_close else number


def find_factorial(argument: Quantity) -> Quantity:
    """Multiply the whole numbers up to the argument, at most 170."""
    number = argument.value
    if not argument.is_point or not isinstance(number, Fraction) or not 0 <= number <= 170:
        raise NotNumeric
    if number.denominator != 1:
        raise NotNumeric
    return build_point(math.factorial(number.numerator))


def apply_sigmoid(argument: Quantity) -> Quantity:
    """Apply the logistic function."""

    def sigmoid(number: Real) -> float:
        power = math.exp(-abs(float(number)))
        return 1 / (1 + power) if number >= 0 else power / (1 + power)

    return apply(sigmoid, argument)
