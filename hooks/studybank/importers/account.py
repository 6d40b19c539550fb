"""The no-loss rule: every word of the input is in a draft or in the report."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from studybank.documents import Mapping, Text
from studybank.documents import Sequence as YamlSequence
from studybank.importers.html_reading import strip_tags
from studybank.importers.lines import Entry, Line

_TOKEN: Final = re.compile(r"(?<![\w.])[-−]?\d+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+|[^\sA-Za-z0-9]")
_SILENT: Final = frozenset("$`^|<>=+~•●◦▪□☐☑✓￼")
_TEXT_KEYS: Final = frozenset({"en", "zh", "all", "programme", "question"})
_SHARED_KEYS: Final = frozenset(
    (
        *("stem", "text", "body", "rationale", "analysis", "result", "constraints"),
        *("self_check", "answer", "approach", "notes", "title"),
    )
)
"""Fields that may hold one text for both languages."""
_TEX_FRAME: Final = re.compile(r"\\(?:begin|end)\{bmatrix\}|\[picture `|<br\s*/?>")


def count_words(text: str) -> Counter[str]:
    """Count what of a text matters: words, numbers with their sign, Chinese characters, signs."""
    found: Counter[str] = Counter()
    for token in _TOKEN.findall(_TEX_FRAME.sub(" ", text)):
        is_word = token[0].isalnum() or len(token) > 1
        if is_word or (unicodedata.category(token)[0] in "LNS" and token not in _SILENT):
            found[token.replace("−", "-").lower()] += 1
    return found


def find_lost(
    lines: Sequence[Line],
    drafts: Iterable[Mapping],
    entries: Iterable[Entry],
    copied: Iterable[str],
    *,
    is_html: bool,
) -> tuple[int, ...]:
    """Find lines of which words are missing.

    Args:
        lines: The input.
        drafts: The drafts' YAML, read back.
        entries: The report.
        copied: Texts of the drafts that are copies or inventions of the importer.
        is_html: Tags are no words.

    Returns:
        Numbers of the lines that hold a missing word, in order; empty if nothing is lost.
    """
    written = Counter[str]()
    for draft in drafts:
        for text in _texts(draft, ""):
            written += count_words(text)
    for text in copied:
        written -= count_words(text)
    for entry in entries:
        written += count_words(entry.text)
    source = [strip_tags(line.text) if is_html else line.text for line in lines]
    wanted = [count_words(html.unescape(text) if is_html else text) for text in source]
    missing = sum(wanted, Counter[str]()) - written
    lost = []
    for line, words in zip(lines, wanted, strict=True):
        if words & missing:
            lost.append(line.number)
    return tuple(lost)


def _texts(node: object, key: str) -> Iterable[str]:
    if isinstance(node, Text):
        if key in _TEXT_KEYS or key in _SHARED_KEYS:
            yield node
    elif isinstance(node, Mapping):
        for name, value in node.items():
            yield from _texts(value, name)
    elif isinstance(node, YamlSequence):
        for item in node:
            yield from _texts(item, key)
