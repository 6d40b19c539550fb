"""What stands around the content of a page, by a key of all that it is made from.

The theme's templates are MkDocs' and take a millisecond a page. What they show beside a page's
content is its title and addresses, the menu and the configuration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation

from studybank.fingerprint import build_key, hash_all

PLACE: Final = "<content/>"
"""Stands in a shell for the content. A text of an author has no such tag."""

_TOOLS: Final = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n")


@dataclass(frozen=True)
class Shells:
    """Renders the shells of pages in one locale.

    Attributes:
        config: As it is for this locale.
        nav: The menu.
        environment: The theme's templates.
        given: What else the templates are given.
    """

    config: MkDocsConfig
    nav: Navigation
    environment: Environment
    given: tuple[object, ...]

    def key(self, file: File) -> str:
        """Give a key of all that a page's shell is made from."""
        page = _page(file)
        contents = [(item.title, item.url) for item in page.toc]
        languages = {name: other.url for name, other in file.alternates.items()}  # type: ignore[attr-defined]
        own = page.url, page.canonical_url, page.title, page.meta, contents, languages
        return build_key("shell", self._shared, own)

    def render(self, file: File) -> str:
        """Render a page's shell."""
        page, plugins = _page(file), self.config.plugins
        before = dict(vars(self.config.extra))
        page.active = True
        page.content = PLACE
        context = get_context(self.nav, [], self.config, page)
        template = self.environment.get_template("main.html")
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        shell = plugins.on_post_page(template.render(context), page=page, config=self.config)
        page.active = False
        # mkdocs-static-i18n has put this page's addresses there.
        vars(self.config.extra).clear()
        vars(self.config.extra).update(before)
        return shell

    @cached_property
    def _shared(self) -> str:
        """Give a hash of what all shells are made from."""
        folders = (*map(Path, self.config.theme.dirs), Path(__file__).parent)
        sources = [
            path.read_bytes()
            for folder in folders
            for kind in ("**/*.html", "mkdocs_*.py")
            for path in sorted(folder.glob(kind))
        ]
        # Where the site is written shows on no page.
        config = [
            {name: value for name, value in part.items() if name != "site_dir"}
            for part in self.config.user_configs
        ]
        menu = list(_describe(self.nav.items)), self.nav.homepage and self.nav.homepage.url
        tools = [version(tool) for tool in _TOOLS]
        return hash_all((sources, config, self.config.site_url, menu, tools, self.given))


def _page(file: File) -> Any:
    """Give a file's page, which is there once MkDocs has gathered everything."""
    assert file.page is not None
    return file.page


def _describe(items: Iterable[StructureItem]) -> Iterable[object]:
    for item in items:
        below = getattr(item, "children", None) or ()
        yield item.title, getattr(item, "url", None), list(_describe(below))
