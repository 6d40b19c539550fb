"""The search's files: an inverted index in pieces, of which a query fetches the few it needs.

`manifest.json` holds the pages and sizes, `terms-<n>.json` the questions that have a term, and
`questions-<n>.json` their titles. Terms lie in the pieces by hash, so that the text that they
come from cannot be read. `overrides/assets/javascripts/search-index.js` reads all of it.
"""

from __future__ import annotations

import functools
import hashlib
import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final, get_args

from studybank.links import Linker
from studybank.lists import plain
from studybank.locales import LOCALES, translate
from studybank.model.bank import Bank
from studybank.model.question import Question, Response
from studybank.prose import plain_text
from studybank.search_entries import EntryMaker
from studybank.search_terms import shard_of

FOLDER: Final = "assets/studybank/search"
QUESTIONS_PER_FILE: Final = 16
_POSTINGS_PER_FILE: Final = 2_000
_MOST_FILES: Final = 2_048
_COMMON: Final = 0.25
"""Share of the questions above which a term of hidden texts tells nothing."""

_WEIGHTS: Final = 64
"""More than any weight: a posting is `number * _WEIGHTS + weight`, to keep millions of them."""

LAST: Final = "0123456789!#$%&'()*+,"
MORE: Final = "-./:;<=>?@[]^_`{|}~ "
"""Digits: what JSON holds in one byte. No letters, or numbers could be read as words."""

Postings = Mapping[str, Sequence[int]]
"""Number and weight of each question that has a term, by term."""


def build_search(bank: Bank, linker: Linker, maker: EntryMaker) -> dict[str, bytes]:
    """Build the search's files for both locales.

    Args:
        bank: The bank.
        linker: Knows the questions' pages.
        maker: Makes the entries; may be kept for the next build.

    Returns:
        JSON by path below the site's root. In a term's postings, questions are grouped by
        weight, the heaviest first: weight, how many, first number, distance to the next, ...
        A weight of 0 stands before the number of those left out. All numbers are packed.
    """
    postings = _collect(maker.make(bank), len(bank.questions))
    files: dict[str, bytes] = {}
    shards = _split(postings)
    for number, shard in enumerate(shards):
        files[f"terms-{number}.json"] = _encode(shard)
    for start in range(0, len(bank.questions), QUESTIONS_PER_FILE):
        records = [
            _describe(question, linker)
            for question in bank.questions[start : start + QUESTIONS_PER_FILE]
        ]
        files[f"questions-{start // QUESTIONS_PER_FILE}.json"] = _encode(records)
    digest = hashlib.sha256(b"\n".join(files.values()))
    manifest = _manifest(bank, linker, len(shards))
    digest.update(_encode(manifest))
    files["manifest.json"] = _encode({"version": digest.hexdigest()[:12], **manifest})
    return {f"{FOLDER}/{name}": data for name, data in files.items()}


def _collect(entries: Iterable[Mapping[str, int]], count: int) -> Postings:
    # Lists of numbers would take ten times as much memory.
    postings: dict[str, array[int]] = defaultdict(partial(array, "I"))
    faint: dict[str, array[int]] = defaultdict(partial(array, "I"))
    for number, weights in enumerate(entries):
        place = number * _WEIGHTS
        for term, weight in weights.items():
            (postings if weight > 1 else faint)[term].append(place + weight)
    for term, found in faint.items():
        if len(found) + len(postings.get(term, ())) <= max(20, _COMMON * count):
            postings[term] += found
        elif term in postings:
            # So that a word that stands everywhere is not taken for a rare one.
            postings[term].append(len(found) * _WEIGHTS)
    return postings


def _split(postings: Postings) -> list[dict[str, str]]:
    total = sum(len(found) for found in postings.values())
    count = 1
    while count < _MOST_FILES and total > count * _POSTINGS_PER_FILE:
        count *= 2
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for term in sorted(postings):
        if postings[term]:
            shards[shard_of(term, count)][term] = pack(_group(postings[term]))
    return shards


def _group(found: Sequence[int]) -> Iterator[int]:
    by_weight: dict[int, list[int]] = defaultdict(list)
    for posting in sorted(found):
        by_weight[posting % _WEIGHTS].append(posting // _WEIGHTS)
    for weight in sorted(by_weight, reverse=True):
        numbers = by_weight[weight]
        yield from (weight, len(numbers), numbers[0])
        yield from (after - before for before, after in pairwise(numbers))


def pack(numbers: Iterable[int]) -> str:
    """Write numbers, each as digits of `MORE`, the lowest first, and a last one of `LAST`."""
    return "".join(map(_pack_number, numbers))


@functools.cache
def _pack_number(number: int) -> str:
    if number < len(LAST):
        return LAST[number]
    rest, digit = divmod(number - len(LAST), len(MORE))
    return MORE[digit] + _pack_number(rest)


def _describe(question: Question, linker: Linker) -> dict[str, Any]:
    titles: dict[str, str] = {
        locale: " ".join(plain_text(written).split())
        for locale in LOCALES
        if (written := question.title.get(locale))
    }
    return {
        "id": question.id,
        "page": linker.page_of_question[question.id],
        "form": question.response,
        **titles,
    }


def _manifest(bank: Bank, linker: Linker, shards: int) -> dict[str, Any]:
    # A development server also shows banks with errors, such as a topic that does not exist.
    known = [(q.id, topic) for q in bank.questions if (topic := bank.topic_by_id.get(q.topic))]
    pages = {linker.page_of_question[question_id]: topic for question_id, topic in known}
    return {
        "questions": len(bank.questions),
        "per_file": QUESTIONS_PER_FILE,
        "shards": shards,
        "pages": {
            uri: {
                locale: [linker.site_path(uri, locale), plain(topic.title, locale)]
                for locale in LOCALES
            }
            for uri, topic in pages.items()
        },
        "forms": {
            form: {locale: translate(locale, f"response.{form}") for locale in LOCALES}
            for form in get_args(Response)
        },
    }


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
