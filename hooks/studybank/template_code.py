"""How templates become Python: as directly as if somebody had written it by hand.

Jinja prepares for what templates of strangers may do: names that are attributes or items, callables
that want the context, macros with any arguments, output that may or may not be escaped. Ours do
none of that, and it took more than half of the time of a page. A mistake in a template is still an
error, if one of Python's own: an attribute that is missing, an argument too many.
"""

# ruff: noqa: N802 - Jinja names visitors after its nodes

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final, TypeGuard, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape

from studybank.locales import HTML_LANG, Locale, other, translate

_IMPORTS: Final = (
    f"from {__name__} import HTML_LANG as html_lang, define, join, other, show, translate"
)
_CALLER: Final = "l_1_caller"
"""What Jinja calls the parameter `caller` of a macro at the top of a template."""

_KNOWN: Final[Mapping[str, Any]] = {"translate": translate, "other": other, "html_lang": HTML_LANG}
"""What every template may ask for; it always gives the same for the same."""

_LINE_ENDS: Final = re.compile(r"[ \t]*\n\s*")
"""Layout of a template, not of its page: browsers make a node of each line end and keep it."""

_find_special = re.compile("[&<>\"']").search


def show(value: object) -> str:
    """Give what stands on the page for a value, escaped if it is not markup."""
    if isinstance(value, Markup) or (type(value) is str and _find_special(value) is None):
        return value
    return escape(value)


def trust(text: str) -> Markup:
    """Take a text for markup, as `Markup(…)` does after it has asked whether it is that."""
    return str.__new__(Markup, text)


def join(pieces: list[str]) -> Markup:
    """Join what stands on the page."""
    return str.__new__(Markup, "".join(pieces))


def define(macro: Any) -> Any:
    """Make a macro of the function that Jinja has written for it: it fills in its defaults."""
    macro.__defaults__ = (missing,) * macro.__code__.co_argcount
    return macro


class DirectCode(CodeGenerator):
    """Writes plain attributes, calls and functions in place of Jinja's own.

    Made for environments that always escape, have no finalizer and are not asynchronous. What
    depends on nothing but the locale, which is the global `site_locale`, is worked out here: most
    of the interface text, which `t` gives.
    """

    _names: Final = frozenset(("site_locale", "t", *_KNOWN))

    @property
    def _locale(self) -> Locale:
        return cast("Locale", self.environment.globals["site_locale"])

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Write a template, with what is known already in the place of what asks for it."""
        self.writeline(_IMPORTS)
        macros = [macro.name for macro in node.find_all(nodes.Macro)]
        imported = [name for found in node.find_all(nodes.FromImport) for name in found.names]
        self._macros = {"caller", *macros, *imported}
        super().visit_Template(node, frame)

    def enter_frame(self, frame: Frame) -> None:
        """Write what a template, macro or loop looks up: nothing that is known anyway."""
        loads = frame.symbols.loads
        known = [target for target, (_, name) in loads.items() if name in self._names]
        for target in known:
            del loads[target]
        super().enter_frame(frame)

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:
        """Write a name."""
        if node.name == "site_locale":
            self.write(repr(self._locale))
        elif node.name in _KNOWN:
            self.write(node.name)
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """Write `a.b`: an attribute, never an item."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """Write `a[b]` for a place in a sequence, and for what is known to be a mapping."""
        if not (_is_known(node.node) or isinstance(node.arg, nodes.Const)):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:
        """Write `is none` as Python does."""
        if node.name != "none":
            super().visit_Test(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(" is None)")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """Write a call of a function that takes nothing but what stands in the template."""
        if self._write_known(node):
            return
        if isinstance(node.node, nodes.Name) and node.node.name == "t":
            self.write(f"translate({self._locale!r}, ")
        else:
            self.visit(node.node, frame)
            self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(f"{_CALLER}=caller)" if forward_caller else ")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        """Write nothing in the place of an `else` that is not there."""
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        super().visit_CondExpr(node, frame)

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

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        if isinstance(node, nodes.TemplateData):
            return _LINE_ENDS.sub("", super()._output_child_to_const(node, frame, finalize))
        return str(escape(self._evaluate(node)))

    def _write_known(self, node: nodes.Expr) -> bool:
        try:
            self.write(repr(self._evaluate(node)))
        except nodes.Impossible:
            return False
        return True

    def _evaluate(self, node: nodes.Expr) -> Any:
        """Give what an expression stands for, if that is known already."""
        if isinstance(node, nodes.Const):
            return node.value
        if isinstance(node, nodes.Name) and node.name == "site_locale":
            return self._locale
        if isinstance(node, nodes.Getitem) and _is_known(node.node):
            return HTML_LANG[self._evaluate(node.arg)]
        if not (isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name)):
            raise nodes.Impossible
        arguments = [self._evaluate(argument) for argument in node.args]
        named = {keyword.key: self._evaluate(keyword.value) for keyword in node.kwargs}
        if node.node.name == "t":
            return translate(self._locale, *arguments, **named)
        if not _is_known(node.node):
            raise nodes.Impossible
        return _KNOWN[node.node.name](*arguments, **named)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's
        name = getattr(node.node, "name", "") if isinstance(node, nodes.Call) else ""
        # A macro gives markup.
        self.write("(" if name in self._macros else "show(")


def _is_known(node: nodes.Expr) -> TypeGuard[nodes.Name]:
    return isinstance(node, nodes.Name) and node.name in _KNOWN
