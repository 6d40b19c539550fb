"""The names that records may refer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

from studybank.checks.context import SOURCES_PATH, TOPICS_PATH
from studybank.checks.part_labels import PartLabels, index_labels
from studybank.errors import suggest
from studybank.load import Content
from studybank.model.question import Question

_QUESTIONS = "content/questions/"


def name_home(question: str) -> str:
    """Say where a question belongs that does not exist, and how it comes to be."""
    return f"the bank (studybank new <topic>/{question[:64]})"


@dataclass(frozen=True)
class KnownNames:
    """The names that records may refer to.

    Files that could not be read still count, so that one fault is reported once.
    """

    content: Content

    @cached_property
    def questions(self) -> frozenset[str]:
        """Ids of all question files."""
        paths = (path for path in self.content.documents if path.startswith(_QUESTIONS))
        return frozenset(PurePosixPath(path).stem for path in paths)

    @cached_property
    def question_beginnings(self) -> Mapping[str, frozenset[str]]:
        """Ids of questions by the first three letters of each word in them."""
        found: dict[str, set[str]] = {}
        for question in self.questions:
            for word in question.split("-"):
                found.setdefault(word[:3], set()).add(question)
        return {word: frozenset(ids) for word, ids in found.items()}

    @cached_property
    def answerers(self) -> frozenset[str] | None:
        """Ids of answerers; None if their file could not be read."""
        known = frozenset(answerer.id for answerer in self.content.bank.sources.answerers)
        return known if self._is_read(SOURCES_PATH, known) else None

    @cached_property
    def works(self) -> frozenset[str] | None:
        """Ids of works; None if their file could not be read."""
        known = frozenset(work.id for work in self.content.bank.sources.works)
        return known if self._is_read(SOURCES_PATH, known | (self.answerers or set())) else None

    @cached_property
    def topics(self) -> frozenset[str] | None:
        """Ids of topics; None if their file could not be read."""
        known = frozenset(self.content.bank.topic_by_id)
        return known if self._is_read(TOPICS_PATH, known) else None

    @cached_property
    def series(self) -> frozenset[str] | None:
        """Ids of series; None if their file could not be read."""
        known = frozenset(series.id for series in self.content.bank.topics.series)
        return known if self.topics is not None else None

    @cached_property
    def labels(self) -> dict[str, PartLabels]:
        """Labels of the questions that were asked for so far, by id."""
        return {}

    def labels_of(self, question: Question) -> PartLabels:
        """Give the labels of a question's parts."""
        found = self.labels.get(question.id)
        if found is None:
            found = self.labels[question.id] = index_labels(question)
        return found

    def _is_read(self, path: str, known: frozenset[str]) -> bool:
        return bool(known) or not any(item.path == path for item in self.content.problems)

    def suggest_question(self, found: str) -> str:
        """Say which question was probably meant.

        Only questions that share the beginning of a word are compared: comparing with all of a
        large bank takes too long.
        """
        beginnings = [word[:3] for word in found[:64].split("-")]
        near = [self.question_beginnings.get(word, frozenset()) for word in beginnings]
        return suggest(found[:64], sorted(frozenset[str]().union(*near))[:200])
