"""The checks that need a record and its file only, so that their results can be kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias, cast

from studybank.cache import Store
from studybank.checks.assets import check_assets, check_note_matrices
from studybank.checks.blanks import check_blanks
from studybank.checks.choices import check_choices
from studybank.checks.code_languages import check_code_languages
from studybank.checks.context import Context
from studybank.checks.formulas import LocatedFormula, check_formulas, locate_formulas
from studybank.checks.languages import check_languages
from studybank.checks.markup import check_excess, check_links, check_markup, check_titles
from studybank.checks.numbers import check_numbers
from studybank.checks.parts import check_answers, check_duplicates, check_marks
from studybank.checks.placeholders import check_placeholders
from studybank.checks.prose_tables import check_prose_tables
from studybank.checks.self_check import check_self_check
from studybank.checks.structure import check_dollars, check_structure
from studybank.checks.taxonomy import check_glossary, check_note_entries, check_sources
from studybank.checks.text_references import (
    QuestionLink,
    locate_links,
)
from studybank.checks.text_references import (
    check_marks as check_text_marks,
)
from studybank.documents import Document
from studybank.errors import Problem
from studybank.file_cache import decode_problem, encode_problem
from studybank.formulas import Formula
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import Glossary, ReferenceNote, Sources
from studybank.similarity import Comparisons

_RecordCheck: TypeAlias = Callable[[Context[Record]], Iterator[Problem]]
_QuestionCheck: TypeAlias = Callable[[Context[Question]], Iterator[Problem]]

RECORD_CHECKS: Final[tuple[_RecordCheck, ...]] = (
    check_languages,
    check_markup,
    check_structure,
    check_dollars,
    check_excess,
    check_links,
    check_titles,
    check_formulas,
    check_text_marks,
    check_prose_tables,
    check_code_languages,
    check_placeholders,
)
QUESTION_CHECKS: Final[tuple[_QuestionCheck, ...]] = (
    check_numbers,
    check_choices,
    check_blanks,
    check_marks,
    check_duplicates,
    check_answers,
    check_assets,
    check_self_check,
)


@dataclass(frozen=True)
class LocalFindings:
    """What one file shows by itself.

    Attributes:
        record: The record.
        document: The file.
        problems: What is wrong with it.
        formulas: Its formulas, for the question whether MathJax takes them.
        links: Its links to questions, for the question whether these exist.
    """

    record: Record
    document: Document
    problems: tuple[Problem, ...]
    formulas: tuple[LocatedFormula, ...]
    links: tuple[QuestionLink, ...]


@dataclass
class CheckCache:
    """Findings about files that have not changed since.

    Attributes:
        store: Keeps them on disk; None keeps them within the process only.
        findings: Those of the last call, by the identity of record and document: the loader's
            own cache gives the same objects for the same file, and the findings keep them alive.
        comparisons: Which questions are alike.
    """

    store: Store | None = None
    findings: dict[tuple[int, int], LocalFindings] = field(default_factory=dict)
    comparisons: Comparisons = field(init=False)

    def __post_init__(self) -> None:
        """Keep everything in the same store."""
        self.comparisons = Comparisons(self.store)

    def forget(self) -> None:
        """Let go of what is held within the process only."""
        self.findings = {}
        self.comparisons = Comparisons(self.store)

    def find(self, contexts: Sequence[Context[Record]]) -> list[LocalFindings]:
        """Check each record by itself, if it is not known what comes of it."""
        keys = [(id(context.record), id(context.document)) for context in contexts]
        new = [
            _key(context)
            for key, context in zip(keys, contexts, strict=True)
            if key not in self.findings and context.document.digest
        ]
        kept = self.store.get_many(new) if self.store else {}
        rest: list[Context[Record]] = []
        for key, context in zip(keys, contexts, strict=True):
            if key not in self.findings:
                entry = kept.get(_key(context))
                found = _decode(entry, context) if entry else None
                if found is None:
                    rest.append(context)
                else:
                    self.findings[key] = found
        self.learn(rest)
        self.findings = {key: self.findings[key] for key in keys}
        return list(self.findings.values())

    def learn(self, contexts: Sequence[Context[Record]]) -> None:
        """Check records of which nothing is known, beside those that are."""
        fresh: dict[str, bytes] = {}
        for context in contexts:
            # What a context has gathered of its record is not held for longer than needed.
            found = find_local(replace(context))
            self.findings[id(context.record), id(context.document)] = found
            if context.document.digest:
                fresh[_key(context)] = _encode(found)
        if self.store and fresh:
            self.store.put_many(fresh)


def _key(context: Context[Record]) -> str:
    return f"findings {context.document.digest}"


def _encode(found: LocalFindings) -> bytes:
    data = {
        "problems": [encode_problem(problem) for problem in found.problems],
        "formulas": [
            (each.loc, each.offset, each.formula.tex, each.formula.display)
            for each in found.formulas
        ],
        "links": found.links,
    }
    return json.dumps(data).encode()


def _decode(entry: bytes, context: Context[Record]) -> LocalFindings | None:
    try:
        data: Any = json.loads(entry)
        return LocalFindings(
            context.record,
            context.document,
            tuple(map(decode_problem, data["problems"])),
            tuple(
                LocatedFormula(tuple(loc), offset, Formula(tex, display))
                for loc, offset, tex, display in data["formulas"]
            ),
            tuple(QuestionLink(tuple(loc), offset, to) for loc, offset, to in data["links"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def find_local(context: Context[Record]) -> LocalFindings:
    """Check a record by itself."""
    return LocalFindings(
        context.record,
        context.document,
        tuple(_find_problems(context)),
        tuple(locate_formulas(context)),
        tuple(locate_links(context)),
    )


def _find_problems(context: Context[Record]) -> Iterator[Problem]:
    for check in RECORD_CHECKS:
        yield from check(context)
    match context.record:
        case Question():
            for check_question in QUESTION_CHECKS:
                yield from check_question(cast("Context[Question]", context))
        case Sources():
            yield from check_sources(cast("Context[Sources]", context))
        case Glossary():
            yield from check_glossary(cast("Context[Glossary]", context))
        case ReferenceNote():
            yield from check_note_entries(cast("Context[ReferenceNote]", context))
            yield from check_note_matrices(cast("Context[ReferenceNote]", context))
