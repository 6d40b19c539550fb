r"""Typst mathematics out of the presentation MathML that MathJax 3.2.2 writes.

Three rules keep the result free of surprises:

* No symbol names and no source white space: a character is an escape or a quoted text.
* Spacing is TeX's own, computed here as MathJax does and written as one `#h(…)`; wherever Typst
  would add spacing of its own, a width is written too, be it 0.
* Styles are stated where Typst's differ from TeX's: in cells of matrices and in boxes.

The document must offer Typst's own `math` functions unshadowed, and a font list for equations
that ends in a font for Chinese, such as
`#show math.equation: set text(font: ("New Computer Modern Math", "Noto Serif CJK SC"))`.
"""

from __future__ import annotations

from studybank.typst_math.conversion import render_equation
from studybank.typst_math.nodes import UnknownMathError

__all__ = ["UnknownMathError", "render_equation"]
