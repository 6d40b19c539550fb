"""Where a display formula may go on in a new line."""

from __future__ import annotations

import re

import pytest

from studybank.formulas.records import Formula, Typeset
from studybank.formulas.typesetting import typeset

_TAG = re.compile(r"<(/?)mjx-(mrow|c|math)\b([^>]*)>")
_OPEN = {"formula": "{", "part": "(", "run": "["}
_CLOSE = {"{": "}", "(": ")", "[": "]"}


def outline(tex: str, *, display: bool = True) -> str:
    """Write a formula's characters, with brackets for its boxes: {formula}, (part), [run]."""
    formula = Formula(tex, display)
    result = typeset([formula], cache=None)[formula]
    assert isinstance(result, Typeset)
    shown, boxes = "", []
    for end, name, attributes in _TAG.findall(result.html):
        if name == "c":
            code = re.search(r"mjx-c([0-9A-F]+)", attributes)
            shown += "" if end or not code else chr(int(code[1], 16))
        elif name == "mrow":
            box = re.search(r"sb-math__(\w+)", attributes)
            if not end:
                boxes.append(_OPEN[box[1]] if box else "")
            sign = boxes[-1] if not end else boxes.pop()
            shown += _CLOSE.get(sign, "") if end else sign
    return shown


@pytest.mark.parametrize(
    ("tex", "expected"),
    [
        # Nothing to cut: nothing is added to the page.
        ("1+2", "1+2"),
        ("1=2", "1=2"),
        # Before an operator that stands in no brackets.
        ("12(3)4567+89", "{[12(3)4567][+89]}"),
        # A relation comes before an operator, but leaves a short left side where it is.
        ("1=23456789+1=2", "{([1=23456789][+1])[=2]}"),
        # In brackets only within a piece that has them.
        ("12345678+(1-2)^3=4", "{([12345678]([+(1][-2)3]))[=4]}"),
        # Formulas that share a line, with the gap left to the page.
        (r"1=2,\qquad 3=4", "{1=2,}{3=4}"),
        # An arrow with spaces of its own is a relation.
        (r"123456789\implies1=2", "{[123456789][⟹1=2]}"),
        # Delimiters that grow are one sign.
        (r"\left(1+2\right)^3", "(1+2)3"),
    ],
)
def test_a_display_formula_is_cut_where_a_printer_would(tex: str, expected: str) -> None:
    assert outline(tex).replace("\u2212", "-") == expected


def test_a_formula_in_a_line_has_no_boxes() -> None:
    assert outline("12345678+1=23456789+1", display=False) == "12345678+1=23456789+1"
