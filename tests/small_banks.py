"""Small banks for tests: from text to records, problems and sites."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent
from typing import TypeVar

from studybank.bank_check import BankCache, check_bank
from studybank.cache import DiskStore
from studybank.errors import Severity
from studybank.figures import read_sizes
from studybank.file_cache import FileResult
from studybank.load import load_file
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.site import Site
from studybank.translations import find_stale, load_lock

PROJECT = Path(__file__).parents[1]
FORMULAS = DiskStore(PROJECT / ".cache/studybank/formulas.sqlite3")
"""The project's own store of formulas: V8 starts only for those that it does not know."""

QUESTION = "questions/overfitting/sample.yml"

AnyRecord = TypeVar("AnyRecord", bound=Record)


def load_text(text: str, name: str = QUESTION) -> FileResult:
    """Load one file of `content/` from its text, which may be indented as a whole."""
    return load_file(name, dedent(text).encode())


def load_record(kind: type[AnyRecord], text: str, name: str) -> AnyRecord:
    """Load a record that must have no problems."""
    result = load_text(text, name)
    assert [str(problem) for problem in result.problems] == []
    assert isinstance(result.record, kind)
    return result.record


def load_question(text: str) -> Question:
    """Load a question that must have no problems."""
    return load_record(Question, text, QUESTION)


def build_site(root: Path) -> Site:
    """Check a bank, which must have no errors, and gather what its pages are made from."""
    checked = check_bank(root, BankCache(FORMULAS))
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    assert [str(problem) for problem in errors] == []
    lock, _ = load_lock(root)
    return Site(
        checked.content.bank,
        checked.typeset,
        find_stale(checked.content, lock),
        read_sizes(root, checked.content.figures),
        "https://example.org/edit/",
    )
