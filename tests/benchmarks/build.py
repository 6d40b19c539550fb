"""Measures builds of synthetic banks beside the stock pipeline, edits under `serve`, and checks.

Run by hand:

    PYTHONPATH=hooks:tests python tests/benchmarks/build.py [SIZE]...

For each size it builds the same text with MkDocs, Material and mkdocs-static-i18n, and twice with
Studybank: with no cache (cold) and with what the first build kept (warm). Then it edits a question
of a bank of 1,000 under `serve`, and checks a bank of 5,000. It prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from servers import Server
from sites import copy_project, environment
from synthetic_banks import write_bank, write_stock

_SIZES: Final = (300, 1_000, 5_000, 10_000)
_PER_TOPIC: Final = 25
_SERVED: Final = 1_000
_CHECKED: Final = 5_000
_EDITS: Final = 5
_BUILD: Final = ("-m", "mkdocs", "build", "--quiet")
_CHECK: Final = ("-m", "studybank.cli", "check", "--errors-only")


@dataclass(frozen=True)
class Measured:
    """What a command took.

    Attributes:
        wall: Seconds.
        processor: Processor time of all its processes, which a busy machine changes less.
        memory: Peak memory of all its processes in MB; what they share counts once.
    """

    wall: float
    processor: float
    memory: float


def measure(project: Path, *arguments: str) -> Measured:
    """Run Python in a project and measure it with all its processes."""
    before, started = _processor_time(), time.perf_counter()
    command = [sys.executable, *arguments]
    process = subprocess.Popen(
        command, cwd=project, env=environment(project), stdout=subprocess.DEVNULL
    )
    peaks = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, peaks))
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - started
    watcher.join()
    if code:
        sys.exit(f"{' '.join(command)} ended with {code}")
    return Measured(wall, _processor_time() - before, peaks[0])


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _watch(process: subprocess.Popen[bytes], peaks: list[float]) -> None:
    while process.poll() is None:
        peaks[0] = max(peaks[0], sum(map(_memory, _family(process.pid))))
        time.sleep(0.2)


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(found for child in children for found in _family(int(child)))]


def _memory(pid: int) -> float:
    """Give a process' share of memory (PSS) in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def measure_builds(folder: Path, count: int) -> str:
    """Build a bank of a size in every way and give a row of the table."""
    stock = folder / "stock"
    write_stock(stock, count, _PER_TOPIC)
    ours = _make_project(folder / "ours", count)
    plain = measure(stock, *_BUILD)
    cold = measure(ours, *_BUILD)
    warm = measure(ours, *_BUILD)
    cells = [
        f"{count:,}",
        *(f"{found.wall:.1f} | {found.processor:.1f}" for found in (plain, cold, warm)),
        f"{cold.wall / plain.wall:.2f} | {warm.wall / plain.wall:.2f}",
        f"{cold.processor / count * 1000:.2f}",
        *(f"{found.memory:.0f}" for found in (plain, cold, warm)),
    ]
    return f"| {' | '.join(cells)} |"


def _make_project(root: Path, count: int) -> Path:
    empty = root.with_name("empty")
    empty.mkdir(exist_ok=True)
    copy_project(root, empty)
    shutil.rmtree(root / ".cache", ignore_errors=True)
    write_bank(root / "content", count, _PER_TOPIC)
    return root


def measure_edits(folder: Path) -> list[float]:
    """Edit a question under `serve` some times; give the seconds until a reader sees it."""
    project = _make_project(folder / "served", _SERVED)
    server = Server(project, folder / "log")
    file, page = "content/questions/topic-7/step-180.yml", "topics/topic-7/"
    times = []
    try:
        _wait(server, page, lambda html: "Where does it stand after" in html)
        for number in range(_EDITS):
            mark = f"Where does it stand, edited {number}, after"
            source = (project / file).read_text("utf-8")
            started = time.perf_counter()
            old = "Where does it stand after" if not number else f"edited {number - 1}, after"
            new = mark if not number else f"edited {number}, after"
            (project / file).write_text(source.replace(old, new), "utf-8")
            _wait(server, page, lambda html, mark=mark: mark in html)  # type: ignore[misc]
            times.append(time.perf_counter() - started)
    finally:
        server.stop()
    return times


def _wait(server: Server, page: str, is_there: Callable[[str], bool]) -> None:
    while not is_there(server.get(page)):
        time.sleep(0.02)


def measure_checks(folder: Path) -> tuple[Measured, Measured]:
    """Check a bank without a cache and with one."""
    project = _make_project(folder / "checked", _CHECKED)
    return measure(project, *_CHECK), measure(project, *_CHECK)


_HEAD: Final = (
    "Questions", "Stock, s", "CPU, s", "Cold, s", "CPU, s", "Warm, s", "CPU, s", "Cold : stock",
    "Warm : stock", "Cold CPU a question, ms", "Stock, MB", "Cold, MB", "Warm, MB",
)  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sizes", metavar="SIZE", type=int, nargs="*", help="questions of a bank")
    parser.add_argument("--builds-only", action="store_true", help="no edits and no checks")
    parser.add_argument("--no-builds", action="store_true", help="only edits and checks")
    chosen = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    if not chosen.no_builds:
        print(f"| {' | '.join(_HEAD)} |\n|{'--:|' * len(_HEAD)}", flush=True)
        for count in chosen.sizes or _SIZES:
            with tempfile.TemporaryDirectory() as folder:
                print(measure_builds(Path(folder), count), flush=True)
    if not chosen.builds_only:
        with tempfile.TemporaryDirectory() as folder:
            times = sorted(measure_edits(Path(folder)))
            print(f"\nSeconds until an edit is visible under serve, {_SERVED:,} questions:")
            print(", ".join(f"{each:.2f}" for each in times), flush=True)
            for name, found in zip(("cold", "warm"), measure_checks(Path(folder)), strict=True):
                print(f"\nCheck of {_CHECKED:,}, {name}: {found.wall:.1f} s, CPU", end=" ")
                print(f"{found.processor:.1f} s, {found.memory:.0f} MB.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
