"""What texts name in `[[marks]]` and in `[links](q:…)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from studybank.checks.context import Context, find_marks, quote
from studybank.checks.known_names import KnownNames, name_home
from studybank.checks.markup import LINKED, links
from studybank.documents import Document
from studybank.errors import Problem, suggest
from studybank.model.bank import Loc
from studybank.model.fields import Record
from studybank.model.question import Question


class QuestionLink(NamedTuple):
    """A link of a text to a question.

    Attributes:
        loc: The text.
        offset: First character of the link's target.
        question: Id of the question.
    """

    loc: Loc
    offset: int
    question: str


def check_marks(context: Context[Record]) -> Iterator[Problem]:
    """Find marks of assets that the record does not declare."""
    assets = frozenset(asset.id for _, asset in context.assets)
    has_blanks = isinstance(context.record, Question)
    for piece in context.prose_with("[["):
        for offset, mark in find_marks(piece.text):
            if mark in assets or (has_blanks and mark.isdecimal()):
                continue
            yield context.problem(
                "SB121",
                piece.loc,
                offset=offset,
                kind="asset",
                found=quote(mark, 64),
                place='"assets:"; brackets of code stand between back-ticks',
                suggestion=suggest(mark[:64], assets),
            )


def locate_links(context: Context[Record]) -> Iterator[QuestionLink]:
    """Give the links to questions, in field order."""
    for piece in context.prose_with(LINKED):
        for offset, target in links(piece.text):
            if target.startswith("q:"):
                yield QuestionLink(piece.loc, offset, target[2:])


def check_links(
    document: Document, found: Iterable[QuestionLink], known: KnownNames
) -> Iterator[Problem]:
    """Find links to questions that do not exist."""
    for link in found:
        if link.question not in known.questions:
            yield document.problem(
                "SB121",
                link.loc,
                offset=link.offset,
                kind="question",
                found=quote(link.question, 64),
                place=name_home(link.question),
                suggestion=known.suggest_question(link.question),
            )
