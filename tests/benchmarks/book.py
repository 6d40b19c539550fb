"""Measures how long a study book in both languages takes, how much memory, and how large it is.

Run by hand:

    PYTHONPATH=hooks:tests python tests/benchmarks/book.py [--volumes] [--real-only] [SIZE]...

It makes banks of 60, 300 and 1,000 questions (or of the sizes that are given) with two formulas
and three hidden blocks each, then takes the real bank, and prints a table in Markdown. Every
measurement runs in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

from pypdf import PdfReader

from small_banks import PROJECT
from studybank.bank_check import check_bank, open_cache
from studybank.book.making import open_press
from studybank.book.selection import BookRequest
from studybank.errors import Severity
from synthetic_banks import write_bank

_SIZES: Final = (60, 300, 1_000)
_PER_TOPIC: Final = 15
_FONTS: Final = PROJECT / ".cache/studybank/fonts"


@dataclass(frozen=True)
class Measured:
    """What one book took.

    Attributes:
        questions: Number of questions.
        check: Seconds for reading and checking the bank; a synthetic bank's formulas are typeset
            for the first time.
        book: Seconds from the checked bank to the last byte.
        processor: Processor time of all cores in that time, which a busy machine hardly changes.
        peak: Most memory of all processes together, in MB; what they share counts once.
        child: Most memory of one process that sets type, in MB.
        files: Number of PDFs.
        pages: Pages of all of them.
        size: Bytes of all of them, in MB.
    """

    questions: int
    check: float
    book: float
    processor: float
    peak: float
    child: float
    files: int
    pages: int
    size: float


def measure(root: Path, *, volumes: bool) -> Measured:
    """Make the study book of a bank in both languages, in this process."""
    started = time.perf_counter()
    checked = check_bank(root, open_cache(root))
    errors = [found for found in checked.problems if found.severity is Severity.ERROR]
    if errors:
        sys.exit("\n".join(map(str, errors[:5])))
    between, used = time.perf_counter(), _processor_time()
    press = open_press(checked, root, _FONTS)
    request = BookRequest()
    with Memory() as memory:
        files = [data for _, data in press.volumes(request)] if volumes else [press.book(request)]
    ended = time.perf_counter()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    pages = 0
    for number, data in enumerate(files):
        path = root.parent / f"benchmark-{number}.pdf"
        path.write_bytes(data)
        pages += len(PdfReader(path).pages)
        path.unlink()
    return Measured(
        questions=len(checked.content.bank.questions),
        check=between - started,
        book=ended - between,
        processor=_processor_time() - used,
        peak=memory.peak / 1024,
        child=child / 1024,
        files=len(files),
        pages=pages,
        size=sum(map(len, files)) / 1e6,
    )


class Memory:
    """Looks at the memory of this process and of those that it started, ten times a second.

    Attributes:
        peak: The most that they had together, in KiB.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Look no more."""
        self._ended.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._ended.wait(0.1):
            self.peak = max(self.peak, sum(map(_proportional_size, _processes())))


def _processes() -> list[str]:
    tasks = Path("/proc/self/task").iterdir()
    children = [pid for task in tasks for pid in _read(task / "children").split()]
    return ["self", *children]


def _proportional_size(process: str) -> int:
    found = re.search(r"^Pss:\s+(\d+)", _read(Path("/proc", process, "smaps_rollup")), re.MULTILINE)
    return int(found[1]) if found else 0


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def _processor_time() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    usages = [resource.getrusage(kind) for kind in kinds]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _measure_apart(root: Path, *, volumes: bool) -> Measured:
    command = [sys.executable, __file__, "--bank", str(root), *(["--volumes"] if volumes else [])]
    path = os.pathsep.join((str(PROJECT / "hooks"), str(PROJECT / "tests")))
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": path, "SOURCE_DATE_EPOCH": "0"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Measured(**json.loads(done.stdout))


_COLUMNS: Final = (
    *("Bank", "Questions", "Check, s", "Book, s", "CPU, s", "All, MB", "Typst, MB"),
    *("Files", "Pages", "MB"),
)


def _row(name: str, found: Measured) -> str:
    times = (f"{seconds:.1f}" for seconds in (found.check, found.book, found.processor))
    cells = (
        *(name, f"{found.questions:,}", *times, f"{found.peak:.0f}", f"{found.child:.0f}"),
        *(f"{found.files}", f"{found.pages:,}", f"{found.size:.1f}"),
    )
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", help="questions of a bank")
    parser.add_argument("--volumes", action="store_true", help="a file for each chapter")
    parser.add_argument("--real-only", action="store_true", help="only the real bank")
    parser.add_argument("--bank", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.bank:
        print(json.dumps(asdict(measure(chosen.bank, volumes=chosen.volumes))))
        return
    print(f"| {' | '.join(_COLUMNS)} |")
    print(f"|:---|{'---:|' * (len(_COLUMNS) - 1)}", flush=True)
    for size in () if chosen.real_only else chosen.sizes or _SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "content"
            write_bank(root, size, _PER_TOPIC)
            print(_row("synthetic", _measure_apart(root, volumes=chosen.volumes)), flush=True)
    print(_row("real", _measure_apart(PROJECT / "content", volumes=chosen.volumes)))


if __name__ == "__main__":
    main()
