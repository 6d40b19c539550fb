"""Loading, typesetting and checking a bank: what every command and every build begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from studybank.cache import DiskStore
from studybank.checks.content import check_content
from studybank.checks.formulas import collect_formulas
from studybank.checks.local import CheckCache
from studybank.errors import Problem
from studybank.formulas import Formula, Store, TexError, Typeset, typeset
from studybank.load import Content, FileCache, load_content


@dataclass(frozen=True)
class BankCache:
    """What may be kept between two checks of a bank.

    Attributes:
        formulas: Typeset formulas, kept on disk; None typesets them anew.
        files: Parsed files, kept within a process.
        findings: What checks found in single files, kept likewise.
    """

    formulas: Store | None = None
    files: FileCache = field(default_factory=FileCache)
    findings: CheckCache = field(default_factory=CheckCache)


def open_cache(root: Path) -> BankCache:
    """Give the cache that commands and builds of one project share.

    Args:
        root: The `content/` folder; the cache stands beside it and may be deleted.
    """
    return BankCache(DiskStore(root.resolve().parent / ".cache/studybank/formulas.sqlite3"))


class CheckedBank(NamedTuple):
    """A bank with everything that a build needs of it.

    Attributes:
        content: What `content/` holds.
        typeset: Every formula of the bank, typeset or refused.
        problems: All problems of loading and checking, sorted.
    """

    content: Content
    typeset: Mapping[Formula, Typeset | TexError]
    problems: tuple[Problem, ...]


def check_bank(root: Path, cache: BankCache | None = None) -> CheckedBank:
    """Load, typeset and check a bank.

    Args:
        root: The `content/` folder.
        cache: Results of earlier calls, to be used and renewed.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    cache = cache or BankCache()
    content = load_content(root, cache.files)
    formulas = typeset(collect_formulas(content.bank), cache=cache.formulas)
    problems = check_content(content, formulas, cache.findings)
    return CheckedBank(content, formulas, tuple(sorted({*content.problems, *problems})))
