"""A new question's file, from the template of its response form."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from studybank.checks.placeholders import PENCIL
from studybank.errors import StudybankError, suggest
from studybank.load import Content
from studybank.model.bank import Bank, walk_topics
from studybank.model.question import Response
from studybank.model.shared import Topic

_TEMPLATES: Final = Path(__file__).parent / "templates/new"
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_PLAIN: Final = re.compile(r"[\w(][^\n#:{}\[\]'\"&*|>%@`\\]*")


class DraftError(StudybankError):
    """The question cannot be made as asked."""


@dataclass(frozen=True)
class Draft:
    """A file to be written.

    Attributes:
        name: Path below `content/`.
        text: The file.
    """

    name: str
    text: str


def build_draft(
    content: Content, address: str, form: Response, *, title: str = "", level: int | None = None
) -> Draft:
    """Build the file of a new question.

    Args:
        content: What the bank holds.
        address: `<topic>/<id>`.
        form: What the reader does.
        title: English or Chinese title, if it is known.
        level: Difficulty, if it is known.

    Raises:
        DraftError: The address is not of that form, the topic does not exist or has topics of its
            own, or the id is or was that of a question.
    """
    topic_id, slash, question_id = address.removesuffix(".yml").partition("/")
    if not slash:
        message = f'"{address}" is not <topic>/<id>, such as overfitting/reading-a-score-gap.'
        raise DraftError(message)
    check_id(question_id)
    _check_topic(content.bank, topic_id)
    owner = find_owner(content, question_id)
    if owner is not None:
        message = f'The id "{question_id}" is taken: {owner}. Ids are never used twice.'
        raise DraftError(message)
    text = render_template(form, title=title, level=level)
    return Draft(f"questions/{topic_id}/{question_id}.yml", text)


@functools.cache
def render_template(
    form: Response, *, title: str = "", level: int | None = None, in_browser: bool = False
) -> str:
    """Fill in the template of a form.

    Args:
        form: What the reader does.
        title: English or Chinese title, if it is known.
        level: Difficulty, if it is known.
        in_browser: The file has no name yet, and the commands are out of reach.
    """
    is_chinese = bool(_HAN.search(title))
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - YAML, not HTML
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    return environment.get_template("question.yml").render(
        form=form,
        level=level,
        in_browser=in_browser,
        check="the check" if in_browser else "`studybank check`",
        check_zh="检查" if in_browser else "`studybank check` ",
        title_en=_write(title) if title and not is_chinese else f"{PENCIL} A short title",
        title_zh=_write(title) if is_chinese else f"{PENCIL} 简短的标题",
    )


def _check_topic(bank: Bank, topic_id: str) -> None:
    topic = bank.topic_by_id.get(topic_id)
    if topic is None:
        message = f'There is no topic "{topic_id}". {suggest(topic_id, bank.topic_by_id)}'
        raise DraftError(f"{message.strip()} All topics are in content/topics.yml.")
    if topic.topics:
        below = ", ".join(found.id for found in topic.topics)
        message = f'"{topic_id}" has topics of its own; choose one of them: {below}.'
        raise DraftError(message)


def check_id(question_id: str) -> None:
    """Make sure that an id is written as ids are.

    Raises:
        DraftError: It is not.
    """
    if not _SLUG.fullmatch(question_id) or len(question_id) > 64:
        message = (
            f'"{question_id}" is no id: write at most 64 lower-case letters, digits and hyphens, '
            "such as reading-a-score-gap."
        )
        raise DraftError(message)


def find_owner(content: Content, question_id: str) -> str | None:
    """Say who has an id, or had it: a path, or None if it is free."""
    for path in content.documents:
        if path.startswith("content/questions/") and PurePosixPath(path).stem == question_id:
            return path
    for question in content.bank.questions:
        if question_id in (*question.formerly, *question.replaces):
            return f"it was an id of {question.id}"
    return None


def _write(title: str) -> str:
    """Write a title as YAML on one line."""
    line = " ".join(title.split())
    return line if _PLAIN.fullmatch(line) else "'" + line.replace("'", "''") + "'"


def suggest_id(title: str) -> str:
    """Make an id of an English title; empty if it has too few letters."""
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:64].strip("-") if sum(map(len, words)) > 2 else ""


def suggest_topics(bank: Bank, title: str, *, most: int = 5) -> tuple[Topic, ...]:
    """Choose the topics that a title fits best, those first whose questions share its words."""
    words = _words(title)
    scores: dict[str, float] = {}
    frequency: dict[str, set[str]] = {}
    texts: dict[str, set[str]] = {}
    for question in bank.questions:
        found = _words(f"{question.title.en} {question.title.zh}")
        texts.setdefault(question.topic, set()).update(found)
    leaves = [topic for topic in walk_topics(bank.topics.topics) if not topic.topics]
    for topic in leaves:
        own = _words(f"{topic.title.en} {topic.title.zh}")
        texts.setdefault(topic.id, set())
        for word in own | texts[topic.id]:
            frequency.setdefault(word, set()).add(topic.id)
        scores[topic.id] = 4 * len(words & own)
    for word in words & set(frequency):
        for topic_id in frequency[word]:
            scores[topic_id] = scores.get(topic_id, 0) + 1 / len(frequency[word])
    ranked = sorted(leaves, key=lambda topic: -scores[topic.id])
    return tuple(topic for topic in ranked if scores[topic.id])[:most]


def _words(text: str) -> set[str]:
    lower = text.lower()
    han = "".join(_HAN.findall(lower))
    pairs = {han[at : at + 2] for at in range(len(han) - 1)}
    return pairs | {word.rstrip("s") for word in re.findall(r"[a-z]{4,}", lower)}


FORM_HELP: Final[Mapping[Response, str]] = {
    "open": "an answer in words",
    "single-choice": "one right option",
    "multiple-choice": "all right options",
    "true-false": "statements to be judged",
    "fill-in": "gaps in a sentence",
    "calculation": "numbers, recomputed by every build",
    "derivation": "a proof or derivation",
    "coding": "code to be written",
    "debugging": "a fault in code to be found",
    "sketch": "a drawing",
    "design": "a system or experiment to be designed",
    "critique": "a claim to be judged",
    "comparison": "two or more things to be compared",
    "scenario": "a case to be diagnosed",
}
"""What the reader of each form does."""
