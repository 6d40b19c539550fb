"""Formulas: TeX in, HTML and MathML out, with the style sheet and fonts that the HTML needs.

MathJax runs at build time, so a page needs no script to show a formula.
"""

from __future__ import annotations

from studybank.formulas.assets import build_assets
from studybank.formulas.linting import Lint, lint
from studybank.formulas.macros import MACROS
from studybank.formulas.pictures import Picture, draw_formula
from studybank.formulas.records import Formula, MathAssets, TexError, Typeset
from studybank.formulas.typesetting import find_refused, typeset

__all__ = [
    "MACROS",
    "Formula",
    "Lint",
    "MathAssets",
    "Picture",
    "TexError",
    "Typeset",
    "build_assets",
    "draw_formula",
    "find_refused",
    "lint",
    "typeset",
]
