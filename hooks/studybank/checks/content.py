"""All checks of a bank, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias, cast

from studybank.checks.context import Context, walk_contexts
from studybank.checks.duplicates import check_similar
from studybank.checks.figures import check_figures, check_unused
from studybank.checks.former_ids import check_former_ids
from studybank.checks.formulas import check_typeset
from studybank.checks.known_names import KnownNames
from studybank.checks.local import CheckCache
from studybank.checks.papers import check_paper
from studybank.checks.pictures import check_pictures
from studybank.checks.references import (
    check_paper_references,
    check_question_references,
    check_scope,
)
from studybank.checks.series import check_series
from studybank.checks.taxonomy import check_filing, check_topics
from studybank.checks.text_references import check_links
from studybank.checks.translations import check_translations
from studybank.checks.waivers import apply_waivers
from studybank.errors import Problem
from studybank.formulas import Formula, TexError, Typeset
from studybank.load import Content
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import Paper, Scope, Topics
from studybank.translations import load_lock

_Typeset: TypeAlias = Mapping[Formula, Typeset | TexError]


def check_content(
    content: Content, typeset: _Typeset, cache: CheckCache | None = None
) -> tuple[Problem, ...]:
    """Check a bank, within records and between them.

    Args:
        content: What was loaded; its own problems are not repeated.
        typeset: Every formula of the bank; one that is missing here counts as right.
        cache: Findings of an earlier call, to be used and renewed.

    Returns:
        All problems that no waiver silences, sorted. Never raises for what `content/` holds.
    """
    contexts = tuple(walk_contexts(content))
    questions = [
        cast("Context[Question]", context)
        for context in contexts
        if isinstance(context.record, Question)
    ]
    cache = cache or CheckCache()
    problems = {
        *_check_each(contexts, content, typeset, cache),
        *_check_together(contexts, questions, content, cache),
    }
    return tuple(sorted(apply_waivers(questions, problems)))


def _check_each(
    contexts: Sequence[Context[Record]], content: Content, typeset: _Typeset, cache: CheckCache
) -> Iterator[Problem]:
    """Check records by themselves, with formulas and links that are looked up afterwards."""
    known = KnownNames(content)
    for context, findings in zip(contexts, cache.find(contexts), strict=True):
        refused = list(check_typeset(context.document, findings.formulas, typeset))
        # What MathJax says of a formula is enough.
        said = {(problem.field, dict(problem.values)["formula"]) for problem in refused}
        for problem in findings.problems:
            shown = dict(problem.values).get("formula", "") if said else ""
            if (problem.field, shown) not in said:
                yield problem
        yield from refused
        yield from check_links(context.document, findings.links, known)


def _check_together(
    contexts: Sequence[Context[Record]],
    questions: list[Context[Question]],
    content: Content,
    cache: CheckCache,
) -> Iterator[Problem]:
    """Check what depends on other records or on other files."""
    known = KnownNames(content)
    lock, lock_problems = load_lock(content.root)
    yield from lock_problems
    for question in questions:
        yield from check_question_references(question, known)
        yield from check_filing(question, content.bank)
        yield from check_figures(question, content.figures)
        if lock is not None and not lock_problems:
            yield from check_translations(question, lock)
    for context in contexts:
        match context.record:
            case Topics():
                yield from check_topics(cast("Context[Topics]", context), content.bank)
            case Scope():
                yield from check_scope(cast("Context[Scope]", context), known)
            case Paper():
                yield from check_paper_references(cast("Context[Paper]", context), known)
                yield from check_paper(cast("Context[Paper]", context), known)
    yield from check_series(questions)
    yield from check_former_ids(questions, content)
    yield from check_similar(questions, content.bank, cache.comparisons)
    yield from check_pictures(content)
    yield from check_unused(content)
