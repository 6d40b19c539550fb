"""What must not reach MathJax: what hides or loads things, and what would take too long."""

from __future__ import annotations

import re
from typing import Final

from studybank.formulas.engine import MAX_LENGTH
from studybank.formulas.linting import find_forbidden, may_be_forbidden
from studybank.formulas.records import TexError
from studybank.formulas.tokens import Token, Zone, tokenize

_MAX_DEPTH: Final = 100
_MAX_CELLS: Final = 2_500
_NESTING: Final = re.compile(r"\\(?:left|(?:display|text|script|scriptscript)style)(?![A-Za-z])")
_COUNT: Final = re.compile(r"(?:at(?:ed)?\*?\}|\*)\s*\{\s*[0-9]{3}")
"""A number of columns, of `alignat` or `array`, with three digits: MathJax would make them all."""


def find_refusal(tex: str) -> TexError | None:
    """Refuse what must not reach MathJax; None lets the formula pass."""
    if not tex.strip():
        return TexError("The formula is empty.", 0)
    if len(tex) > MAX_LENGTH:
        return TexError(f"The formula is longer than {MAX_LENGTH} characters.", MAX_LENGTH)
    if re.search("[\\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", tex):
        return TexError("The formula holds a control character.", None)
    if _count_cells(tex) > _MAX_CELLS or _COUNT.search(tex):
        return TexError(f"The formula has more than {_MAX_CELLS} cells.", None)
    # Each level needs a brace or a command.
    is_deep = tex.count("{") + tex.count("\\") > _MAX_DEPTH // 2
    if not is_deep and "%" not in tex and not may_be_forbidden(tex):
        return None
    tokens = tokenize(tex)
    return _refuse_command(tokens) or _refuse_comment(tokens) or _refuse_depth(tex, tokens)


def _count_cells(tex: str) -> int:
    """Count the cells that a formula's longest row makes of all rows: MathJax fills them up."""
    if "&" not in tex:
        return 0
    rows = tex.split("\\\\")
    return len(rows) * (max(row.count("&") for row in rows) + 1)


def _refuse_command(tokens: tuple[Token, ...]) -> TexError | None:
    slip = next(find_forbidden(tokens), None)
    if slip is None:
        return None
    return TexError(f"The command {slip.found} is not allowed.", slip.offset)


def _refuse_comment(tokens: tuple[Token, ...]) -> TexError | None:
    place = next((t.offset for t in tokens if t.text == "%"), None)
    if place is None:
        return None
    return TexError(r"% hides the rest of the line; write \% for the sign.", place)


def _refuse_depth(tex: str, tokens: tuple[Token, ...]) -> TexError | None:
    # V8 answers a deep recursion with an error where its thread's stack is large enough, which
    # is not so on every platform.
    depth = max(token.depth for token in tokens)
    begins = sum(t.zone is Zone.RAW and t.text == "{" for t in tokens)
    depth += len(_NESTING.findall(tex)) // 2 + begins // 4
    return TexError("The formula is nested too deeply.", None) if depth > _MAX_DEPTH else None
