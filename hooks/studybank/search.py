"""The search's files: an inverted index in pieces, of which a query fetches the few it needs.

`manifest.json` holds the pages and sizes, `terms-<n>.json` the questions that have a term, and
`questions-<n>.json` their titles. Terms lie in the pieces by hash, so that the text that they
come from cannot be read. `overrides/assets/javascripts/search-index.js` reads all of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, get_args

from studybank.links import Linker
from studybank.lists import plain
from studybank.locales import LOCALES, translate
from studybank.model.bank import Bank
from studybank.model.question import Question, Response
from studybank.prose import plain_text
from studybank.search_entries import EntryMaker, Weights
from studybank.search_postings import Postings
from studybank.search_terms import shard_of

_Listed = list[tuple[Question, str]]
"""Questions with their pages."""

FOLDER: Final = "assets/studybank/search"
QUESTIONS_PER_FILE: Final = 16
_POSTINGS_PER_FILE: Final = 2_000
_MOST_FILES: Final = 2_048


class SearchIndex:
    """Makes the search's files; a lasting one changes only what an edit concerns."""

    def __init__(self, *, lasting: bool = False) -> None:
        """Begin with nothing.

        Args:
            lasting: There will be more builds; else nothing is held for them.
        """
        self._lasting = lasting
        self._maker = EntryMaker(lasting=lasting)
        self._entries: list[Weights] = []
        self._terms: _Terms | None = None
        self._titles: dict[int, tuple[_Listed, bytes]] = {}

    def build(self, bank: Bank, linker: Linker) -> dict[str, bytes]:
        """Build the search's files for both locales.

        Args:
            bank: The bank.
            linker: Knows the questions' pages.

        Returns:
            JSON by path below the site's root.
        """
        shards = self._index(bank)
        files = {f"terms-{number}.json": data for number, data in enumerate(shards)}
        files.update(self._list_titles(bank, linker))
        digest = hashlib.sha256(b"\n".join(files.values()))
        manifest = _manifest(bank, linker, len(shards))
        digest.update(_encode(manifest))
        files["manifest.json"] = _encode({"version": digest.hexdigest()[:12], **manifest})
        return {f"{FOLDER}/{name}": data for name, data in files.items()}

    def _index(self, bank: Bank) -> Sequence[bytes]:
        entries = self._maker.make(bank)
        if not self._lasting:
            return _Terms(Postings(entries, len(bank.questions))).files
        before, self._entries = self._entries, list(entries)
        terms, self._terms = self._terms, None
        # Held anew when it is whole: what is half changed must not be built upon.
        if terms is None or len(before) != len(self._entries):
            terms = _Terms(Postings(self._entries, len(self._entries)))
        else:
            terms = terms.change(before, self._entries)
        self._terms = terms
        return terms.files

    def _list_titles(self, bank: Bank, linker: Linker) -> Iterator[tuple[str, bytes]]:
        for start in range(0, len(bank.questions), QUESTIONS_PER_FILE):
            questions = bank.questions[start : start + QUESTIONS_PER_FILE]
            listed = [(question, linker.page_of_question[question.id]) for question in questions]
            known = self._titles.get(start)
            if known is None or known[0] != listed:
                known = listed, _encode([_describe(*each) for each in listed])
            if self._lasting:
                self._titles[start] = known
            yield f"questions-{start // QUESTIONS_PER_FILE}.json", known[1]


class _Terms:
    """The files of terms.

    Attributes:
        files: JSON by number of the shard.
    """

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        count = _count_shards(postings.count())
        self._shards: list[dict[str, str]] = [{} for _ in range(count)]
        for term, packed in postings.pack_all():
            self._shards[shard_of(term, count)][term] = packed
        self.files = list(map(_encode, self._shards))

    def change(self, before: Sequence[Weights], after: Sequence[Weights]) -> _Terms:
        """Take over how questions have changed; where the shards must be others, begin anew."""
        changed: set[str] = set()
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            if old is not new:
                changed |= self._postings.change(number, old, new)
        if _count_shards(self._postings.count()) != len(self._shards):
            return _Terms(self._postings)
        renewed = set()
        for term in changed:
            number = shard_of(term, len(self._shards))
            renewed.add(number)
            self._shards[number].pop(term, None)
            if packed := self._postings.pack_term(term):
                self._shards[number][term] = packed
        for number in renewed:
            self.files[number] = _encode(dict(sorted(self._shards[number].items())))
        return self


def _count_shards(postings: int) -> int:
    count = 1
    while count < _MOST_FILES and postings > count * _POSTINGS_PER_FILE:
        count *= 2
    return count


def _describe(question: Question, page: str) -> dict[str, Any]:
    titles: dict[str, str] = {
        locale: " ".join(plain_text(written).split())
        for locale in LOCALES
        if (written := question.title.get(locale))
    }
    return {"id": question.id, "page": page, "form": question.response, **titles}


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
