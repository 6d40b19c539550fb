"""Questions that ask much the same as another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.load import question_path
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.similarity import Comparisons, find_similar


def check_similar(
    questions: Iterable[Context[Question]], bank: Bank, known: Comparisons | None = None
) -> Iterator[Problem]:
    """Find near-duplicates; each names the one before it in site order that is most alike."""
    contexts = {context.record.id: context for context in questions}
    for pair in find_similar(bank, known=known):
        # Copies of one question would otherwise give as many problems as they have pairs.
        context = contexts.pop(pair.other, None)
        if context is not None:
            path = question_path(bank.question_by_id[pair.one])
            yield context.problem("SB212", ("title",), other=path, score=pair.score)
