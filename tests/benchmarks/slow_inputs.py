"""How long hostile texts take, in every text field of the model.

    PYTHONPATH=hooks:tests python tests/benchmarks/slow_inputs.py [--only TEXT] [--limit 1.0]

Each text of `tests/slow_texts.py` is put into many fields at once, in a bank with one record of
each kind, which is read, checked, typeset, indexed for the search and turned into pages. Where
that takes longer than the limit, or a file grows too large, the fields are halved until the slow
one is found. Ends with 1 if a single field is slower than the limit. A field of answers or
assets stands in several places of the bank.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from filled_bank import Maker, Shape, Writer, write_bank
from slow_texts import build_texts
from studybank.bank_check import BankCache, check_bank
from studybank.locales import LOCALES
from studybank.markup import render_markdown
from studybank.pages import build_linker, build_pages
from studybank.prose import split_prose
from studybank.search import SearchIndex
from studybank.site import Site
from studybank.strict_yaml import MAX_BYTES

_PLAIN = "Plain words"
_TOGETHER = 28


def measure(write: Writer, fields: Collection[str]) -> float:
    """Give the processor seconds of a bank with a text in some fields and plain words else.

    Returns:
        Infinity if a file of several fields is larger than a file may be, or if Python's stack
        does not suffice.
    """

    def choose(where: str, shape: Shape) -> str:
        return write(where, shape) if where in fields else _PLAIN

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        write_bank(root, [Maker(choose, "slow", "slow")])
        sizes = [path.stat().st_size for path in root.rglob("*.yml")]
        if max(sizes) > MAX_BYTES and len(fields) > 1:
            return math.inf
        render_markdown.cache_clear()
        split_prose.cache_clear()
        start = time.process_time()
        try:
            convert(root)
        except RecursionError:
            return math.inf
        return time.process_time() - start


def convert(root: Path) -> None:
    """Do all that a build does with texts."""
    checked = check_bank(root, BankCache())
    for problem in checked.problems:
        str(problem)
    bank = checked.content.bank
    site = Site(bank, checked.typeset, frozenset(), {}, "https://example.org/")
    linker = build_linker(bank, directory_urls=True)
    SearchIndex().build(bank, linker)
    for page in build_pages(site):
        for locale in LOCALES:
            linker.resolve(str(page.render(locale)), page.uri, locale)


def find_slow(
    write: Writer, fields: Sequence[str], limit: float, base: float
) -> list[tuple[float, str]]:
    """Give seconds and name of the slowest field, and of each that is slower than a limit."""
    seconds = measure(write, fields) - base
    if len(fields) == 1:
        return [(seconds, fields[0])]
    if seconds <= limit:
        return [(seconds, f"{len(fields)} fields together")]
    middle = len(fields) // 2
    halves = (fields[:middle], fields[middle:])
    return [found for half in halves for found in find_slow(write, half, limit, base)]


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only texts whose name has this in it")
    parser.add_argument("--limit", type=float, default=1.0, help="seconds for a field")
    options = parser.parse_args(arguments)
    fields = _find_fields()
    base = min(measure(lambda *_: _PLAIN, fields) for _ in range(3))
    print(f"{len(fields)} fields, {base:.2f} s without hostile texts", flush=True)
    worst: list[tuple[float, str, str]] = []
    for name, write in build_texts():
        if options.only in name:
            groups = [fields[at : at + _TOGETHER] for at in range(0, len(fields), _TOGETHER)]
            found = [
                one for group in groups for one in find_slow(write, group, options.limit, base)
            ]
            worst += [(seconds, name, field) for seconds, field in found if " " not in field]
            seconds, field = max(found)
            print(f"{name}: {seconds:.2f} s ({field})", flush=True)
    print("The slowest fields:")
    for seconds, name, field in sorted(worst, reverse=True)[:12]:
        print(f"  {seconds:.2f} s  {field}  {name}")
    return int(any(seconds > options.limit for seconds, *_ in worst))


def _find_fields() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        plain: Callable[..., str] = lambda *_: _PLAIN  # noqa: E731 - a writer in one line
        return sorted(write_bank(Path(folder), [Maker(plain, "slow", "slow")]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
