"""What stands in a site's folder, so that a server writes only what has changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

_ANOTHER: Final = object()
"""Stands for a file that somebody else writes anew in every build."""


class SiteFiles:
    """Writes the files of one site, build after build.

    A file is written if the last build left something else in its place. What no build asks for
    any more is removed.
    """

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._folder = ""
        self._standing: dict[str, object] = {}
        self._wanted: dict[str, object] = {}

    def begin(self, folder: str) -> None:
        """Begin a build; of a folder that the last one did not write into nothing is known."""
        if folder != self._folder or not Path(folder).is_dir():
            self._standing = {}
            self._wanted = {}
        # A build that failed has replaced a part of what the one before it left.
        self._standing.update(self._wanted)
        self._folder, self._wanted = folder, {}

    def lacks(self, path: str, identity: object) -> bool:
        """Tell whether a file is still to be written, or say that it belongs to the site.

        Args:
            path: The file, absolute.
            identity: Differs when the bytes do; compared with what it was in the last build.
        """
        if path in self._wanted:
            return False
        if self._standing.get(path, _ANOTHER) != identity:
            return True
        self._wanted[path] = identity
        return False

    def write(self, path: str, identity: object, data: bytes) -> None:
        """Write a file that the site lacks."""
        target = Path(path)
        try:
            target.write_bytes(data)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        self._wanted[path] = identity

    def copy(self, source: str, path: str) -> None:
        """Copy a file, unless it stands there as it is or this build has copied it already."""
        found = Path(source).stat()
        identity = source, found.st_mtime_ns, found.st_size, found.st_ino
        if self.lacks(path, identity):
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
            self._wanted[path] = identity

    def leave(self, path: str) -> None:
        """Say that a file belongs to the site which somebody else writes."""
        self._wanted[path] = _ANOTHER

    def finish(self) -> None:
        """Remove what belonged to the site before this build and does no longer."""
        for path in self._standing.keys() - self._wanted.keys():
            Path(path).unlink(missing_ok=True)
        self._standing = {}
