"""Problems as SARIF 2.1.0, which code-scanning services read.

Source:
    https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
import re
from typing import Any, Final
from urllib.parse import quote

from studybank.errors import Problem, Severity, load_messages
from studybank.locales import Locale
from studybank.reports.findings import Findings

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_PLACEHOLDER: Final = re.compile(r"\{[a-z]+\}")
_LEVELS: Final = {Severity.ERROR: "error", Severity.ADVICE: "note"}


def render_sarif(findings: Findings, locale: Locale) -> str:
    """Write the problems as a SARIF log of one run; each code is a rule."""
    codes = sorted({problem.code for problem in findings.problems})
    run = {
        "tool": {"driver": {"name": "studybank", "rules": [_rule(code, locale) for code in codes]}},
        "language": locale,
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(problem, codes.index(problem.code), locale) for problem in findings.problems
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rule(code: str, locale: Locale) -> dict[str, Any]:
    message = load_messages(locale)[code]
    text = _PLACEHOLDER.sub("…", f"{message.what} {message.remedy}")
    return {"id": code, "shortDescription": {"text": text}}


def _result(problem: Problem, rule: int, locale: Locale) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message(locale)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
    }
