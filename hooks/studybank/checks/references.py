"""What a record names elsewhere: questions, parts, topics, answerers, works, assets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from studybank.checks.context import SOURCES_PATH, TOPICS_PATH, Context, quote
from studybank.checks.known_names import KnownNames, name_home
from studybank.checks.part_labels import PartLabels
from studybank.errors import Problem, suggest
from studybank.model.bank import Loc
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import Paper, Scope


def unknown(  # noqa: PLR0913 - a reference has a kind, a text, a place and a home
    context: Context[Record],
    loc: Loc,
    kind: str,
    found: str,
    *,
    place: str,
    suggestion: str = "",
    offset: int = 0,
) -> Problem:
    """Build the problem of a name that leads nowhere."""
    return context.problem(
        "SB121",
        loc,
        offset=offset,
        kind=kind,
        found=quote(found, 64),
        place=place,
        suggestion=suggestion,
    )


def unknown_question(
    context: Context[Record], known: KnownNames, loc: Loc, found: str, *, offset: int = 0
) -> Iterator[Problem]:
    """Give a problem if there is no such question."""
    if found not in known.questions:
        suggestion = known.suggest_question(found)
        place = name_home(found)
        yield unknown(
            context, loc, "question", found, place=place, suggestion=suggestion, offset=offset
        )


def check_question_references(context: Context[Question], known: KnownNames) -> Iterator[Problem]:
    """Check the names in a question's fields."""
    question = context.record
    yield from _check_name(context, ("topic",), "topic", question.topic, known.topics, TOPICS_PATH)
    if question.series is not None:
        yield from _check_name(
            context, ("series",), "series", question.series, known.series, TOPICS_PATH
        )
    if question.provenance is not None and question.provenance.work is not None:
        loc, work = ("provenance", "work"), question.provenance.work
        yield from _check_name(context, loc, "work", work, known.works, SOURCES_PATH)
    for index, related in enumerate(question.related):
        place: Loc = ("related", index)
        if related == question.id:
            yield context.problem("SB163", place, found=related, relation="is this question")
        yield from unknown_question(context, known, place, related)
    for index, replaced in enumerate(question.replaces):
        if replaced == question.id:
            place = ("replaces", index)
            yield context.problem("SB163", place, found=replaced, relation="is this question")
    yield from _check_sources(context, known)
    yield from _check_dependencies(context, known)


def _check_name(  # noqa: PLR0913, PLR0917 - as unknown
    context: Context[Question],
    loc: Loc,
    kind: str,
    found: str,
    known: frozenset[str] | None,
    place: str,
) -> Iterator[Problem]:
    if known is not None and found not in known:
        yield unknown(context, loc, kind, found, place=place, suggestion=suggest(found, known))


def _check_sources(context: Context[Question], known: KnownNames) -> Iterator[Problem]:
    sources = None
    if known.answerers is not None and known.works is not None:
        sources = known.answerers | known.works
    for loc, part in context.parts:
        answers = [((*loc, "answers", index), item) for index, item in enumerate(part.answers)]
        for number, follow_up in enumerate(part.follow_ups):
            place: Loc = (*loc, "follow_ups", number, "answers")
            answers += [((*place, index), item) for index, item in enumerate(follow_up.answers)]
        for place, answer in answers:
            yield from _check_name(
                context, (*place, "by"), "answerer", answer.by, known.answerers, SOURCES_PATH
            )
        for index, note in enumerate(part.notes):
            if note.source is not None:
                place = (*loc, "notes", index, "source")
                yield from _check_name(context, place, "source", note.source, sources, SOURCES_PATH)


def _check_dependencies(context: Context[Question], known: KnownNames) -> Iterator[Problem]:
    question = context.record
    for loc, part in context.parts:
        if not part.depends_on:
            continue
        labels = known.labels_of(question)
        for index, found in enumerate(part.depends_on):
            place = (*loc, "depends_on", index)
            target = labels.locs.get(found)
            if target is not None:
                relation = _find_relation(labels, target, loc)
                if relation:
                    yield context.problem("SB163", place, found=found, relation=relation)
            elif found == question.id:
                yield context.problem("SB163", place, found=found, relation="is this question")
            elif found not in known.questions:
                suggestion = known.suggest_question(found) or labels.suggest(found)
                yield unknown(
                    context,
                    place,
                    "part or question",
                    found,
                    place="the question's parts, or to the bank",
                    suggestion=suggestion,
                )


def _find_relation(labels: PartLabels, target: Loc, loc: Loc) -> str:
    if target == loc:
        return "is this part"
    if loc[: len(target)] == target:
        return "is the part around this one"
    if labels.order[target] > labels.order.get(loc, -1):
        return "comes later"
    return ""


def check_scope(context: Context[Scope], known: KnownNames) -> Iterator[Problem]:
    """Check the questions and parts that a scope overlay names."""
    for index, entry in enumerate(context.record.entries):
        loc = ("entries", index)
        yield from unknown_question(context, known, (*loc, "question"), entry.question)
        labels = () if entry.part is None else (((*loc, "part"), entry.part),)
        yield from _check_labels(context, known, entry.question, labels)


def check_paper_references(context: Context[Paper], known: KnownNames) -> Iterator[Problem]:
    """Check the questions and parts that a paper names."""
    for number, section in enumerate(context.record.sections):
        for index, entry in enumerate(section.entries):
            loc = ("sections", number, "entries", index)
            yield from unknown_question(context, known, (*loc, "question"), entry.question)
            labels = (((*loc, "parts", i), label) for i, label in enumerate(entry.parts))
            yield from _check_labels(context, known, entry.question, labels)


def _check_labels(
    context: Context[Record],
    known: KnownNames,
    question_id: str,
    labels: Iterable[tuple[Loc, str]],
) -> Iterator[Problem]:
    """Check labels of another question's parts; a paper sets parts of the first level only."""
    question = known.content.bank.question_by_id.get(question_id)
    if question is None:
        return
    for loc, label in labels:
        parts = known.labels_of(question)
        is_deep = isinstance(context.record, Paper) and "." in label
        if label not in parts.locs or is_deep:
            yield unknown(
                context,
                loc,
                "part",
                label,
                place=f"the question {question_id}",
                suggestion=parts.suggest(label.partition(".")[0] if is_deep else label),
            )
