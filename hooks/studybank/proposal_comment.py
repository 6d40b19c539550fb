"""What is answered to somebody who proposed a question by a form: Markdown for GitHub."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from studybank.errors import Problem, Severity
from studybank.locales import Locale, translate
from studybank.problem_codes import words_locale
from studybank.proposals import FormProblem, Proposal

_MOST_LINES: Final = 50
_LONGEST_LINE: Final = 400
_LONGEST_FILE: Final = 30_000


def render_comment(
    locale: Locale,
    proposal: Proposal | None,
    *,
    form_problems: Sequence[FormProblem],
    problems: Sequence[Problem],
    labels: Mapping[str, str],
) -> str:
    """Say what became of a form.

    Args:
        locale: The form's language.
        proposal: The question, if there is one.
        form_problems: What is wrong with the form.
        problems: What the check found in the question.
        labels: The form's label by field.

    Returns:
        A comment of at most 60,000 characters. What the form held is in fenced blocks only, so
        that it mentions nobody and links nothing.
    """
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    advice = [problem for problem in problems if problem.severity is Severity.ADVICE]
    refused = bool(form_problems or errors or proposal is None)
    blocks = [translate(locale, "proposal.refused" if refused else "proposal.taken")]
    lines = [_say_form_problem(locale, problem, labels) for problem in form_problems]
    if lines:
        blocks.append("\n".join(f"- {line}" for line in lines))
    for head, found in (("proposal.errors", errors), ("proposal.advice", advice)):
        if found:
            said = [_say_problem(locale, problem) for problem in found[:_MOST_LINES]]
            blocks += [translate(locale, head, count=len(found)), _fence("\n".join(said), "text")]
    if proposal is not None and len(proposal.text) <= _LONGEST_FILE:
        blocks += [f"`{proposal.path}`", _fence(proposal.text, "yaml")]
    return "\n\n".join(blocks) + "\n"


def _say_form_problem(locale: Locale, problem: FormProblem, labels: Mapping[str, str]) -> str:
    values = {"field": labels.get(problem.field, problem.field), **dict(problem.values)}
    return translate(locale, f"proposal.{problem.key}", **values)


def _say_problem(locale: Locale, problem: Problem) -> str:
    words = words_locale(locale)
    said = (problem.code, problem.field, problem.what(words), problem.remedy(words))
    line = " ".join((f"{problem.line}:", *filter(None, said)))
    return line.replace("\n", " ")[:_LONGEST_LINE]


def _fence(text: str, language: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"
