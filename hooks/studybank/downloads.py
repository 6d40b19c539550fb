"""The PDFs that a site offers: made by a command of their own, picked up by the build.

They lie in a folder beside `content/` with a list of themselves, so that a build opens no PDF.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from studybank.locales import Locale

FOLDER: Final = "downloads"
"""Folder beside `content/`, and below the site's root."""

_INDEX: Final = "downloads.json"


@dataclass(frozen=True)
class Download:
    """A PDF that the site offers.

    Attributes:
        file: Name of the file.
        kind: `study_book`, `question_book` or `paper`.
        paper: Id of the paper, or an empty text.
        locales: Its languages.
        page: Size of its pages: `a4`, `letter` or `phone`.
        size: Bytes.
        date: Day on which it was made, as `2026-11-21`.
    """

    file: str
    kind: str
    paper: str
    locales: tuple[Locale, ...]
    page: str
    size: int
    date: str


def read_downloads(folder: Path) -> tuple[Download, ...]:
    """Give the PDFs that are ready, in the order of their list.

    A list that cannot be read, and a file that is gone, are left out: both are made again.
    """
    try:
        entries = json.loads((folder / _INDEX).read_text("utf-8"))
        found = [Download(**{**entry, "locales": tuple(entry["locales"])}) for entry in entries]
    except (OSError, ValueError, TypeError, KeyError):
        return ()
    return tuple(download for download in found if (folder / download.file).is_file())


def write_list(folder: Path, downloads: Sequence[Download]) -> None:
    """Write the list of the PDFs in a folder."""
    text = json.dumps([asdict(download) for download in downloads], indent=1)
    (folder / _INDEX).write_text(f"{text}\n", encoding="utf-8")
