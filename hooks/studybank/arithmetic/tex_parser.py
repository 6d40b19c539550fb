"""The value of one side of a relation: a recursive-descent parser over its tokens.

It refuses whatever can be read in two ways, such as `1/2(3)` or a logarithm's argument
without brackets before a product: a side that is left alone does no harm.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from studybank.arithmetic import quantity
from studybank.arithmetic.cursor import TokenCursor
from studybank.arithmetic.literals import build_literal, find_range
from studybank.arithmetic.quantity import NotNumeric, Quantity, build_point
from studybank.arithmetic.tex_functions import BRACKETS, FUNCTIONS, SQUARED
from studybank.arithmetic.tokens import Kind, Token

_MAX_DEPTH = 30
# Nobody raises a rounded number to a high power; its range would hide every fault.
_HIGH_POWER = 3


class SideParser(TokenCursor):
    r"""Reads the tokens of one side.

    Attributes:
        rounded: How many literals may be rounded numbers.
        uses_pi: Whether π occurs outside sine, cosine and tangent.
        guesses_base: Whether a `\log` or `\lg` has no base; `base` is then used.
    """

    def __init__(self, tokens: Sequence[Token], base: float = math.e) -> None:
        super().__init__(tokens)
        self.rounded = 0
        self.uses_pi = False
        self.guesses_base = False
        self._base = base
        self._depth = 0
        # Whether the last factor was a function without brackets, whose argument may go on.
        self._is_open = False

    def parse(self) -> Quantity:
        """Parse all tokens.

        Raises:
            NotNumeric: They hold a variable, are incomplete, or can be read in two ways.
        """
        result = self._parse_sum()
        if self._position != len(self._tokens):
            raise NotNumeric
        return result

    def _parse_sum(self) -> Quantity:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise NotNumeric
        total = self._parse_product()
        while self.next_is(Kind.OPERATOR, "+", "-"):
            sign = self.take(Kind.OPERATOR).text
            term = self._parse_product()
            total = quantity.add(total, term if sign == "+" else quantity.negate(term))
        self._depth -= 1
        return total

    def _parse_product(self) -> Quantity:
        start, is_divided = self._position, False
        product = self._parse_signed()
        while True:
            if self.next_is(Kind.OPERATOR, "*", "/"):
                if self._is_open and not self.next_is(Kind.FUNCTION, ahead=1):
                    raise NotNumeric
                is_division = self.take(Kind.OPERATOR).text == "/"
                factor = self._parse_signed()
                combine = quantity.divide if is_division else quantity.multiply
                product = combine(product, factor)
                is_divided = is_divided or is_division
            elif self._continues():
                if is_divided or self._is_open:
                    raise NotNumeric
                product = quantity.multiply(product, self._parse_factor())
            else:
                break
        if self._depth == 1 and self._position == start + 1 and self._is_pi(start):
            # A π alone, as in `1 - \pi`, may as well name a probability or a policy.
            raise NotNumeric
        return product

    def _is_pi(self, position: int) -> bool:
        token = self._tokens[position]
        return token.kind is Kind.FUNCTION and token.text == "pi"

    def _continues(self) -> bool:
        """Tell whether a factor follows without a sign, as in `2(3+4)`."""
        before, token = self._tokens[self._position - 1], self.peek()
        if token is None or token.kind not in (Kind.OPEN, Kind.FUNCTION):
            return False
        is_bracket = token.kind is Kind.OPEN
        if token.text in ("{", "\\{", "binom"):
            raise NotNumeric
        if before.kind is Kind.NUMBER:
            # `2\frac12` may be a mixed number, and `12 (3\cdot4)` a result with a remark.
            apart = is_bracket and token.is_apart
            if token.text == "frac" or apart:
                raise NotNumeric
        return True

    def _parse_signed(self) -> Quantity:
        if not self.next_is(Kind.OPERATOR, "+", "-"):
            return self._parse_factor()
        sign = self.take(Kind.OPERATOR).text
        factor = self._parse_factor()
        return factor if sign == "+" else quantity.negate(factor)

    def _parse_factor(self) -> Quantity:
        self._is_open = False
        is_number = self.next_is(Kind.NUMBER)
        factor = self._parse_atom()
        while self.next_is(Kind.POSTFIX):
            if self.take(Kind.POSTFIX).text == "!":
                factor = quantity.find_factorial(factor)
            elif is_number:
                factor = quantity.divide(factor, build_point(100))
            else:
                raise NotNumeric
        if self.next_is(Kind.SCRIPT, "^"):
            if self._is_function_call():
                raise NotNumeric
            factor = self._parse_power(factor)
            if self.next_is(Kind.SCRIPT) or self.next_is(Kind.POSTFIX):
                raise NotNumeric
        return factor

    def _is_function_call(self) -> bool:
        """Tell whether a power after a bracket may belong to a function before the bracket."""
        opening, depth = self._position - 1, 0
        while opening >= 0:
            kind = self._tokens[opening].kind
            depth += (kind is Kind.CLOSE) - (kind is Kind.OPEN)
            if depth == 0:
                break
            opening -= 1
        before = self._tokens[opening - 1] if opening > 0 else None
        return before is not None and before.kind is Kind.FUNCTION and before.text not in SQUARED

    def _parse_power(self, base: Quantity) -> Quantity:
        exponent = self._parse_script("^")
        if exponent.low >= _HIGH_POWER:
            base = build_point(base.value)
        return quantity.raise_power(base, exponent)

    def _parse_script(self, sign: str) -> Quantity:
        self.take(Kind.SCRIPT, sign)
        return self._parse_argument()

    def _parse_argument(self) -> Quantity:
        r"""Parse what a command or script takes: a group in braces or a single digit."""
        if self.next_is(Kind.OPEN, "{"):
            return self._parse_bracket()
        digit = self.take(Kind.NUMBER)
        if len(digit.text) != 1 or not digit.text.isdecimal():
            raise NotNumeric
        return build_point(int(digit.text))

    def _parse_bracket(self) -> Quantity:
        opening = self.take(Kind.OPEN, *BRACKETS).text
        inside = self._parse_sum()
        self.take(Kind.CLOSE, opening)
        self._is_open = False
        return BRACKETS[opening](inside)

    def _parse_atom(self) -> Quantity:
        if self.next_is(Kind.NUMBER):
            return self._parse_number()
        if self.next_is(Kind.OPEN):
            return self._parse_bracket()
        if self.next_is(Kind.BAR):
            self.take(Kind.BAR)
            inside = self._parse_sum()
            self.take(Kind.BAR)
            self._is_open = False
            return quantity.find_absolute(inside)
        return self._parse_function(self.take(Kind.FUNCTION).text)

    def _parse_number(self) -> Quantity:
        literal = build_literal(self.take(Kind.NUMBER).text)
        if literal is None:
            raise NotNumeric
        number = find_range(literal)
        self.rounded += not number.is_point
        return number

    def _parse_function(self, name: str) -> Quantity:
        special: dict[str, Callable[[], Quantity]] = {
            "frac": self._parse_fraction,
            "sqrt": self._parse_root,
            "binom": self._parse_binomial,
            "max": lambda: self._parse_choice(max),
            "min": lambda: self._parse_choice(min),
            "pi": self._parse_pi,
            "e": lambda: quantity.apply(math.exp, self._parse_script("^")),
            "log": lambda: self._parse_logarithm(name),
            "lg": lambda: self._parse_logarithm(name),
        }
        if name in special:
            return special[name]()
        if name in ("sigmoid", "relu") and not self.next_is(Kind.OPEN, "(", "["):
            raise NotNumeric
        uses_pi = self.uses_pi
        argument = self._parse_function_argument()
        if name in ("sin", "cos", "tan"):
            self.uses_pi = uses_pi
        return FUNCTIONS[name](argument)

    def _parse_fraction(self) -> Quantity:
        above, below = self._parse_argument(), self._parse_argument()
        return quantity.divide(above, below)

    def _parse_pi(self) -> Quantity:
        self.uses_pi = True
        if self.next_is(Kind.OPEN):
            raise NotNumeric  # a policy or a prior, as in π(a)
        return build_point(math.pi)

    def _parse_function_argument(self) -> Quantity:
        if self.next_is(Kind.OPEN, "(", "[", "{", "\\{"):
            if self.next_is(Kind.OPEN, "\\{"):
                self.take(Kind.OPEN)
                inside = self._parse_sum()
                self.take(Kind.CLOSE, "\\{")
                return inside
            return self._parse_bracket()
        if self.next_is(Kind.FUNCTION) and not self.next_is(Kind.FUNCTION, "frac", "sqrt", "e"):
            raise NotNumeric
        argument = self._parse_factor()
        self._is_open = True
        return argument

    def _parse_logarithm(self, name: str) -> Quantity:
        if self.next_is(Kind.SCRIPT, "_"):
            if self.next_is(Kind.FUNCTION, "e", ahead=1):
                self._position += 2
                base = math.e
            else:
                base = float(self._parse_script("_").value)
            if base <= 0 or base == 1:
                raise NotNumeric
        else:
            self.guesses_base = True
            # `\lg` is decimal, or binary in computing.
            base = 10 if name == "lg" and self._base == math.e else self._base
        return quantity.take_logarithm(self._parse_function_argument(), base)

    def _parse_root(self) -> Quantity:
        degree = 2
        if self.next_is(Kind.OPEN, "["):
            self.take(Kind.OPEN)
            token = self.take(Kind.NUMBER)
            degree = int(token.text) if token.text.isdecimal() and len(token.text) < 3 else 0
            self.take(Kind.CLOSE, "[")
        if degree < 2:
            raise NotNumeric
        return quantity.take_root(self._parse_argument(), degree)

    def _parse_binomial(self) -> Quantity:
        above, below = self._parse_argument().value, self._parse_argument().value
        whole = above == int(above) and below == int(below)
        if not whole or not 0 <= below <= above <= 500:
            raise NotNumeric
        return build_point(math.comb(int(above), int(below)))

    def _parse_choice(self, choose: Callable[..., Fraction | float]) -> Quantity:
        opening = self.take(Kind.OPEN, "(", "[", "\\{").text
        items = [self._parse_sum()]
        while self.next_is(Kind.COMMA):
            self.take(Kind.COMMA)
            items.append(self._parse_sum())
        self.take(Kind.CLOSE, opening)
        self._is_open = False
        return Quantity(
            choose(item.value for item in items),
            choose(item.low for item in items),
            choose(item.high for item in items),
        )
