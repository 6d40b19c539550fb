"""Unpack the site that a pull request built, as data: `python3 -m studybank.previews ZIP FOLDER`.

The archive comes from a build of code that nobody has read, and a job that has a key unpacks
it; so everything about it is checked, nothing in it is run, and nothing but Python is needed.
"""

from __future__ import annotations

import re
import shutil
import stat
import sys
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final

from studybank.errors import StudybankError

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 400_000_000
"""Most bytes of all files together, unpacked."""
LONGEST_PATH: Final = 200

SUFFIXES: Final = frozenset(
    (
        *(".css", ".html", ".js", ".json", ".map", ".md", ".pdf", ".txt", ".xml"),
        *(".gz", ".ico", ".png", ".svg", ".webp", ".woff", ".woff2"),
    )
)
"""Kinds of file that a site consists of."""

# No segment begins with a dot, so that neither `..` nor `.git` is one.
_SEGMENT: Final = re.compile(r"[A-Za-z0-9_@][A-Za-z0-9_@.+-]*")


class PreviewError(StudybankError):
    """An archive holds what a site does not."""


def unpack_preview(archive: Path, folder: Path) -> int:
    """Unpack a site into a new folder.

    Args:
        archive: A ZIP file of a site's files.
        folder: Where they go; it must not exist yet.

    Returns:
        The number of files.

    Raises:
        PreviewError: The archive is damaged, too large, or holds anything but files of a site
            below its root. The folder is then not there.
    """
    folder.mkdir(parents=True)
    try:
        with zipfile.ZipFile(archive) as source:
            members = check_members(source.infolist())
            for path, member in members.items():
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                with source.open(member) as read, target.open("xb") as write:
                    shutil.copyfileobj(read, write)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        shutil.rmtree(folder)
        message = f"the archive cannot be unpacked: {error}"
        raise PreviewError(message) from error
    except PreviewError:
        shutil.rmtree(folder)
        raise
    return len(members)


def check_members(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Give an archive's files by path.

    Raises:
        PreviewError: One of them is no file of a site, or there are too many or too large ones.
    """
    files = [member for member in members if not member.is_dir()]
    if len(files) > MOST_FILES:
        message = f"the archive has {len(files)} files; the limit is {MOST_FILES}"
        raise PreviewError(message)
    size = sum(member.file_size for member in files)
    if size > MOST_BYTES:
        message = f"the archive unpacks to {size} bytes; the limit is {MOST_BYTES}"
        raise PreviewError(message)
    found: dict[str, zipfile.ZipInfo] = {}
    # Where case does not tell files apart, one of two would be written over the other.
    known: set[str] = set()
    for member in files:
        path = member.filename
        _check_path(path)
        kind = stat.S_IFMT(member.external_attr >> 16)
        if kind not in (0, stat.S_IFREG):
            message = f"{path!r} is not an ordinary file"
            raise PreviewError(message)
        if path.lower() in known:
            message = f"{path!r} is there twice"
            raise PreviewError(message)
        known.add(path.lower())
        found[path] = member
    if "index.html" not in found:
        message = "the archive has no index.html: it is not a site"
        raise PreviewError(message)
    return found


def _check_path(path: str) -> None:
    right = (
        len(path) <= LONGEST_PATH
        and all(_SEGMENT.fullmatch(segment) for segment in path.split("/"))
        and PurePosixPath(path).suffix in SUFFIXES
    )
    if not right:
        message = f"{path[:LONGEST_PATH]!r} is not the path of a site's file"
        raise PreviewError(message)


def main(arguments: list[str]) -> int:
    """Unpack an archive and say how many files it had; the exit code is 1 if it is refused."""
    archive, folder = (Path(argument) for argument in arguments)
    try:
        count = unpack_preview(archive, folder)
    except PreviewError as error:
        print(f"Refused: {error}.", file=sys.stderr)
        return 1
    print(f"Unpacked {count} files.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
