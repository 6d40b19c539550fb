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
_RENAME: Final = "Name it and its folders with lower-case letters a to z, digits, hyphens and dots."


def walk_files(root: Path, problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    """Go through the files of `content/` that have a place there, in order of their names.

    Args:
        root: The folder. No symbolic link in it is followed, so that nothing outside is read.
        problems: Takes what is wrong with names and kinds of files.

    Yields:
        Each ordinary file, and its path below the folder with forward slashes.
    """
    for folder, folders, files in os.walk(root):
        folders.sort()
        here = Path(folder)
        for entry in [*folders, *sorted(files)]:
            path = here / entry
            name = path.relative_to(root).as_posix()
            place = f"content/{_show(name)}"
            if path.is_symlink():
                detail = "it is a symbolic link"
                problems.append(build_problem("SB122", place, 1, 1, detail=detail))
                if entry in folders:
                    folders.remove(entry)
            elif entry in files and not entry.startswith("."):
                advice = _find_stray(name)
                if advice:
                    problems.append(build_problem("SB118", place, 1, 1, suggestion=advice))
                elif advice is None and not path.is_file():
                    detail = "it is no ordinary file"
                    problems.append(build_problem("SB122", place, 1, 1, detail=detail))
                elif advice is None:
                    yield path, name


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
