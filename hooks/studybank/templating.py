"""The template environment: one for each locale."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from studybank.locales import HTML_LANG, Locale, other, translate
from studybank.markup import mark_han


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


class _DirectContext(Context):
    """Calls functions and macros at once.

    Jinja looks at each callable for a wish to be given the context, which took a quarter of the
    time of rendering; nothing here has it. A macro called like this escapes as its environment
    does, which is what it would be told.
    """

    def call(self, function: Callable[..., Any], /, *args: Any, **values: Any) -> Any:
        # Jinja adds these for functions that want the context.
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return function(*args, **values)


@functools.cache
def environment(locale: Locale) -> Environment:
    """Give the environment of a locale; `t` gives interface text in it."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.context_class = _DirectContext
    environment.globals.update(
        t=functools.partial(translate, locale),
        translate=translate,
        other=other,
        html_lang=HTML_LANG,
        site_locale=locale,
    )
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
