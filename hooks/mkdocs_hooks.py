"""MkDocs' events, and nothing else: the work is done by the core.

mkdocs-static-i18n builds the site once per locale on the same configuration, so every event
comes once per locale; the bank is read in the first pass only. Generated pages are `File`
objects for paths that do not exist, the only kind that the plugin takes for ordinary pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Final, Literal

from jinja2 import Environment, FileSystemLoader
from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import CountHandler, get_theme_dir

from mkdocs_reading import ConvertedPages, leave_empty
from mkdocs_shells import Shells
from mkdocs_writing import write_assets, write_pages
from studybank import site_folder
from studybank.cli_progress import show_bar
from studybank.locales import HTML_LANG, LOCALES, Locale, translate
from studybank.memory import collect_never, collect_rarely
from studybank.policy import add_policy, allow_scripts
from studybank.publishing import Publication, Publisher
from studybank.site_files import SiteFiles
from studybank.templating import CompiledTemplates

_mkdocs = logging.getLogger("mkdocs")
_log = _mkdocs.getChild("studybank")

_LOOK_EVERY: Final = (0.1, 0.25)
"""Least and most seconds between two looks at the content of a server."""

_PATIENCE: Final = 1e-4
"""Seconds between two looks for each question, so that they keep a processor free."""

_WAIT: Final = 0.05
"""Seconds without a change after which a server builds."""


class _State:
    """What one process keeps between builds and between the locales of a build."""

    in_place: bool = False
    is_server: bool = False
    site: str = ""
    publisher: Publisher | None = None
    publication: Publication | None = None
    not_found: str | None = None
    nav: Navigation | None = None
    files: Final = SiteFiles()
    compiled: Final = CompiledTemplates()
    converted: Final = ConvertedPages()


def _locale(config: MkDocsConfig) -> Locale:
    current = config.plugins["i18n"].current_language  # type: ignore[attr-defined]
    return "zh" if current == "zh" else "en"


def _material(config: MkDocsConfig) -> str:
    return str(get_theme_dir(str(config.theme.name)))


def _page_key(file: File) -> str:
    name = file.src_uri.removesuffix(".md")
    return name.removesuffix(".en").removesuffix(".zh")


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a server, which stays up when content is wrong."""
    _State.is_server = command == "serve"
    (collect_rarely if _State.is_server else collect_never)()
    _State.in_place = _State.is_server or dirty
    if _State.is_server:
        # MkDocs empties the folder before each build; what has not changed may stay.
        setattr(utils, "clean_directory", lambda _: None)  # noqa: B010


def _load(config: MkDocsConfig) -> MkDocsConfig:
    i18n: Any = config.plugins["i18n"]
    if getattr(i18n, "building", False):
        return config
    settings = config.extra["studybank"]
    root = Path(config.config_file_path).parent
    if _State.publisher is None:
        # An environment variable that holds digits alone has become a number.
        commit = str(settings.get("commit") or "")
        edit_url = settings["edit_url"]
        _State.publisher = Publisher(
            root,
            settings["content"],
            edit_url,
            show_bar,
            commit=commit,
            lasting=_State.is_server,
        )
    publication = _State.publisher.publish(directory_urls=config.use_directory_urls)
    for problem in publication.advice:
        _log.info("%s", problem)
    if publication.errors:
        lines = "\n".join(str(problem) for problem in publication.errors)
        message = f"{len(publication.errors)} errors in the content:\n{lines}"
        if not _State.is_server:
            raise PluginError(message)
        _log.error("%s", message)
    _State.publication = publication
    if not _State.in_place:
        _State.site = config.site_dir
        config.site_dir = str(site_folder.begin(Path(config.site_dir)))
    _State.files.begin(config.site_dir)
    return config


@event_priority(-200)
def _set_navigation(config: MkDocsConfig) -> MkDocsConfig:
    assert _State.publication is not None
    config.nav = _State.publication.navigation(_locale(config))
    # Its styles and scripts are not ours; its icons alone are ten thousand files to look through.
    material = _material(config)
    config.theme.dirs = [folder for folder in config.theme.dirs if folder != material]
    return config


on_config = CombinedEvent(_load, _set_navigation)


@event_priority(50)
def _add_pages(files: Files, config: MkDocsConfig) -> Files:
    assert _State.publication is not None
    for uri in _State.publication.pages:
        for locale in LOCALES:
            name = f"{uri}.{locale}.md"
            files.append(File(name, config.docs_dir, config.site_dir, config.use_directory_urls))
    return files


@event_priority(-200)
def _add_assets(files: Files, config: MkDocsConfig) -> Files:
    assert _State.publication is not None
    if _locale(config) == LOCALES[0]:
        for uri, content in _State.publication.assets.items():
            if isinstance(content, bytes):
                files.append(File.generated(config, uri, content=content))
            else:
                files.append(File.generated(config, uri, abs_src_path=str(content)))
    return files


