"""What every cached result depends on beside its input: the program and its libraries."""

from __future__ import annotations

import functools
import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

_LIBRARIES: Final = (
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "Pygments",
    "PyYAML",
    "mini-racer",
    "nh3",
    "pydantic",
    "pymdown-extensions",
    "rapidfuzz",
    "simpleeval",
)
"""Libraries that decide what a text turns into."""


@functools.cache
def describe_program() -> str:
    """Give a hash of the package's own files and of the versions that it runs with.

    It belongs into every cache key: after an update of whatever kind, nothing old is found.
    """
    root = Path(__file__).parent
    digest = hashlib.sha256(platform.python_version().encode())
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        if "__pycache__" not in path.parts:
            digest.update(repr((path.relative_to(root).as_posix(), path.stat().st_size)).encode())
            digest.update(path.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {_version(library)}".encode())
    return digest.hexdigest()


def build_key(*parts: object) -> str:
    """Build a cache key from what a result depends on, beside the program.

    Args:
        *parts: Plain data: their `repr` must tell them apart.
    """
    return hashlib.sha256(repr((describe_program(), parts)).encode()).hexdigest()


def build_file_key(name: str, data: bytes) -> str:
    """Build a cache key for what is made from one file.

    Args:
        name: Its path below `content/`.
        data: Its bytes.
    """
    return hashlib.sha256(f"{describe_program()} {name!a}\n".encode() + data).hexdigest()


def hash_all(parts: Iterable[object]) -> str:
    """Give a hash of plain data, for use as a part of keys."""
    return hashlib.sha256(repr(tuple(parts)).encode("utf-8", "surrogatepass")).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "unknown"
