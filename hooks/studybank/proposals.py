"""Questions that readers propose by a form on GitHub, from the form's Markdown to our YAML.

Whoever has an account may fill in the form, so nothing of it is trusted: lengths are bounded,
what becomes part of a path or a number must match a pattern, and everything else is written by
`yaml_writing` as text that cannot leave its field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from studybank.formatting import format_file
from studybank.model.fields import MAX_TEXT
from studybank.model.question import Response
from studybank.yaml_writing import write_yaml

MOST_CHARACTERS: Final = 70_000
"""Longest body of an issue; GitHub's own limit is 65,536."""

_NO_RESPONSE: Final = "_No response_"
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MINUTES: Final = re.compile(
    r"(?P<low>[0-9]{1,3}(\.[0-9]{1,2})?)( ?[-–—~,，] ?(?P<high>[0-9]{1,3}(\.[0-9]{1,2})?))?"
)
_ITEM: Final = re.compile(r"(?P<sign>[+-]) +(?P<en>[^|｜]+)[|｜](?P<zh>[^|｜]+)")

_REQUIRED: Final = ("topic", "title_en", "title_zh", "stem_en", "stem_zh")
_LONGEST: Final[Mapping[str, int]] = {"title_en": 80, "title_zh": 80, "id": 64, "minutes": 20}
_ITEMS: Final[Mapping[str, tuple[str, str, str | bool, str | bool]]] = {
    "single-choice": ("options", "verdict", "correct", "incorrect"),
    "multiple-choice": ("options", "verdict", "correct", "incorrect"),
    "true-false": ("statements", "truth", True, False),
}
"""Response to the field that its items stand in, their mark, and its values for + and -."""


@dataclass(frozen=True, slots=True)
class FormProblem:
    """Something in a form that cannot become a question.

    Attributes:
        key: Key of the words, below `proposal` in the interface texts.
        field: The form's field; may be empty.
        values: What fills the placeholders of the words.
    """

    key: str
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed question.

    Attributes:
        topic: Slug of its topic; whether there is such a topic is not checked here.
        id: Slug of the question.
        text: The file's text.
    """

    topic: str
    id: str
    text: str

    @property
    def path(self) -> str:
        """Path of the file from the project's root."""
        return f"content/questions/{self.topic}/{self.id}.yml"


def parse_form(
    body: str, labels: Mapping[str, str]
) -> tuple[Mapping[str, str], Sequence[FormProblem]]:
    """Read the Markdown that GitHub makes of a filled-in form.

    Args:
        body: The issue's text: a heading of the third level for each field, its text below.
        labels: Field by label, as the form has them.

    Returns:
        Texts by field, without those left empty, and what is wrong with them.
    """
    if len(body) > MOST_CHARACTERS:
        return {}, [_problem("too_large", limit=MOST_CHARACTERS)]
    fields: dict[str, list[str]] = {}
    problems: list[FormProblem] = []
    current: list[str] = []
    # `splitlines` knows every character that YAML takes for the end of a line, too.
    for line in body.splitlines():
        field = labels.get(line[4:].strip()) if line.startswith("### ") else None
        if field is None:
            current.append(line.replace("\t", "    ").rstrip())
        elif field in fields:
            problems.append(_problem("repeated", field))
        else:
            current = fields[field] = []
    texts = {name: "\n".join(lines).strip() for name, lines in fields.items()}
    texts = {name: text for name, text in texts.items() if text and text != _NO_RESPONSE}
    return texts, [*problems, *_check_lengths(texts)]


