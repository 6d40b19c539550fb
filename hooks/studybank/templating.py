"""The template environment: one for each locale."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from studybank.locales import HTML_LANG, Locale, other, translate
from studybank.markup import mark_han
from studybank.template_code import Constants, DirectCode


class CompiledTemplates(BytecodeCache):
    """Compiled templates, by their source: MkDocs has a new environment in each build.

    They are held within the process only: what is on disk is data and never run.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._code: dict[str, tuple[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a template."""
        checksum, code = self._code.get(bucket.key, ("", b""))
        if checksum == bucket.checksum:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._code[bucket.key] = bucket.checksum, bucket.bytecode_to_string()


class _Environment(Environment):
    """An environment whose templates become plain Python."""

    code_generator_class = DirectCode

    def __init__(self, constants: Constants, **options: Any) -> None:
        super().__init__(**options)
        self.constants = constants


@functools.cache
def environment(locale: Locale) -> Environment:
    """Give the environment of a locale; `t` gives interface text in it."""
    values = {"html_lang": HTML_LANG, "site_locale": locale}
    functions: dict[str, Callable[..., object]] = {
        "t": functools.partial(translate, locale),
        "translate": translate,
        "other": other,
    }
    environment = _Environment(
        Constants(values, functions),
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals.update(values, **functions)
    mark = mark_han if locale == "en" else str
    environment.filters["han"] = lambda text: Markup(mark(str(escape(text))))  # noqa: S704
    return environment


def render_template(locale: Locale, name: str, **values: Any) -> Markup:
    """Render a template in a locale."""
    return Markup(environment(locale).get_template(name).render(**values))  # noqa: S704


@functools.cache
def asset_macro(locale: Locale) -> Callable[..., Markup]:
    """Give the macro that renders an asset, for calls from within a text."""
    macro: Callable[..., Markup] = environment(locale).get_template("asset.html").module.asset  # type: ignore[attr-defined]
    return macro
