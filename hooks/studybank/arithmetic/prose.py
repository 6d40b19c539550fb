"""Finding a stated number in the text of an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from studybank.arithmetic.stated import StatedNumber, parse_stated, split_items

# Python refuses to read whole numbers of more than 4,300 digits.
_MAX_NUMBER_LENGTH = 300
_GAP = r"(?:\s|\\[,;:! ]|~|\{\}|\u00a0|\u2009|\u202f)*"
_SEPARATOR = r"(?:,|\{,\}|\\,|\\ |~| |\u00a0|\u2009|\u202f)"
# What comes first swallows digits that are no number of their own: names such as `conv3`,
# subscripts, versions such as 1.2.3.
_TOKEN = re.compile(
    r"(?P<fraction>\\[tdc]?frac\s*(?:\{\s*([0-9.]+)\s*\}|([0-9]))\s*(?:\{\s*([0-9.]+)\s*\}|([0-9])))"
    r"|(?P<skip>\\[A-Za-z]+|_\{[^{}]*\}|_[0-9A-Za-z]|[A-Za-z]+(?:[0-9]+(?:\.[0-9]+)*)?"
    r"|[0-9]+(?:\.[0-9]+){2,})"
    rf"|(?P<number>[1-9][0-9]{{0,2}}(?P<separator>{_SEPARATOR})[0-9]{{3}}"
    r"(?:(?P=separator)[0-9]{3})*(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+)"
)
_POWER_OF_TEN = (
    rf"10{_GAP}(?:\^{_GAP}(?:\{{{_GAP}([-+\u2212]?[0-9]{{1,3}}){_GAP}\}}|(-?[0-9]{{1,3}}))"
    r"|([⁻⁺]?[⁰¹²³⁴-⁹]{1,3}))"
)
_BARE_POWER = re.compile(_POWER_OF_TEN)
_TIMES_POWER = re.compile(rf"{_GAP}(?:\\times|\\cdot|×|·|\*){_GAP}{_POWER_OF_TEN}")
_EXPONENT = re.compile(r"[eE]([-+\u2212]?[0-9]{1,3})(?![0-9A-Za-z])")
_PERCENT = re.compile(rf"{_GAP}\\?%")
_OVER = re.compile(rf"{_GAP}/{_GAP}([0-9]{{1,300}}(?:\.[0-9]{{1,300}})?)")
_SCALE = re.compile(
    rf"{_GAP}(?:\\(?:text|mathrm)\{{\s*)?"
    r"(万亿|千万|百万|十亿|亿|万|千|thousand|million|billion|trillion|[kKMGBT](?![A-Za-z]))"
)
_SCALES = {
    "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "万亿": 12,
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "k": 3, "K": 3, "M": 6, "G": 9, "B": 9, "T": 12,
}  # fmt: skip
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺\u2212", "0123456789-+-")
_MINUS = re.compile(r"(?P<before>[^\s\\{]?)(?P<space>\s*)[-\u2212](?P<after>\s*)\{?$")
_COMMAND = re.compile(r"\\[A-Za-z]+\s*$")


@dataclass(frozen=True, slots=True)
class _Written:
    """One reading of a number in the text; `unit` is the worth of its last digit, 0 if exact."""

    value: Fraction
    unit: Fraction


def stands_in(value_text: str, prose: str) -> bool:
    r"""Tell whether a stated value stands in a text.

    Equal numbers count in any notation: thousands separators (`1,152`, `1{,}152`, `1\,152`,
    `1 152`), more zeros, percent, powers of ten, `\frac{1}{4}` and `1/4`, 万 and 亿, `million`.
    Where the stated value has a point, a number with more digits that rounds to it counts too,
    one with fewer digits does not. A part of a longer number, a subscript and the digits of a
    name (`conv3`) do not count.

    Args:
        value_text: The value as its author wrote it. Of a vector or matrix each item must stand
            somewhere; `true` and `false` are no numbers and always stand.
        prose: Markdown with TeX formulas, in English or Chinese.

    Returns:
        Whether it stands there.
    """
    items = split_items(value_text)
    if items is not None:
        return all(stands_in(item, prose) for item in items)
    if value_text.strip().lower() in ("true", "false"):
        return True
    stated = parse_stated(value_text)
    if stated is None:
        return value_text.strip() in prose
    return any(_is_same(stated, written) for _, found in _find_numbers(prose) for written in found)


def find_missing(prose: str, other: str) -> tuple[str, ...]:
    """Give the numbers of a text that stand in another one in no notation.

    Args:
        prose: Markdown with TeX formulas, in English or Chinese.
        other: Another such text.

    Returns:
        The numbers as they are written, in order, each once.
    """
    known = {written.value for _, found in _find_numbers(other) for written in found}
    missing = (
        match.group()
        for match, found in _find_numbers(prose)
        if found and known.isdisjoint(written.value for written in found)
    )
    return tuple(dict.fromkeys(missing))


def _is_same(stated: StatedNumber, written: _Written) -> bool:
    if written.value == stated.value:
        return True
    finer = stated.pointed and written.unit < stated.unit
    return finer and abs(written.value - stated.value) <= stated.unit / 2


def _find_numbers(prose: str) -> Iterator[tuple[re.Match[str], list[_Written]]]:
    """Give each number of a text with all its readings."""
    for match in _TOKEN.finditer(prose):
        if match["skip"] or len(match.group()) > _MAX_NUMBER_LENGTH:
            continue
        readings = _read_fraction(match) if match["fraction"] else _read_number(match, prose)
        signs = _find_signs(prose[max(0, match.start() - 60) : match.start()])
        yield (
            match,
            [_Written(sign * found.value, found.unit) for found in readings for sign in signs],
        )


def _read_fraction(match: re.Match[str]) -> list[_Written]:
    above = parse_stated(match[2] or match[3])
    below = parse_stated(match[4] or match[5])
    if above is None or below is None:
        return []
    readings = [_Written(above.value, above.unit), _Written(below.value, below.unit)]
    if below.value:
        readings.append(_Written(above.value / below.value, Fraction(0)))
    return readings


def _read_number(match: re.Match[str], prose: str) -> list[_Written]:
    """Give the readings of a number with what follows it."""
    power = _BARE_POWER.match(prose, match.start())
    if power:
        value = Fraction(10) ** _read_exponent(power)
        return [_Written(value, value)]
    separator, end = match["separator"], match.end()
    text = match["number"].replace(separator, "") if separator else match["number"]
    unit = Fraction(1, 10 ** len(text.partition(".")[2]))
    value = Fraction(text if not text.startswith(".") else f"0{text}")
    exponent = _TIMES_POWER.match(prose, end) or _EXPONENT.match(prose, end)
    if exponent:
        scale = Fraction(10) ** _read_exponent(exponent)
        value, unit, end = value * scale, unit * scale, exponent.end()
    readings = [_Written(value, unit), *_read_suffix(value, unit, prose, end)]
    if separator and _may_be_list(match, prose):
        readings += [_Written(Fraction(part), Fraction(1)) for part in _split(match)]
    return readings


def _split(match: re.Match[str]) -> list[str]:
    return [part for part in match["number"].split(match["separator"]) if part.isdecimal()]


def _may_be_list(match: re.Match[str], prose: str) -> bool:
    """Tell whether `1,152` or `1 152` may as well be two numbers, as in `[1,152]`."""
    bracketed = prose[match.start() - 1 : match.start()] in ("(", "[", "{")
    closed = prose[match.end() : match.end() + 1] in (")", "]", "}", "\\")
    return match["separator"] == " " or (match["separator"] == "," and bracketed and closed)


def _read_suffix(value: Fraction, unit: Fraction, prose: str, end: int) -> Iterator[_Written]:
    if _PERCENT.match(prose, end):
        yield _Written(value / 100, unit / 100)
    scale = _SCALE.match(prose, end)
    if scale:
        factor = 10 ** _SCALES[scale[1]]
        yield _Written(value * factor, unit * factor)
    over = _OVER.match(prose, end)
    if over and Fraction(over[1]):
        yield _Written(value / Fraction(over[1]), Fraction(0))


def _read_exponent(match: re.Match[str]) -> int:
    text = next(group for group in match.groups() if group)
    return int(text.translate(_SUPERSCRIPTS))


def _find_signs(before: str) -> tuple[int, ...]:
    """Find the signs that a number may have, from the text before it."""
    minus = _MINUS.search(before)
    if minus is None:
        return (1,)
    head = before[: minus.start("space")]
    line_start = not head.strip(" ") or head.rstrip(" ").endswith("\n")
    if "\n" in minus["space"] or (line_start and minus["after"]):
        return (1, -1)  # a list's bullet
    operand = bool(re.match(r"[0-9A-Za-z)}\]|!']", minus["before"])) and not _COMMAND.search(head)
    if operand and minus["space"] and not minus["after"]:
        return (1, -1)  # "is -3" in a sentence, or "x -3" in a formula
    return (1,) if operand else (-1,)
