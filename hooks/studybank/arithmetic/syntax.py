"""Reading an expression: text to a syntax tree that holds nothing but the allowed syntax."""

from __future__ import annotations

import ast
import difflib
import re
import warnings
from collections.abc import Collection, Iterator

from studybank.arithmetic.functions import CONSTANTS, FUNCTIONS
from studybank.arithmetic.values import EvaluationError

MAX_LENGTH = 2_000
MAX_DEPTH = 50

_ALLOWED = (
    "Allowed are numbers, [vectors], names of earlier numbers, + - * / // % **, comparisons, "
    "and or not, and functions such as sqrt, sum or softmax."
)
_WRITE_INSTEAD = {
    "×": "*", "·": "*", "⋅": "*", "÷": "/", "−": "-", "–": "-", "^": "**", "（": "(", "）": ")",
    "，": ",", "【": "[", "】": "]", "√": "sqrt(…)", "π": "pi", "≤": "<=", "≥": ">=", "≠": "!=",
    "²": "**2", "³": "**3", "{": "(", "}": ")", "&": "and", "|": "or", "@": "matmul(a, b)",
}  # fmt: skip
_FORBIDDEN_CHARACTER = re.compile(r"[^0-9A-Za-z_ .,+\-*/%()\[\]<>=!]")
_SINGLE_EQUALS = re.compile(r"(?<![=<>!])=(?!=)")
_OPERATORS = (
    ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.UAdd, ast.USub,
    ast.Not, ast.And, ast.Or, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq,
)  # fmt: skip
_NODES = (
    ast.Constant, ast.Name, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.Call, ast.List,
    ast.Subscript,
)  # fmt: skip
_REFUSED: dict[type[ast.AST], str] = {
    ast.Attribute: "A dot after a name is not allowed.",
    ast.IfExp: "Conditions with if are not allowed.",
    ast.Tuple: "A list in round brackets is not allowed; write a vector as [1, 2].",
    ast.ListComp: "Loops are not allowed.",
    ast.GeneratorExp: "Loops are not allowed.",
    ast.Starred: "A star before a value is not allowed.",
}


def parse_expression(expression: str, names: Collection[str]) -> ast.expr:
    """Parse an expression and check every part of it against the allowlist.

    Args:
        expression: The text.
        names: Names of earlier numbers, as slugs or with underscores.

    Returns:
        A tree of allowed nodes whose `col_offset` counts characters of `expression`.

    Raises:
        EvaluationError: The text is too long or too deep, cannot be read, or holds something
            that is not allowed.
    """
    if len(expression) > MAX_LENGTH:
        raise EvaluationError(f"The expression is longer than {MAX_LENGTH} characters.")
    text = re.sub(r"[\t\r\n]", " ", expression)
    if not text.strip():
        raise EvaluationError("The expression is empty.")
    _check_characters(text)
    tree = _read(text)
    known = {name.replace("-", "_") for name in names}
    hyphenated = [name for name in names if "-" in name and name in text]
    for node, depth in _walk(tree):
        if depth > MAX_DEPTH:
            raise EvaluationError(
                f"The expression is nested deeper than {MAX_DEPTH} levels.", node.col_offset
            )
        _check_node(node, known, hyphenated)
    return tree


def _check_characters(text: str) -> None:
    found = _FORBIDDEN_CHARACTER.search(text)
    if found:
        character = found.group()
        if character in "\"'`":
            raise EvaluationError(f"Text in quotes is not allowed. {_ALLOWED}", found.start())
        instead = _WRITE_INSTEAD.get(character)
        hint = f"Write {instead} instead." if instead else _ALLOWED
        raise EvaluationError(f'"{character}" is not allowed. {hint}', found.start())
    equals = _SINGLE_EQUALS.search(text)
    if equals:
        raise EvaluationError(
            "A single = is not allowed: write == to compare, and leave out names of arguments.",
            equals.start(),
        )
    depth = 0
    for offset, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth > MAX_DEPTH:
            raise EvaluationError(f"The brackets are deeper than {MAX_DEPTH} levels.", offset)


