from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from itertools import chain
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from publications import publish, publish_cold, write_project
from studybank import bank_check, file_cache, rendering, similarity, workers
from studybank.bank_check import check_bank, open_cache
from studybank.cache import DiskStore
from studybank.file_cache import FileResult
from studybank.formulas import Formula, typeset, typesetting
from studybank.progress import Advance, show_nothing
from studybank.publishing import Publisher


def _keep(store: DiskStore, jobs: Iterator[str]) -> Iterator[int]:
    for job in jobs:
        if job == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if job == "fails":
            raise ValueError(job)
        store.put_many({job: str(os.getpid()).encode()})
        yield 1


def _wait_and_keep(store: DiskStore, both: Barrier, jobs: Iterator[str]) -> Iterator[int]:
    # The first one may else have done everything before the second one is there.
    first = next(jobs)
    both.wait(20)
    yield from _keep(store, chain([first], jobs))


def _keep_all(store: DiskStore, jobs: Iterator[int]) -> Iterator[int]:
    done = list(jobs)
    store.put_many({str(1 + (0 in done)): " ".join(map(str, done)).encode()})
    yield len(done)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with a bank that has every field."""
    return write_project(tmp_path)


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let work be done by two processes, however little it is."""
    for module in (bank_check, rendering, typesetting):
        monkeypatch.setattr(module, "count_workers", lambda: 2)
        monkeypatch.setattr(module, "_MANY", 1)
    monkeypatch.setattr(workers, "count_workers", lambda: 2)


@pytest.mark.usefixtures("two_cores")
def test_workers_share_the_jobs_and_tell_what_is_done(tmp_path: Path) -> None:
    store, told = DiskStore(tmp_path / "cache"), list[int]()
    jobs = [f"job {number}" for number in range(7)]
    both = get_context("fork").Barrier(2)
    workers.do_apart(partial(_wait_and_keep, store, both), jobs, told.append)
    found = store.get_many(jobs)
    assert set(found) == set(jobs)
    assert len(set(found.values()) - {str(os.getpid()).encode()}) == 2
    assert sum(told) == 7


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("end", ["dies", "fails"])
def test_a_worker_that_ends_early_leaves_its_job_to_the_caller(tmp_path: Path, end: str) -> None:
    store = DiskStore(tmp_path / "cache")
    jobs = ["a", "b", "c", end, "e", "f"]
    workers.do_apart(partial(_keep, store), jobs, lambda _: None)
    assert set(store.get_many(jobs)) == {"a", "b", "c", "e", "f"}


@pytest.mark.usefixtures("two_cores")
def test_workers_do_more_jobs_than_a_pipe_holds_numbers(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache")
    told = list[int]()
    workers.do_apart(partial(_keep_all, store), range(20_000), told.append)
    kept = b" ".join(store.get_many(["1", "2"]).values())
    assert sorted(map(int, kept.split())) == list(range(20_000))


def _die(store: DiskStore) -> None:
    store.put_many({"begun": b""})
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.usefixtures("two_cores")
def test_what_is_done_beside_a_block_is_in_the_store_behind_it(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache")
    with workers.do_beside(lambda: store.put_many({"pid": str(os.getpid()).encode()})):
        store.put_many({"here": b""})
    found = store.get_many(["pid", "here"])
    assert set(found) == {"pid", "here"}
    assert found["pid"] != str(os.getpid()).encode()


@pytest.mark.usefixtures("two_cores")
def test_a_block_goes_on_where_what_is_done_beside_it_ends_early(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache")
    with workers.do_beside(partial(_die, store)):
        store.put_many({"here": b""})
    assert set(store.get_many(["begun", "here"])) == {"begun", "here"}


def _interrupt_and_keep(store: DiskStore, jobs: Iterator[str]) -> Iterator[int]:
    os.kill(os.getpid(), signal.SIGINT)
    return _keep(store, jobs)


@pytest.mark.usefixtures("two_cores")
def test_workers_leave_interrupts_to_their_caller(tmp_path: Path) -> None:
    store = DiskStore(tmp_path / "cache")
    workers.do_apart(partial(_interrupt_and_keep, store), ["a", "b"], lambda _: None)
    with workers.do_beside(lambda: list(_interrupt_and_keep(store, iter(["c"])))):
        pass
    assert set(store.get_many(["a", "b", "c"])) == {"a", "b", "c"}


def test_nothing_is_done_beside_a_block_on_one_core(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "count_workers", lambda: 1)
    with workers.do_beside(lambda: DiskStore(tmp_path / "cache").put_many({"pid": b""})):
        pass
    assert not (tmp_path / "cache").exists()


def test_a_process_with_threads_is_not_copied() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert workers.count_workers() == 1
    finally:
        stop.set()
        thread.join()


@pytest.mark.usefixtures("two_cores")
def test_two_processes_give_what_one_gives(project: Path) -> None:
    shown: dict[str, int] = {}

    def show(name: str, length: int) -> AbstractContextManager[Advance]:
        shown[name] = length
        return show_nothing(name, length)

    publisher = Publisher(project, "content", "https://example.org/edit/", show)
    assert publish(project, publisher) == publish_cold(project)
    assert {"Reading questions", "Rendering pages"} <= set(shown)
    assert shown["Reading questions"] > 10


@pytest.mark.usefixtures("two_cores")
@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_each_file_is_put_into_the_store_once_by_whichever_process(
    project: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    read = project / "read"
    encode = file_cache._encode

    def note(result: FileResult) -> bytes:
        with read.open("a") as file:
            file.write(f"{result.document.path}\n")
        return encode(result)

    monkeypatch.setattr(file_cache, "_encode", note)
    monkeypatch.setattr(bank_check, "_AT_ONCE", at_once)
    checked = check_bank(project / "content", open_cache(project / "content"))
    names = sorted(read.read_text().split())
    assert names == sorted(checked.content.documents)
    assert len(names) > 10
    assert checked == check_bank(project / "content", open_cache(project / "content"))
    assert checked.problems == check_bank(project / "content").problems


@pytest.mark.usefixtures("two_cores")
def test_questions_are_compared_by_a_worker(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = check_bank(project / "content").problems

    def fail(*_: object) -> None:
        raise AssertionError("a worker has done this")

    own = os.getpid()
    compare = similarity._compare_all
    monkeypatch.setattr(
        similarity,
        "_compare_all",
        lambda *known: fail() if os.getpid() == own else compare(*known),
    )
    assert check_bank(project / "content", open_cache(project / "content")).problems == expected


@pytest.mark.usefixtures("two_cores")
def test_a_caller_that_works_too_tells_what_all_have_done(tmp_path: Path) -> None:
    store, told, done = DiskStore(tmp_path / "cache"), list[int](), list[str]()

    def work(job: str) -> int:
        done.append(job)
        return 1

    jobs = [f"job {number}" for number in range(50)]
    workers.do_apart(partial(_keep, store), jobs, told.append, work)
    assert sorted([*done, *store.get_many(jobs)]) == sorted(jobs)
    assert sum(told) == 50


@pytest.mark.usefixtures("two_cores")
def test_formulas_are_typeset_by_workers_as_by_the_caller(tmp_path: Path) -> None:
    formulas = [Formula(f"x_{{{number}}}", display=False) for number in range(20)]
    formulas += [Formula(r"\frac{1", display=True), Formula(r"\href{a}{b}", display=False)]
    store = DiskStore(tmp_path / "cache")
    assert typeset(formulas, cache=store) == typeset(formulas, cache=None)
