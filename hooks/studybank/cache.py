"""A store of bytes on disk that may be deleted at any time."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

_CHUNK: Final = 500
_LIMIT: Final = 200_000
"""Entries kept; the ones written longest ago go first."""


class DiskStore:
    """Bytes by key in one SQLite file.

    A store that cannot be read or written is treated as empty: a cache must never be the
    reason that a build fails.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=10)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS entry"
            " (key TEXT PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID"
        )
        return connection

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what is known of `keys`; unknown keys are left out."""
        found: dict[str, bytes] = {}
        try:
            with closing(self._connect()) as connection:
                for start in range(0, len(keys), _CHUNK):
                    chunk = keys[start : start + _CHUNK]
                    marks = ",".join("?" * len(chunk))
                    rows = connection.execute(
                        f"SELECT key, value FROM entry WHERE key IN ({marks})",  # noqa: S608 - question marks only
                        chunk,
                    )
                    found.update(rows)
        except (sqlite3.Error, OSError):
            self._discard()
            return {}
        return found

    def put_many(self, items: Mapping[str, bytes]) -> None:
        """Keep all `items`."""
        try:
            with closing(self._connect()) as connection, connection:
                (turn,) = connection.execute(
                    "SELECT COALESCE(MAX(used), 0) + 1 FROM entry"
                ).fetchone()
                connection.executemany(
                    "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)",
                    [(key, value, turn) for key, value in items.items()],
                )
                connection.execute(
                    "DELETE FROM entry WHERE key IN (SELECT key FROM entry"
                    " ORDER BY used DESC, key LIMIT -1 OFFSET ?)",
                    (_LIMIT,),
                )
        except (sqlite3.Error, OSError):
            self._discard()

    def _discard(self) -> None:
        # A damaged file is made anew; where even that fails, the build goes on without a cache.
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return
