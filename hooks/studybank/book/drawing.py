"""Drawing a practice paper by lot: the same seed and bank give the same paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from studybank.book.errors import BookError
from studybank.locales import LOCALES, translate
from studybank.model.fields import Localized
from studybank.model.question import Part, Question
from studybank.model.shared import Paper, PaperEntry, PaperSection

_MINUTES_A_MARK: Final = 1.2
_DEFAULT_MARKS: Final = 50


@dataclass(frozen=True)
class Draw:
    """What a drawn paper is to be.

    Attributes:
        seed: Any text; another one gives another paper.
        minutes: Duration; follows from the marks if it is None.
        marks: Most marks in all; follow from the minutes if they are None.
        level: Only questions of this level, if given.
    """

    seed: str
    minutes: float | None = None
    marks: float | None = None
    level: int | None = None


def draw_paper(questions: Sequence[Question], draw: Draw) -> Paper:
    """Draw a paper from questions; those without an answer are left out.

    Args:
        questions: What to draw from, in site order, which the paper keeps.
        draw: How large it is to be.

    Raises:
        BookError: No question fits.
    """
    marks = draw.marks or (draw.minutes / _MINUTES_A_MARK if draw.minutes else _DEFAULT_MARKS)
    fitting = [
        question
        for question in questions
        if question.status != "unanswered" and draw.level in (None, question.level)
    ]
    chosen: set[str] = set()
    left = marks
    for question in sorted(fitting, key=_lot(draw.seed)):
        worth = count_marks(question)
        if worth <= left:
            chosen.add(question.id)
            left -= worth
    entries = tuple(
        PaperEntry(question=question.id, marks=count_marks(question))
        for question in fitting
        if question.id in chosen
    )
    if not entries:
        message = (
            f"No question is worth {marks:g} marks or less; ask for more marks, or for other "
            "topics or levels."
        )
        raise BookError(message)
    total = sum(entry.marks or 0 for entry in entries)
    title = {locale: translate(locale, "book.drawn", seed=draw.seed) for locale in LOCALES}
    return Paper(
        id="drawn",
        title=Localized(en=title["en"], zh=title["zh"]),
        minutes=draw.minutes or max(1, round(total * _MINUTES_A_MARK)),
        marks=total,
        sections=(PaperSection(entries=entries),),
    )


def count_marks(question: Question) -> float:
    """Give a question's marks; where it states none, one for each minute."""
    stated = _stated_marks(question)
    if stated:
        return stated
    return max(1, round(question.minutes.high)) if question.minutes else 3


def _stated_marks(part: Part) -> float:
    return part.marks or sum(_stated_marks(child) for child in part.parts)


def _lot(seed: str) -> Callable[[Question], bytes]:
    """Order questions by a hash, which no version of Python changes."""
    return lambda question: hashlib.sha256(f"{seed}\n{question.id}".encode()).digest()
