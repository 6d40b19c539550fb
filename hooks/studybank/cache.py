"""A store of bytes on disk that may be deleted at any time."""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, Protocol

_CHUNK: Final = 500
_LIMIT: Final = 256 * 2**20
"""Bytes of values that a store keeps unless it is told otherwise."""

_SUM: Final = 4
"""Bytes of the checksum that stands before a value."""

_SHAPE: Final = 2
"""Version of the tables; a file of another one is made anew."""

_TABLES: Final = f"""
    CREATE TABLE entry
        (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, day INTEGER NOT NULL,
         size INTEGER NOT NULL, value BLOB NOT NULL);
    CREATE INDEX entry_by_day ON entry (day, number, size);
    PRAGMA user_version = {_SHAPE};
"""


class Store(Protocol):
    """A place that keeps bytes by key between builds."""

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what is known of `keys`; unknown keys are left out."""

    def put_many(self, items: Mapping[str, bytes]) -> None:
        """Keep all `items`."""


class DiskStore:
    """Bytes by key in one SQLite file.

    A store that cannot be read or written is treated as empty: a cache must never be the
    reason that a build fails. SQLite's journal takes back what a process that was killed had
    begun to write, and lets processes use the file at the same time.
    """

    def __init__(self, path: Path, limit: int = _LIMIT) -> None:
        """Name the file.

        Args:
            path: The file; it and its folder are made when something is kept.
            limit: Bytes of values that are kept. What was not used for the most days goes
                first, of one day what was put first.
        """
        self._path = path
        self._limit = limit

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=10)) as connection:
            # What is lost with the power is made anew; checksums tell it.
            connection.execute("PRAGMA synchronous = OFF")
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape != _SHAPE:
                self._make_tables(connection)
            yield connection

    @staticmethod
    def _make_tables(connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN EXCLUSIVE")
        with connection:
            (shape,) = connection.execute("PRAGMA user_version").fetchone()
            if shape == _SHAPE:
                return  # Another process was faster.
            connection.execute("DROP TABLE IF EXISTS entry")
            for statement in filter(str.strip, _TABLES.split(";")):
                connection.execute(statement)

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return what is known of `keys`; unknown keys are left out."""
        found: dict[str, bytes] = {}
        if not self._path.exists():
            return found
        today, old = _today(), []
        try:
            with self._open() as connection:
                for start in range(0, len(keys), _CHUNK):
                    chunk = keys[start : start + _CHUNK]
                    marks = ",".join("?" * len(chunk))
                    rows = connection.execute(
                        f"SELECT key, value, day FROM entry WHERE key IN ({marks})",  # noqa: S608 - question marks only
                        chunk,
                    )
                    for key, value, day in rows:
                        if _is_whole(key, value):
                            found[key] = value[_SUM:]
                            if day != today:
                                old.append(key)
                if old:
                    with connection:
                        connection.executemany(
                            "UPDATE entry SET day = ? WHERE key = ?", [(today, key) for key in old]
                        )
        except (sqlite3.Error, OSError) as error:
            self._discard(error)
        return found

    def put_many(self, items: Mapping[str, bytes]) -> None:
        """Keep all `items`."""
        today = _today()
        rows = [(key, today, len(value), _sum(key, value) + value) for key, value in items.items()]
        try:
            with self._open() as connection, connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO entry (key, day, size, value) VALUES (?, ?, ?, ?)", rows
                )
                self._evict(connection)
        except (sqlite3.Error, OSError) as error:
            self._discard(error)

    def _evict(self, connection: sqlite3.Connection) -> None:
        (size,) = connection.execute("SELECT COALESCE(SUM(size), 0) FROM entry").fetchone()
        if size <= self._limit:
            return
        excess, doomed = size - self._limit, []
        for number, length in connection.execute(
            "SELECT number, size FROM entry ORDER BY day, number"
        ):
            if excess <= 0:
                break
            doomed.append((number,))
            excess -= length
        connection.executemany("DELETE FROM entry WHERE number = ?", doomed)

    def _discard(self, error: Exception) -> None:
        # A damaged file is made anew; where even that fails, the build goes on without a cache.
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            return
        try:
            # The journal of a file that is gone would be played back into the next one.
            for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
                path.unlink(missing_ok=True)
        except OSError:
            return


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """Make one value of files by name."""
    sizes = json.dumps({name: len(data) for name, data in files.items()})
    return zlib.compress(b"\n".join((sizes.encode(), b"".join(files.values()))), 1)


def unpack_files(packed: bytes) -> dict[str, bytes]:
    """Give the files of which `pack_files` made a value."""
    sizes, _, data = zlib.decompress(packed).partition(b"\n")
    files, start = {}, 0
    for name, size in json.loads(sizes).items():
        files[name] = data[start : start + size]
        start += size
    return files


def _sum(key: str, value: bytes) -> bytes:
    return zlib.crc32(value, zlib.crc32(key.encode())).to_bytes(_SUM)


def _is_whole(key: str, stored: bytes) -> bool:
    """Tell whether a value is as it was put: SQLite does not look into values."""
    return stored[:_SUM] == _sum(key, stored[_SUM:])


def _today() -> int:
    return int(time.time() // 86_400)
