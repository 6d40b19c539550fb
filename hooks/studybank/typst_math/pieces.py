"""Pieces of a row, before the spacing between them is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from studybank.typst_math.nodes import Node
from studybank.typst_math.operators import Form, TexClass

_TYPST_CLASSES: Final = {
    TexClass.OP: "large",
    TexClass.BIN: "binary",
    TexClass.REL: "relation",
    TexClass.OPEN: "opening",
    TexClass.CLOSE: "closing",
}
_PLAIN: Final = frozenset({r"\(", r"\)", r"\[", r"\]", r"\{", r"\}"})


@dataclass(frozen=True, slots=True)
class Context:
    """The style in which a part of a formula is set.

    Attributes:
        display: Whether fractions and large operators have the size of display.
        level: Depth of scripts, 0 for the line itself.
    """

    display: bool
    level: int

    def script(self, steps: int = 1) -> Context:
        """Enter a script."""
        return Context(display=False, level=self.level + steps)

    def fraction(self) -> Context:
        """Enter a numerator or a denominator."""
        inner = self.level if self.display and self.level == 0 else self.level + 1
        return Context(display=False, level=inner)

    @property
    def style(self) -> str:
        """Name of Typst's function that sets this style."""
        if self.level == 0:
            return "display" if self.display else "inline"
        return "script" if self.level == 1 else "sscript"


@dataclass(frozen=True, slots=True)
class Gap:
    """A stated space.

    Attributes:
        width: Its width in em, may be negative.
    """

    width: float


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a row that TeX's spacing knows by its class.

    Attributes:
        markup: What prints it; for a symbol, without its class.
        before: Class that what stands before it sees.
        after: Class that what stands behind it sees.
        level: Depth of scripts.
        symbol: Whether `markup` is to be given the class that is found in the row.
        noisy: Whether Typst would add spacing of its own beside it.
        named: Whether it is the name of a function, such as softmax.
        alone: Whether it has stated spacing, and ends TeX's.
        wraps: Patterns to put its markup into, the innermost first.
    """

    markup: str
    before: TexClass
    after: TexClass
    level: int
    symbol: bool = False
    noisy: bool = False
    named: bool = False
    alone: bool = False
    wraps: tuple[str, ...] = ()


Piece = Atom | Gap


@dataclass(frozen=True, slots=True)
class Row:
    """A row as one part of something larger.

    Attributes:
        markup: What prints it; never empty, and a single argument of a call.
        before: Class that what stands before it sees.
        after: Class that what stands behind it sees.
        noisy: Whether Typst would add spacing of its own beside it.
    """

    markup: str
    before: TexClass
    after: TexClass
    noisy: bool


class Convert(Protocol):
    """What the builders of larger structures ask for: the pieces of a row of nodes."""

    def __call__(
        self, children: Sequence[Node], context: Context, form: Form = "infix"
    ) -> tuple[Piece, ...]:
        """Convert nodes in a row that itself stands in `form` in the row around."""


Build = Callable[[Node, Context, Form, Convert], tuple[Piece, ...]]
"""Builds the pieces of one node."""


def group(markup: str, context: Context, kind: TexClass = TexClass.ORD) -> tuple[Piece, ...]:
    """Make a part of its own out of a markup."""
    return (Atom(markup, kind, kind, context.level),)


def embed(row: Row, context: Context) -> str:
    """Write a row for code, where it does not inherit the style around it."""
    return f"${context.style}({row.markup})$"


def wrap(pieces: Iterable[Piece], pattern: str) -> tuple[Piece, ...]:
    """Put the markup of each atom into a pattern, such as `inline({})`."""
    return tuple(
        replace(piece, wraps=(*piece.wraps, pattern)) if isinstance(piece, Atom) else piece
        for piece in pieces
    )


def give_class(markup: str, kind: TexClass) -> str:
    """Wrap a symbol so that Typst takes it for the class that TeX found."""
    if markup in _PLAIN and kind in (TexClass.OPEN, TexClass.CLOSE):
        return markup
    return f'class("{_TYPST_CLASSES.get(kind, "normal")}",{markup})'
