"""Work in several processes, whose results are left in stores.

Nothing comes back from a worker: who ordered the work looks into the store and does itself what
is missing there. So a worker may fail or be killed, and a machine that has one core, or whose
system cannot copy a process, only takes longer.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from studybank.progress import Advance

Job = TypeVar("Job")


def count_workers() -> int:
    """Give the number of processes that work at the same time; 1 is the caller alone."""
    # Only Linux copies a process safely, and only if that has no other thread.
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def do_apart(
    work: Callable[[Sequence[Job]], Iterable[int]], jobs: Sequence[Job], advance: Advance
) -> None:
    """Do jobs in copies of this process.

    Args:
        work: Does some jobs and leaves their results in a store; gives how many it has done
            since the last time it told.
        jobs: The jobs, of which each worker has its share.
        advance: Is told of the jobs done.
    """
    count = min(count_workers(), len(jobs))
    context = get_context("fork")
    readers: list[Connection] = []
    workers = []
    for number in range(count):
        reader, writer = context.Pipe(duplex=False)
        # Each ends with its share, so that none is left waiting if this process is killed.
        worker = context.Process(
            target=_work, args=(work, jobs[number::count], writer), daemon=True
        )
        worker.start()
        writer.close()
        readers.append(reader)
        workers.append(worker)
    while readers:
        for ready in wait(readers):
            reader = next(each for each in readers if each is ready)
            try:
                advance(int(reader.recv()))
            except (EOFError, OSError):
                readers.remove(reader)
                reader.close()
    for worker in workers:
        worker.join()


def _work(
    work: Callable[[Sequence[Job]], Iterable[int]], jobs: Sequence[Job], writer: Connection
) -> None:
    # Else Python looks through all of its memory, which would be copied by that, for rubbish.
    gc.freeze()
    # What goes wrong goes wrong again where its reasons can be told: in the caller.
    with suppress(Exception):
        for count in work(jobs):
            writer.send(count)
    writer.close()
