"""Everything that pages are made from, gathered once per build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from studybank.downloads import Download
from studybank.fingerprint import hash_all
from studybank.formulas.records import Formula, TexError, Typeset
from studybank.glosses import Vocabulary, build_vocabularies
from studybank.indexes import KnownFacts
from studybank.lists import describe_entry
from studybank.load import question_path
from studybank.locales import Locale
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.model.shared import Scope, ScopeEntry, Topic
from studybank.places import QUESTIONS_PATH
from studybank.repository import Repository


@dataclass(frozen=True)
class Site:
    """A checked bank with what its pages need besides.

    Attributes:
        bank: The bank.
        typeset: Every formula of the bank, typeset.
        stale: Question id and field of each text whose translation is out of date.
        figure_sizes: Width and height by path below `content/`.
        downloads: PDFs that the site offers.
        edit_url: What stands before a file's path in a link to edit it; may be empty.
        commit: The commit that the site is built from; may be empty.
        digests: Key of each file's content by path, where it is known.
        known: What an earlier build found in single questions, for lists of all.
    """

    bank: Bank
    typeset: Mapping[Formula, Typeset | TexError]
    stale: frozenset[tuple[str, str]]
    figure_sizes: Mapping[str, tuple[int, int]]
    edit_url: str
    downloads: tuple[Download, ...] = ()
    commit: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)
    known: KnownFacts | None = None

    @cached_property
    def repository(self) -> Repository:
        """Where the files of the site are kept."""
        return Repository(self.edit_url, self.commit)

    @cached_property
    def shared_input(self) -> str:
        """Give a hash of all that any page may show beside questions."""
        files = sorted(
            item for item in self.digests.items() if not item[0].startswith(QUESTIONS_PATH)
        )
        figures = sorted(self.figure_sizes.items())
        return hash_all((files, figures, self.edit_url, self.commit, self.downloads))

    @cached_property
    def questions_input(self) -> str:
        """Give a hash of all questions, for pages that show something of each."""
        return hash_all(map(self.question_input, self.bank.questions))

    @cached_property
    def entries_input(self) -> str:
        """Give a hash of what lists show of questions."""
        return hash_all(map(describe_entry, self.bank.questions))

    def question_input(self, question: Question) -> object:
        """Give what decides how a question looks: its file, and which texts are out of date."""
        return self.digests.get(question_path(question), ""), self._stale_fields.get(question.id)

    @cached_property
    def _stale_fields(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for question_id, name in sorted(self.stale):
            found.setdefault(question_id, []).append(name)
        return found

    @cached_property
    def scope_entries(self) -> Mapping[str, tuple[tuple[Scope, ScopeEntry], ...]]:
        """Scope overlays by question id, in the order of the scopes."""
        found: dict[str, tuple[tuple[Scope, ScopeEntry], ...]] = {}
        for scope in self.bank.scopes:
            for entry in scope.entries:
                found[entry.question] = (*found.get(entry.question, ()), (scope, entry))
        return found

    @cached_property
    def vocabularies(self) -> Mapping[Locale, Vocabulary]:
        """Words of the glossary by locale."""
        return build_vocabularies(self.bank.glossary)

    @cached_property
    def topic_numbers(self) -> Mapping[str, str]:
        """Numbers of the topics, such as `2.4` or `2.4.1`, by id."""
        return dict(_number_topics(self.bank.topics.topics, ""))

    @cached_property
    def questions_by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        """Questions of each topic that has any, in site order."""
        found: dict[str, list[Question]] = {}
        for question in self.bank.questions:
            found.setdefault(question.topic, []).append(question)
        return {topic: tuple(questions) for topic, questions in found.items()}


def _number_topics(topics: tuple[Topic, ...], prefix: str) -> Iterator[tuple[str, str]]:
    for index, topic in enumerate(topics, 1):
        number = f"{prefix}{index}"
        yield topic.id, number
        yield from _number_topics(topic.topics, f"{number}.")
