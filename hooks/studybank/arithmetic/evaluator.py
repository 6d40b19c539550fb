"""Evaluating the `check` of a number: safe arithmetic from an allowlist of syntax.

The text comes from pull requests, so it is untrusted: simpleeval walks the syntax tree with
only the handlers given here, and every step is bounded in size and counted as work.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType

import simpleeval  # type: ignore[import-untyped]

from studybank.arithmetic.functions import (
    CONSTANTS,
    FUNCTIONS,
    Function,
    divide,
    raise_to_power,
)
from studybank.arithmetic.syntax import parse_expression
from studybank.arithmetic.values import (
    Data,
    EvaluationError,
    Number,
    Value,
    apply_each,
    apply_pairwise,
    build_array,
    count_elements,
    describe,
    export_value,
    find_shape,
    import_names,
    settle,
)

# About 0.3 s: one unit of work is one operation on one number of a vector or matrix.
_MAX_WORK = 120_000

_BINARY: dict[type[ast.operator], Callable[[Number, Number], object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: divide,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: raise_to_power,
}


def _read_truth(data: Data) -> bool:
    if isinstance(data, tuple):
        raise EvaluationError("and, or, not take comparisons or numbers, not a vector.")
    return bool(data)


def _build_order(compare: Callable[[Number, Number], bool]) -> Callable[[Data, Data], bool]:
    def order(left: Data, right: Data) -> bool:
        if isinstance(left, tuple) or isinstance(right, tuple):
            raise EvaluationError("Only numbers can be compared with < <= > >=.")
        return compare(left, right)

    return order


_OPERATORS: Mapping[type[ast.AST], Callable[..., Data]] = MappingProxyType(
    {
        ast.UAdd: lambda data: apply_each(operator.pos, data),
        ast.USub: lambda data: apply_each(operator.neg, data),
        ast.Not: lambda data: not _read_truth(data),
        ast.Eq: operator.eq,
        ast.NotEq: operator.ne,
        ast.Lt: _build_order(operator.lt),
        ast.LtE: _build_order(operator.le),
        ast.Gt: _build_order(operator.gt),
        ast.GtE: _build_order(operator.ge),
    }
)


def evaluate(expression: str, names: Mapping[str, Value]) -> Value:
    """Compute the value of an expression.

    Numbers, vectors `[1, 2]` and matrices `[[1, 2], [3, 4]]` go through `+ - * / // % **`,
    comparisons, `and or not`, indexes `x[0]` (from 0, or from the end as `x[-1]`) and
    functions. Operators and functions of one number work elementwise; a vector beside a matrix
    goes with each of its rows. Whole numbers and decimals are computed exactly: 6/3 is the int
    2, and 0.1 + 0.2 == 0.3 holds.

    Conventions: `log` is natural, or `log(x, base)`. `std` and `var` are of the population;
    `std(x, 1)` divides by n - 1. `norm` is Euclidean (Frobenius for a matrix), `norm1` the sum
    of absolute values. `softmax` and `argmax` (from 0, the first of equals) work on each row of
    a matrix; `sum`, `mean`, `max`, `min`, `std` and `var` take all its numbers. `round` takes
    halves to the even digit.

    Args:
        expression: At most 2,000 characters, nested at most 50 deep.
        names: Earlier numbers by slug; `two-small` is written `two_small`.

    Returns:
        A bool, int or float, a vector (tuple), or a matrix (tuple of tuples, by rows).

    Raises:
        EvaluationError: The expression is not allowed, cannot be read, or has no finite value.
    """
    tree = parse_expression(expression, names)
    evaluator = _Evaluator({**CONSTANTS, **import_names(names)})
    return export_value(evaluator.run(tree))


class _Evaluator:
    """Handlers for simpleeval, one for each allowed node, and the work done so far."""

    def __init__(self, names: Mapping[str, Data]) -> None:
        self._work = 0
        self._simple = simpleeval.SimpleEval(
            operators=dict(_OPERATORS),
            functions={name: self._meter(function) for name, function in FUNCTIONS.items()},
            names=dict(names),
        )
        handlers = {
            ast.Constant: self._read_constant,
            ast.Name: self._simple._eval_name,  # noqa: SLF001 - the handlers are its interface
            ast.UnaryOp: self._simple._eval_unaryop,  # noqa: SLF001
            ast.Compare: self._simple._eval_compare,  # noqa: SLF001
            ast.Call: self._simple._eval_call,  # noqa: SLF001
            ast.BinOp: self._compute_chain,
            ast.BoolOp: self._combine,
            ast.List: self._build_list,
            ast.Subscript: self._pick,
        }
        # Replaced as a whole: what simpleeval would also evaluate is not reachable.
        self._simple.nodes = {kind: self._guard(run) for kind, run in handlers.items()}

    def run(self, node: ast.expr) -> Data:
        result: Data = self._simple._eval(node)  # noqa: SLF001
        return result

    def _guard(self, handler: Callable[..., Data]) -> Callable[[ast.expr], Data]:
        """Bound a handler's result and turn every failure into one kind with its place."""

        def run(node: ast.expr) -> Data:
            try:
                result = handler(node)
                self._spend(count_elements(result))
            except EvaluationError as error:
                if error.offset is not None:
                    raise
                message = error.message
            except ZeroDivisionError:
                message = "Division by zero."
            except OverflowError:
                message = "The result is too large: at most about 10**308 is allowed."
            except RecursionError:
                message = "The expression is nested too deeply."
            except (ValueError, TypeError, simpleeval.InvalidExpression):
                message = "This has no value: check the kinds of its parts."
            else:
                return result
            raise EvaluationError(message, node.col_offset) from None

        return run

    def _spend(self, work: int) -> None:
        self._work += work
        if self._work > _MAX_WORK:
            raise EvaluationError("The expression needs too much work; make it smaller.")

    def _meter(self, function: Function) -> Callable[..., Data]:
        def call(*args: Data) -> Data:
            self._spend(sum(count_elements(arg) for arg in args))
            if function is FUNCTIONS["matmul"]:
                columns = find_shape(args[1])[1:] or (1,)
                self._spend(count_elements(args[0]) * columns[0])
            return function.compute(*args)

        return call

    @staticmethod
    def _read_constant(node: ast.Constant) -> Data:
        if isinstance(node.value, float):
            # The shortest decimal that gives this float is what the author wrote.
            return settle(Fraction(repr(node.value)) if abs(node.value) < 1e300 else node.value)
        return settle(node.value)

    def _compute_chain(self, node: ast.BinOp) -> Data:
        """Compute a long sum or product in a loop, so that its length needs no recursion."""
        links = [node]
        while isinstance(links[-1].left, ast.BinOp):
            links.append(links[-1].left)
        value = self.run(links[-1].left)
        for link in reversed(links):
            right = self.run(link.right)
            self._spend(max(count_elements(value), count_elements(right)))
            value = apply_pairwise(_BINARY[type(link.op)], value, right)
        return value

    def _combine(self, node: ast.BoolOp) -> Data:
        # `and` stops at the first false part, `or` at the first true one.
        stop = isinstance(node.op, ast.Or)
        return stop if any(_read_truth(self.run(p)) == stop for p in node.values) else not stop

    def _build_list(self, node: ast.List) -> Data:
        return build_array([self.run(item) for item in node.elts])

    def _pick(self, node: ast.Subscript) -> Data:
        data, index = self.run(node.value), self.run(node.slice)
        if not isinstance(data, tuple):
            raise EvaluationError("Only a vector or a matrix has an index in [ ].")
        if not isinstance(index, int) or isinstance(index, bool):
            raise EvaluationError("An index is a whole number, such as x[0] or x[0][1].")
        if not -len(data) <= index < len(data):
            raise EvaluationError(
                f"The index {index} is out of range for {describe(data)}; the first index is 0."
            )
        return data[index]
