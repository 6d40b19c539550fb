r"""The arithmetic lint: does the arithmetic that a formula shows hold?"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from studybank.arithmetic.chains import Chain, build_chains
from studybank.arithmetic.comparison import Side, holds, write_right
from studybank.arithmetic.literals import read_literal
from studybank.arithmetic.quantity import NotNumeric
from studybank.arithmetic.tex_parser import SideParser
from studybank.arithmetic.tokens import Kind, Token, tokenise

_MAX_LENGTH = 4_000
# In these an equation is not one of plain numbers.
_OTHER_ARITHMETIC = re.compile(r"\\(?:pmod|bmod|mod|pod|oplus|otimes|odot|circledast)(?![A-Za-z])")
_PI_IS_NAMED = re.compile(
    r"(?:^|[=,;&]|\\quad|\\ )\s*(?:\\pi(?![A-Za-z])|π)\s*(?:=|\\approx|\\in|&)|(?:\\pi|π)\s*_"
)
_RELATION = re.compile(r"=|≈|\\(?:approx(?:eq)?|thickapprox|simeq|doteq)(?![A-Za-z])")
_HAS_NUMBER = re.compile(r"[0-9π]|\\pi")
# A side that begins or ends with a name is none of numbers: a letter but e, or a Greek one.
_NAMED = (
    r"\\(?:alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|lambda|mu|rho|tau|phi|omega|ell)"
    r"(?![A-Za-z])"
)
_BEGINS_NAMED = re.compile(rf"[\s(]*(?:[A-Za-df-z]|{_NAMED})")
_ENDS_NAMED = re.compile(rf"(?:(?<![A-Za-z\\])[A-Za-z]*[A-Za-df-z]|{_NAMED})[\s)]*\Z")
_LOGARITHM_BASES = (math.e, 10, 2)
# Units that scale nothing: `9 \text{ weights}` is 9. `\text{M}` or `\text{KB}` may be anything.
_UNIT = re.compile(
    r"(?:px|pixel|parameter|param|weight|bias|biase|bit|nat|byte|flop|mac|step|epoch|batche?|iteration"
    r"|image|sample|token|channel|multiplication|addition|operation|layer|unit|neuron)s?"
    r"|个?(?:像素|参数|权重|比特|字节|乘法|样本|通道|神经元)|[个次步层张轮]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArithmeticFault:
    r"""A relation whose two numeric sides are not equal.

    Attributes:
        offset: Where the left side starts in the formula, in characters from 0.
        length: From there to the end of the right side.
        left: The left side as written.
        right: The right side as written.
        relation: The relation as written, such as `=` or `\approx`.
        computed: What should stand in place of the literal side, in its style; the value of
            the left side if neither is a literal.
    """

    offset: int
    length: int
    left: str
    right: str
    relation: str
    computed: str


def lint_formula(tex: str) -> tuple[ArithmeticFault, ...]:
    r"""Find the relations of a formula that do not hold between numbers.

    Compares each `=`, `\approx`, `\simeq` and `\doteq` between neighbours that are both purely
    numeric; a side with a variable, a unit that may scale, dots, `\pm` or a matrix is left alone,
    as is all that can be read in two ways. `\log` without a base may be natural, decimal or
    binary; `\sigma(…)` of a number is the logistic function.

    Args:
        tex: TeX of mathematics, without dollar signs. More than 4,000 characters are not read.

    Returns:
        The faults in order; empty for what is right or not understood. Never raises.
    """
    if not _may_compare(tex) or len(tex) > _MAX_LENGTH or _OTHER_ARITHMETIC.search(tex):
        return ()
    faults = tuple(_find_faults(tex, join_commas=True))
    if not faults or not re.search(r"[0-9],[0-9]", tex):
        return faults
    # `1,152` may be a number or a list of two: what one of the readings explains is no fault.
    split = tuple(_find_faults(tex, join_commas=False))
    return split if len(split) < len(faults) else faults


def _may_compare(tex: str) -> bool:
    """Tell quickly whether there may be a relation between two sides of numbers."""
    pieces = _RELATION.split(tex)
    return any(
        _HAS_NUMBER.search(left)
        and _HAS_NUMBER.search(right)
        and not _BEGINS_NAMED.match(right)
        and not _ENDS_NAMED.search(left)
        for left, right in itertools.pairwise(pieces)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """A numeric side: one value, or one for each base that a bare logarithm may have."""

    values: tuple[Side, ...]
    unit: str
    is_size: bool
    has_times: bool

    @property
    def is_plain(self) -> bool:
        literal = self.values[0].literal
        return literal is not None and literal.is_plain


def _find_faults(tex: str, *, join_commas: bool) -> Iterator[ArithmeticFault]:
    is_pi_named = bool(_PI_IS_NAMED.search(tex))
    for chain in build_chains(tokenise(tex, join_commas=join_commas)):
        if not chain.relations:
            continue
        readings = [_read_side(side, is_pi_named=is_pi_named) for side in chain.sides]
        for index in range(len(chain.relations)):
            computed = _compare(readings, chain, index)
            if computed is not None:
                yield _build_fault(tex, chain, index, computed)


def _build_fault(tex: str, chain: Chain, index: int, computed: str) -> ArithmeticFault:
    left, right, relation = chain.sides[index], chain.sides[index + 1], chain.relations[index]
    start, end = left[0].start, right[-1].end
    return ArithmeticFault(
        offset=start,
        length=end - start,
        left=tex[start : left[-1].end],
        right=tex[right[0].start : end],
        relation=tex[relation.start : relation.end],
        computed=computed,
    )


def _read_side(tokens: Sequence[Token], *, is_pi_named: bool) -> _Reading | None:
    unit = ""
    if tokens and tokens[-1].kind is Kind.TEXT:
        unit = tokens[-1].text.lower()
        tokens = tokens[:-1]
        if not _UNIT.fullmatch(unit):
            return None
    values: list[Side] = []
    for base in _LOGARITHM_BASES:
        parser = SideParser(tokens, base)
        try:
            value = parser.parse()
        except NotNumeric:
            return None
        if parser.uses_pi and is_pi_named:
            return None
        values.append(Side(value, read_literal(tokens), parser.rounded, parser.uses_pi))
        if not parser.guesses_base:
            break
    return _Reading(tuple(values), unit, _is_size(tokens), any(token.is_times for token in tokens))


def _is_size(tokens: Sequence[Token]) -> bool:
    r"""Tell whether a side may be a size, such as `32\times32`: whole numbers with × between."""
    allowed = all(
        token.is_times
        or (token.kind is Kind.NUMBER and "." not in token.text)
        or token.kind in (Kind.OPEN, Kind.CLOSE)
        for token in tokens
    )
    return allowed and any(token.is_times for token in tokens)


def _compare(readings: Sequence[_Reading | None], chain: Chain, index: int) -> str | None:
    """Give what should be computed if a relation does not hold; None if it may."""
    left, right = readings[index], readings[index + 1]
    if left is None or right is None:
        return None
    is_approximate = chain.relations[index].text == "≈"
    if (left.unit and right.unit and left.unit != right.unit) or (left.is_plain and left.unit):
        return None  # "1 epoch = 6000/10" converts, and "8 bits = 1 byte"
    if left.is_plain and right.is_plain and len(chain.sides) == 2 and not is_approximate:
        return None  # "class 1 = 3 images": two numbers side by side are no arithmetic
    if (left.is_size and right.has_times) or (right.is_size and left.has_times):
        return None  # the size of a product of matrices, or of an image after a layer
    is_carried = any(relation.text == "≈" for relation in chain.relations)
    count = max(len(left.values), len(right.values))
    pairs = [
        (left.values[min(i, len(left.values) - 1)], right.values[min(i, len(right.values) - 1)])
        for i in range(count)
    ]
    if any(
        holds(one, other, is_approximate=is_approximate, is_carried=is_carried)
        for one, other in pairs
    ):
        return None
    return write_right(*pairs[0])
