"""What the tests of this folder share: formulas as equations, and documents of equations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import typst

from formulas.samples import TRICKY, TYPICAL
from small_banks import FORMULAS
from studybank.formulas import Formula, Typeset, typeset
from studybank.typst_math import render_equation

_FONTS = typst.Fonts()
CHINESE = next((name for name in _FONTS.families() if name.startswith("Noto Serif CJK")), None)
"""A font for Chinese; without one, formulas with Chinese are not compiled."""
_FAMILIES = ["New Computer Modern Math", *([CHINESE] if CHINESE else [])]
_PREAMBLE = f"""
#set document(title: "Formulas", date: none)
#set text(size: 10pt)
#show math.equation: set text(font: ({"".join(f'"{name}",' for name in _FAMILIES)}))
"""
SAMPLES = {"typical": TYPICAL, "tricky": TRICKY}


def typeset_formulas(formulas: Iterable[Formula]) -> dict[Formula, Typeset]:
    """Typeset formulas, all of which must be good."""
    results = typeset(formulas, cache=FORMULAS)
    return {f: result for f, result in results.items() if isinstance(result, Typeset)}


def render_all(texs: Sequence[str], *, display: bool) -> list[str]:
    """Give the equation of each formula."""
    results = typeset_formulas(Formula(tex, display) for tex in texs)
    return [
        render_equation(results[Formula(tex, display)].mathml, tex=tex, display=display)
        for tex in texs
    ]


def render_one(tex: str, *, display: bool = True) -> str:
    """Give the equation of a formula."""
    return render_all([tex], display=display)[0]


def is_printable(tex: str) -> bool:
    """Tell whether this machine has the fonts for a formula."""
    return CHINESE is not None or all(ord(c) < 0x2E80 for c in tex)


def compile_equations(equations: Iterable[str], *, accessible: bool = True) -> bytes:
    """Compile equations to a PDF; if it is to be accessible, a missing glyph is an error."""
    text = _PREAMBLE + "\n\n".join(f"{equation};" for equation in equations)
    pdf, warnings = typst.compile_with_warnings(
        text.encode(),
        font_paths=_FONTS,
        format="pdf",
        pdf_standards=["ua-1"] if accessible else [],
        timestamp=0,
    )
    assert warnings == []
    return pdf


def measure(equations: Iterable[str], *, width: str = "auto") -> list[tuple[float, float]]:
    """Measure equations in paragraphs of a given width: widths and heights in pt."""
    sizes = "".join(
        f"""#context {{
            let size = measure(block(width: {width})[{equation}])
            [#metadata((size.width.pt(), size.height.pt()))<size>]
        }}"""
        for equation in equations
    )
    text = f"{_PREAMBLE}#set text(top-edge: 'bounds', bottom-edge: 'bounds')\n{sizes}"
    found = typst.query(text.replace("'", '"').encode(), "<size>", field="value", font_paths=_FONTS)
    return [(across, up) for across, up in json.loads(found)]
