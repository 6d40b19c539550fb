"""The list of codes: every problem that a check can find, for people to read.

It is written to `docs_src/codes.<locale>.md` by `studybank codes`, from the messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from studybank.errors import load_messages
from studybank.locales import LOCALES, Locale, load_interface, translate

_TEXTS: Final = Path(__file__).parent / "texts"
_SPAN: Final = re.compile(r"\{(?P<name>\w+)\}")
_GROUPS: Final = (("SB1", "errors"), ("SB2", "advice"))


def words_locale(locale: Locale) -> Locale:
    """Give the language in which problems can be put into words for readers of `locale`."""
    return locale if (_TEXTS / f"problems.{locale}.toml").exists() else LOCALES[0]


def build_code_pages() -> Mapping[str, str]:
    """Build the list of codes in each language, as Markdown by file name."""
    return {f"codes.{locale}.md": "".join(_build_page(locale)) for locale in LOCALES}


def _build_page(locale: Locale) -> Iterator[str]:
    yield f"# {translate(locale, 'codes.title')}\n\n{translate(locale, 'codes.lead')}\n"
    messages = load_messages(words_locale(locale))
    for prefix, name in _GROUPS:
        yield f"\n## {translate(locale, f'codes.{name}')}\n\n"
        for code, message in messages.items():
            if code.startswith(prefix):
                # Some messages are all placeholders: their rule is told in words of its own.
                what = _show(load_interface(locale).get(f"codes.{code}", message.what))
                remedy = _show(message.remedy)
                # The id lets a message link to its item; a list fits a phone, a table does not.
                yield f'- **<span id="{code}">{code}</span>** {what}'
                yield "\n" if remedy == "…" else f"<br>→ {remedy}\n"


def _show(text: str) -> str:
    """Show a message as it is written, with its placeholders as an ellipsis."""
    shown = _SPAN.sub("…", text).replace("….", "…").replace("{{", "{").replace("}}", "}")
    # An asterisk or a bracket would be Markdown.
    return re.sub(r"([*\[\]<>\\])", r"\\\1", shown).strip()