def _read(text: str) -> ast.expr:
    start = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            # "1if" and its like warn on the way to an error of ours.
            warnings.simplefilter("ignore")
            tree = ast.parse(text[start:], mode="eval").body
    except SyntaxError as error:
        offset = min(start + max((error.offset or 1) - 1, 0), len(text.rstrip()))
        rest = text[offset : offset + 12].strip()
        place = f'at "{rest}"' if rest else "at its end"
        raise EvaluationError(
            f"The expression cannot be read {place}. {_ALLOWED}", offset
        ) from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise EvaluationError(f"The expression is nested too deeply. {_ALLOWED}") from None
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset += start
    return tree


def _walk(tree: ast.expr) -> Iterator[tuple[ast.expr, int]]:
    """Walk the expressions with their depth; a long sum or product counts as one level."""
    pending: list[tuple[ast.expr, int]] = [(tree, 1)]
    while pending:
        node, depth = pending.pop()
        yield node, depth
        for child in reversed(list(ast.iter_child_nodes(node))):
            if isinstance(child, ast.expr):
                same_level = isinstance(node, ast.BinOp) and child is node.left
                pending.append((child, depth if same_level else depth + 1))


def _check_node(node: ast.expr, known: Collection[str], hyphenated: list[str]) -> None:
    if not isinstance(node, _NODES):
        reason = _REFUSED.get(type(node), "This is not allowed.")
        raise EvaluationError(f"{reason} {_ALLOWED}", node.col_offset)
    if isinstance(node, ast.Constant) and type(node.value) not in (int, float, bool):
        raise EvaluationError(f"Only real numbers are allowed. {_ALLOWED}", node.col_offset)
    if isinstance(node, ast.Compare | ast.BinOp | ast.UnaryOp):
        _check_operators(node)
    if isinstance(node, ast.Call):
        _check_call(node)
    if isinstance(node, ast.Name):
        _check_name(node, known, hyphenated)


def _check_operators(node: ast.Compare | ast.BinOp | ast.UnaryOp) -> None:
    operators = node.ops if isinstance(node, ast.Compare) else [node.op]
    if not all(isinstance(operator, _OPERATORS) for operator in operators):
        raise EvaluationError(f"This operator is not allowed. {_ALLOWED}", node.col_offset)


def _check_call(node: ast.Call) -> None:
    if not isinstance(node.func, ast.Name):
        raise EvaluationError("Only functions can be called; write * to multiply.", node.col_offset)
    function = FUNCTIONS.get(node.func.id)
    if function is None:
        return  # the name itself is refused with a suggestion
    if node.keywords or not function.least <= len(node.args) <= function.most:
        raise EvaluationError(f"Write {function.usage}.", node.col_offset)
    # The function's name is no value; simpleeval looks it up among the functions.
    node.func.ctx = ast.Store()


def _check_name(node: ast.Name, known: Collection[str], hyphenated: list[str]) -> None:
    is_function = isinstance(node.ctx, ast.Store)
    if is_function or node.id in known or node.id in CONSTANTS:
        return
    name = node.id
    if name in FUNCTIONS:
        raise EvaluationError(
            f"{name} is a function: write {FUNCTIONS[name].usage}.", node.col_offset
        )
    for slug in hyphenated:
        if name in slug.split("-"):
            written = slug.replace("-", "_")
            raise EvaluationError(f'Write {written} for the number "{slug}".', node.col_offset)
    words = sorted({*known, *FUNCTIONS, "pi", "e"})
    close = difflib.get_close_matches(name, words, n=1, cutoff=0.6)
    earlier = f"Earlier numbers: {', '.join(sorted(known)[:12])}." if known else _ALLOWED
    hint = f'Did you mean "{close[0]}"?' if close else earlier
    raise EvaluationError(f'Unknown name "{name[:40]}". {hint}', node.col_offset)
