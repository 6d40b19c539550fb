"""Loading, typesetting and checking a bank: what every command and every build begins with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from studybank.cache import DiskStore, Store
from studybank.checks.content import check_content
from studybank.checks.context import Context, walk_contexts
from studybank.checks.local import CheckCache
from studybank.errors import Problem
from studybank.file_cache import FileCache, FileResult
from studybank.formulas import Formula, TexError, Typeset, find_refused, typeset
from studybank.load import Content, load_content, load_file
from studybank.model.bank import Bank
from studybank.model.fields import Record
from studybank.progress import Progress, show_nothing
from studybank.similarity import Comparisons, find_similar, is_known
from studybank.workers import count_workers, do_apart, do_beside

_MANY: Final = 200
"""New files, or questions, from which on several processes are faster than one."""

_AT_ONCE: Final = 100
"""Files after which a worker keeps what it has read."""


@dataclass(frozen=True)
class BankCache:
    """What may be kept between two checks of a bank.

    Attributes:
        formulas: Typeset formulas, kept on disk; None typesets them anew.
        files: Parsed files.
        findings: What checks found in single files.
        pages: Rendered pages, kept on disk.
        typeset: The formulas of the last check that MathJax did not refuse.
    """

    formulas: Store | None = None
    files: FileCache = field(default_factory=FileCache)
    findings: CheckCache = field(default_factory=CheckCache)
    pages: Store | None = None
    typeset: dict[Formula, Typeset] = field(default_factory=dict)

    def forget(self) -> None:
        """Let go of what is held within the process only; what is on disk stays there."""
        self.files.results.clear()
        self.findings.forget()
        self.typeset.clear()


def open_cache(root: Path) -> BankCache:
    """Give the cache that commands and builds of one project share.

    Args:
        root: The `content/` folder; the cache stands beside it and may be deleted.
    """
    folder = root.resolve().parent / ".cache/studybank"
    files = DiskStore(folder / "files.sqlite3")
    return BankCache(
        DiskStore(folder / "formulas.sqlite3"),
        FileCache(files),
        CheckCache(files),
        DiskStore(folder / "pages.sqlite3"),
    )


class CheckedBank(NamedTuple):
    """A bank with everything that a build needs of it.

    Attributes:
        content: What `content/` holds.
        typeset: Every formula of the bank, typeset or refused; only those refused where nothing
            else was asked for.
        problems: All problems of loading and checking, sorted.
    """

    content: Content
    typeset: Mapping[Formula, Typeset | TexError]
    problems: tuple[Problem, ...]


def check_bank(
    root: Path,
    cache: BankCache | None = None,
    progress: Progress = show_nothing,
    *,
    typesets: bool = True,
) -> CheckedBank:
    """Load, typeset and check a bank.

    Args:
        root: The `content/` folder.
        cache: Results of earlier calls, to be used and renewed.
        progress: Shows how far reading and typesetting are, where much is new.
        typesets: Formulas are wanted for pages; else it is only found out which are refused.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    cache = cache or BankCache()
    content = load_content(root, cache.files, partial(_read_apart, cache, progress))
    with _comparing(content.bank, cache.findings.comparisons):
        findings = cache.findings.find(tuple(walk_contexts(content)))
        formulas = [located.formula for found in findings for located in found.formulas]
        settled: Mapping[Formula, Typeset | TexError]
        if typesets:
            settled = _typeset(formulas, cache, progress)
        else:
            settled = find_refused(formulas, cache=cache.formulas, progress=progress)
    problems = check_content(content, settled, cache.findings)
    return CheckedBank(content, settled, tuple(sorted({*content.problems, *problems})))


def _comparing(bank: Bank, known: Comparisons) -> AbstractContextManager[None]:
    """Compare many questions meanwhile, so that the store knows how much alike they are."""
    if len(bank.questions) < _MANY or known.store is None or is_known(bank, known):
        return nullcontext()
    return do_beside(partial(find_similar, bank, known=known))


def _typeset(
    formulas: Iterable[Formula], cache: BankCache, progress: Progress
) -> Mapping[Formula, Typeset | TexError]:
    """Typeset formulas, but for those that the last check has seen."""
    wanted = dict.fromkeys(formulas)
    new = [formula for formula in wanted if formula not in cache.typeset]
    fresh = typeset(new, cache=cache.formulas, progress=progress)
    results = {**cache.typeset, **fresh}
    found = {formula: results[formula] for formula in wanted}
    cache.typeset.clear()
    cache.typeset.update(
        (formula, result) for formula, result in found.items() if isinstance(result, Typeset)
    )
    return found


def _read_apart(
    cache: BankCache, progress: Progress, files: Mapping[str, bytes]
) -> Mapping[str, FileResult]:
    """Read and check new files in several processes; give what this one has read itself."""
    results: dict[str, FileResult] = {}
    if len(files) < _MANY or count_workers() < 2:
        return results

    def read_here(some: Mapping[str, bytes]) -> int:
        results.update(_read(cache, some))
        return len(some)

    with progress("Reading questions", len(files)) as advance:
        items = list(files.items())
        jobs = [dict(items[at : at + _AT_ONCE]) for at in range(0, len(items), _AT_ONCE)]
        do_apart(partial(_read_there, cache), jobs, advance, read_here)
    return results


def _read_there(cache: BankCache, jobs: Iterator[Mapping[str, bytes]]) -> Iterator[int]:
    for files in jobs:
        # What is read is held by the stores only.
        _read(BankCache(files=cache.files, findings=CheckCache(cache.findings.store)), files)
        yield len(files)


def _read(cache: BankCache, files: Mapping[str, bytes]) -> dict[str, FileResult]:
    results = cache.files.read(files, load_file)
    contexts: list[Context[Record]] = [
        Context(result.record, result.document)
        for result in results.values()
        if result.record is not None
    ]
    cache.findings.learn(contexts)
    return results
