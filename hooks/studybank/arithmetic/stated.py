"""A stated number: the value as its author wrote it, and whether it holds.

What is shown is what is claimed: `0.5387` stands for everything that rounds to it, `1152` only
for 1152.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from studybank.arithmetic.values import Value

_NUMBER = re.compile(
    r"(?P<sign>[-+\u2212]?)\s*"
    r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<separator>,| |\\,|\{,\}|_|\u00a0|\u2009|\u202f)[0-9]{3})"
    r"(?:(?P=separator)[0-9]{3})*|[0-9]*)"
    r"(?:\.(?P<decimals>[0-9]*))?"
    r"(?:(?P<exponential>[eE])(?P<exponent>[-+]?[0-9]{1,3}))?"
    r"(?P<percent>\s*\\?%)?"
)
# Sums of rounded floats stray by some units of their 16th digit.
_FLOAT_NOISE = 1e-12
_INTEGER_NOISE = 1e-9
_MAX_LENGTH = 100_000


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as written.

    Attributes:
        value: Its exact value; `25 %` is 1/4.
        unit: The worth of one unit in the last digit shown.
        decimals: Digits after the point, before any exponent.
        pointed: Whether it has a point; without one it is meant exactly.
        exponential: `e`, `E`, or empty.
        separator: What stands between groups of three digits; may be empty.
        percent: The percent sign with the space before it; may be empty.
    """

    value: Fraction
    unit: Fraction
    decimals: int
    pointed: bool
    exponential: str = ""
    separator: str = ""
    percent: str = ""


def parse_stated(text: str) -> StatedNumber | None:
    """Parse a number as an author writes it; None if it is none."""
    text = text.strip()
    match = _NUMBER.fullmatch(text) if len(text) <= 400 else None
    if match is None or not (match["whole"] or match["decimals"]):
        return None
    separator = match["separator"] or ""
    whole = match["whole"].replace(separator, "") if separator else match["whole"]
    decimals = match["decimals"] or ""
    scale = Fraction(10) ** int(match["exponent"] or 0) / (100 if match["percent"] else 1)
    unit = scale / 10 ** len(decimals)
    value = int(whole + decimals) * unit
    return StatedNumber(
        value=-value if match["sign"] in ("-", "\u2212") else value,
        unit=unit,
        decimals=len(decimals),
        pointed=match["decimals"] is not None,
        exponential=match["exponential"] or "",
        separator=separator,
        percent=match["percent"] or "",
    )


def split_items(text: str) -> list[str] | None:
    """Split a vector or matrix into the texts of its items; None if the text is neither."""
    text = text.strip()
    if len(text) > _MAX_LENGTH or len(text) < 2 or text[0] + text[-1] not in ("[]", "()"):
        return None
    items, depth, start = [], 0, 1
    for offset, character in enumerate(text[1:-1], 1):
        depth += (character in "[(") - (character in "])")
        if depth < 0:
            return None
        if character in ",;" and depth == 0:
            items.append(text[start:offset].strip())
            start = offset + 1
    return [*items, text[start:-1].strip()] if depth == 0 else None


def agrees(value_text: str, computed: Value, tolerance: float | None = None) -> bool:
    """Tell whether a stated value holds, to the digits that it shows.

    - A number with a point must be the computed one rounded to the digits shown: at most half a
      unit of the last digit apart, so both ways of rounding a half are right.
    - A number without a point (`1152`, `9e6`) is meant exactly.
    - With a tolerance, stated and computed may be that far apart instead (absolute).
    - `true` and `false` go with a bool; vectors and matrices must have the same shape, and each
      item must hold.

    Args:
        value_text: The value as written: `0.5387`, `1,152`, `9.6e6`, `61.11 %`,
            `[0.714, 0.286]`, `true`.
        computed: What `evaluate` gave.
        tolerance: Largest distance, or None.

    Returns:
        Whether it holds; False as well for a text that is no value.
    """
    if isinstance(computed, tuple):
        items = split_items(value_text)
        if items is None or len(items) != len(computed):
            return False
        pairs = zip(items, computed, strict=True)
        return all(agrees(item, part, tolerance) for item, part in pairs)
    if isinstance(computed, bool):
        return value_text.strip().lower() == str(computed).lower()
    stated = parse_stated(value_text)
    if stated is None or not _is_finite(computed):
        return False
    return _is_close(stated, computed, tolerance)


