"""Glosses: the first use of a glossary term on a page leads to the glossary.

The link's title is the term in the other language, so that a reader meets both words where the
term first occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from studybank.locales import LOCALES, Locale, other
from studybank.model.shared import Glossary, Term

_TAG: Final = re.compile(r"<[^>]*>")
_NO_GLOSS: Final = ("a", "code", "pre")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a glossary in one locale.

    Attributes:
        pattern: Finds a term's word in lower-case text; None if there are no terms.
        owners: Terms by lower-case word.
    """

    pattern: re.Pattern[str] | None
    owners: Mapping[str, Term]


def build_vocabularies(glossary: Glossary) -> Mapping[Locale, Vocabulary]:
    """Build the vocabulary of each locale: terms with their other words in use."""
    return {locale: _build(glossary, locale) for locale in LOCALES}


def _build(glossary: Glossary, locale: Locale) -> Vocabulary:
    owners: dict[str, Term] = {}
    for term in glossary.terms:
        words = (term.en, *term.also.en) if locale == "en" else (term.zh, *term.also.zh)
        for word in words:
            owners.setdefault(word.lower(), term)
    return Vocabulary(_alternation(owners, locale), owners)


def _alternation(words: Iterable[str], locale: Locale) -> re.Pattern[str] | None:
    # The longest alternative first, so that "batch normalisation" is not found as "batch".
    escaped = [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
    if not escaped:
        return None
    body = "|".join(escaped)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])" if locale == "en" else body)


def mark_terms(html: str, vocabulary: Vocabulary, locale: Locale, seen: set[str]) -> str:
    """Link the first use of each term.

    Args:
        html: Sanitised HTML of one text; links and code are left alone.
        vocabulary: Words of the locale.
        locale: Locale of the text.
        seen: Ids of the terms that the page has linked; grows.
    """
    if vocabulary.pattern is None:
        return html
    pieces: list[str] = []
    position = depth = 0
    for tag in _TAG.finditer(html):
        text = html[position : tag.start()]
        pieces += [_mark(text, vocabulary, locale, seen) if depth == 0 else text, tag[0]]
        if tag[0].strip("</>").split(" ")[0] in _NO_GLOSS:
            depth += -1 if tag[0].startswith("</") else 1
        position = tag.end()
    pieces.append(_mark(html[position:], vocabulary, locale, seen))
    return "".join(pieces)


def _mark(text: str, vocabulary: Vocabulary, locale: Locale, seen: set[str]) -> str:
    lowered = text.lower()
    if not text.strip() or vocabulary.pattern is None or len(lowered) != len(text):
        return text
    pieces: list[str] = []
    position = 0
    for match in vocabulary.pattern.finditer(lowered):
        term = vocabulary.owners[match[0]]
        if term.id in seen:
            continue
        seen.add(term.id)
        gloss = escape(term.zh if other(locale) == "zh" else term.en)
        pieces += [
            text[position : match.start()],
            f'<a class="sb-gloss" href="page:glossary#{term.id}" title="{gloss}">',
            text[match.start() : match.end()],
            "</a>",
        ]
        position = match.end()
    return "".join((*pieces, text[position:]))
