"""Rendered pages, kept on disk by all that they are made from.

A page's key holds the files of the questions that it shows, every file that is no question, and
the program. What it says of other questions, their titles and addresses, is known only when it is
rendered: these stand beside the kept page, which counts only if they are still so.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from studybank.cache import Store
from studybank.fingerprint import build_key
from studybank.links import Linker
from studybank.locales import LOCALES, Locale
from studybank.pages import Page
from studybank.progress import Progress
from studybank.site import Site
from studybank.workers import count_workers, do_apart

_MANY: Final = 8
"""New pages from which on several processes render them faster than one."""

_AT_ONCE: Final = 4
"""Pages after which a worker keeps what it has rendered."""

_NAMED: Final = re.compile(r'href="q:([^"#]*)')


@dataclass(frozen=True)
class Renderer:
    """Gives the HTML of pages, with its addresses.

    Attributes:
        site: What the pages are made from.
        linker: Writes the addresses.
        store: Keeps rendered pages; None renders them anew.
        kept: Packed pages by key, taken from the store.
    """

    site: Site
    linker: Linker
    store: Store | None
    kept: dict[str, bytes] = field(default_factory=dict)

    def prepare(self, pages: Iterable[Page], progress: Progress) -> None:
        """Take what is kept of pages from the store, and render the others if they are many."""
        if self.store is None:
            return
        pages = tuple(pages)
        keys = {(page.uri, locale): self._key(page, locale) for page in pages for locale in LOCALES}
        self.kept.update(self.store.get_many(list(keys.values())))
        new = [
            page
            for page in pages
            if not all(self._is_known(keys[page.uri, locale]) for locale in LOCALES)
        ]
        if len(new) < _MANY or count_workers() < 2:
            return
        with progress("Rendering pages", len(new)) as advance:
            do_apart(self._render_share, new, advance)
        missing = [keys[page.uri, locale] for page in new for locale in LOCALES]
        self.kept.update(self.store.get_many(missing))

    def render(self, page: Page, locale: Locale) -> str:
        """Give a page's HTML in a locale."""
        if self.store is None:
            return self._render(page, locale)
        found = self._find(self._key(page, locale))
        if found is None:
            # Both, since the other locale shows the same texts, which are at hand now.
            self._render_some([page])
            found = self._find(self._key(page, locale))
        return self._render(page, locale) if found is None else found

    def _render_share(self, pages: Sequence[Page]) -> Iterator[int]:
        for start in range(0, len(pages), _AT_ONCE):
            yield self._render_some(pages[start : start + _AT_ONCE])
            self.kept.clear()  # The store has them.

    def _render_some(self, pages: Sequence[Page]) -> int:
        items: dict[str, bytes] = {}
        for page in pages:
            for locale, rendered in page.render_all().items():
                html = str(rendered)
                named = json.dumps(self._describe(_NAMED.findall(html)))
                html = self.linker.resolve(html, page.uri, locale)
                packed = zlib.compress(html.encode(), 1)
                items[self._key(page, locale)] = f"{named}\n".encode() + packed
        self.kept.update(items)
        if self.store is not None:
            self.store.put_many(items)
        return len(pages)

    def _render(self, page: Page, locale: Locale) -> str:
        return self.linker.resolve(str(page.render(locale)), page.uri, locale)

    def _key(self, page: Page, locale: Locale) -> str:
        return build_key(
            "page",
            self.site.shared_input,
            self.linker.directory_urls,
            page.uri,
            locale,
            page.inputs(),
        )

    def _find(self, key: str) -> str | None:
        if not self._is_known(key):
            return None
        return zlib.decompress(self.kept[key].partition(b"\n")[2]).decode()

    def _is_known(self, key: str) -> bool:
        """Tell whether a page is kept, and what it says of other questions is still so."""
        named = self.kept.get(key, b"").partition(b"\n")[0]
        if not named:
            return False
        found: Mapping[str, object] = json.loads(named)
        return found == self._describe(found)

    def _describe(self, question_ids: Iterable[str]) -> dict[str, object]:
        """Say of questions what a page may say that only links to them."""
        known = self.site.bank.question_by_id
        described: dict[str, object] = {}
        for question_id in question_ids:
            question = known.get(question_id)
            title = [question.title.en, question.title.zh] if question else None
            described[question_id] = [title, self.linker.page_of_question.get(question_id)]
        return described
