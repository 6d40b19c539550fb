"""Glosses: the first use of a glossary term on a page leads to the glossary.

The link's title is the term in the other language, so that a reader meets both words where the
term first occurs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
        locale: The locale.
        pattern: Finds a term's word in lower-case text; None if there are no terms.
        owners: Terms by lower-case word.
        witnesses: Find a word of an ambiguous term in the other locale, by id.
    """

    locale: Locale
    pattern: re.Pattern[str] | None
    owners: Mapping[str, Term]
    witnesses: Mapping[str, re.Pattern[str]]

    def find(self, text: str, beside: str) -> Iterator[tuple[re.Match[str], Term]]:
        """Find the words of terms in a text, each with its term.

        Args:
            text: Lower-case text in this locale.
            beside: The same text in the other locale, which tells what an ambiguous word means.
        """
        for match in self.pattern.finditer(text) if self.pattern else ():
            term = self.owners[match[0]]
            witness = self.witnesses.get(term.id)
            if witness is None or witness.search(beside.lower()):
                yield match, term


def build_vocabularies(glossary: Glossary) -> Mapping[Locale, Vocabulary]:
    """Build the vocabulary of each locale: terms with their other words in use."""
    return {locale: _build(glossary, locale) for locale in LOCALES}


def _build(glossary: Glossary, locale: Locale) -> Vocabulary:
    owners: dict[str, Term] = {}
    witnesses: dict[str, re.Pattern[str]] = {}
    for term in glossary.terms:
        for word in _words(term, locale):
            owners.setdefault(word, term)
        if term.ambiguous:
            starts, _ = _alternation(_words(term, other(locale)), other(locale))
            witnesses[term.id] = re.compile(starts)
    pattern = re.compile("".join(_alternation(owners, locale))) if owners else None
    return Vocabulary(locale, pattern, owners, witnesses)


def _words(term: Term, locale: Locale) -> list[str]:
    words = (term.en, *term.also.en) if locale == "en" else (term.zh, *term.also.zh)
    return [word.lower() for word in words]


def _alternation(words: Iterable[str], locale: Locale) -> tuple[str, str]:
    """Give a pattern of words and what ends them; a witness may go on, as a plural does."""
    # The longest alternative first, so that "batch normalisation" is not found as "batch". Those
    # with the same beginning are tried together: there are hundreds.
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    body = "|".join(f"{re.escape(first)}(?:{'|'.join(by_first[first])})" for first in by_first)
    return (rf"(?<![\w-])(?:{body})", r"(?![\w-])") if locale == "en" else (f"(?:{body})", "")


def mark_terms(html: str, beside: str, vocabulary: Vocabulary, seen: set[str]) -> str:
    """Link the first use of each term.

    Args:
        html: Sanitised HTML of one text; links and code are left alone.
        beside: The text in the other locale; empty if there is none.
        vocabulary: Words of the text's locale.
        seen: Ids of the terms that the page has linked; grows.
    """
    # Most texts have none: no term holds a sign of a tag, so tags need not be told apart for that.
    if vocabulary.pattern is None or not vocabulary.pattern.search(html.lower()):
        return html
    pieces: list[str] = []
    position = depth = 0
    for tag in _TAG.finditer(html):
        text = html[position : tag.start()]
        pieces += [_mark(text, beside, vocabulary, seen) if depth == 0 else text, tag[0]]
        if tag[0].strip("</>").split(" ")[0] in _NO_GLOSS:
            depth += -1 if tag[0].startswith("</") else 1
        position = tag.end()
    pieces.append(_mark(html[position:], beside, vocabulary, seen))
    return "".join(pieces)


def _mark(text: str, beside: str, vocabulary: Vocabulary, seen: set[str]) -> str:
    lowered = text.lower()
    if not text.strip() or len(lowered) != len(text):
        return text
    pieces: list[str] = []
    position = 0
    for match, term in vocabulary.find(lowered, beside):
        if term.id in seen:
            continue
        seen.add(term.id)
        gloss = escape(term.zh if vocabulary.locale == "en" else term.en)
        pieces += [
            text[position : match.start()],
            f'<a class="sb-gloss" href="page:glossary#{term.id}" title="{gloss}">',
            text[match.start() : match.end()],
            "</a>",
        ]
        position = match.end()
    return "".join((*pieces, text[position:]))
