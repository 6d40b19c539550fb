"""Running the listings of a bank and holding their outputs against what the bank says."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from studybank.model.assets import Code
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.model.walk import walk_records

SECONDS = 10
"""Processor time that a listing may take."""
_MEMORY = 2 << 30
_PATIENCE = 120

# Limits are set inside the new process; the listing then runs as the main module.
_LAUNCHER = """
import resource, runpy, sys
seconds, memory = map(int, sys.argv[1:3])
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))
runpy.run_path(sys.argv[3], run_name="__main__")
"""


class Run(NamedTuple):
    """What a listing did.

    Attributes:
        code: Exit code.
        output: What it printed, or what it complained of.
    """

    code: int
    output: str


def find_listings(bank: Bank) -> Iterator[tuple[Question, Code]]:
    """Give every listing of a bank with its question."""
    for question in bank.questions:
        for _, record in walk_records(question):
            if isinstance(record, Code):
                yield question, record


def run_listing(code: Code) -> Run:
    """Run a Python listing by itself in an empty folder, within limits of time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "listing.py"
        path.write_text(code.text, "utf-8")
        result = subprocess.run(
            [sys.executable, "-I", "-c", _LAUNCHER, str(SECONDS), str(_MEMORY), str(path)],
            cwd=folder,
            # One thread: each of NumPy's threads takes memory of its own.
            env={"OPENBLAS_NUM_THREADS": "1", "PATH": "", "PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_PATIENCE,
        )
    return Run(result.returncode, result.stdout if result.returncode == 0 else result.stderr)


def find_wrong_listings(bank: Bank) -> Iterator[str]:
    """Say which listings do not run, or print something else than the bank says."""
    listings = list(find_listings(bank))
    for question, code in listings:
        if not code.runs:
            continue
        run = run_listing(code)
        if run.code != 0:
            yield f"{question.id}/{code.id} fails:\n{run.output}"
            continue
        for owner, stated in listings:
            is_its = owner is question and stated.role == "output" and stated.of == code.id
            if is_its and _lines(stated.text) != _lines(run.output):
                yield f"{question.id}/{stated.id} should be:\n{run.output}"


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]
