"""Drafts read back with the bank's own loader and checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from studybank.cache import Store
from studybank.checks.content import check_content
from studybank.checks.context import walk_contexts
from studybank.checks.local import CheckCache
from studybank.checks.waivers import FIRST_WAIVABLE
from studybank.documents import Document
from studybank.errors import Problem, Severity
from studybank.formatting import format_file
from studybank.formulas import find_refused
from studybank.load import Content, load_file
from studybank.model.question import Question
from studybank.yaml_writing import write_yaml

_LONGEST_REASON: Final = 280


@dataclass(frozen=True)
class Checked:
    """A draft as it will be written.

    Attributes:
        text: Its YAML.
        document: The YAML, read back.
        waived: Problems that a waiver in the draft keeps from stopping a build.
        errors: Problems that remain.
    """

    text: str
    document: Document
    waived: tuple[Problem, ...]
    errors: tuple[Problem, ...]


def check_drafts(
    drafts: Mapping[str, Mapping[str, Any]], content: Content, store: Store | None
) -> dict[str, Checked]:
    """Write, read back and check drafts, and waive what only a person can mend.

    Args:
        drafts: Plain data by path below `content/`.
        content: The bank that they are for.
        store: Typeset formulas, kept between runs.

    Returns:
        What became of each, by path.
    """
    texts = {name: _write(name, draft) for name, draft in drafts.items()}
    first = _find_errors(texts, content, store)
    waived = {
        name: tuple(problem for problem in problems if problem.code >= FIRST_WAIVABLE)
        for name, problems in first.items()
    }
    for name, problems in waived.items():
        if problems:
            texts[name] = _write(name, {**drafts[name], "waivers": _waivers(problems)})
    last = _find_errors(
        {name: texts[name] for name, found in waived.items() if found}, content, store
    )
    return {
        name: Checked(
            text,
            load_file(name, text.encode()).document,
            waived.get(name, ()),
            last.get(name, ()) if waived.get(name) else first.get(name, ()),
        )
        for name, text in texts.items()
    }


def _write(name: str, draft: Mapping[str, Any]) -> str:
    return format_file(name, write_yaml(draft).encode()).text


def _waivers(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    found: dict[tuple[str, str], str] = {}
    for problem in problems:
        reason = f"Imported as it was; to be looked at: {problem.what()}"[:_LONGEST_REASON]
        found.setdefault((problem.code, problem.field), reason)
    return [
        {"code": code, "field": field, "reason": reason} for (code, field), reason in found.items()
    ]


def _find_errors(
    texts: Mapping[str, str], content: Content, store: Store | None
) -> dict[str, tuple[Problem, ...]]:
    """Find the errors of drafts as part of the bank, by path below `content/`."""
    if not texts:
        return {}
    results = {name: load_file(name, text.encode()) for name, text in texts.items()}
    records = (result.record for result in results.values())
    questions = tuple(record for record in records if isinstance(record, Question))
    bank = replace(content.bank, questions=questions, papers=(), scopes=(), guides=(), notes=())
    documents = {f"content/{name}": result.document for name, result in results.items()}
    drafts = replace(content, bank=bank, documents=documents, problems=(), figures=frozenset())
    cache = CheckCache()
    findings = cache.find(tuple(walk_contexts(drafts)))
    formulas = (located.formula for found in findings for located in found.formulas)
    refused = find_refused(formulas, cache=store)
    problems = [*check_content(drafts, refused, cache)]
    problems += [problem for result in results.values() for problem in result.problems]
    return {
        name: tuple(
            sorted(
                problem
                for problem in problems
                if problem.path == f"content/{name}" and problem.severity is Severity.ERROR
            )
        )
        for name in texts
    }
