"""The template environment: one for each locale."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from studybank.locales import LOCALES, Locale
from studybank.markup import mark_han
from studybank.template_code import DirectCode, show, trust


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
    code_generator_class = DirectCode


@functools.cache
def environment(locale: Locale) -> Environment:
    """Give the environment of a locale; `t` gives interface text in it."""
    environment = _Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.globals["site_locale"] = locale
    environment.filters["texts"] = lambda items: [item.text for item in items]
    environment.filters["han"] = _say_what_is_han if locale == "en" else show
    return environment


def _say_what_is_han(text: str) -> Markup:
    return trust(mark_han(show(text)))


def load_templates() -> None:
    """Compile all templates of pages now, so that processes copied from this one have them."""
    for locale in LOCALES:
        for name in environment(locale).list_templates(["html"]):
            environment(locale).get_template(name)


def render_template(locale: Locale, name: str, **values: Any) -> Markup:
    """Render a template in a locale."""
    return trust(environment(locale).get_template(name).render(**values))


@functools.cache
def load_macro(locale: Locale, template: str, name: str) -> Callable[..., Markup]:
    """Load a macro of a template, for calls from Python."""
    macro: Callable[..., Markup] = getattr(environment(locale).get_template(template).module, name)
    return macro
