"""The spacing of TeX between the pieces of a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from studybank.typst_math.characters import EMPTY
from studybank.typst_math.operators import TexClass
from studybank.typst_math.pieces import Atom, Gap, Piece, Row, give_class

_ORD, _BIN, _REL = TexClass.ORD, TexClass.BIN, TexClass.REL
_UNARY_AFTER: Final = frozenset(
    {_BIN, TexClass.OP, _REL, TexClass.OPEN, TexClass.PUNCT, TexClass.NONE}
)
_UNARY_BEFORE: Final = frozenset({_REL, TexClass.CLOSE, TexClass.PUNCT})
_WIDTHS: Final = (0.0, 3 / 18, 4 / 18, 5 / 18)  # em; none, thin, medium, thick
# A negative width holds in scripts too. Rows: the class before; columns: the class after.
_TABLE: Final = (
    (0, -1, 2, 3, 0, 0, 0, 1),
    (-1, -1, 0, 3, 0, 0, 0, 1),
    (2, 2, 0, 0, 2, 0, 0, 2),
    (3, 3, 0, 0, 3, 0, 0, 3),
    (0, 0, 0, 0, 0, 0, 0, 0),
    (0, -1, 2, 3, 0, 0, 0, 1),
    (1, 1, 0, 1, 1, 1, 1, 1),
    (1, -1, 2, 3, 1, 0, 1, 1),
)


def build_row(pieces: Sequence[Piece]) -> Row:
    """Resolve and join the pieces of a row."""
    resolved = _resolve(pieces)
    atoms = [piece for piece in resolved if isinstance(piece, Atom)]
    classed = [atom for atom in atoms if atom.before is not TexClass.NONE]
    printed = [atom for atom in atoms if atom.markup]
    return Row(
        _join(resolved) or EMPTY,
        classed[0].before if classed else _ORD,
        classed[-1].after if classed else _ORD,
        bool(printed) and (_is_loud(printed[0]) or _is_loud(printed[-1])),
    )


def _resolve(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Find which signs are unary, from left to right, as MathJax does.

    Source:
        `MmlMo.adjustTeXclass` of MathJax 3.2.2.
    """
    done: list[Piece] = []
    last: int | None = None
    for piece in pieces:
        if isinstance(piece, Gap) or piece.before is TexClass.NONE:
            done.append(piece)
            continue
        previous = done[last] if last is not None else None
        kind = piece.before
        if isinstance(previous, Atom) and last is not None:
            weak = (previous.named and kind in (_BIN, _REL)) or (
                previous.after is _BIN and kind in _UNARY_BEFORE
            )
            if weak:
                previous = done[last] = _reclass(previous, _ORD)
        left = previous.after if isinstance(previous, Atom) else TexClass.NONE
        if kind is _BIN and left in _UNARY_AFTER:
            piece = _reclass(piece, _ORD)  # noqa: PLW2901 - the piece as it turns out to be
        last = None if piece.alone else len(done)
        done.append(piece)
    final = done[last] if last is not None else None
    if isinstance(final, Atom) and last is not None and final.after is _BIN:
        done[last] = _reclass(final, _ORD)
    return tuple(done)


def _join(pieces: Sequence[Piece]) -> str:
    """Write resolved pieces as markup, with one stated space wherever one is needed."""
    parts: list[str] = []
    left: Atom | None = None  # the last atom of a class
    printed: Atom | None = None  # the last atom of any kind
    width = 0.0
    stated = False
    for piece in pieces:
        if isinstance(piece, Gap):
            width += piece.width
            stated = True
            continue
        if piece.before is not TexClass.NONE:
            if left is not None and not piece.alone:
                width += _space(left, piece)
            left = None if piece.alone else piece
        if not piece.markup:
            continue
        noisy = printed is not None and (_is_loud(printed) or _is_loud(piece))
        parts.append(_gap(width, forced=stated or noisy))
        parts.append(_finish(piece))
        width, stated, printed = 0.0, False, piece
    parts.append(_gap(width, forced=False))
    return "".join(parts)


def _is_loud(piece: Atom) -> bool:
    """Tell whether Typst would add spacing of its own beside an atom."""
    return piece.noisy or (piece.symbol and piece.before in (TexClass.OP, _BIN, _REL))


def _reclass(atom: Atom, kind: TexClass) -> Atom:
    return replace(atom, before=kind, after=kind)


def _space(left: Atom, right: Atom) -> float:
    step = _TABLE[left.after.value][right.before.value]
    if step >= 0 and (left.level > 0 or right.level > 0):
        return 0.0
    return _WIDTHS[abs(step)]


def _gap(width: float, *, forced: bool) -> str:
    number = f"{width:.3f}".rstrip("0").rstrip(".")
    if number in ("0", "-0"):
        return "#h(0em)" if forced else ""
    return f"#h({number}em)"


def _finish(atom: Atom) -> str:
    markup = give_class(atom.markup, atom.before) if atom.symbol else atom.markup
    for pattern in atom.wraps:
        markup = pattern.format(markup)
    return markup
