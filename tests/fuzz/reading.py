"""Reading one file in every way, and what is wrong with the result."""

from __future__ import annotations

import time
import traceback
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from content_tree import DEFAULT_FILES
from studybank.checks.content import check_content
from studybank.errors import Problem
from studybank.file_cache import FileResult
from studybank.load import Content, _build_bank, load_file
from studybank.strict_yaml import parse_yaml

_SECONDS: Final = 2.0
_DEFAULTS: Final = {name: load_file(name, text.encode()) for name, text in DEFAULT_FILES.items()}


def find_fault(name: str, data: bytes, *, whole: bool) -> str:
    """Say what goes wrong with a file, or give an empty text.

    Args:
        name: Path below `content/`.
        data: The file.
        whole: Check the record too, in a small bank.
    """
    try:
        start = time.process_time()
        result = load_file(name, data)
        problems = [*result.problems, *(_check(name, result) if whole else ())]
        seconds = time.process_time() - start
        if seconds > _SECONDS:
            return f"it took {seconds:.1f} s"
        return _find_misplaced(problems, data) or _find_change(data)
    except Exception:
        return traceback.format_exc()


def _check(name: str, result: FileResult) -> tuple[Problem, ...]:
    results = {**_DEFAULTS, name: result}
    bank = _build_bank(results)
    documents = {f"content/{path}": one.document for path, one in results.items()}
    content = Content(bank, documents, (), frozenset(), Path("/nowhere/content"))
    return check_content(content, MappingProxyType({}))


def _find_misplaced(problems: list[Problem], data: bytes) -> str:
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        str(problem).encode()
        if not (1 <= problem.line <= lines and problem.column >= 1):
            return f"a problem has no place in the file: {problem}"
    return ""


def _find_change(data: bytes) -> str:
    """Compare with PyYAML's own loader where this file is accepted."""
    document, problems = parse_yaml(data, "content/x.yml")
    if problems or document.root is None:
        return ""
    try:
        theirs = yaml.load(data, Loader=_TextLoader)  # noqa: S506 - scalars stay text
    except yaml.YAMLError:
        return ""
    ours = _plain(document.root)
    return "" if ours == theirs else f"the reader gives {ours!r}, PyYAML {theirs!r}"


class _TextLoader(yaml.BaseLoader):
    """PyYAML's own reader, written in Python, which keeps every scalar as text."""


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else str(node)
