"""Topics and ids of imported questions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from studybank.importers.titles import make_id
from studybank.model.bank import Bank, walk_topics
from studybank.model.shared import Topic

_PIECES: Final = re.compile(r"[,:：，、（）()]|\band\b|\bor\b|与|及|和")
_WORD: Final = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_LEAST_LATIN: Final = 3
_ORDINARY: Final = frozenset(
    (
        *("choice", "outputs", "model", "models", "network", "networks", "why", "which", "data"),
        *("features", "feature", "images", "input", "end", "units", "value", "key", "query"),
        *("validation", "training", "depth", "position", "applications"),
    )
)


class Guess(NamedTuple):
    """A topic for a question.

    Attributes:
        topic: Its id.
        why: What it was guessed from; empty if nothing told it.
    """

    topic: str
    why: str


@dataclass(frozen=True)
class Topics:
    """The topics of a bank, by the names that notes may use for them."""

    bank: Bank

    @cached_property
    def leaves(self) -> tuple[Topic, ...]:
        """Topics that hold questions."""
        return tuple(topic for topic in walk_topics(self.bank.topics.topics) if not topic.topics)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Topic by name, in lower case; a name of several topics tells nothing and is left out."""
        found: dict[str, set[str]] = {}
        for topic in self.leaves:
            for name in self._names_of(topic):
                found.setdefault(name, set()).add(topic.id)
        for name, topics in self._tags().items():
            found.setdefault(name, topics)
        return {
            name: topics.pop()
            for name, topics in found.items()
            if len(topics) == 1 and _is_telling(name)
        }

    def _tags(self) -> Mapping[str, set[str]]:
        """Topics by tag, of tags that several questions have."""
        found: dict[str, list[str]] = {}
        for question in self.bank.questions:
            for tag in question.tags:
                found.setdefault(_normal(tag.replace("-", " ")), []).append(question.topic)
        return {name: set(topics) for name, topics in found.items() if len(topics) > 1}

    def _names_of(self, topic: Topic) -> Iterator[str]:
        titles = [topic.id.replace("-", " "), topic.title.en or "", topic.title.zh or ""]
        pieces = {_normal(piece) for title in titles for piece in [title, *_PIECES.split(title)]}
        yield from pieces
        for term in self.bank.glossary.terms:
            words = {_normal(word) for word in (term.en, term.zh)}
            if words & pieces:
                yield from words
                yield from map(_normal, (*term.also.en, *term.also.zh, *term.avoid.zh))

    def guess(self, headings: Sequence[str], texts: Iterable[str]) -> Guess | None:
        """Guess a topic from headings, the innermost first, then from a question's words."""
        for heading in reversed(headings):
            found = self._find(heading)
            if found:
                return Guess(found[0], f'"{found[1]}" in the heading "{heading}"')
        for text in texts:
            found = self._find(text)
            if found:
                return Guess(found[0], f'"{found[1]}" in the question')
        return None

    def _find(self, text: str) -> tuple[str, str] | None:
        """Give the topic that the longest names in a text speak for, and the longest name."""
        padded = f" {_normal(text)} "
        score: Counter[str] = Counter()
        longest: dict[str, str] = {}
        for name, topic in self.names.items():
            wanted = name if _is_han(name) else f" {name} "
            plural = f" {name}s "
            if wanted in padded or (not _is_han(name) and plural in padded):
                score[topic] += len(name) * (3 if _is_han(name) else 1)
                longest[topic] = max(longest.get(topic, ""), name, key=len)
        if not score:
            return None
        topic = max(score, key=lambda topic: score[topic])
        return topic, longest[topic]


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _is_han(name: str) -> bool:
    return not name.isascii()


def _is_telling(name: str) -> bool:
    if _is_han(name):
        return len(name) > 1
    return len(name) >= _LEAST_LATIN and name not in _ORDINARY


class Ids:
    """Gives ids that nothing else has."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def give(self, topic: str, title: str, label: str) -> str:
        """Give an id: from an English title, else topic and number.

        Args:
            topic: The question's topic.
            title: Its English title; may be empty.
            label: Its number in the source; may be empty.
        """
        number = re.sub(r"[^0-9a-z]", "", label.lower())
        wanted = make_id(title) or f"{topic[:40]}-{f'q{number}' if number else 'q1'}"
        given, count = wanted, 1
        while given in self._taken:
            count += 1
            given = f"{wanted[:58]}-{count}"
        self._taken.add(given)
        return given
