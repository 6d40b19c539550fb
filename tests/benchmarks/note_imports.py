"""Measure the importer on documents of 80 questions in every shape and language.

Run: PYTHONPATH=hooks:tests python tests/benchmarks/note_imports.py [first seed] [last seed]
"""

from __future__ import annotations

import sys
import time
from typing import get_args

from imports.bank_items import Voice
from imports.measuring import measure
from imports.note_writers import WRITERS


def main() -> None:
    """Print a line for each shape: the least and the whole share, losses, processor time."""
    first, last = (int(number) for number in (sys.argv[1:3] or (1, 3)))
    print("| Shape | Language | Questions | Right | Least in a document | Lines lost | CPU, s |")
    print("|:---|:---|---:|---:|---:|---:|---:|")
    for shape in WRITERS:
        for voice in get_args(Voice):
            started = time.process_time()
            found = [measure(shape, voice, seed) for seed in range(first, last + 1)]
            seconds = (time.process_time() - started) / len(found)
            total, right = sum(item.total for item in found), sum(item.right for item in found)
            least = min(item.right / item.total for item in found)
            lost = sum(item.lost for item in found)
            print(
                f"| {shape} | {voice} | {total} | {right / total:.1%} | {least:.1%} | {lost} "
                f"| {seconds:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
