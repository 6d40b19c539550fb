"""Which class a sign has as an operator, and what more MathJax knows of it.

Source:
    `OperatorDictionary.OPTABLE` and `RANGES` of MathJax 3.2.2 (Apache License 2.0),
    https://github.com/mathjax/MathJax-src/blob/3.2.2/ts/core/MmlTree/OperatorDictionary.ts.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal

Form = Literal["prefix", "infix", "postfix"]


class TexClass(enum.Enum):
    """What TeX takes a part of a formula for, in the order of its table of spacing."""

    ORD = 0
    OP = 1
    BIN = 2
    REL = 3
    OPEN = 4
    CLOSE = 5
    PUNCT = 6
    INNER = 7
    NONE = -1


_RANGES: Final[Mapping[Form, Mapping[TexClass, str]]] = {
    "prefix": {
        TexClass.BIN: "2b 2d b1 2212-2213",
        TexClass.OP: "220f-2211 222b-2233 22c0-22c3 2a00-2a1c 2afc 2aff",
        TexClass.OPEN: (
            "28 5b 7b-7c 2018 201c 2308 230a 2329 2772 27e6 27e8 27ea 27ec 27ee 2983 2985 "
            "2987 2989 298b 298d 298f 2991 2993 2995 2997 29fc"
        ),
        TexClass.ORD: "ac 2016 2145-2146 2200 2202-2204 2207 221a-221c 2220-2222 2980",
    },
    "infix": {
        TexClass.BIN: (
            "2a-2b 2d b1 b7 d7 f7 2020-2022 2043-2044 2206 220e 2212-2219 2227-222a 2238 "
            "223a 223f-2240 228c-228e 2293-22a1 22ba-22bf 22c4-22c7 22c9-22cc 22ce-22cf "
            "22d2-22d3 2305-2306 25b3 25b5 25b9 25bd 25bf 25c3 25ef 2981-2982 2999-29bf "
            "29c2-29cd 29d6-29d9 29db-29dd 29df-29e0 29e2 29e7-29f3 29f5-29fb 29fe-29ff "
            "2a1d-2a58 2a5a-2a65 2a71-2a72 2af4-2af6 2afb 2afd-2afe"
        ),
        TexClass.CLOSE: "3f 232a 23b1 3009",
        TexClass.INNER: "2026 22ef 22f1",
        TexClass.NONE: "2061-2064",
        TexClass.OPEN: "2329 23b0 3008",
        TexClass.ORD: (
            "23-25 2f 40 5c 7c 2b9 300-301 303-304 306-308 30c 332 2015 2017 20d7 2111 2113 "
            "2118 211c 2201 2205 221e 22a4 22ee 23aa 23af 2500 2660-2663 fe37-fe38"
        ),
        TexClass.PUNCT: "2c 2e 3b",
        TexClass.REL: (
            "3a 3c-3e 5e-5f 338 2190-21ff 2208-220d 221d 221f 2223-2226 2234-2237 2239 "
            "223b-223e 2241-228b 228f-2292 22a2-22a3 22a5-22b9 22c8 22cd 22d0-22d1 "
            "22d4-22ed 22f0 22f2-22ff 2322-2323 2758 27f0-27f1 27f5-27ff 2900-297f "
            "29c0-29c1 29ce-29d5 29de 29e1 29e3-29e6 29f4 2a59 2a66-2a70 2a73-2af3 "
            "2af7-2afa 2b45-2b46"
        ),
    },
    "postfix": {
        TexClass.BIN: (
            "25a0-25a1 25aa-25ab 25ad-25b2 25b4 25b6-25b8 25bc 25be 25c0-25c2 25c4-25c9 "
            "25cc-25cf 25d6-25d7 25e6"
        ),
        TexClass.CLOSE: (
            "21 29 5d 7c-7d 2019 201d 2309 230b 232a 2773 27e7 27e9 27eb 27ed 27ef 2984 "
            "2986 2988 298a 298c 298e 2990 2992 2994 2996 2998 29fd"
        ),
        TexClass.ORD: (
            "22 26-27 5e-60 7e a8 aa af-b0 b2-b4 b8-ba 2c6-2c7 2c9-2cb 2cd 2d8-2da 2dc-2dd "
            "2f7 302 311 2016 201a-201b 201e-201f 2032-2037 203e 2057 20db-20dc 23b4-23b5 "
            "23dc-23e1 266d-266f 2980"
        ),
        TexClass.REL: "3f6",
    },
}
_MOVABLE_RANGES: Final = "220f-2211 22c0-22c3 2a00-2a0a 2a10-2a14 2afc 2aff"
_STRETCHY_RANGES: Final = (
    "28-29 5b 5d-5f 7b-7e af 2c6-2c7 2c9 2cd 2dc 2f7 302-303 332 2015-2017 203e 2044 2190-2199 "
    "219c-21ad 21af-21b5 21b9 21bc-21cc 21d0-21dd 21e0-21f0 21f3 21f5-21f6 21fd-21ff 2215 221a "
    "2308-230b 2329-232a 23af-23b1 23b4-23b5 23dc-23e1 2772-2773 27e6-27f1 27f5-27ff 290a-2910 "
    "2912-2913 2921-2922 294e-2961 296e-296f 2980 2983-2998 29fc-29fd 2b45-2b46 3008-3009 "
    "fe37-fe38 2016"
)
_DEFAULT_RANGES: Final = {
    TexClass.REL: "20-7f 2190-21ff 27f0-27ff 2900-297f 2b30-2b4f 1f800-1f8ff",
    TexClass.BIN: "2200-22ff 2a00-2aff",
}


def _expand(ranges: str) -> Iterator[str]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


def _invert(ranges: Mapping[TexClass, str]) -> Mapping[str, TexClass]:
    return MappingProxyType({c: kind for kind, text in ranges.items() for c in _expand(text)})


_CLASSES: Final = {form: _invert(ranges) for form, ranges in _RANGES.items()}
_DEFAULTS: Final = _invert(_DEFAULT_RANGES)
MOVABLE: Final = frozenset(_expand(_MOVABLE_RANGES))
"""Operators whose limits stand beside them inside a line of text."""
STRETCHY: Final = frozenset(_expand(_STRETCHY_RANGES))
"""Signs that grow with what they stand at, if nothing else is said."""
_OTHER_FORMS: Final[Mapping[Form, tuple[Form, ...]]] = {
    "prefix": ("prefix", "infix", "postfix"),
    "infix": ("infix", "prefix", "postfix"),
    "postfix": ("postfix", "infix", "prefix"),
}


def classify(text: str, form: Form) -> TexClass:
    """Look up the class of an operator.

    Args:
        text: Its characters; several relations in a row come as one.
        form: Where it stands in its row.
    """
    for name in _OTHER_FORMS[form]:
        if (found := _CLASSES[name].get(text)) is not None:
            return found
    if len(text) == 1:
        return _DEFAULTS.get(text, TexClass.ORD)
    classes = {classify(c, "infix") for c in text}
    return classes.pop() if len(classes) == 1 else TexClass.REL if text else TexClass.ORD
