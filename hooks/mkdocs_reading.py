"""Keeps MkDocs from reading pages that have no source, and from converting one again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

_CONVERTED: Final = ("content", "toc", "_title_from_render", "present_anchor_ids")
"""What MkDocs knows of a page when it has converted it."""


def leave_empty(page: Page, meta: dict[str, Any]) -> None:
    """Give a page its meta data; its content is put in when it is written.

    MkDocs would make a converter with all extensions for each page, to convert nothing.
    """

    def read(_: MkDocsConfig) -> None:
        page.markdown, page.meta = "", meta

    def render(*_: object) -> None:
        page.content = ""

    page.read_source = read  # type: ignore[method-assign, assignment]
    page.render = render  # type: ignore[method-assign, assignment]


class ConvertedPages:
    """Pages written by hand, as they were when they were converted last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: dict[str, tuple[object, Mapping[str, Any]]] = {}
        self._files: Files | None = None
        self._urls: tuple[str, ...] = ()

    def use(self, page: Page, files: Files) -> None:
        """Convert a page only if it, or what it may link to, is not as it was."""
        if files is not self._files:
            self._files, self._urls = files, tuple(file.url for file in files)
        page.render = partial(self._render, page)  # type: ignore[method-assign]

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        key = page.markdown, self._urls
        kept = self._kept.get(page.file.src_uri)
        if kept is None or kept[0] != key:
            Page.render(page, config, files)
            # Links to headings are told of after all pages are read.
            if not page.links_to_anchors:
                known = {name: getattr(page, name) for name in _CONVERTED}
                self._kept[page.file.src_uri] = key, known
            return
        for name, value in kept[1].items():
            setattr(page, name, value)
