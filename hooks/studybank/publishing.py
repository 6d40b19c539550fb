"""What a publisher such as MkDocs needs of a bank: pages, assets, navigation."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from studybank.bank_check import check_bank, open_cache
from studybank.cache import Store, pack_files, unpack_files
from studybank.downloads import FOLDER, read_downloads
from studybank.errors import Problem, Severity
from studybank.figures import read_sizes
from studybank.fingerprint import build_key
from studybank.formulas.assets import build_assets
from studybank.formulas.engine import describe_engine
from studybank.formulas.records import Formula, MathAssets, TexError, Typeset
from studybank.indexes import KnownFacts
from studybank.links import Linker
from studybank.locales import Locale, translate
from studybank.pages import Page, build_linker, build_pages
from studybank.progress import Progress, show_nothing
from studybank.rendering import Packed, Renderer
from studybank.search import SearchIndex
from studybank.site import Site
from studybank.site_styles import load_styles
from studybank.templating import render_template
from studybank.translations import find_stale, load_lock

_MENU: Final = (
    "topics/index",
    "papers/index",
    "glossary",
    "notes/index",
    "guides/index",
    "downloads",
)
_WRITTEN: Final = ("style", "codes", "cli", "import", "developers")
"""Pages of `docs_src/`."""
_PRACTICE: Final = ("series", "forms", "times", "tags", "random")

_LETTERS: Final = r"/mathjax-(main-regular|math-italic)\."
_STYLES: Final = "overrides/assets/stylesheets"

_MOST_SHOWN: Final = 100
"""Most errors on a page."""


@dataclass(frozen=True)
class Publication:
    """A site that is ready to be written.

    Attributes:
        site: What the pages are made from.
        pages: Pages by uri, in site order.
        linker: Writes the addresses between them.
        renderer: Gives their HTML.
        assets: Files to publish by path below the site's root: bytes, or a file to copy.
        letters: Which of them are the fonts that nearly every formula needs.
        errors: Problems that end a build, sorted.
        advice: Problems that do not, sorted.
    """

    site: Site
    pages: Mapping[str, Page]
    linker: Linker
    renderer: Renderer
    assets: Mapping[str, bytes | Path]
    letters: tuple[str, ...]
    errors: tuple[Problem, ...]
    advice: tuple[Problem, ...]

    def navigation(self, locale: Locale) -> list[dict[str, Any]]:
        """Give the site's menu in MkDocs' form; its size does not depend on the bank's."""

        def entry(uri: str) -> dict[str, Any]:
            return {self.pages[uri].titles[locale]: f"{uri}.md"}

        menu: list[dict[str, Any]] = [entry("index"), *(entry(uri) for uri in _MENU)]
        menu.insert(3, {translate(locale, "page.practice"): [entry(uri) for uri in _PRACTICE]})
        written = [{translate(locale, f"page.{name}"): f"{name}.md"} for name in _WRITTEN]
        menu.append({translate(locale, "page.take_part"): [entry("wanted"), *written]})
        return menu

    def pack(self, page: Page, locale: Locale) -> Packed:
        """Give a page's HTML with its addresses, as it is kept between builds."""
        return self.renderer.render(page, locale)

    def render(self, page: Page, locale: Locale) -> str:
        """Give a page's HTML with its addresses."""
        return self.pack(page, locale).unpack().decode()

    def render_problems(self, locale: Locale) -> str:
        """Give the first errors as HTML, for every page of the development server."""
        shown, count = self.errors[:_MOST_SHOWN], len(self.errors)
        return str(render_template(locale, "problems.html", problems=shown, count=count))

    def edit_url(self, page: Page) -> str | None:
        """Give the address that edits a page's source, if it has one."""
        return (self.site.repository.edit(page.source) or None) if page.source else None


