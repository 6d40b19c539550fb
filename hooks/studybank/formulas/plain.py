r"""Formulas that MathJax surely takes, so that a check need not ask it.

The grammar is a part of what MathJax reads: letters, digits, signs and commands whose meaning
depends on nothing else, groups, scripts, fractions, roots, accents, faces, matrices and aligned
lines. What it does not know (lengths, optional arguments, rarer commands) is not plain, whether
right or wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from studybank.formulas.commands import GREEK, RELATIONS, split_words
from studybank.formulas.macros import MACROS, count_arguments

_LONGEST: Final = 500
_DEEPEST: Final = 20

_LETTERS: Final = GREEK | split_words(
    """
    infty partial nabla ell hbar emptyset varnothing top bot prime ast star dagger circ bullet
    """
)
"""Commands that stand for one letter, and so may be a script."""

_SIGNS: Final = RELATIONS | split_words(
    """
    ll gg lt gt propto cong simeq asymp doteq prec succ models perp parallel vdash dashv nmid
    subsetneq triangleq coloneq cdot pm mp div odot oplus otimes wedge vee land lor lnot neg
    smallsetminus bigcup bigcap bigoplus bigvee bigwedge rightarrow leftarrow Rightarrow Leftarrow
    leftrightarrow Leftrightarrow longrightarrow Longrightarrow longleftarrow Longleftrightarrow
    longmapsto hookrightarrow implies iff gets uparrow downarrow ldots cdots dots vdots ddots dotsc
    dotsb therefore because sum prod int iint oint lim limsup liminf max min sup inf log ln lg exp
    sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan arg deg det dim gcd hom ker Pr
    langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace
    backslash angle Re Im aleph imath jmath quad qquad square blacksquare checkmark surd
    """
)
"""Commands that stand for themselves."""

_ONE: Final = split_words(
    """
    sqrt hat bar tilde vec dot ddot widehat widetilde overline underline check breve acute grave
    mathring overrightarrow mathbb mathcal mathbf mathrm mathit mathsf mathtt mathfrak mathscr
    underbrace overbrace phantom
    """
)
_TWO: Final = split_words(
    """
    frac dfrac tfrac binom stackrel
    """
)

_ARGUMENTS: Final = {"one": 1, "two": 2}
"""Arguments of a command, by the kind of its token."""

_PLAIN_MACROS: Final = {
    name: count_arguments(body)
    for name, body in MACROS.items()
    # What is set above or below in a macro counts as a script, and so may what `\boldsymbol` holds.
    if not re.search(r"[_^]|set|boldsymbol", body)
}


def _join(names: Iterable[str], arguments: int | None = None) -> str:
    """Give a pattern of names, and of the macros with so many arguments."""
    own = [name for name, count in _PLAIN_MACROS.items() if count == arguments]
    return "|".join(sorted([*names, *own]))


_GRIDS: Final = "[bpvBV]?matrix|aligned|cases|gathered"
"""Environments whose lines and cells are formulas."""

_FENCE: Final = (
    r"(?:[()\[\]|/.<>]|\\[{}|]"
    r"|\\(?:langle|rangle|lfloor|rfloor|lceil|rceil|[lr]?[vV]ert|[lr]brace)(?![A-Za-z]))"
)
_TOKEN: Final = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<letter>[A-Za-z0-9*] | \\(?:{_join(_LETTERS)})(?![A-Za-z]))
  | (?P<open>\{{)
  | (?P<close>\}})
  | (?P<script>[\^_])
  | (?P<prime>'+)
  | (?P<sign>[-+/=<>()\[\]|,.;:!?]
        | \\[,;:!>{{}}|\ %]
        | \\(?:{_join(_SIGNS, 0)})(?![A-Za-z*])
        | \\[bB]igg?[lmr]?(?![A-Za-z])\s*{_FENCE}
        | \\operatorname\{{[A-Za-z\ -]+\}}
        | \\(?:text|textbf|textit|textrm)\{{[^\\{{}}$%#&~^_`'"<>]*\}})
  | (?P<left>\\left(?![A-Za-z])\s*{_FENCE})
  | (?P<right>\\right(?![A-Za-z])\s*{_FENCE})
  | (?P<one>\\(?:{_join(_ONE, 1)})(?![A-Za-z*]))
  | (?P<two>\\(?:{_join(_TWO, 2)})(?![A-Za-z]))
  | \\begin\{{(?P<begin>{_GRIDS})\}}(?!\s*\[)
  | \\end\{{(?P<end>{_GRIDS})\}}
  | (?P<cell>& | \\\\(?!\s*[\[*]))
  | (?P<unknown>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Around(NamedTuple):
    """What stands around an open group.

    Attributes:
        closes: What closes the group: `close`, `right`, or the name of an environment.
        scripts: Scripts that its base has so far.
        wanted: Arguments that must follow it.
    """

    closes: str
    scripts: str = ""
    wanted: int = 0


def is_plain(tex: str) -> bool:
    """Tell whether MathJax surely takes a formula; False says nothing."""
    if len(tex) > _LONGEST or not tex.strip():
        return False
    reader = _Reader()
    for match in _TOKEN.finditer(tex):
        kind = match.lastgroup or ""
        if kind != "space" and not reader.take(kind, match[kind]):
            return False
    return reader.is_done()


class _Reader:
    """Reads tokens one by one."""

    def __init__(self) -> None:
        self._around: list[_Around] = []
        self._scripts = ""  # of the base that was read last
        self._wanted = 0  # arguments of the command that was read last
        self._is_script = False  # whether a script must follow

    def is_done(self) -> bool:
        """Tell whether nothing is left open."""
        return not (self._around or self._wanted or self._is_script)

    def take(self, kind: str, text: str) -> bool:
        """Read a token; tell whether the formula may still be plain."""
        if kind == "letter":
            self._end_argument()
        elif kind == "open":
            scripts = self._scripts if self._is_script else ""
            self._open(_Around("close", scripts, max(self._wanted - 1, 0)))
        elif self._wanted or self._is_script:
            return False
        elif kind == "sign":
            self._scripts = ""
        elif kind in _ARGUMENTS:
            self._scripts, self._wanted = "", _ARGUMENTS[kind]
        elif kind in ("script", "prime"):
            return self._take_script(text)
        elif kind in ("close", "right", "end"):
            return self._close(text if kind == "end" else kind)
        elif kind in ("left", "begin"):
            self._open(_Around(text if kind == "begin" else "right"))
        elif kind == "cell":
            self._scripts = ""
            return bool(self._around) and self._around[-1].closes not in ("close", "right")
        else:
            return False
        return len(self._around) < _DEEPEST

    def _end_argument(self) -> None:
        if self._is_script:
            self._is_script = False
        else:
            self._scripts = ""
            self._wanted = max(self._wanted - 1, 0)

    def _take_script(self, text: str) -> bool:
        side = "_" if text == "_" else "^"
        is_new = side not in self._scripts
        self._scripts += side
        self._is_script = text in "^_"
        return is_new

    def _open(self, around: _Around) -> None:
        self._around.append(around)
        self._scripts, self._wanted, self._is_script = "", 0, False

    def _close(self, closes: str) -> bool:
        if not self._around or self._around[-1].closes != closes:
            return False
        _, self._scripts, self._wanted = self._around.pop()
        return True
