"""The languages of a site, and its interface text in each of them.

Interface text lives in `texts/interface.<locale>.toml`; a test holds their keys equal.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, get_args

Locale = Literal["en", "zh"]

LOCALES: Final[tuple[Locale, ...]] = get_args(Locale)
"""All locales, the site's default first."""

HTML_LANG: Final[Mapping[Locale, str]] = MappingProxyType({"en": "en", "zh": "zh-Hans"})
"""Value of HTML's `lang` attribute (BCP 47)."""

_TEXTS = Path(__file__).parent / "texts"


def other(locale: Locale) -> Locale:
    """Name the other locale of the two."""
    return "zh" if locale == "en" else "en"


@functools.cache
def load_interface(locale: Locale) -> Mapping[str, str]:
    """Load the interface text of a locale.

    Returns:
        Text by dotted key (`reveal.approach`); placeholders are written `{name}`.
    """
    with (_TEXTS / f"interface.{locale}.toml").open("rb") as file:
        sections = tomllib.load(file)
    return MappingProxyType(
        {
            f"{section}.{key}": text
            for section, keys in sections.items()
            for key, text in keys.items()
        }
    )


def translate(locale: Locale, key: str, /, **values: object) -> str:
    """Give one interface text with its placeholders filled.

    Raises:
        KeyError: The key or a placeholder is unknown: a mistake in the program, not in content.
    """
    text = load_interface(locale)[key]
    return text.format_map(values) if values else text
