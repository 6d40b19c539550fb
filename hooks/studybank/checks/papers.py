"""Papers: every entry has marks, and they add up."""

from __future__ import annotations

from collections.abc import Iterator

from studybank.checks.context import Context
from studybank.checks.known_names import KnownNames
from studybank.checks.parts import show_marks, total_marks
from studybank.errors import Problem
from studybank.model.bank import Loc
from studybank.model.question import Question
from studybank.model.shared import Paper, PaperEntry

_TOLERANCE = 1e-9


def check_paper(context: Context[Paper], known: KnownNames) -> Iterator[Problem]:
    """Check a paper's marks, and that it sets nothing twice."""
    questions = known.content.bank.question_by_id
    total, complete = 0.0, True
    for loc, entry in _entries(context.record):
        question = questions.get(entry.question)
        if question is None:
            complete = complete and entry.marks is not None
            total += entry.marks or 0
            continue
        marks = find_entry_marks(entry, question, known)
        if marks is None:
            complete = False
            yield context.problem("SB181", loc, found=entry.question)
        else:
            total += marks
    if complete and abs(total - context.record.marks) > _TOLERANCE:
        found, right = show_marks(context.record.marks), show_marks(total)
        yield context.problem("SB180", ("marks",), found=found, sum=right)
    yield from _check_repeats(context)


def _entries(paper: Paper) -> Iterator[tuple[Loc, PaperEntry]]:
    for number, section in enumerate(paper.sections):
        for index, entry in enumerate(section.entries):
            yield ("sections", number, "entries", index), entry


def find_entry_marks(entry: PaperEntry, question: Question, known: KnownNames) -> float | None:
    """Give the marks of an entry: its own, or those of the parts or the question it sets."""
    if entry.marks is not None:
        return entry.marks
    if not entry.parts:
        return total_marks(question)
    labels = known.labels_of(question).locs
    indexes = [labels[label][1] for label in entry.parts if label in labels]
    marks = [total_marks(question.parts[int(index)]) for index in indexes]
    known_marks = [number for number in marks if number is not None]
    return sum(known_marks) if len(known_marks) == len(entry.parts) else None


def _check_repeats(context: Context[Paper]) -> Iterator[Problem]:
    seen: dict[str, set[str]] = {}
    for loc, entry in _entries(context.record):
        parts = set(entry.parts) or {""}
        before = seen.setdefault(entry.question, set())
        if before and ("" in parts | before or parts & before):
            yield context.problem("SB182", (*loc, "question"), found=entry.question)
        before |= parts
