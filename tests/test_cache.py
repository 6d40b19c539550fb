from __future__ import annotations

import sqlite3
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

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


def test_what_was_put_longest_ago_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_LIMIT", 4)
    store = DiskStore(tmp_path / "cache")
    for name in "abc":
        store.put_many({f"{name}1": b"", f"{name}2": b""})
    assert sorted(store.get_many(["a1", "a2", "b1", "b2", "c1", "c2"])) == ["b1", "b2", "c1", "c2"]
