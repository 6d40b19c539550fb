"""Numbers of answers: computed again, and standing in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from studybank.arithmetic import EvaluationError, Value, agrees, evaluate, right_text, stands_in
from studybank.checks.context import LANGUAGE_NAMES, Context, quote
from studybank.errors import Problem
from studybank.locales import LOCALES, Locale
from studybank.model.answer import Answer, CheckedNumber
from studybank.model.assets import Asset, Code, Math, Matrix, Table
from studybank.model.bank import Loc
from studybank.model.fields import Localized
from studybank.model.question import Question

Names = dict[str, Value]

_LEADING: Final = ("reference", "model")
_MAX_NAMES: Final = 500


def check_numbers(context: Context[Question]) -> Iterator[Problem]:
    """Evaluate every number, in the order of parts, and look for it in the text."""
    known: Names = {}
    for loc, part in context.parts:
        for index, answer in enumerate(part.answers):
            names = dict(known)
            yield from _check_answer(context, (*loc, "answers", index), answer, names)
            if answer.role in _LEADING and len(known) < _MAX_NAMES:
                known.update(names)
        for number, follow_up in enumerate(part.follow_ups):
            for index, answer in enumerate(follow_up.answers):
                place = (*loc, "follow_ups", number, "answers", index)
                yield from _check_answer(context, place, answer, dict(known))


def _check_answer(
    context: Context[Question], loc: Loc, answer: Answer, names: Names
) -> Iterator[Problem]:
    if not answer.numbers:
        return
    own: set[str] = set()
    texts = {locale: _answer_text(answer, locale) for locale in LOCALES}
    for index, number in enumerate(answer.numbers):
        place = (*loc, "numbers", index)
        if number.name in own:
            yield context.problem("SB147", (*place, "name"), name=number.name)
        own.add(number.name)
        wrong = tuple(_check_value(context, place, number, names))
        yield from wrong
        # A wrong value is written anew anyway, there and in the text.
        if not any(problem.code == "SB145" for problem in wrong):
            yield from _check_text(context, place, number, texts)


def _check_value(
    context: Context[Question], loc: Loc, number: CheckedNumber, names: Names
) -> Iterator[Problem]:
    """Compute a number, and make it known under its name for the numbers that follow."""
    if number.check is None:
        computed: Value | None = _read(number.value)
    else:
        try:
            computed = evaluate(number.check, names)
        except EvaluationError as error:
            by_zero = "division by zero" in error.message.lower()
            remedy = (
                "Correct what it divides by: the number here, or the check of the number named."
                if by_zero
                else "Correct the expression."
            )
            offset = error.offset or 0
            place = (*loc, "check")
            yield context.problem(
                "SB144", place, offset=offset, detail=error.message, remedy=remedy
            )
            computed = _read(number.value)
        else:
            if not agrees(number.value, computed, number.tolerance):
                yield context.problem(
                    "SB145",
                    (*loc, "value"),
                    found=quote(number.value),
                    check=quote(number.check),
                    right=quote(right_text(number.value, computed), 100),
                )
    if computed is not None:
        names[number.name] = computed


def _read(value: str) -> Value | None:
    """Read a stated number, so that others can build on it even without a check."""
    try:
        return evaluate(value, {})
    except EvaluationError:
        return None


def _check_text(
    context: Context[Question], loc: Loc, number: CheckedNumber, texts: dict[Locale, str]
) -> Iterator[Problem]:
    for locale, text in texts.items():
        if text and not stands_in(number.value, text):
            yield context.problem(
                "SB146",
                (*loc, "value"),
                found=quote(number.value),
                language=LANGUAGE_NAMES[locale],
            )


def _answer_text(answer: Answer, locale: Locale) -> str:
    """Put together what an answer says in a locale; empty where it is not written yet."""
    own = [text for text in (answer.analysis, answer.body, answer.result) if text is not None]
    if own and not any(text.get(locale) for text in own):
        return ""
    pieces = [text.get(locale) or "" for text in own]
    for asset in answer.assets:
        pieces += _asset_texts(asset, locale)
    return "\n\n".join(piece for piece in pieces if piece)


def _asset_texts(asset: Asset, locale: Locale) -> Iterator[str]:
    if asset.caption is not None:
        yield asset.caption.get(locale) or ""
    match asset:
        case Code(text=text):
            yield text
        case Math(tex=tex):
            yield tex
        case Matrix(rows=rows):
            yield from ("  ".join(row) for row in rows)
        case Table(columns=columns, rows=cells):
            for row in (columns, *cells):
                yield " | ".join(_cell(cell, locale) for cell in row)


def _cell(cell: Localized, locale: Locale) -> str:
    return cell.get(locale) or ""
