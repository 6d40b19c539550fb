"""The terms of a text, under which the search finds it.

`overrides/assets/javascripts/search-terms.js` does the same to what a reader types; a test
compares the two. A rule that is changed here has to be changed there.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Final

# Words that are in every text; as in the client's list, one text with spaces.
_STOP_TEXT: Final = (
    "a an and are as at be by can did do does for from how in is it its of on or that the their"
    " these this those to was were what when which why with"
)
_STOP_WORDS: Final = frozenset(_STOP_TEXT.split())
# Characters that stand in every text and in hardly a word that somebody looks for.
_STOP_HAN: Final = "的了吗呢吧是也就都把被这那很"
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff"
_LETTER: Final = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
# The last part is `_HAN` without `_STOP_HAN`; a look ahead at each character would take longer.
_KEPT_HAN: Final = "\u3007\u3400-\u4dbf" + "".join(
    f"{chr(before + 1)}-{chr(after - 1)}"
    for before, after in pairwise([0x4DFF, *sorted(map(ord, _STOP_HAN)), 0xA000])
    if after - before > 1
)
_TOKEN: Final = re.compile(
    r"[a-z]\([0-9a-z^+*/, ]{1,12}\)"
    rf"|[{_LETTER}]+(?:[-_.][{_LETTER}]+)*(?:\+\+|#)?"
    rf"|[{_KEPT_HAN}]+"
)
_FIRST_HAN: Final = "\u3007"
_IS_HAN: Final = re.compile(f"[{_HAN}]")
_PAIRED: Final = re.compile(f"[{_LETTER}]+")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_TIMES: Final = re.compile("([0-9]) *\u00d7 *(?=[0-9])")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_FOLDED: Final = re.compile("[\u0300-\u036fς\u00d7\u2010-\u2015\u2212'\u2019]")
"""What the patterns above and the next one begin with or change: most texts have none of it."""
_POSSESSIVE: Final = re.compile(f"['\u2019]s(?![{_LETTER}])")
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)+")
_MODEL: Final = re.compile(r"([a-z]{3,})[0-9]+")
_BRITISH: Final = (
    (re.compile(r"([a-z]{3})is(e|ed|es|er|ers|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"([a-z]{3})ys(e|ed|er|ers|ing)$"), r"\1yz\2"),
    (re.compile(r"([a-z]{3})our(s|ed|ing|less|ful|able|hood)?$"), r"\1or\2"),
    (re.compile(r"([a-z]{2})tre(s?)$"), r"\1ter\2"),
    (re.compile(r"([a-z]{2})tred$"), r"\1tered"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^artef"), "artif"),
)
_DOUBLED: Final = re.compile(r"([bdfgmnprt])\1$")
_MOST_WORDS: Final = 32_768
"""Words that are remembered."""
_PREFIX: Final = 3
_PAIRS: Final = 10_000


def fold(text: str) -> str:
    """Make alike what readers take for the same: width, case, accents, dashes, superscripts."""
    text = (text if text.isascii() else unicodedata.normalize("NFKD", text)).lower()
    if not _FOLDED.search(text):
        return text
    text = _MARKS.sub("", text).replace("ς", "σ")
    text = _DASHES.sub("-", _TIMES.sub(r"\1x", text))
    return _POSSESSIVE.sub("", text)


def split_groups(text: str) -> Iterator[tuple[str, ...]]:
    """Cut a text into terms, in order.

    Yields:
        The terms of one word, the whole word first: `resnet-50` also gives `resnet50`, `resnet`
        and `50`. A run of Han characters gives its pairs, one after the other, and a single
        character itself.
    """
    for token in _TOKEN.findall(fold(text)):
        terms, _ = _CUTS[token]
        if token >= _FIRST_HAN:
            yield from ((pair,) for pair in terms)
        elif terms:
            yield terms


def split_text(text: str) -> tuple[list[str], list[str]]:
    """Give all terms of a text, as often as they occur, and its words in order.

    The words of one with hyphens are its pieces.
    """
    cuts = list(map(_CUTS.__getitem__, _TOKEN.findall(fold(text))))
    terms = chain.from_iterable([terms for terms, _ in cuts])
    return list(terms), list(chain.from_iterable([pieces for _, pieces in cuts]))


def split_terms(text: str) -> list[str]:
    """Give all terms of a text, as often as they occur."""
    return split_text(text)[0]


def split_sequence(text: str) -> list[str]:
    """Give the words of a text in order; of one with hyphens its pieces."""
    return split_text(text)[1]


def han_characters(text: str) -> list[str]:
    """Give the Han characters of a text, which are terms of their own in titles."""
    return [one for one in _IS_HAN.findall(fold(text)) if one not in _STOP_HAN]


def pair_terms(sequence: Sequence[str]) -> list[str]:
    """Give a term for each two words of Latin letters that follow each other: a short phrase.

    The second word is only a number, so that no phrase can be read.
    """
    return [
        f"{first}_{_hash(second) % _PAIRS}"
        for first, second in pairwise(sequence)
        if _PAIRED.fullmatch(first) and _PAIRED.fullmatch(second)
    ]


_Cut = tuple[tuple[str, ...], tuple[str, ...]]
"""Terms, and pieces in order."""


class _Cuts(dict[str, _Cut]):
    """What words, formulas and runs of Han characters are cut into; words are remembered."""

    def __missing__(self, token: str) -> _Cut:
        if token >= _FIRST_HAN:
            # Chinese has no spaces between words: pairs of characters stand for them.
            pairs = tuple([token[at : at + 2] for at in range(max(len(token) - 1, 1))])
            return pairs, pairs
        if len(self) >= _MOST_WORDS:
            self.clear()
        self[token] = cut = _cut_formula(token) if "(" in token else _cut_word(token)
        return cut


_CUTS: Final = _Cuts()


def _cut_formula(formula: str) -> _Cut:
    whole = (re.sub(r"[\^ ]", "", formula),)
    return whole, whole


def _cut_word(word: str) -> _Cut:
    if _NUMBER.fullmatch(word):
        return (word,), (word,)
    bare = word.rstrip("+#")
    pieces = re.split(r"[-_.]", bare)
    kept = [stem(piece) for piece in pieces if piece not in _STOP_WORDS]
    if len(pieces) == 1:
        model = _MODEL.fullmatch(bare)
        own = [word] if word != bare else []
        terms = tuple(dict.fromkeys([*own, *kept, *([stem(model[1])] if model else [])]))
        return terms, terms[:1]
    # Of longer chains only the pieces: a chain of words could be read.
    whole = ["-".join(stem(piece) for piece in pieces)] if len(pieces) == 2 else []
    return tuple(dict.fromkeys([*whole, stem("".join(pieces)), *kept])), tuple(kept)


def stem(word: str) -> str:
    """Take the endings of number and tense from an English word, roughly."""
    if len(word) < 4 or not (word.isascii() and word.isalpha()):
        return word
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    word = _singular(word)
    for ending, least in (("ing", 6), ("ed", 6)):
        rest = word.removesuffix(ending)
        if rest != word and len(word) >= least and re.search("[aeiouy]", rest):
            word = _DOUBLED.sub(r"\1", rest)
            if len(word) >= 6 and word.endswith("ll"):
                word = word[:-1]
            break
    return word[:-1] if len(word) >= 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("ses", "xes", "ches", "shes", "zes", "sis")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ias")):
        return word[:-1]
    return word


def shard_of(term: str, shards: int) -> int:
    """Number the shard that holds a term, from 0.

    Latin terms with the same beginning lie together, so that one file answers a word that is
    still being typed. The hash is 32-bit FNV-1a over UTF-16 units.
    """
    key = term if _IS_HAN.search(term) else term.partition("_")[0][:_PREFIX]
    return _hash(key) % shards


@functools.lru_cache(maxsize=16_384)
def _hash(text: str) -> int:
    value = 2_166_136_261
    for character in text:
        value = ((value ^ ord(character)) * 16_777_619) & 0xFFFF_FFFF
    return value
