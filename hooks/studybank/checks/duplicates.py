"""Questions that ask much the same as another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.load import question_path
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.similarity import find_similar


def check_similar(questions: Iterable[Context[Question]], bank: Bank) -> Iterator[Problem]:
    """Find near-duplicates; the later one in site order is named."""
    contexts = {context.record.id: context for context in questions}
    for pair in find_similar(bank):
        context = contexts.get(pair.other)
        if context is not None:
            path = question_path(bank.question_by_id[pair.one])
            yield context.problem("SB212", ("title",), other=path, score=pair.score)
