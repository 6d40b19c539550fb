"""Where the files of `content/` have their places, and which files are read at all."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from studybank.errors import Problem, build_problem
from studybank.model.fields import Record
from studybank.model.shared import Glossary, Guide, Paper, ReferenceNote, Scope, Sources, Topics

SINGLE_FILES: Final[Mapping[str, type[Record]]] = {
    "topics.yml": Topics,
    "glossary.yml": Glossary,
    "sources.yml": Sources,
}
"""Files of which there is one, by path below `content/`."""

FOLDERS: Final[Mapping[str, type[Record]]] = {
    "papers": Paper,
    "scopes": Scope,
    "guides": Guide,
    "references": ReferenceNote,
}
"""Folders of one file a record, named after its id."""

QUESTIONS_PATH: Final = "content/questions/"
LOCK_FILE: Final = "translations.lock.yml"
_FIGURE_ENDINGS: Final = frozenset({".svg", ".png", ".webp"})
_PLAIN_PATH: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
"""Names that are one name on every file system, whatever it makes of case and accents."""
_QUESTION_PATH: Final = re.compile(r"questions/[a-z0-9][a-z0-9._-]*/[a-z0-9][a-z0-9._-]*\.yml")
_RENAME: Final = "Name it and its folders with lower-case letters a to z, digits, hyphens and dots."


def walk_files(root: Path, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """Go through the files of `content/` that have a place there, in order of their names.

    Args:
        root: The folder. No symbolic link in it is followed, so that nothing outside is read.
        problems: Takes what is wrong with names and kinds of files.

    Yields:
        The path of each ordinary file, and its path below the folder with forward slashes.
    """
    yield from _walk(root, "", problems)


def _walk(folder: Path | str, above: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    folders = []
    for entry in found:
        name = f"{above}{entry.name}"
        if entry.is_symlink():
            problems.append(_refuse(name, "it is a symbolic link"))
        elif entry.is_dir():
            folders.append(entry)
        elif not entry.name.startswith("."):
            advice = None if _QUESTION_PATH.fullmatch(name) else _find_stray(name)
            if advice:
                place = f"content/{_show(name)}"
                problems.append(build_problem("SB118", place, 1, 1, suggestion=advice))
            elif advice is None and not entry.is_file():
                problems.append(_refuse(name, "it is no ordinary file"))
            elif advice is None:
                yield entry.path, name
    for entry in folders:
        yield from _walk(entry.path, f"{above}{entry.name}/", problems)


def _refuse(name: str, detail: str) -> Problem:
    return build_problem("SB122", f"content/{_show(name)}", 1, 1, detail=detail)


def _show(name: str) -> str:
    """Write a path for a message of one line: what cannot be seen or encoded as an escape."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in name
    )


def _find_stray(name: str) -> str | None:
    """Say where a file that does not belong should go; None: it belongs; "": not content."""
    path = PurePosixPath(name)
    if _belongs(path):
        return None if _PLAIN_PATH.fullmatch(name) else _RENAME
    if name == LOCK_FILE or name.endswith(".schema.json") or name.startswith("figures/src/"):
        return ""
    if path.suffix == ".yaml":
        return 'End its name with ".yml".'
    if path.parts[0] == "questions":
        return "Questions are content/questions/<topic>/<id>.yml."
    if path.suffix in _FIGURE_ENDINGS:
        return "Put figures into content/figures/."
    return (
        "Remove it; content/ holds questions/, papers/, scopes/, guides/, references/, figures/, "
        "topics.yml, glossary.yml and sources.yml."
    )


def _belongs(path: PurePosixPath) -> bool:
    top, depth = path.parts[0], len(path.parts)
    return (
        (depth == 1 and path.name in SINGLE_FILES)
        or (top == "questions" and depth == 3 and path.suffix == ".yml")
        or (top in FOLDERS and depth == 2 and path.suffix == ".yml")
        or (top == "figures" and path.suffix in _FIGURE_ENDINGS and "src" not in path.parts)
    )