class Publisher:
    """Makes publications of one project, keeping what has not changed between them."""

    def __init__(  # noqa: PLR0913 - names the project, and how it is used
        self,
        root: Path,
        content: str,
        edit_url: str,
        progress: Progress = show_nothing,
        *,
        commit: str = "",
        lasting: bool = False,
    ) -> None:
        """Name the project.

        Args:
            root: Its folder.
            content: Its `content/` folder, below that.
            edit_url: What stands before a file's path in a link to edit it; may be empty.
            progress: Shows how far reading and rendering are.
            commit: The commit that the site is built from; may be empty.
            lasting: There will be more publications; else nothing is held for them.
        """
        self._progress = progress
        self._root = root
        self._content = root / content
        self._styles = root / _STYLES
        self._edit_url = edit_url
        self._commit = commit
        self._cache = open_cache(self._content)
        self._lasting = lasting
        self._search = SearchIndex(lasting=lasting)
        self._facts = KnownFacts() if lasting else None
        self._rendered: dict[str, bytes] = {}
        self._good: Publication | None = None

    def publish(self, *, directory_urls: bool) -> Publication:
        """Read, check and prepare the bank.

        Returns:
            The site as it stands; where the content has errors, the last one that had none
            (or what could be read, if there is none yet) with these errors.
        """
        checked = check_bank(self._content, self._cache, self._progress)
        if not self._lasting:
            self._cache.forget()
        errors, advice = _split(checked.problems)
        if errors and self._good is not None:
            good = self._good
            return replace(good, errors=errors, advice=advice)
        content = checked.content
        lock, _ = load_lock(self._content)
        site = Site(
            content.bank,
            checked.typeset,
            find_stale(content, lock),
            read_sizes(self._content, content.figures),
            self._edit_url,
            read_downloads(self._root / FOLDER),
            self._commit,
            {path: document.digest for path, document in content.documents.items()},
            self._facts,
        )
        # What stands on a page in place of something wrong is not worth keeping.
        store = None if errors else self._cache.pages
        linker = build_linker(content.bank, directory_urls=directory_urls)
        pages = build_pages(site)
        renderer = Renderer(site, linker, store, self._rendered if self._lasting else {})
        searching = partial(self._build_search, site, linker, store)
        # A server's next build changes the index that this process holds.
        renderer.prepare(pages, self._progress, [] if self._lasting else [searching])
        # Not beside the pages: a worker that reads all formulas takes a fifth more memory.
        maths = self._build_maths(checked.typeset, store)
        styles = load_styles(self._styles) if self._styles.exists() else ""
        assets: dict[str, bytes | Path] = {
            **{f"assets/studybank/{name}": data for name, data in maths.fonts},
            "assets/studybank/site.css": (styles + maths.css).encode(),
            **searching(),
        }
        assets.update({name: self._content / name for name in sorted(content.figures)})
        assets.update(
            {f"{FOLDER}/{found.file}": self._root / FOLDER / found.file for found in site.downloads}
        )
        publication = Publication(
            site=site,
            pages={page.uri: page for page in pages},
            linker=linker,
            renderer=renderer,
            assets=assets,
            letters=tuple(name for name in assets if re.search(_LETTERS, name)),
            errors=errors,
            advice=advice,
        )
        if not errors:
            self._good = publication
        return publication

    def _build_maths(
        self, typeset: Mapping[Formula, Typeset | TexError], store: Store | None
    ) -> MathAssets:
        """Build what formulas need, unless the site has the same ones as before."""
        shown = {each: found for each, found in typeset.items() if isinstance(found, Typeset)}
        key = build_key(
            "maths", describe_engine(), sorted((each.tex, each.display) for each in shown)
        )
        known = store.get_many([key]) if store else {}
        if key in known:
            css, fonts = json.loads(known[key])
            return MathAssets(css, tuple((name, b64decode(data)) for name, data in fonts))
        built = build_assets(shown.values(), cache=self._cache.formulas)
        if store:
            kept = [(name, b64encode(data).decode()) for name, data in built.fonts]
            store.put_many({key: json.dumps([built.css, kept]).encode()})
        return built

    def _build_search(self, site: Site, linker: Linker, store: Store | None) -> dict[str, bytes]:
        key = build_key("search", site.shared_input, site.questions_input, linker.directory_urls)
        known = store.get_many([key]) if store else {}
        if key in known:
            return unpack_files(known[key])
        built = self._search.build(site.bank, linker)
        if store:
            store.put_many({key: pack_files(built)})
        return built


def _split(problems: tuple[Problem, ...]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    errors = tuple(problem for problem in problems if problem.severity is Severity.ERROR)
    advice = tuple(problem for problem in problems if problem.severity is Severity.ADVICE)
    return errors, advice
