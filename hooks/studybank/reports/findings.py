"""The problems of a check, errors apart from advice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from studybank.documents import Document
from studybank.errors import Problem, Severity


@dataclass(frozen=True)
class Findings:
    """What a check shows.

    Attributes:
        errors: Problems that end a build, sorted.
        advice: Problems that do not, sorted.
        documents: The parsed files by path, for the lines that problems point at.
    """

    errors: tuple[Problem, ...]
    advice: tuple[Problem, ...]
    documents: Mapping[str, Document]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, errors first."""
        return (*self.errors, *self.advice)


def sort_findings(problems: Iterable[Problem], documents: Mapping[str, Document]) -> Findings:
    """Part errors from advice."""
    found = sorted(problems)
    errors = tuple(problem for problem in found if problem.severity is Severity.ERROR)
    advice = tuple(problem for problem in found if problem.severity is Severity.ADVICE)
    return Findings(errors, advice, documents)
