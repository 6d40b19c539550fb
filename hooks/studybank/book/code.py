"""Values as Typst code, so that no text can be taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"},
)

MARK: Final = re.compile(r"/\*@(.*?)\*/")


class Code(str):
    """A Typst expression, as opposed to a text."""

    __slots__ = ()


def to_code(value: object) -> Code:
    """Write a value as a Typst expression.

    Args:
        value: A text, number, truth value or None; a mapping or iterable of such; or code.

    Raises:
        TypeError: The value has no counterpart in Typst.
    """
    if isinstance(value, Code):
        return value
    return Code(_write(value))


def _write(value: object) -> str:
    match value:
        case None | bool():
            return str(value).lower()
        case int() | float():
            return f"{value:g}" if isinstance(value, float) else str(value)
        case str():
            return f'"{value.translate(_ESCAPES)}"'
        case Mapping():
            pairs = [f"{_write(str(key))}: {to_code(item)}" for key, item in value.items()]
            return f"({', '.join(pairs)})" if pairs else "(:)"
        case Iterable():
            return f"({''.join(f'{to_code(item)}, ' for item in value)})"
    message = f"{type(value).__name__} has no counterpart in Typst"
    raise TypeError(message)


def call(name: str, *positional: object, **named: object) -> Code:
    """Write a call of a Typst function."""
    arguments = [str(to_code(value)) for value in positional]
    arguments += [f"{key.replace('_', '-')}: {to_code(value)}" for key, value in named.items()]
    return Code(f"{name}({', '.join(arguments)})")


def mark(where: str, code: Code) -> Code:
    """Note in a comment where code comes from, for messages about what Typst refuses."""
    return Code(f"/*@{where}*/{code}")


def join(pieces: Iterable[Code]) -> Code:
    """Write content that consists of pieces."""
    return Code("{" + "; ".join(pieces) + "}")
