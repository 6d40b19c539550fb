"""Problems for GitHub's annotations and as JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from studybank.errors import Problem, Severity
from studybank.locales import Locale
from studybank.reports.findings import Findings

JSON_VERSION: Final = 1
"""Raised when a field of the JSON changes its meaning or goes away; new ones may come any time."""

_COMMANDS: Final = {Severity.ERROR: "error", Severity.ADVICE: "notice"}


def render_github(findings: Findings, locale: Locale) -> str:
    """Write a workflow command for each problem, which GitHub shows at the line of a diff.

    Source:
        https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands and
        the escapes of actions/toolkit (packages/core/src/command.ts).
    """
    return "\n".join(_command(problem, locale) for problem in findings.problems)


def _command(problem: Problem, locale: Locale) -> str:
    properties = {
        "file": problem.path,
        "line": problem.line,
        "col": problem.column,
        "title": problem.code,
    }
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem.severity]} {listed}::{_escape(problem.message(locale))}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: object) -> str:
    return _escape(str(value)).replace(":", "%3A").replace(",", "%2C")


def render_json(findings: Findings, locale: Locale) -> str:
    """Write the problems as JSON; the page of the command line says what each field means."""
    report: dict[str, Any] = {
        "version": JSON_VERSION,
        "locale": locale,
        "files": len(findings.documents),
        "errors": len(findings.errors),
        "advice": len(findings.advice),
        "problems": [_entry(problem, locale) for problem in findings.problems],
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _entry(problem: Problem, locale: Locale) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "field": problem.field,
        "what": problem.what(locale),
        "remedy": problem.remedy(locale),
    }