def _is_finite(computed: float) -> bool:
    # An int may be too large for isfinite.
    return isinstance(computed, int) or math.isfinite(computed)


def _is_close(stated: StatedNumber, computed: float, tolerance: float | None) -> bool:
    exact = Fraction(computed)
    size = max(abs(exact), abs(stated.value))
    noise = Fraction(_FLOAT_NOISE) * size if isinstance(computed, float) else Fraction(0)
    distance = abs(exact - stated.value)
    if tolerance is not None and math.isfinite(tolerance):
        return distance <= Fraction(tolerance) * (1 + Fraction(_FLOAT_NOISE)) + noise
    if stated.pointed:
        return distance <= stated.unit / 2 + noise
    noise = Fraction(_INTEGER_NOISE) * size if isinstance(computed, float) else Fraction(0)
    return distance <= noise


def right_text(value_text: str, computed: Value) -> str:
    """Write the computed value in the style of the stated one.

    Args:
        value_text: The value as its author wrote it; gives decimals, separators, exponent and
            percent sign.
        computed: What `evaluate` gave.

    Returns:
        The text for "the right value is …". A fraction where a whole number was stated is
        written with up to six significant digits.
    """
    if isinstance(computed, bool):
        return str(computed).lower()
    if isinstance(computed, tuple):
        items = split_items(value_text) or [value_text]
        styles = items + [items[-1]] * (len(computed) - len(items))
        texts = [right_text(style, part) for style, part in zip(styles, computed, strict=False)]
        round_brackets = value_text.strip().startswith("(")
        return f"({', '.join(texts)})" if round_brackets else f"[{', '.join(texts)}]"
    stated = parse_stated(value_text)
    if not _is_finite(computed):
        return str(computed)
    if stated is None:
        return write_plain(Fraction(computed))
    return write_like(stated, Fraction(computed))


def write_like(style: StatedNumber, value: Fraction) -> str:
    """Write a value with the decimals, separators, exponent and percent sign of another."""
    if style.percent:
        bare = replace(style, percent="")
        return write_like(bare, value * 100) + style.percent
    if style.exponential and not style.pointed and (value / style.unit).denominator != 1:
        return write_plain(value)
    if style.exponential:
        return _write_exponential(value, style.decimals).replace("e", style.exponential)
    noise = Fraction(_INTEGER_NOISE) * max(Fraction(1), abs(value))
    if not style.pointed and abs(value - round(value)) > noise:
        return write_plain(value)
    text = _write_fixed(value, style.decimals)
    whole, point, decimals = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", style.separator) if style.separator else whole
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped}{point}{decimals}"


def write_plain(value: Fraction) -> str:
    """Write a value with up to six significant digits, whole numbers in full."""
    if value.denominator == 1:
        return str(value.numerator)
    if abs(value) >= 10**6:
        return _write_fixed(value, 0)
    text = f"{float(value):.6g}"
    return format(Decimal(text), "f") if abs(value) >= Fraction(1, 10**7) else text


def _write_fixed(value: Fraction, decimals: int) -> str:
    # Half away from zero, as it is taught; on a float's decimal form, so that 2.675 gives 2.68.
    shown = Decimal(repr(float(value))) if value.denominator != 1 else Decimal(value.numerator)
    text = format(
        shown.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, Context(prec=800)), "f"
    )
    return text.removeprefix("-") if not text.strip("-0.") else text


def _write_exponential(value: Fraction, decimals: int) -> str:
    rounded = Context(prec=decimals + 1, rounding=ROUND_HALF_UP).create_decimal(
        Decimal(repr(float(value))) if value.denominator != 1 else Decimal(value.numerator)
    )
    mantissa, _, exponent = f"{rounded:.{decimals}e}".partition("e")
    return f"{mantissa}e{int(exponent)}"
