"""Question files written from plain data, so that no text can leave its scalar.

A text stands as it is only if every sign of it is known to be harmless; else it is quoted, or a
block scalar with each of its lines indented. `formatting` has the last word on the form: what is
written here is passed on to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

MODELINE: Final = "# yaml-language-server: $schema=../../question.schema.json\n"

_LONGEST: Final = 80
"""Longest prose that stands beside its key."""

_PLAIN: Final = re.compile(
    r"(?!.*(?:: | #))"
    r"[A-Za-z\u3400-\u9fff“（(]"
    r"(?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\\]*[^\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\\:])?"
)
_WORD: Final = re.compile(r"[\w\u3400-\u9fff-]+(?: [\w\u3400-\u9fff-]+)*")
_RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_LANGUAGES: Final = ("en", "zh")


def write_yaml(question: Mapping[str, Any]) -> str:
    """Write a question as the text of its file.

    Args:
        question: Keys and values in the order wanted; `{"all": text}` is written as the text.
    """
    return MODELINE + "".join(f"{line}\n" for line in _mapping(question, 0))


def _mapping(mapping: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _value(f"{' ' * indent}{key}:", value, indent + 2, is_prose=key in _LANGUAGES)


def _value(head: str, value: Any, indent: int, *, is_prose: bool = False) -> Iterator[str]:
    if isinstance(value, Mapping) and [*value] != ["all"]:
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, list) and _is_flow(value):
        yield f"{head} [{', '.join(map(_flow_word, value))}]"
    elif isinstance(value, list):
        yield head
        yield from _sequence(value, indent)
    else:
        yield from _scalar(
            head, value["all"] if isinstance(value, Mapping) else value, indent, is_prose=is_prose
        )


def _sequence(items: Sequence[Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        if isinstance(item, Mapping) and [*item] != ["all"]:
            first, *others = _mapping(item, indent + 2)
            yield f"{pad}- {first[indent + 2 :]}"
            yield from others
        else:
            yield from _value(f"{pad}-", item, indent + 2)


def _scalar(head: str, value: Any, indent: int, *, is_prose: bool) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"{head} {_bare(value)}"
        return
    # `splitlines` knows every character that YAML takes for the end of a line, too.
    lines = value.replace("\t", "    ").splitlines() or [""]
    is_plain = _PLAIN.fullmatch(lines[0]) and lines[0].lower() not in _RESERVED
    if len(lines) > 1 or (is_prose and (not is_plain or len(lines[0]) > _LONGEST)):
        first = next((line for line in lines if line.strip()), "")
        # Without a number, the first line would say how far the text is indented.
        yield f"{head} |{'2' if first.startswith(' ') else ''}-"
        yield from (f"{' ' * indent}{line}" if line.strip() else "" for line in lines)
    else:
        yield f"{head} {lines[0] if is_plain else _quote(lines[0])}"


def _is_flow(items: Sequence[Any]) -> bool:
    return all(
        isinstance(item, int | float)
        or (isinstance(item, str) and len(item) < _LONGEST // 2 and len(item.splitlines()) == 1)
        for item in items
    )


def _flow_word(item: Any) -> str:
    if not isinstance(item, str):
        return _bare(item)
    is_word = _WORD.fullmatch(item) and item[0].isalpha() and item.lower() not in _RESERVED
    return item if is_word else _quote(item.splitlines()[0])


def _bare(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
