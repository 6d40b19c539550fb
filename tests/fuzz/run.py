"""Mutated files: whatever stands in them, they are loaded or refused, and nothing is changed.

    PYTHONPATH=hooks:tests python tests/fuzz/run.py --seconds 60 --seed 1

Takes the files of the bank and of `tests/cases`, changes each a little at random, and reads it in
a process of its own with limited memory. A finding is an exception, a file that takes longer than
2 s of processor time, a process that needs more than 200 MB beside the program itself, or data
that PyYAML's own loader, told to keep every scalar as text, reads otherwise. Ends with 1 after
the first finding, which is written to a file.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from fuzz.mutations import load_samples, mutate, start_randomness
from fuzz.reading import find_fault

_MEMORY: Final = 200 * 2**20
_PATIENCE: Final = 60.0
"""Seconds of the clock after which a file that is still being read counts as endless."""
_WHOLE_EVERY: Final = 10


def main(arguments: Sequence[str]) -> int:
    """Fuzz, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finding", type=Path, default=Path("fuzz-finding.yml"))
    options = parser.parse_args(arguments)
    samples = load_samples()
    randomness = start_randomness(options.seed)
    end = time.monotonic() + options.seconds
    ours, theirs = multiprocessing.Pipe()
    reader = multiprocessing.Process(target=_read, args=(theirs,), daemon=True)
    reader.start()
    theirs.close()
    count = 0
    while time.monotonic() < end:
        name, data = randomness.choice(samples)
        changed = mutate(data, randomness)
        count += 1
        fault = _ask(ours, name, changed, whole=count % _WHOLE_EVERY == 0)
        if fault:
            options.finding.write_bytes(changed)
            print(f"File {count} of seed {options.seed}, from {name}: {fault}")
            print(f"It is in {options.finding}.")
            reader.kill()
            return 1
    ours.send(None)
    reader.join(_PATIENCE)
    print(f"{count} files of seed {options.seed}: no finding.")
    return 0


def _ask(ours: Connection, name: str, data: bytes, *, whole: bool) -> str:
    try:
        ours.send((name, data, whole))
        return str(ours.recv()) if ours.poll(_PATIENCE) else "it is read without end"
    except (EOFError, ConnectionError):
        return "the process ended: it needed too much memory, or crashed"


def _read(theirs: Connection) -> None:
    """Read files that are sent, in a process that cannot grow for ever."""
    find_fault("questions/a/b.yml", b"title: x\n", whole=True)
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[0])
    limit = pages * resource.getpagesize() + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while (sent := theirs.recv()) is not None:
        name, data, whole = sent
        theirs.send(find_fault(name, data, whole=whole))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
