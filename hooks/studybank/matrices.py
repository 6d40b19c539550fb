"""Matrices as TeX."""

from __future__ import annotations

from collections.abc import Sequence


def matrix_tex(rows: Sequence[Sequence[str]]) -> str:
    r"""Write a matrix in square brackets.

    Args:
        rows: Entries by rows; each entry is a number or short TeX.

    Returns:
        TeX such as `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`.
    """
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{bmatrix}} {body} \end{{bmatrix}}"


def entry_tex(tex: str | None, matrix: Sequence[Sequence[str]]) -> str:
    """Write a formula and the matrix behind it, either of which may be missing."""
    return " ".join(piece for piece in (tex or "", matrix_tex(matrix) if matrix else "") if piece)
