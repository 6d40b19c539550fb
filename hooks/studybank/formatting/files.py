"""One file, formatted and held against what it was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from studybank.formatting.arranging import arrange
from studybank.formatting.nodes import find_comments
from studybank.formatting.prose_blocks import block_prose, space_prose
from studybank.load import load_file
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.places import FOLDERS, SINGLE_FILES


@dataclass(frozen=True)
class Formatted:
    """A file as it should be.

    Attributes:
        text: The file; as it was where it could not be formatted.
        obstacle: Why something was left as it was; empty if nothing was.
    """

    text: str
    obstacle: str = ""


def format_file(name: str, data: bytes) -> Formatted:
    """Format one file.

    Args:
        name: Path below `content/`.
        data: The file.

    Returns:
        The file with its keys in order, in the shortest forms, prose in blocks, and spaces
        between Chinese and Latin. Each of these steps is taken only if the file then says the
        same and has the same comments.
    """
    record = load_file(name, data).record
    if record is None:
        return Formatted(data.decode("utf-8", "replace"), "it has errors; studybank check shows")
    source = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    source = source.rstrip("\n") + "\n"
    kind, implied = type(record), _implied(name)
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("text in blocks", lambda text: block_prose(text, kind)),
        ("the order of keys and short forms", lambda text: arrange(text, kind, implied)),
        ("spaces", lambda text: space_prose(text, kind)),
    )
    obstacles = []
    for what, step in steps:
        result = step(source)
        if result == source or _is_same(name, source, result, spaces=what == "spaces"):
            source = result
        else:
            obstacles.append(what)
    return Formatted(source, ", ".join(obstacles))


def file_kind(name: str) -> type[Record]:
    """Give the kind of record that a path below `content/` holds."""
    parts = PurePosixPath(name).parts
    if parts[0] == "questions":
        return Question
    return SINGLE_FILES[name] if len(parts) == 1 else FOLDERS[parts[0]]


def _implied(name: str) -> Mapping[str, str]:
    path = PurePosixPath(name)
    if path.parts[0] == "questions":
        return {"id": path.stem, "topic": path.parts[1]}
    return {"id": path.stem} if path.parts[0] in FOLDERS else {}


def _is_same(name: str, before: str, after: str, *, spaces: bool) -> bool:
    """Tell whether two versions of a file say the same, but for spaces if these may differ."""
    old, new = (load_file(name, text.encode()) for text in (before, after))
    if old.record is None or new.record is None or len(new.problems) > len(old.problems):
        return False
    if Counter(find_comments(before).values()) != Counter(find_comments(after).values()):
        return False
    if not spaces:
        return old.record == new.record
    one, other = (_without_spaces(record.model_dump()) for record in (old.record, new.record))
    return bool(one == other)


def _without_spaces(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"\s", "", value)
    if isinstance(value, dict):
        return {key: _without_spaces(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_spaces(item) for item in value]
    return value
