"""Options, statements and blanks: a key that is there, and answers that agree with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Final

from studybank.checks.context import Context
from studybank.checks.masking import mask
from studybank.errors import Problem
from studybank.model.answer import Answer
from studybank.model.bank import Loc
from studybank.model.question import Part, Question

_CHOICES: Final = frozenset({"single-choice", "multiple-choice"})
_RESPONSES: Final = {
    "options": 'single-choice" or "response: multiple-choice',
    "statements": "true-false",
    "blanks": "fill-in",
}
_NAMED_OPTION: Final = re.compile(
    r"\b[Oo]ption ([A-Z])(?![A-Za-z0-9])|选项\s?([A-Z])(?![A-Za-z0-9])"
)


def check_choices(context: Context[Question]) -> Iterator[Problem]:
    """Check the key of every part that has one, and what answers say of it."""
    for loc, part in context.parts:
        yield from _check_kind(context, loc, part)
        if part.options:
            yield from _check_options(context, loc, part)
        yield from _check_selections(context, loc, part)
        yield from _check_rationales(context, loc, part)


def _check_kind(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    """Hold the kind of response against what is there to respond to."""
    wants = {
        "options": part.response in _CHOICES,
        "statements": part.response == "true-false",
        "blanks": part.response == "fill-in",
    }
    for name, wanted in wants.items():
        there = bool(getattr(part, name))
        if wanted and not there:
            detail = f'is "{part.response}", but there are no {name}'
            remedy = f'Write "{name}:", or choose another response.'
            yield context.problem("SB154", (*loc, "response"), detail=detail, remedy=remedy)
        elif there and not wanted:
            detail = f'do not go with "response: {part.response}"'
            remedy = f'Write "response: {_RESPONSES[name]}", or remove the {name}.'
            yield context.problem("SB154", (*loc, name), detail=detail, remedy=remedy)


def _check_options(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    key = find_key(part)
    if part.response in _CHOICES and not key:
        yield context.problem("SB150", (*loc, "options"))
    if part.response == "single-choice" and len(key) > 1:
        yield context.problem("SB151", (*loc, "options"), found=", ".join(sorted(key)))
    for index, option in enumerate(part.options[: len(ascii_uppercase)]):
        if option.id != ascii_uppercase[index]:
            yield context.problem(
                "SB155",
                (*loc, "options", index, "id"),
                found=option.id,
                expected=ascii_uppercase[index],
            )
    known = {option.id for option in part.options}
    for piece in context.pieces_by_part.get(loc, ()):
        if "ption " not in piece.text and "选项" not in piece.text:
            continue
        for match in _NAMED_OPTION.finditer(mask(piece.text)):
            letter = match[1] or match[2]
            if letter not in known:
                yield _unknown_option(context, piece.loc, part, letter, offset=match.start())


def _unknown_option(
    context: Context[Question], loc: Loc, part: Part, letter: str, *, offset: int = 0
) -> Problem:
    known = ", ".join(option.id for option in part.options) or "none"
    return context.problem("SB153", loc, offset=offset, found=letter, known=known)


def find_key(part: Part) -> frozenset[str]:
    """Give the ids of the correct options."""
    return frozenset(option.id for option in part.options if option.verdict == "correct")


def _check_selections(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    key = find_key(part)
    known = {option.id for option in part.options}
    rival = False
    for index, answer in enumerate(part.answers):
        place = (*loc, "answers", index)
        rival = rival or _is_rival(answer, key)
        for position, letter in enumerate(answer.selected or ()):
            if letter not in known:
                yield _unknown_option(context, (*place, "selected", position), part, letter)
        if answer.selected is None or not part.options or answer.role not in ("reference", "model"):
            continue
        if frozenset(answer.selected) != key:
            found = ", ".join(answer.selected) or "nothing"
            right = ", ".join(sorted(key)) or "none"
            yield context.problem("SB152", (*place, "selected"), found=found, right=right)
    if rival and part.resolution is None:
        yield context.problem("SB157", (*loc, "answers"))


def _is_rival(answer: Answer, key: frozenset[str]) -> bool:
    if answer.role in ("disputed", "rejected"):
        return True
    differs = answer.selected is not None and frozenset(answer.selected) != key
    return differs and answer.role == "alternative"


def _check_rationales(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    for index, option in enumerate(part.options):
        if option.rationale is None:
            yield context.problem("SB208", (*loc, "options", index, "rationale"))
    for index, statement in enumerate(part.statements):
        if statement.rationale is None:
            yield context.problem("SB208", (*loc, "statements", index, "rationale"))
