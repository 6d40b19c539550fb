"""Translations that are out of date, or that nobody has confirmed yet."""

from __future__ import annotations

from collections.abc import Iterator

from studybank.checks.context import LANGUAGE_NAMES, Context
from studybank.errors import Problem
from studybank.locales import other
from studybank.model.question import Question
from studybank.translations import Lock, compare_question


def check_translations(context: Context[Question], lock: Lock) -> Iterator[Problem]:
    """Hold a question's texts against the lock file."""
    question = context.record
    state = compare_question(question, lock.get(question.id, {}))
    for loc, entry in state.stale:
        translation = other(entry.source)
        yield context.problem(
            "SB202",
            (*loc, translation),
            source=LANGUAGE_NAMES[entry.source],
            translation=LANGUAGE_NAMES[translation],
            question=question.id,
        )
    if state.unrecorded:
        yield context.problem("SB203", count=len(state.unrecorded), question=question.id)
