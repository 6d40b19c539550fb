r"""Arithmetic: the value of a `check`, whether a stated value holds, and a lint of formulas.

`evaluate` computes an untrusted expression, `agrees` compares its value with the stated one to
the digits shown, `stands_in` finds a stated value in the text of an answer, and `lint_formula`
recomputes the arithmetic that a TeX formula shows.
"""

from studybank.arithmetic.evaluator import evaluate
from studybank.arithmetic.lint import ArithmeticFault, lint_formula
from studybank.arithmetic.prose import find_missing, stands_in
from studybank.arithmetic.stated import agrees, right_text
from studybank.arithmetic.values import EvaluationError, Value

__all__ = [
    "ArithmeticFault",
    "EvaluationError",
    "Value",
    "agrees",
    "evaluate",
    "find_missing",
    "lint_formula",
    "right_text",
    "stands_in",
]