def build_proposal(fields: Mapping[str, str]) -> tuple[Proposal | None, Sequence[FormProblem]]:
    """Build a question from a form's texts.

    Returns:
        The question, if its path is known, and what is wrong.
    """
    problems = [_problem("missing", name) for name in _REQUIRED if name not in fields]
    if "[ ]" in fields.get("agreement", "[ ]"):
        problems.append(_problem("agreement", "agreement"))
    topic = _first_word(fields.get("topic", ""))
    question_id = fields.get("id") or _slug(fields.get("title_en", ""))
    if not _SLUG.fullmatch(topic) and "topic" in fields:
        problems.append(_problem("topic", "topic"))
    if not (_SLUG.fullmatch(question_id) and len(question_id) <= _LONGEST["id"]):
        problems.append(_problem("id", "id"))
    tree, more = _build_tree(fields)
    problems += more
    if problems:
        return None, problems
    path = f"questions/{topic}/{question_id}.yml"
    text = format_file(path, write_yaml(tree).encode()).text
    return Proposal(topic, question_id, text), []


def _build_tree(fields: Mapping[str, str]) -> tuple[dict[str, object], list[FormProblem]]:
    """Put a form's texts where the model has them, in the order of the template."""
    facts, problems = _build_facts(fields)
    response = _first_word(fields.get("response", "open"))
    tree: dict[str, object] = {"title": _localized(fields, "title"), **facts}
    tree["stem"] = _localized(fields, "stem")
    if "options" in fields and response in _ITEMS:
        name, mark, right, wrong = _ITEMS[response]
        items, bad = _build_items(fields["options"], mark, right, wrong)
        tree[name] = items
        problems += [_problem("option", "options", line=line) for line in bad]
    elif "options" in fields or response in _ITEMS:
        problems.append(_problem("options", "options"))
    has_answer = any(f"answer_{language}" in fields for language in ("en", "zh"))
    if not has_answer and response not in _ITEMS:
        tree["status"] = "unanswered"
    for name in ("approach", "answer"):
        if text := _localized(fields, name):
            tree[name] = text
    return tree, problems


def _build_facts(fields: Mapping[str, str]) -> tuple[dict[str, object], list[FormProblem]]:
    """Give level, minutes and response, as far as they are given and are none by default."""
    facts: dict[str, object] = {}
    problems: list[FormProblem] = []
    if "level" in fields:
        level = _first_word(fields["level"])
        if level in ("1", "2", "3"):
            facts["level"] = int(level)
        else:
            problems.append(_problem("level", "level"))
    if "minutes" in fields:
        match = _MINUTES.fullmatch(fields["minutes"])
        if match is None:
            problems.append(_problem("minutes", "minutes"))
        else:
            low, high = match["low"], match["high"]
            facts["minutes"] = [_number(low), _number(high)] if high else _number(low)
    response = _first_word(fields.get("response", "open"))
    if response not in get_args(Response):
        problems.append(_problem("response", "response"))
    elif response != "open":
        facts["response"] = response
    return facts, problems


def _build_items(
    text: str, mark: str, right: object, wrong: object
) -> tuple[list[object], list[int]]:
    items: list[object] = []
    bad: list[int] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _ITEM.fullmatch(line.strip())
        if match is None:
            bad.append(number)
            continue
        texts = {"en": match["en"].strip(), "zh": match["zh"].strip()}
        items.append({"text": texts, mark: right if match["sign"] == "+" else wrong})
    return items, bad


def _localized(fields: Mapping[str, str], name: str) -> dict[str, str]:
    languages = ("en", "zh")
    return {key: fields[f"{name}_{key}"] for key in languages if f"{name}_{key}" in fields}


def _check_lengths(texts: Mapping[str, str]) -> Iterator[FormProblem]:
    for name, text in texts.items():
        limit = _LONGEST.get(name, MAX_TEXT)
        if len(text) > limit:
            yield _problem("too_long", name, length=len(text), limit=limit)
        if name in _LONGEST and "\n" in text:
            yield _problem("one_line", name)


def _number(text: str) -> float:
    return float(text) if "." in text else int(text)


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0] if text.strip() else ""


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[: _LONGEST["id"]].strip("-")


def _problem(key: str, field: str = "", /, **values: object) -> FormProblem:
    texts = tuple(sorted((name, str(value)) for name, value in values.items()))
    return FormProblem(key, field, texts)
