"""Question YAML in the canonical short form: block scalars for prose, plain words else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_MODELINE: Final = "# yaml-language-server: $schema=../../question.schema.json"
_PLAIN: Final = re.compile(
    r"[A-Za-z\u3400-\u9fff“（(]$|[A-Za-z\u3400-\u9fff“（(](?!.*(?:: |:$| #|\\)).*[^\s:]"
)
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]")
_WORD: Final = re.compile(r"[A-Za-z\u3400-\u9fff][\w\u3400-\u9fff-]*(?: [\w\u3400-\u9fff-]+)*")
_RESERVED: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_LONGEST: Final = 80


def write_yaml(question: Mapping[str, Any]) -> str:
    """Write a question as the text of its file."""
    return "\n".join([_MODELINE, *_mapping(question, 0), ""])


def _mapping(mapping: Mapping[str, Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in mapping.items():
        if isinstance(value, Mapping) and [*value] == ["all"] and isinstance(value["all"], str):
            yield from _scalar(f"{pad}{key}:", value["all"], indent + 2)
        elif isinstance(value, Mapping):
            yield f"{pad}{key}:"
            yield from _mapping(value, indent + 2)
        elif isinstance(value, list) and _is_flow(value):
            yield f"{pad}{key}: [{', '.join(map(_word, value))}]"
        elif isinstance(value, list):
            yield f"{pad}{key}:"
            yield from _sequence(value, indent + 2)
        elif key == "truth":
            yield f"{pad}{key}: {value}"
        else:
            yield from _scalar(f"{pad}{key}:", value, indent + 2, always_block=key in ("en", "zh"))


def _sequence(items: Sequence[Any], indent: int) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        if isinstance(item, Mapping) and [*item] == ["all"]:
            yield from _scalar(f"{pad}-", item["all"], indent + 2)
        elif isinstance(item, Mapping):
            first, *others = _mapping(item, indent + 2)
            yield f"{pad}- {first[indent + 2 :]}"
            yield from others
        else:
            yield from _scalar(f"{pad}-", item, indent + 2)


def _scalar(head: str, value: Any, indent: int, *, always_block: bool = False) -> Iterator[str]:
    text = str(value).replace("\t", "    ")
    if not isinstance(value, str):
        yield f"{head} {text}"
    elif "\n" in text or (always_block and (len(text) > _LONGEST or not _PLAIN.fullmatch(text))):
        yield f"{head} |-"
        for line in text.split("\n"):
            yield f"{' ' * indent}{line}" if line else ""
    elif _PLAIN.fullmatch(text) and text.lower() not in _RESERVED:
        yield f"{head} {text}"
    else:
        quoted = text.replace("'", "''")
        yield f"{head} '{quoted}'"


def _is_flow(items: Sequence[Any]) -> bool:
    return all(
        isinstance(item, int | float) or (isinstance(item, str) and len(item) < 40)
        for item in items
    )


def _word(item: Any) -> str:
    if not isinstance(item, str):
        return str(item)
    if (_NAME.fullmatch(item) and not item.isdecimal()) or (
        _WORD.fullmatch(item) and item.lower() not in _RESERVED
    ):
        return item
    return "'" + item.replace("'", "''") + "'"
