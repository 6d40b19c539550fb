"""What the functions and brackets of a formula do to a quantity."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

from studybank.arithmetic import quantity
from studybank.arithmetic.quantity import Quantity

FUNCTIONS: Mapping[str, Callable[[Quantity], Quantity]] = MappingProxyType(
    {
        "ln": lambda argument: quantity.take_logarithm(argument, math.e),
        "exp": lambda argument: quantity.apply(math.exp, argument),
        "sin": lambda argument: quantity.wave(math.sin, argument),
        "cos": lambda argument: quantity.wave(math.cos, argument),
        "tan": lambda argument: quantity.apply(math.tan, argument),
        "tanh": lambda argument: quantity.apply(math.tanh, argument),
        "sigmoid": quantity.apply_sigmoid,
        "relu": lambda argument: quantity.apply(lambda number: max(number, Fraction(0)), argument),
    }
)
# The power after these and a bracket is of the value; after a logarithm it may be of either.
SQUARED = ("sqrt", "sigmoid", "tanh", "relu")
BRACKETS: Mapping[str, Callable[[Quantity], Quantity]] = MappingProxyType(
    {
        "(": lambda inside: inside,
        "[": lambda inside: inside,
        "{": lambda inside: inside,
        "abs": quantity.find_absolute,
        "floor": quantity.find_floor,
        "ceil": quantity.find_ceiling,
    }
)
