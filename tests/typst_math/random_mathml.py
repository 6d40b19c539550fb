"""MathML of any kind, much of it such as MathJax never writes."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from hypothesis import strategies as st

_ATTRIBUTES: dict[str, Sequence[str]] = {
    "mi": ('mathvariant="bold"', 'mathvariant="script"', 'mathvariant="normal"'),
    "mtext": ('mathvariant="bold"', 'mathvariant="italic"'),
    "mo": (
        *(f'data-mjx-texclass="{name}"' for name in ("ORD", "OP", "BIN", "REL", "PUNCT", "NONE")),
        *('stretchy="false"', 'fence="true"', 'accent="false"', 'movablelimits="true"'),
        *('minsize="1.2em"', 'minsize="-3em"', 'lspace="0.5em"', 'rspace="thickmathspace"'),
    ),
    "mspace": ('width="1em"', 'width="-.2em"', 'width="1em" height="1em" mathbackground="black"'),
    "mrow": (*(f'data-mjx-texclass="{name}"' for name in ("ORD", "OP", "REL", "INNER", "X")),),
    "mstyle": ('displaystyle="true"', 'displaystyle="false" scriptlevel="0"', 'scriptlevel="2"'),
    "mpadded": (
        *('width="0"', 'width="0" lspace="-1width"', 'width="+1em" lspace="0.5em"'),
        *('height="1em"', 'voffset="-.2em"', 'width="0" height="-2em" depth="1em"'),
    ),
    "menclose": ('notation="box"', 'notation="updiagonalstrike"'),
    "mfrac": ('linethickness="0"',),
    "mtable": (
        *('columnalign="left"', 'columnalign="right left"', 'displaystyle="true"'),
        *('columnlines="solid"', 'rowlines="none dashed"', 'columnspacing="0em 2em"'),
        *('rowspacing="-0.5em 1em 0em"', 'rowspacing=".2em" columnspacing="0.333em"'),
    ),
}
_COUNTS = {
    **dict.fromkeys(("mrow", "mstyle", "mphantom", "mpadded", "menclose", "msqrt"), (1, 4)),
    **dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), (2, 2)),
    **dict.fromkeys(("msubsup", "munderover", "mmultiscripts"), (3, 3)),
}
_TEXTS = st.one_of(
    st.sampled_from([*"x1=+-−(|→∑,;:&$#\"\\/_^¯⏞猫∞'[]{}@*~`<", "max", "3.14", "//", "/*", "中 x"]),
    st.text(st.characters(exclude_categories=["C"]), max_size=3),
    st.text(max_size=1),
)


def _element(tag: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.sampled_from(["", *_ATTRIBUTES.get(tag, ())])
    return st.builds(lambda some, inner: f"<{tag} {some}>{inner}</{tag}>", attributes, content)


def _grow(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    plain = [
        _element(tag, st.lists(inner, min_size=least, max_size=most).map("".join))
        for tag, (least, most) in _COUNTS.items()
    ]
    cells = st.lists(_element("mtd", inner), min_size=1, max_size=3).map("".join)
    table = st.lists(_element("mtr", cells), min_size=1, max_size=4).map("".join)
    fenced = st.builds(
        '<mrow data-mjx-texclass="INNER"><mo data-mjx-texclass="OPEN">{}</mo>{}'
        '<mo data-mjx-texclass="CLOSE">)</mo></mrow>'.format,
        st.sampled_from(["(", "|", ""]),
        inner,
    )
    return st.one_of(*plain, _element("mtable", table), fenced)


_LEAVES = st.one_of(
    *(_element(tag, _TEXTS.map(escape)) for tag in ("mi", "mn", "mo", "mtext")),
    _element("mspace", st.just("")),
)
MATHML = st.lists(st.recursive(_LEAVES, _grow, max_leaves=12), max_size=5).map(
    lambda parts: f"<math>{''.join(parts)}</math>"
)
