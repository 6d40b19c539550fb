"""Phrases that checks put into messages, in the words of a language.

Checks say details in English (`is "single-choice", but there are no options`). As with gettext,
the English words are the key: `texts/phrases.<locale>.toml` holds a pattern for each of them. The
English file has better words for what a library says.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Final, NamedTuple

_TEXTS: Final = Path(__file__).parent / "texts"


class _Phrase(NamedTuple):
    """A phrase with gaps.

    Attributes:
        pattern: Finds the English phrase; its groups are the gaps.
        translation: The phrase in the other language, with the same gaps.
        fixed: Characters outside the gaps: the phrases with the most of them are tried first.
    """

    pattern: re.Pattern[str]
    translation: str
    fixed: int


@functools.cache
def load_phrases(locale: str) -> Mapping[str, str]:
    """Load the phrases of a locale by the words that checks use."""
    phrases: dict[str, str] = {}
    # A message about a missing field says what the editor's hint says of it.
    for path in (_TEXTS / f"hints.{locale}.toml", _TEXTS / f"phrases.{locale}.toml"):
        if path.exists():
            for section in tomllib.loads(path.read_text("utf-8")).values():
                phrases.update(section)
    return MappingProxyType(phrases)


@functools.cache
def _whole(locale: str) -> Mapping[str, str]:
    """Give the phrases without gaps, as they are shown."""
    phrases = load_phrases(locale).items()
    return {en.format(): text.format() for en, text in phrases if not find_gaps(en)}


@functools.cache
def _patterns(locale: str) -> tuple[_Phrase, ...]:
    found = [_compile(en, text) for en, text in load_phrases(locale).items() if find_gaps(en)]
    return tuple(sorted(found, key=lambda phrase: -phrase.fixed))


def find_gaps(text: str) -> frozenset[str]:
    """Name the gaps of a phrase."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def _compile(english: str, translation: str) -> _Phrase:
    pattern, fixed, seen = "", 0, set[str]()
    for literal, name, _, _ in Formatter().parse(english):
        pattern += re.escape(literal)
        fixed += len(literal)
        if name is not None:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"
            seen.add(name)
    return _Phrase(re.compile(pattern, re.DOTALL), translation, fixed)


def translate_phrase(text: str, locale: str) -> str:
    """Give a phrase in a locale; what is no known phrase stays as it is."""
    whole = _whole(locale).get(text)
    if whole is not None:
        return whole
    for phrase in _patterns(locale):
        match = phrase.pattern.fullmatch(text)
        if match:
            gaps = {
                name: _translate_gap(name, gap, locale) for name, gap in match.groupdict().items()
            }
            return phrase.translation.format_map(gaps)
    return text


def _translate_gap(name: str, text: str, locale: str) -> str:
    # What stands in a gap of this name is an author's own text.
    return text if name == "found" else translate_phrase(text, locale)