on_files = CombinedEvent(_add_pages, _add_assets)


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Remember the menu: it is the same object for all pages of a locale."""
    _State.nav = nav
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Give the theme's templates interface text, as `t("site.skip")`, and write what they show."""
    assert _State.publication is not None
    locale = _locale(config)
    assert isinstance(env.loader, FileSystemLoader)
    env.loader.searchpath.append(_material(config))  # For two icons.
    env.bytecode_cache = _State.compiled
    env.auto_reload = False  # It is made anew for each build.
    env.globals.update(
        t=partial(translate, locale),
        translate=translate,
        html_lang=HTML_LANG,
        letters=_State.publication.letters,
        site_path=partial(_State.publication.linker.site_path, locale=locale),
    )
    assert _State.nav is not None
    write_assets(_State.files, files)
    known = _State.publication.pages
    pages = {
        file.src_uri: _State.publication.pack(page, locale)
        for file in files.documentation_pages()
        if (page := known.get(_page_key(file)))
    }
    given = locale, _State.publication.letters, _State.publication.render_problems(locale)
    shells = Shells(config, _State.nav, env, given)
    write_pages(_State.files, files, shells, pages, _State.publication.renderer.store)
    return env


def on_pre_page(page: Page, *, config: MkDocsConfig, files: Files) -> Page:
    """Keep a generated page from being read, and a written one from being converted again."""
    assert _State.publication is not None
    generated = _State.publication.pages.get(_page_key(page.file))
    if generated is None:
        _State.converted.use(page, files)
        return page
    locale = _locale(config)
    page.edit_url = _State.publication.edit_url(generated)
    # Material writes both into the page unescaped.
    meta = {
        "title": escape(generated.titles[locale]),
        "description": escape(generated.descriptions[locale]),
        "studybank": {"kind": generated.kind, "uri": generated.uri},
    }
    leave_empty(page, meta)
    return page


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Give a generated page's contents list; what is given here is held for all pages at once."""
    assert _State.publication is not None
    generated = _State.publication.pages.get(_page_key(page.file))
    if generated is None:
        return html
    locale = _locale(config)
    page.toc = get_toc(
        [
            {"level": 2, "id": anchor, "name": escape(name), "children": []}
            for anchor, name in generated.headings(locale)
        ]
    )
    return ""


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Name the script of Chinese, add the policy, show the problems of the content on a server."""
    assert _State.publication is not None
    locale = _locale(config)
    # Material knows only "zh", which leaves the choice of glyphs to the reader's system.
    output = add_policy(output.replace('<html lang="zh"', '<html lang="zh-Hans"', 1))
    if _State.publication.errors:
        banner = _State.publication.render_problems(locale)
        before, body, after = output.partition("<body")
        tag, close, rest = after.partition(">")
        output = f"{before}{body}{tag}{close}{banner}{rest}"
    page.content = ""  # It is held for all pages at once.
    return output


def on_post_template(output: str, *, template_name: str, config: MkDocsConfig) -> str:
    """Keep the default locale's page for addresses that do not exist: both locales write it."""
    if template_name != "404.html":
        return output
    if _locale(config) == LOCALES[0] or _State.not_found is None:
        _State.not_found = add_policy(output)
    return _State.not_found


@event_priority(-200)
def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the site into its place when the last locale has been written."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    _State.files.finish()
    counted = [handler for handler in _mkdocs.handlers if isinstance(handler, CountHandler)]
    if any(handler.get_counts() for handler in counted):
        return  # A strict build, which is about to fail.
    if _State.site:
        site_folder.finish(Path(config.site_dir), Path(_State.site))
        config.site_dir, _State.site = _State.site, ""


def on_build_error(*, error: Exception) -> None:  # noqa: ARG001
    """Leave nothing of a build that failed."""
    if _State.site:
        site_folder.give_up(Path(_State.site))
        _State.site = ""


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:  # noqa: ARG001
    """Let served pages run the script of MkDocs' live reload, which is another one every time."""
    assert _State.publication is not None
    least, most = _LOOK_EVERY
    count = len(_State.publication.site.bank.questions)
    # Half a second is longer than most builds. What is watched from here on is the content.
    server.observer._timeout = min(most, max(least, count * _PATIENCE))  # noqa: SLF001
    server.build_delay = _WAIT
    # MkDocs has no event for it.
    inject: Callable[[bytes, int], bytes] = server._inject_js_into_html  # noqa: SLF001

    def inject_and_allow(page: bytes, epoch: int) -> bytes:
        script = inject(b"", epoch)
        before, body, after = allow_scripts(page.decode(), script.decode()).rpartition("</body>")
        return before.encode() + script + f"{body}{after}".encode()

    server._inject_js_into_html = inject_and_allow  # type: ignore[method-assign]  # noqa: SLF001
