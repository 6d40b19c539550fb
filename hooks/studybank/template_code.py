"""How templates become Python: as directly as if somebody had written it by hand.

Jinja prepares for what templates of strangers may do: names that are attributes or items, callables
that want the context, macros with any arguments, output that may or may not be escaped. Ours do
none of that, and it took more than half of the time of a page. A mistake in a template is still an
error, if one of Python's own: an attribute that is missing, an argument too many.
"""

# ruff: noqa: N802 - Jinja names visitors after its nodes

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_IMPORTS: Final = f"from {__name__} import define, join, show"
_CALLER: Final = "l_1_caller"
"""What Jinja calls the parameter `caller` of a macro at the top of a template."""

_find_special = re.compile("[&<>\"']").search


def show(value: object) -> str:
    """Give what stands on the page for a value, escaped if it is not markup."""
    if isinstance(value, Markup) or (type(value) is str and _find_special(value) is None):
        return value
    return escape(value)


def join(pieces: list[str]) -> Markup:
    """Join what stands on the page."""
    # As `Markup(…)` does, after it has asked whether the text is markup.
    return str.__new__(Markup, "".join(pieces))


def define(macro: Any) -> Any:
    """Make a macro of the function that Jinja has written for it: it fills in its defaults."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


class DirectCode(CodeGenerator):
    """Writes plain attributes, calls and functions in place of Jinja's own.

    Made for environments that always escape, have no finalizer and are not asynchronous.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write a template, with what is known already in the place of what asks for it."""
        self.writeline(_IMPORTS)
        constants: Constants | None = getattr(self.environment, "constants", None)
        super().visit_Template(constants.fold(node) if constants else node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `a.b`: an attribute, never an item."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call of a function that takes nothing but what stands in the template."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(f"{_CALLER}=caller)" if forward_caller else ")")

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        """Write `a ~ b`, which are texts."""
        self.write("''.join((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write what a macro's name or `caller` stands for: a function."""
        if macro_ref.accesses_caller and frame.symbols.ref("caller") != _CALLER:
            self.fail("A macro with a caller must stand at the top.", macro_ref.node.lineno)
        self.write("define(macro)" if isinstance(macro_ref.node, nodes.Macro) else "macro")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: ARG002 - Jinja's
        """Write what a macro gives: markup."""
        self.writeline(f"return join({frame.buffer})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's
        self.write("show(")


class Constants(NodeTransformer):
    """Puts what an environment knows already in the place of what asks for it.

    Attributes:
        values: Names that stand for constants, such as a mapping.
        functions: Names of functions that always give the same for the same arguments.
    """

    def __init__(
        self, values: Mapping[str, object], functions: Mapping[str, Callable[..., object]]
    ) -> None:
        self.values = values
        self.functions = functions

    def fold(self, node: nodes.Template) -> nodes.Template:
        """Change a template."""
        self.visit(node)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:
        """Put the value of a name."""
        value = self.values.get(node.name)
        return nodes.Const(value) if node.ctx == "load" and isinstance(value, str) else node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """Put an item of a mapping."""
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and isinstance(node.arg, nodes.Const):
            values = self.values.get(node.node.name)
            if isinstance(values, Mapping):
                return nodes.Const(values[node.arg.value])
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Put what a function gives."""
        self.generic_visit(node)
        function = isinstance(node.node, nodes.Name) and self.functions.get(node.node.name)
        given = [*node.args, *(keyword.value for keyword in node.kwargs)]
        if not function or not all(isinstance(value, nodes.Const) for value in given):
            return node
        arguments = [value.as_const() for value in node.args]
        return nodes.Const(
            function(*arguments, **{word.key: word.value.as_const() for word in node.kwargs})
        )

    def visit_CondExpr(self, node: nodes.CondExpr) -> nodes.Node:
        """Put nothing in the place of an `else` that is not there."""
        self.generic_visit(node)
        node.expr2 = node.expr2 or nodes.Const("")
        return node
