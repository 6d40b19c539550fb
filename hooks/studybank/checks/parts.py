"""Parts: something asked, something answered, and marks that add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.model.answer import Answer
from studybank.model.bank import Loc
from studybank.model.question import Part, Question

_TOLERANCE = 1e-9


def show_marks(marks: float) -> str:
    """Write a number of marks without needless decimals."""
    return f"{marks:g}"


def total_marks(part: Part) -> float | None:
    """Give the marks of a part, its own or those of the parts below; None if none are stated."""
    if part.marks is not None:
        return part.marks
    known = [marks for child in part.parts if (marks := total_marks(child)) is not None]
    return sum(known) if known else None


def check_marks(context: Context[Question]) -> Iterator[Problem]:
    """Check that marks of parts and of rubrics add up."""
    for loc, part in context.parts:
        known = [marks for child in part.parts if (marks := total_marks(child)) is not None]
        if part.marks is not None and known and abs(sum(known) - part.marks) > _TOLERANCE:
            yield context.problem(
                "SB160", (*loc, "marks"), found=show_marks(part.marks), sum=show_marks(sum(known))
            )
        if part.rubric is not None:
            yield from _check_rubric(context, loc, part)


def _check_rubric(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    rubric = part.rubric
    if rubric is None:
        return
    marks = sorted((point.marks for point in rubric.points), reverse=True)
    if rubric.any is not None and not 1 <= rubric.any <= len(marks):
        detail = f'asks for "any: {rubric.any}", but there are {len(marks)} points'
        remedy = "Ask for at most as many as there are."
        yield context.problem("SB161", (*loc, "rubric", "any"), detail=detail, remedy=remedy)
        return
    total, best = total_marks(part), sum(marks[: rubric.any])
    if total is not None and abs(best - total) > _TOLERANCE:
        found, marked = show_marks(best), show_marks(total)
        detail = f"does not cover the marks: the points that count give {found} of {marked}"
        remedy = 'Correct the marks of the points, or "any:".'
        yield context.problem("SB161", (*loc, "rubric"), detail=detail, remedy=remedy)


def check_duplicates(context: Context[Question]) -> Iterator[Problem]:
    """Find what must be there only once: tags, asset ids, blanks of a part."""
    question = context.record
    tags = ((("tags", index), tag) for index, tag in enumerate(question.tags))
    yield from find_repeated(context, "tag", tags)
    yield from find_repeated(context, "asset id", _asset_ids(context))
    for loc, part in context.parts:
        blanks = (((*loc, "blanks", i, "id"), blank.id) for i, blank in enumerate(part.blanks))
        yield from find_repeated(context, "blank id", blanks)
        keys = (((*loc, "references", i, "key"), ref.key) for i, ref in enumerate(part.references))
        yield from find_repeated(context, "reference key", keys)


def find_repeated(
    context: Context[Question], kind: str, items: Iterable[tuple[Loc, str]]
) -> Iterator[Problem]:
    """Give a problem for each name that has been there before."""
    seen: set[str] = set()
    for loc, name in items:
        if name in seen:
            yield context.problem("SB164", loc, kind=kind, found=name)
        seen.add(name)


def _asset_ids(context: Context[Question]) -> Iterator[tuple[Loc, str]]:
    for loc, asset in context.assets:
        yield (*loc, "id"), asset.id


def check_answers(context: Context[Question]) -> Iterator[Problem]:
    """Check that something is asked, and answered unless the status says otherwise."""
    question = context.record
    covered: set[Loc] = set()  # parts that an answer above them covers
    for loc, part in context.parts:
        asks = part.stem is not None or part.parts or part.options or part.statements
        if not asks:
            yield context.problem("SB165", loc, subject="" if loc else "The question ")
        above = loc[:-2] in covered if loc else False
        if part.answers or above:
            covered.add(loc)
        if question.status == "unanswered":
            yield from _check_unanswered(context, loc, part)
        elif not (loc in covered or part.parts or has_key(part)):
            detail = "has no answer" if loc else "The question has no answer"
            remedy = 'Write "answer:", or mark the question "status: unanswered".'
            yield context.problem("SB166", loc, detail=detail, remedy=remedy)


def has_key(part: Part) -> bool:
    """Tell whether options, statements or blanks carry the answer."""
    return bool(part.options or part.statements or part.blanks)


def _check_unanswered(context: Context[Question], loc: Loc, part: Part) -> Iterator[Problem]:
    for index, answer in enumerate(part.answers):
        if is_leading(answer):
            detail = f'is a {answer.role} answer, but the question is "status: unanswered"'
            remedy = 'Write "status: draft".'
            place = (*loc, "answers", index)
            yield context.problem("SB166", place, detail=detail, remedy=remedy)


def is_leading(answer: Answer) -> bool:
    """Tell whether an answer is what a reader compares with."""
    return answer.role in ("reference", "model")
