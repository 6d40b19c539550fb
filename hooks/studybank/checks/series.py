"""Series: one question a level, on one topic, in rising time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.model.bank import Loc
from studybank.model.question import Question

_Questions = list[Context[Question]]


def check_series(questions: _Questions) -> Iterator[Problem]:
    """Check the questions of each series against each other."""
    series: dict[str, _Questions] = {}
    for context in questions:
        if context.record.series is not None:
            series.setdefault(context.record.series, []).append(context)
    for members in series.values():
        for rule in _RULES:
            yield from rule(members)


def _problem(context: Context[Question], loc: Loc, detail: str, remedy: str) -> Problem:
    return context.problem("SB162", loc, detail=detail, remedy=remedy)


def _check_levels(members: _Questions) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for context in members:
        question = context.record
        if question.level is None:
            detail = f'belongs to the series "{question.series}", but has no level'
            yield _problem(context, ("series",), detail, 'Write "level: 1", 2 or 3.')
        elif question.level in seen:
            detail = f'is the level of "{seen[question.level]}" too, in the same series'
            remedy = "Give each question of a series a level of its own."
            yield _problem(context, ("level",), detail, remedy)
        else:
            seen[question.level] = question.id


def _check_topics(members: _Questions) -> Iterator[Problem]:
    first = members[0].record
    for context in members[1:]:
        question = context.record
        if question.topic != first.topic:
            detail = (
                f'has members on two topics: "{first.id}" on {first.topic}, this one on '
                f"{question.topic}"
            )
            remedy = "Move the file, or choose another series."
            yield _problem(context, ("series",), detail, remedy)


def _check_minutes(members: _Questions) -> Iterator[Problem]:
    levels: dict[int, Context[Question]] = {}
    for member in members:
        if member.record.level is not None and member.record.minutes is not None:
            levels.setdefault(member.record.level, member)
    for lower, higher in pairwise(sorted(levels)):
        before, context = levels[lower].record, levels[higher]
        minutes = context.record.minutes
        if minutes is None or before.minutes is None:
            continue
        if minutes.low + minutes.high < before.minutes.low + before.minutes.high:
            detail = f'are fewer than those of level {lower} in the series ("{before.id}")'
            remedy = "Give a higher level at least as much time."
            yield _problem(context, ("minutes",), detail, remedy)


_RULES: tuple[Callable[[_Questions], Iterator[Problem]], ...] = (
    _check_levels,
    _check_topics,
    _check_minutes,
)
