r"""Spaces that a conversion scattered into formulas: `x _ 1`, `\frac {a}`, `\ alpha`.

TeX ignores white space in mathematics, so taking it away changes nothing that is shown, but for
the space behind a backslash. There a name follows that stands for nothing when it is spelt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from studybank.formulas.tokens import Token, Zone, tokenize
from studybank.prose import split_prose

_SCRIPTS: Final = frozenset("_^")
_CONTROL_SPACE: Final = "\\ "
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_NAME: Final = re.compile(
    "alpha|beta|gamma|delta|(?:var)?epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|rho|sigma|tau|"
    "(?:var)?phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Sigma|Phi|Psi|Omega|"
    "frac|sqrt|sum|prod|int|infty|partial|nabla|cdot|times|math(?:bf|bb|cal|rm)|hat|[lgn]eq|approx"
)
"""Names of commands that nobody means as a product of letters."""


def mend_formula_spacing(text: str) -> str:
    """Take scattered spaces out of the formulas of a text."""
    if "$" not in text:
        return text
    pieces = []
    for span in split_prose(text):
        raw = text[span.start : span.end]
        signs = {"inline": 1, "display": 2}.get(span.kind, 0)
        pieces.append(raw[:signs] + mend_tex(raw[signs:-signs]) + raw[-signs:] if signs else raw)
    return "".join(pieces)


def mend_tex(tex: str) -> str:
    """Take scattered spaces out of a formula."""
    return "".join(_mend(tokenize(tex)))


def _mend(tokens: Sequence[Token]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        before = tokens[at - 1].text if at else ""
        after = tokens[at + 1].text if at + 1 < len(tokens) else ""
        if token.zone is not Zone.MATH:
            yield token.text
        elif token.text == _CONTROL_SPACE and _NAME.fullmatch(after):
            yield "\\"
        elif not (token.is_space and _is_scattered(before, after)):
            yield token.text


def _is_scattered(before: str, after: str) -> bool:
    if after in _SCRIPTS:
        return before not in ("", _CONTROL_SPACE)
    if before in _SCRIPTS:
        # A sign stays apart, so that the account of words finds the number with it.
        return after[:1].isalnum() or after[:1] in ("{", "\\")
    return after == "{" and bool(_COMMAND.fullmatch(before))
