"""Work in several processes, whose results are left in stores.

Nothing comes back from a worker: who ordered the work looks into the store and does itself what
is missing there. So a worker may fail or be killed, and a machine that has one core, or whose
system cannot copy a process, only takes longer.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Final, TypeVar

from studybank.progress import Advance

Job = TypeVar("Job")

_NUMBER: Final = 4
"""Bytes of a number in a pipe."""

_MOST: Final = 8_192
"""Numbers that a pipe holds on every Linux."""


def count_workers() -> int:
    """Give the number of processes that work at the same time; 1 is the caller alone."""
    # Only Linux copies a process safely, and only if that has no other thread.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def do_apart(
    work: Callable[[Iterator[Job]], Iterable[int]],
    jobs: Sequence[Job],
    advance: Advance,
    here: Callable[[Job], int] | None = None,
) -> None:
    """Do jobs in copies of this process.

    Args:
        work: Does the jobs that it is given and leaves their results in a store; gives how much
            it has done since the last time it told.
        jobs: The jobs in the order in which they are begun; each worker takes the next one when
            it has done one.
        advance: Is told what was done.
        here: Does a job in this process, in place of one worker, and gives how much that was.
    """
    count = min(count_workers(), len(jobs)) - (here is not None)
    context = get_context("fork")
    numbers = _write_numbers(len(jobs))
    readers: list[Connection] = []
    workers = []
    for _ in range(count):
        reader, writer = context.Pipe(duplex=False)
        # Each ends with the last number, so that none is left waiting if this process is killed.
        worker = context.Process(
            target=_work, args=(work, _take(jobs, numbers), writer), daemon=True
        )
        worker.start()
        writer.close()
        readers.append(reader)
        workers.append(worker)
    if here is not None:
        for job in _take(jobs, numbers):
            advance(here(job))
            _listen(readers, advance, 0)
    while readers:
        _listen(readers, advance, None)
    for worker in workers:
        worker.join()
    os.close(numbers)


@contextmanager
def do_beside(work: Callable[[], object]) -> Iterator[None]:
    """Do something in a copy of this process meanwhile; what comes of it is left in a store.

    Where a process cannot be copied, nothing is done.
    """
    if count_workers() < 2:
        yield
        return
    worker = get_context("fork").Process(target=_do, args=(work,), daemon=True)
    worker.start()
    try:
        yield
    finally:
        worker.join()


def _do(work: Callable[[], object]) -> None:
    _begin()
    with suppress(Exception):
        work()


def _begin() -> None:
    """Prepare a copy of the process for its work."""
    # Else Python looks through all of its memory, which would be copied by that, for rubbish.
    gc.freeze()
    # Ctrl-C reaches all processes of a terminal. The caller ends its workers when it ends itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _listen(readers: list[Connection], advance: Advance, seconds: float | None) -> None:
    """Tell what workers have done, once one has or the time is over; forget those at their end."""
    for ready in wait(readers, seconds):
        reader = next(each for each in readers if each is ready)
        try:
            advance(int(reader.recv()))
        except (EOFError, OSError):
            readers.remove(reader)
            reader.close()


def _write_numbers(count: int) -> int:
    """Give a pipe with the numbers up to some count, of which each is read once by somebody.

    Unlike a lock, a pipe is never held by a worker that was killed.
    """
    reading, writing = os.pipe()
    # Where there are more, a worker takes several at a time.
    for number in range(min(count, _MOST)):
        os.write(writing, number.to_bytes(_NUMBER))
    os.close(writing)
    return reading


def _take(jobs: Sequence[Job], numbers: int) -> Iterator[Job]:
    while number := os.read(numbers, _NUMBER):
        yield from jobs[int.from_bytes(number) :: _MOST]


def _work(
    work: Callable[[Iterator[Job]], Iterable[int]], jobs: Iterator[Job], writer: Connection
) -> None:
    _begin()
    # What goes wrong goes wrong again where its reasons can be told: in the caller.
    with suppress(Exception):
        for count in work(jobs):
            writer.send(count)
    writer.close()
