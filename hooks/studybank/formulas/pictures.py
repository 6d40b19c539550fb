"""Formulas as pictures, for outputs that cannot set one of them otherwise."""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from studybank.formulas import mathjax
from studybank.formulas.engine import (
    MAX_LENGTH,
    PACKAGES,
    Engine,
    EngineFailureError,
    run_apart,
    write_macros,
)
from studybank.formulas.records import Formula

_VIEW_BOX: Final = re.compile(r'\bviewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')
_UNITS: Final = 1000
"""MathJax draws in thousandths of the size of the text."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A formula as a picture; its measures are in the size of the text around it.

    Attributes:
        svg: One `svg` element that needs nothing beside itself.
        width: Its width.
        height: Its height.
        depth: How far it reaches below the baseline.
    """

    svg: str
    width: float
    height: float
    depth: float


@functools.lru_cache(maxsize=256)
def draw_formula(formula: Formula) -> Picture | None:
    """Draw a formula that has been typeset without an error.

    Returns:
        The picture, or None if MathJax gave none of a known size, as with a numbered formula.
    """
    return run_apart(lambda: _draw(formula))


def _draw(formula: Formula) -> Picture | None:
    with _PictureEngine() as engine:
        try:
            svg = engine.draw(formula)
        except EngineFailureError:
            return None
    # A numbered formula has no view box: its width is that of the page.
    box = _VIEW_BOX.search(svg.partition(">")[0])
    if box is None:
        return None
    _, top, width, height = (float(number) / _UNITS for number in box.groups())
    return Picture(svg, width, height, max(0.0, height + top))


class _PictureEngine(Engine):
    """A running MathJax that draws."""

    def __init__(self) -> None:
        super().__init__()
        for script in mathjax.load_drawing_scripts():
            self._context.eval(script)
        self._context.eval(files(__package__).joinpath("picture_driver.js").read_text("utf-8"))
        arguments = f"{write_macros()}, {json.dumps(PACKAGES)}, {MAX_LENGTH * 4}"
        self._context.eval(f"studybankPictures.start({arguments})")

    def draw(self, formula: Formula) -> str:
        """Draw a formula as an `svg` element."""
        call = f"studybankPictures.draw({json.dumps(formula.tex)}, {json.dumps(formula.display)})"
        return str(json.loads(self.evaluate(call)))
