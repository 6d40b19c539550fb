r"""Whether two numeric sides of a relation may both be right.

The rules lean towards silence: a fault is only what no reading of the rounded numbers explains.

- `=` with a literal: the literal must be the other side rounded to the digits shown; a whole
  number is meant exactly.
- `\approx` with a literal: in addition a distance of less than one unit of the last digit, for
  literals of two or more digits; whole numbers with zeros at the end and powers of ten may be
  rounded at their last digit that is not zero, by at most 10 %, or be 5 % off.
- Where that fails, the literals inside an expression count as rounded, and the ranges of the two
  sides must meet. That does not excuse `=` if the expression needs no more decimals than the
  literal shows and has at most two numbers that may be rounded: `0.12+0.34=0.45` is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from studybank.arithmetic.literals import Literal
from studybank.arithmetic.quantity import Quantity, Real
from studybank.arithmetic.stated import write_plain

_FLOAT_NOISE = Fraction(1, 10**9)
_NEARLY_WHOLE = Fraction(1, 10**4)
_ROUGH = Fraction(5, 100)
_COARSE = Fraction(10, 100)


@dataclass(frozen=True, slots=True)
class Side:
    """A side with a numeric value.

    Attributes:
        quantity: Its value and range.
        literal: The literal that it is, if it is one.
        rounded: How many numbers in it may be rounded.
        uses_pi: Whether π occurs outside sine and cosine, so that it may name something else.
    """

    quantity: Quantity
    literal: Literal | None = None
    rounded: int = 0
    uses_pi: bool = False


def holds(left: Side, right: Side, *, is_approximate: bool, is_carried: bool = False) -> bool:
    r"""Tell whether a relation between two sides may be right.

    Args:
        left: The left side.
        right: The right side.
        is_approximate: Whether the relation is `\approx`.
        is_carried: Whether an `\approx` stands elsewhere in the chain, so that `=` may go on
            with more digits than are shown.
    """
    one, other = left.quantity.value, right.quantity.value
    if _is_equal(one, other):
        return True
    if (left.uses_pi or right.uses_pi) and not Fraction(1, 3) < _divide(one, other) < 3:
        return True  # π names something else here, at most 1, such as a probability
    if left.literal or right.literal:
        pairs = ((left, right.literal), (right, left.literal))
        return any(
            _fits(side, reading, is_approximate=is_approximate, is_carried=is_carried)
            for side, literal in pairs
            if literal
            for reading in literal.list_readings()
        )
    if is_approximate and _is_equal(one, other, _ROUGH):
        return True
    return _meet(left.quantity, right.quantity.low, right.quantity.high)


def _divide(one: Real, other: Real) -> Fraction:
    return Fraction(one) / Fraction(other) if other else Fraction(0)


def _is_equal(one: Real, other: Real, noise: Fraction = _FLOAT_NOISE) -> bool:
    if noise == _FLOAT_NOISE and isinstance(one, Fraction) and isinstance(other, Fraction):
        return one == other
    left, right = Fraction(one), Fraction(other)
    return abs(left - right) <= noise * max(abs(left), abs(right))


def _fits(side: Side, literal: Literal, *, is_approximate: bool, is_carried: bool) -> bool:
    stated = literal.stated
    value = Fraction(side.quantity.value)
    distance = abs(value - stated.value)
    half = stated.unit / 2 if literal.is_rounded else Fraction(0)
    if is_approximate:
        half = _find_allowance(side, literal)
    elif literal.is_plain and not stated.pointed and value.denominator != 1:
        # A small ε in a denominator makes 0.9999999 of 1.
        half = max(half, _NEARLY_WHOLE * max(Fraction(1), abs(value)))
    if distance <= half + _FLOAT_NOISE * abs(value) * (not side.quantity.is_point or half > 0):
        return True
    if not is_approximate and not is_carried and _claims_exactness(side, literal):
        few = side.rounded <= 2
        if few or distance > stated.unit:
            return False
    return _meet(side.quantity, stated.value - half, stated.value + half)


def _find_allowance(side: Side, literal: Literal) -> Fraction:
    r"""Find how far a literal after `\approx` may be from the value."""
    stated, unit = literal.stated, literal.significant_unit
    size = abs(stated.value)
    is_coarse = not stated.pointed and (unit != stated.unit or literal.power is not None)
    is_whole = side.quantity.is_point and Fraction(side.quantity.value).denominator == 1
    if is_coarse:
        is_exact_digit = literal.power is not None and literal.has_mantissa
        half = unit / 2 if is_exact_digit else min(unit / 2, _COARSE * size)
        almost = unit * (1 - _FLOAT_NOISE) if literal.count_digits() > 1 else Fraction(0)
        return max(half, almost, _ROUGH * size)
    if literal.count_digits() > 1 and not (is_whole and not stated.pointed):
        return unit * (1 - _FLOAT_NOISE)
    return unit / 2


def _claims_exactness(side: Side, literal: Literal) -> bool:
    value = side.quantity.value
    return isinstance(value, Fraction) and (value / literal.stated.unit).denominator == 1


def _meet(quantity: Quantity, low: Real, high: Real) -> bool:
    if quantity.is_point and low == high:
        return _is_equal(quantity.value, low)
    noise = _FLOAT_NOISE * abs(Fraction(quantity.value))
    return Fraction(quantity.low) - noise <= Fraction(high) and Fraction(low) <= (
        Fraction(quantity.high) + noise
    )


def write_right(left: Side, right: Side) -> str:
    """Write what should stand in place of the literal, in its style.

    The literal is the right side if that is one, else the left one; if neither is one, this is
    the value of the left side.
    """
    literal, value = (
        (right.literal, left.quantity.value)
        if right.literal or not left.literal
        else (left.literal, right.quantity.value)
    )
    exact = Fraction(value)
    if literal is None:
        return write_plain(exact)
    text, plain = literal.write(exact), write_plain(exact)
    if text == literal.write(literal.stated.value):
        return plain
    # A short exact value says more than its rounding to the digits of the wrong one.
    is_short = literal.is_plain and abs(exact) >= _FLOAT_NOISE and Fraction(plain) == exact
    return plain if is_short and len(plain) > len(text) else text
