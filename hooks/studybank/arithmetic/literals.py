r"""Literals in a formula: what a number claims by the digits it shows.

A literal is a number with an optional sign, percent sign or power of ten: `-0.223`, `1{,}152`,
`61.11\%`, `4.5\times10^{-5}`, `10^6`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from studybank.arithmetic.quantity import Quantity, build_point
from studybank.arithmetic.stated import StatedNumber, parse_stated, write_like, write_plain
from studybank.arithmetic.tokens import Kind, Token

# 0.25, 0.125 and their like are hardly ever rounded numbers.
_BINARY_DENOMINATORS = (4, 8, 16)
_MAX_EXPONENT = 150


@dataclass(frozen=True, slots=True)
class Literal:
    """A side that is a literal.

    Attributes:
        stated: The number with its unit in the last digit shown.
        is_plain: Whether it is a number alone, without a percent sign or a power of ten.
        power: Exponent of ten as written, or None.
        has_mantissa: Whether something stands before the power of ten.
    """

    stated: StatedNumber
    is_plain: bool = True
    power: int | None = None
    has_mantissa: bool = True

    @property
    def is_rounded(self) -> bool:
        """Whether it shows decimals, so that = claims no more than these."""
        return self.stated.pointed or bool(self.stated.percent)

    @property
    def significant_unit(self) -> Fraction:
        """The worth of one unit in the last significant digit; ending zeros do not count."""
        unit = self.stated.unit
        count = abs(self.stated.value) / unit
        while not self.stated.pointed and count and count % 10 == 0:
            unit, count = unit * 10, count / 10
        return unit

    def count_digits(self) -> int:
        """Count the significant digits."""
        return len(str(int(abs(self.stated.value) / self.significant_unit)))

    def list_readings(self) -> list[Literal]:
        r"""List what it may mean: after `100\cdot\frac{3}{4}`, `75\%` is 75 rather than 0.75."""
        if not self.stated.percent:
            return [self]
        stated = self.stated
        bare = replace(stated, value=stated.value * 100, unit=stated.unit * 100)
        return [self, replace(self, stated=bare)]

    def write(self, value: Fraction) -> str:
        """Write another value in the style of this literal, as TeX."""
        if self.power is None:
            return write_like(self.stated, value)
        style = replace(self.stated, exponential="e", pointed=True)
        mantissa, _, exponent = write_like(style, value).partition("e")
        is_exact = Fraction(mantissa) * Fraction(10) ** int(exponent) == value
        if not self.stated.pointed and not is_exact:
            return write_plain(value)
        factor = f"{mantissa}\\times" if self.has_mantissa or mantissa != "1" else ""
        return f"{factor}10^{{{exponent}}}"


def build_literal(text: str) -> StatedNumber | None:
    """Build a number from a token's text; None if it is too long or too large."""
    if len(text) > 100:
        return None
    stated = parse_stated(re.sub(r"\\ |~", r"\\,", text))
    return stated if stated is None or abs(stated.value) < 10**_MAX_EXPONENT else None


def find_range(stated: StatedNumber) -> Quantity:
    """Find what numbers a literal within an expression may stand for.

    Whole numbers, decimals of one significant digit (0.1, 0.003) and eighths (0.25, 0.375) count
    as exact; any other decimal as rounded to the digits shown.
    """
    digits = int(abs(stated.value) / stated.unit)
    is_binary = stated.decimals > 1 and stated.value.denominator in _BINARY_DENOMINATORS
    if not stated.pointed or digits < 10 or is_binary:
        return build_point(stated.value)
    half = stated.unit / 2
    return Quantity(stated.value, stated.value - half, stated.value + half)


def read_literal(tokens: Sequence[Token]) -> Literal | None:
    """Read a side as a literal; None if it is more than that."""
    while len(tokens) > 2 and tokens[0].text == "{" and tokens[-1].text == "{":
        tokens = tokens[1:-1]
    negative = False
    if tokens and tokens[0].kind is Kind.OPERATOR and tokens[0].text in ("+", "-"):
        negative, tokens = tokens[0].text == "-", tokens[1:]
    if not tokens or tokens[0].kind is not Kind.NUMBER:
        return None
    stated = build_literal(tokens[0].text)
    if stated is None:
        return None
    if negative:
        stated = replace(stated, value=-stated.value)
    return _read_rest(stated, tokens)


def _read_rest(stated: StatedNumber, tokens: Sequence[Token]) -> Literal | None:
    if len(tokens) == 1:
        return Literal(stated, is_plain=not stated.exponential)
    if len(tokens) == 2 and tokens[1].text == "%":
        scaled = replace(stated, value=stated.value / 100, unit=stated.unit / 100, percent="\\%")
        return Literal(scaled, is_plain=False)
    power = _read_power(tokens)
    if power is not None:
        sign = -1 if stated.value < 0 else 1
        unit = Fraction(10) ** power
        scaled = replace(stated, value=sign * unit, unit=unit)
        return Literal(scaled, is_plain=False, power=power, has_mantissa=False)
    power = _read_power(tokens[2:]) if tokens[1].text == "*" else None
    if power is None:
        return None
    unit = Fraction(10) ** power
    scaled = replace(stated, value=stated.value * unit, unit=stated.unit * unit)
    return Literal(scaled, is_plain=False, power=power)


def _read_power(tokens: Sequence[Token]) -> int | None:
    r"""Read `10^{-3}`, `10^3`; None if the tokens are something else."""
    texts = [token.text for token in tokens]
    if texts[:2] != ["10", "^"]:
        return None
    inside = texts[3:-1] if texts[2:3] == ["{"] and texts[-1] == "{" else texts[2:]
    digits = "".join(inside)
    if len(inside) > 2 or not re.fullmatch(r"-?[0-9]{1,3}", digits):
        return None
    if texts[2:3] != ["{"] and len(digits) > 1:
        return None  # `10^12` is set as 10¹2
    exponent = int(digits)
    return exponent if abs(exponent) <= _MAX_EXPONENT else None
