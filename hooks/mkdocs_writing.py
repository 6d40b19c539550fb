"""Writes what a build has made, in place of MkDocs.

MkDocs puts the content of a page into the theme's template and writes the whole; it copies every
file again in each build, and those of the theme once per locale. Here the template gets a mark in
the place of the content, so that a page's content is never more than bytes, and only what is not
yet in the site's folder is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from studybank.locales import Locale
from studybank.pages import Page
from studybank.publishing import Publication
from studybank.rendering import Packed
from studybank.site_files import SiteFiles

_PLACE: Final = "<content/>"
"""Stands in a page's shell for its content. A text of an author has no such tag."""

_LEFT: Final = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
"""Whether files of these kinds are copied is MkDocs' own business."""


@dataclass(frozen=True)
class Pass:
    """One locale's part of a build, after MkDocs has gathered everything.

    Attributes:
        config: As it is for this locale.
        files: All files. Those that are written here are taken out, so that MkDocs does not.
        nav: The menu.
        environment: The theme's templates.
    """

    config: MkDocsConfig
    files: Files
    nav: Navigation
    environment: Environment

    def write_assets(self, site: SiteFiles) -> None:
        """Write every file that is no page."""
        for file in list(self.files):
            if file.is_documentation_page() or file.inclusion in _LEFT:
                continue
            self.files.remove(file)
            if file.abs_src_path:
                site.copy(file.abs_src_path, file.abs_dest_path)
            else:
                site.write(
                    file.abs_dest_path, file.content_bytes, partial(bytes, file.content_bytes)
                )

    def write_pages(
        self,
        site: SiteFiles,
        publication: Publication,
        locale: Locale,
        pages: Iterable[tuple[File, Page]],
    ) -> None:
        """Write pages of the bank."""
        known, before = self.files.documentation_pages(), dict(vars(self.config.extra))
        for file, page in pages:
            self.files.remove(file)
            packed = publication.pack(page, locale)
            shell = self._render_shell(file, known, packed)
            make = partial(_fill, shell, packed)
            site.write(file.abs_dest_path, (shell, packed), make)
        # mkdocs-static-i18n has put the addresses of the last page there.
        vars(self.config.extra).clear()
        vars(self.config.extra).update(before)
        for file in self.files.documentation_pages():
            site.leave(file.abs_dest_path)

    def _render_shell(self, file: File, known: Sequence[File], packed: Packed) -> str:
        page, plugins = file.page, self.config.plugins
        assert page is not None
        page.active = True
        page.meta["studybank"]["has_formulas"] = packed.has_formulas
        page.content = _PLACE
        context = get_context(self.nav, known, self.config, page)
        template = self.environment.get_template("main.html")
        context = plugins.on_page_context(context, page=page, config=self.config, nav=self.nav)
        shell = plugins.on_post_page(template.render(context), page=page, config=self.config)
        page.active = False
        return shell


def _fill(shell: str, packed: Packed) -> bytes:
    head, _, foot = shell.partition(_PLACE)
    return b"".join((head.encode(), packed.unpack(), foot.encode()))
