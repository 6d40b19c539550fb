"""Problems for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from studybank.errors import Problem
from studybank.locales import Locale, translate
from studybank.reports.excerpt import render_excerpt
from studybank.reports.findings import Findings


def render_text(findings: Findings, locale: Locale) -> str:
    """Write each problem with the line it points at: errors, then advice, then how many."""
    return "\n".join(_blocks(findings, locale))


def _blocks(findings: Findings, locale: Locale) -> Iterator[str]:
    for kind, problems in (("errors", findings.errors), ("advice", findings.advice)):
        if problems:
            yield translate(locale, f"check.{kind}_head")
            yield ""
        for problem in problems:
            yield from _lines(problem, findings, locale)
            yield ""
    files = len(findings.documents)
    yield translate(
        locale,
        "check.summary",
        errors=count_words(locale, "errors", len(findings.errors)),
        advice=count_words(locale, "advice", len(findings.advice)),
        files=count_words(locale, "files", files),
    )


def count_words(locale: Locale, kind: str, count: int) -> str:
    """Write a number of things, such as "1 error"."""
    form = f"{kind}_one" if count == 1 else kind
    return translate(locale, f"check.{form}", count=count)


def _lines(problem: Problem, findings: Findings, locale: Locale) -> Iterator[str]:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    yield f"{place}: {problem.code} {problem.message(locale)}"
    document = findings.documents.get(problem.path)
    if document is not None and problem.line <= len(document.lines):
        yield render_excerpt(document.lines[problem.line - 1], problem.line, problem.column)
