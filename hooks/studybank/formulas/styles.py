"""Classes that spell a declaration, in place of `style` attributes.

A strict Content-Security-Policy drops `style` attributes, and MathJax's CHTML writes a length in
almost every formula. `writing.js` turns `style="width: 0.5em"` into the class `width:.5em`; the
rules of those classes are written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_CLASSES: Final = re.compile(r'class="([^"]*:[^"]*)"')
_BOXED: Final = "margin|padding|border"
_PROPERTY: Final = (
    rf"(?:(?:{_BOXED})(?:-(?:top|right|bottom|left))?(?:-width)?|border-radius|border-spacing"
    r"|(?:min-|max-)?(?:width|height)|top|right|bottom|left|vertical-align|position|transform"
    r"|text-align|font-(?:size|style|weight)|background-color|display|visibility|overflow)"
)
_LENGTH: Final = r"-?(?:\d+\.?\d*|\.\d+)(?:em|ex|px|pt|%|rad)?"
_WORD: Final = (
    r"(?:solid|dashed|dotted|none|auto|relative|absolute|static|bold|normal|italic|left|right"
    r"|center|hidden|visible|currentColor|transparent|inherit|block|inline-block)"
)
_PART: Final = rf"(?:{_LENGTH}|{_WORD}|(?:rotate|translate[XY]?|scale[XY]?|skew[XY]?)\({_LENGTH}\))"
_SAFE: Final = re.compile(rf"{_PROPERTY}:{_PART}(?:_{_PART})*")


def find_styles(htmls: Iterable[str]) -> list[str]:
    """Find the classes that spell a declaration, in ascending order."""
    lists = {names for html in htmls for names in _CLASSES.findall(html)}
    return sorted({name for names in lists for name in names.split() if ":" in name})


def is_safe_style(name: str) -> bool:
    """Tell whether a class spells nothing but a length, an edge or a turn."""
    return _SAFE.fullmatch(name) is not None


def render_styles(names: Iterable[str]) -> str:
    """Write the rules of classes; each outranks MathJax's own as a `style` attribute would."""
    rules = []
    # By property: `border` comes before `border-top`, which must win.
    for words in sorted(name.split(":") for name in names if is_safe_style(name)):
        selector = re.sub(r"([^\w-])", r"\\\1", ":".join(words))
        declaration = ":".join(words).replace("_", " ")
        rules.append(f".{selector}{{{declaration}!important}}\n")
    return "".join(rules)
