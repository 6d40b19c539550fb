"""The terms of a text, under which the search finds it.

`overrides/assets/javascripts/search-terms.js` does the same to what a reader types; a test
compares the two. A rule that is changed here has to be changed there.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
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
_TOKEN: Final = re.compile(
    rf"([a-z]\([0-9a-z^+*/, ]{{1,12}}\))"
    rf"|([{_LETTER}]+(?:[-_.][{_LETTER}]+)*(?:\+\+|#)?)"
    rf"|((?:(?![{_STOP_HAN}])[{_HAN}])+)"
)
_IS_HAN: Final = re.compile(f"[{_HAN}]")
_PAIRED: Final = re.compile(f"[{_LETTER}]+")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_TIMES: Final = re.compile("([0-9]) *\u00d7 *(?=[0-9])")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
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
_PREFIX: Final = 3
_PAIRS: Final = 10_000


def fold(text: str) -> str:
    """Make alike what readers take for the same: width, case, accents, dashes, superscripts."""
    text = _MARKS.sub("", unicodedata.normalize("NFKD", text).lower()).replace("ς", "σ")
    text = _DASHES.sub("-", _TIMES.sub(r"\1x", text))
    return _POSSESSIVE.sub("", text)


def split_groups(text: str) -> Iterator[tuple[str, ...]]:
    """Cut a text into terms, in order.

    Yields:
        The terms of one word, the whole word first: `resnet-50` also gives `resnet50`, `resnet`
        and `50`. A run of Han characters gives its pairs, one after the other, and a single
        character itself.
    """
    for terms, _ in split_words(text):
        yield terms


def split_sequence(text: str) -> list[str]:
    """Give the words of a text in order; of one with hyphens its pieces."""
    return [piece for _, pieces in split_words(text) for piece in pieces]


def split_words(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the terms of each word, and what it has in a sequence."""
    for formula, word, run in _TOKEN.findall(fold(text)):
        if formula:
            whole = (re.sub(r"[\^ ]", "", formula),)
            yield whole, whole
        elif word:
            terms, pieces = _cut_word(word)
            if terms:
                yield terms, pieces
        elif len(run) == 1:
            whole = (run,)
            yield whole, whole
        else:
            for index in range(len(run) - 1):
                pair = (run[index : index + 2],)
                yield pair, pair


def split_terms(text: str) -> list[str]:
    """Give all terms of a text, as often as they occur."""
    return [term for group in split_groups(text) for term in group]


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


@functools.lru_cache(maxsize=65_536)
def _cut_word(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


def _hash(text: str) -> int:
    value = 2_166_136_261
    for character in text:
        value = ((value ^ ord(character)) * 16_777_619) & 0xFFFF_FFFF
    return value
