"""Waivers: a question's own exceptions, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.model.question import Question, Waiver

FIRST_WAIVABLE: Final = "SB130"
"""What the loader finds, and names that lead nowhere, cannot be waived."""


def apply_waivers(
    questions: Iterable[Context[Question]], problems: Iterable[Problem]
) -> Iterator[Problem]:
    """Leave out what is waived, and report waivers that silence nothing."""
    waivers = {context.document.path: context for context in questions if context.record.waivers}
    used: set[tuple[str, int]] = set()
    for problem in problems:
        context = waivers.get(problem.path)
        index = _find_waiver(context.record.waivers, problem) if context else None
        if index is None:
            yield problem
        else:
            used.add((problem.path, index))
    for path, context in waivers.items():
        for index, waiver in enumerate(context.record.waivers):
            if (path, index) not in used:
                yield context.problem(
                    "SB207", ("waivers", index), waived=waiver.code, found=waiver.field
                )


def _find_waiver(waivers: Iterable[Waiver], problem: Problem) -> int | None:
    if problem.code < FIRST_WAIVABLE:
        return None
    return next(
        (
            index
            for index, waiver in enumerate(waivers)
            if waiver.code == problem.code and _covers(waiver.field, problem.field)
        ),
        None,
    )


def _covers(waived: str, field: str) -> bool:
    return field == waived or field.startswith((f"{waived}.", f"{waived}["))
