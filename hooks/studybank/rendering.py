"""Rendered pages, kept on disk by all that they are made from.

A page's key holds the files of the questions that it shows, every file that is no question, and
the program. What it says of other questions, their titles and addresses, is known only when it is
rendered: these stand beside the kept page, which counts only if they are still so.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from studybank.cache import Store
from studybank.fingerprint import build_key, hash_all
from studybank.links import Linker
from studybank.locales import LOCALES, Locale
from studybank.pages import Page
from studybank.progress import Progress
from studybank.site import Site
from studybank.templating import load_templates
from studybank.workers import count_workers, do_apart

_MANY: Final = 8
"""New pages from which on several processes render them faster than one."""

_NAMED: Final = re.compile(r'href="q:([^"#]*)')
_MATHS: Final = ' class="sb-math'
_FIRST: Final = re.compile(r'<(?:article class="sb-question|section class="sb-entry)" id="([^"]*)')


@dataclass(frozen=True)
class Packed:
    """The HTML of a page in a locale, as it is kept.

    Attributes:
        has_formulas: Whether there are formulas on it.
        first: HTML id of its first question or entry; empty if there is none.
        data: The HTML with its addresses, compressed.
    """

    has_formulas: bool
    first: str
    data: bytes

    def unpack(self) -> bytes:
        """Give the HTML."""
        return zlib.decompress(self.data)


@dataclass(frozen=True)
class Renderer:
    """Gives the HTML of pages, with its addresses.

    Attributes:
        site: What the pages are made from.
        linker: Writes the addresses.
        store: Keeps rendered pages; None renders them anew.
        kept: Entries of the store by key, of this site or of one before it.
    """

    site: Site
    linker: Linker
    store: Store | None
    kept: dict[str, bytes] = field(default_factory=dict)
    _keys: dict[tuple[str, Locale], str] = field(default_factory=dict)
    _found: dict[str, Packed] = field(default_factory=dict)
    _described: dict[str, str] = field(default_factory=dict)

    def prepare(
        self,
        pages: Iterable[Page],
        progress: Progress,
        beside: Sequence[Callable[[], object]] = (),
    ) -> None:
        """Take what is kept of pages from the store, and render the others if they are many.

        Args:
            pages: All pages of the site.
            progress: Shows how far rendering is, where many are new.
            beside: What else workers may do at the same time; left out where there are none.
        """
        if self.store is None:
            return
        pages = tuple(pages)
        keys = {self._key(page, locale) for page in pages for locale in LOCALES}
        for key in self.kept.keys() - keys:
            del self.kept[key]
        self.kept.update(self.store.get_many(sorted(keys - self.kept.keys())))
        new = [
            page
            for page in pages
            if not all(self._find(self._key(page, locale)) for locale in LOCALES)
        ]
        if len(new) < _MANY or count_workers() < 2:
            return
        load_templates()
        with progress("Rendering pages", len(new)) as advance:
            # What shows all questions takes long, and is not to be begun last.
            new.sort(key=lambda page: page.kind == "topic")
            jobs: list[Page | Callable[[], object]] = [*beside, *new]
            do_apart(self._render_each, jobs, advance)
        missing = [self._key(page, locale) for page in new for locale in LOCALES]
        self.kept.update(self.store.get_many(missing))

    def render(self, page: Page, locale: Locale) -> Packed:
        """Give a page's HTML in a locale."""
        key = self._key(page, locale)
        found = self._find(key)
        if found is None:
            self._render(page)
            found = self._found[key]
        return found

    def _render_each(self, jobs: Iterator[Page | Callable[[], object]]) -> Iterator[int]:
        for job in jobs:
            if callable(job):
                job()
                continue
            self._render(job)
            self._found.clear()  # The store has it.
            yield 1

    def _render(self, page: Page) -> None:
        """Render a page in both locales, since they show the same texts."""
        items: dict[str, bytes] = {}
        for locale, rendered in page.render_all().items():
            html = str(rendered)
            named = list(dict.fromkeys(_NAMED.findall(html)))
            html = self.linker.resolve(html, page.uri, locale)
            first = match[1] if (match := _FIRST.search(html)) else ""
            packed = Packed(_MATHS in html, first, zlib.compress(html.encode(), 1))
            key = self._key(page, locale)
            self._found[key] = packed
            head = json.dumps([self._describe(named), packed.has_formulas, first, named])
            items[key] = f"{head}\n".encode() + packed.data
        if self.store is not None:
            self.store.put_many(items)

    def _key(self, page: Page, locale: Locale) -> str:
        place = page.uri, locale
        if place not in self._keys:
            self._keys[place] = build_key(
                "page",
                self.site.shared_input,
                self.linker.directory_urls,
                page.uri,
                locale,
                page.inputs(),
            )
        return self._keys[place]

    def _find(self, key: str) -> Packed | None:
        """Give a page that is kept, if what it says of other questions is still so."""
        if key not in self._found and key in self.kept:
            head, _, data = self.kept[key].partition(b"\n")
            described, has_formulas, first, named = json.loads(head)
            if described == self._describe(named):
                self._found[key] = Packed(has_formulas, first, data)
        return self._found.get(key)

    def _describe(self, question_ids: Iterable[str]) -> str:
        """Give a hash of what a page may say of questions that it only links to."""
        return hash_all(map(self._describe_one, question_ids))

    def _describe_one(self, question_id: str) -> str:
        if question_id not in self._described:
            question = self.site.bank.question_by_id.get(question_id)
            title = [question.title.en, question.title.zh] if question else None
            page = self.linker.page_of_question.get(question_id)
            self._described[question_id] = repr((title, page))
        return self._described[question_id]
