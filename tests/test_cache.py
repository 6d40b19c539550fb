from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from small_banks import PROJECT
from studybank import cache
from studybank.cache import DiskStore


def test_what_was_put_is_got_by_another_store(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/cache.sqlite3"
    DiskStore(path).put_many({"a": b"1", "b": b""})
    DiskStore(path).put_many({"a": b"2"})
    assert DiskStore(path).get_many(["a", "b", "c"]) == {"a": b"2", "b": b""}
    assert DiskStore(path).get_many([]) == {}


def test_more_keys_than_sqlite_takes_at_once_are_found(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache")
    items = {f"key {number}": str(number).encode() for number in range(2_345)}
    store.put_many(items)
    assert store.get_many(list(items)) == items


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"not a database at all" * 300,
        b"SQLite format 3\x00" + bytes(4_000),
    ],
)
def test_a_damaged_file_is_an_empty_store_and_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "cache"
    path.write_bytes(damage)
    store = DiskStore(path)
    assert store.get_many(["a"]) == {}
    store.put_many({"a": b"1"})
    assert store.get_many(["a"]) == {"a": b"1"}


def test_a_file_that_was_cut_off_is_no_reason_to_fail(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    store = DiskStore(path)
    store.put_many({str(number): bytes(1_000) for number in range(500)})
    whole = path.read_bytes()
    for size in (0, 1, 100, 4_096, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:size])
        assert set(store.get_many([str(number) for number in range(500)]).values()) <= {
            bytes(1_000)
        }
        store.put_many({"a": b"1"})
        assert store.get_many(["a"]) in ({"a": b"1"}, {})


def test_a_table_of_another_shape_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE entry (other TEXT)")
    connection.close()
    store = DiskStore(path)
    assert store.get_many(["a"]) == {}
    store.put_many({"a": b"1"})
    assert store.get_many(["a"]) == {"a": b"1"}


def test_a_place_that_cannot_be_written_is_an_empty_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file/cache"):
        store = DiskStore(path)
        store.put_many({"a": b"1"})
        assert store.get_many(["a"]) == {}


def _put(job: tuple[Path, int]) -> int:
    path, number = job
    store = DiskStore(path)
    for turn in range(10):
        store.put_many({f"{number}.{turn}.{item}": b"x" for item in range(20)})
        store.get_many([f"{number}.{turn}.0"])
    return number


def test_threads_share_a_store(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_put, [(path, number) for number in range(4)])) == [0, 1, 2, 3]
    keys = [f"{n}.{turn}.{item}" for n in range(4) for turn in range(10) for item in range(20)]
    assert len(DiskStore(path).get_many(keys)) == 800


def test_processes_share_a_store(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_put, [(path, number) for number in range(2)])) == [0, 1]
    keys = [f"{n}.{turn}.{item}" for n in range(2) for turn in range(10) for item in range(20)]
    assert len(DiskStore(path).get_many(keys)) == 400


@pytest.mark.parametrize("limit", [0, 10, 300, 100_000])
def test_a_store_does_not_grow_beyond_its_bytes(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "cache"
    store = DiskStore(path, limit)
    for turn in range(30):
        store.put_many({f"{turn} {number}": bytes(10) for number in range(7)})
    kept = store.get_many([f"{turn} {number}" for turn in range(30) for number in range(7)])
    assert len(kept) == min(limit // 10, 210)
    assert len(kept) < 210 or limit == 100_000
    assert path.stat().st_size < limit + 100_000


def test_what_was_put_longest_ago_goes_first(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache", limit=4)
    for name in "abc":
        store.put_many({f"{name}1": b"x", f"{name}2": b"x"})
    assert sorted(store.get_many(["a1", "a2", "b1", "b2", "c1", "c2"])) == ["b1", "b2", "c1", "c2"]


def test_what_was_used_today_stays_longer_than_what_was_put_yesterday(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = DiskStore(tmp_path / "cache", limit=3)
    monkeypatch.setattr(cache, "_today", lambda: 1)
    for name in "abc":
        store.put_many({name: b"x"})
    monkeypatch.setattr(cache, "_today", lambda: 2)
    assert store.get_many(["a"]) == {"a": b"x"}
    store.put_many({"d": b"x"})
    assert sorted(store.get_many(["a", "b", "c", "d"])) == ["a", "c", "d"]


def test_a_value_that_was_changed_on_disk_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "cache"
    store = DiskStore(path)
    store.put_many({"a": b"one value", "b": b"another value"})
    path.write_bytes(path.read_bytes().replace(b"one value", b"one VALUE"))
    assert store.get_many(["a", "b"]) == {"b": b"another value"}


_WRITE = """
import sys
from pathlib import Path
from studybank.cache import DiskStore
store = DiskStore(Path(sys.argv[1]))
print("ready", flush=True)
for turn in range(100_000):
    store.put_many({f"{turn % 50} {number}": bytes([turn % 50]) * 20_000 for number in range(50)})
"""


@pytest.mark.parametrize("seconds", [0.02, 0.1, 0.3, 0.7])
def test_a_process_that_is_killed_while_it_writes_leaves_whole_values(
    tmp_path: Path, seconds: float
) -> None:
    path = tmp_path / "cache"
    command = [sys.executable, "-c", _WRITE, str(path)]
    with subprocess.Popen(command, cwd=PROJECT / "hooks", stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.kill()
    store = DiskStore(path)
    found = store.get_many([f"{turn} {number}" for turn in range(50) for number in range(50)])
    for key, value in found.items():
        assert value == bytes([int(key.split()[0])]) * 20_000
    store.put_many({"after": b"1"})
    assert store.get_many(["after"]) == {"after": b"1"}
    assert set(store.get_many(list(found))) == set(found)
