"""Short forms: what an author may leave out, written in full before the model sees it.

The values keep their places, so that a problem names the field as it was written.
"""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any, Final

from studybank.documents import Mapping, Sequence, Text

_LANGUAGES: Final = {"en", "zh"}
ITEM_FIELDS: Final = {"self_check": "text", "notes": "body", "answers": "body"}
"""Lists whose items may be a text alone, and the field that the text stands for."""


def expand_question(root: Mapping, *, topic: str, question_id: str) -> None:
    """Write a question's short forms in full, in place.

    Args:
        root: The file's mapping.
        topic: Topic that the path names.
        question_id: Id that the path names.
    """
    _default(root, "id", question_id)
    _default(root, "topic", topic)
    expand_part(root)


def expand_part(part: Any) -> None:
    """Write the short forms of a question or part, and of the parts below it, in full."""
    if not isinstance(part, Mapping):
        return
    _expand_answer(part)
    for name, key in ITEM_FIELDS.items():
        _expand_items(part.get(name), key)
    _number(part.get("options"), ascii_uppercase)
    _number(part.get("blanks"), [str(number) for number in range(1, 100)])
    for follow_up in _items(part.get("follow_ups")):
        if isinstance(follow_up, Mapping):
            _expand_answer(follow_up)
            _expand_items(follow_up.get("answers"), "body")
    rubric = part.get("rubric")
    if isinstance(rubric, Mapping):
        _expand_items(rubric.get("points"), "text")
    for child in _items(part.get("parts")):
        expand_part(child)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, Sequence) else []


def _default(mapping: Mapping, key: str, value: str) -> None:
    if key not in mapping:
        text = Text(value)
        text.line, text.column, text.written, text.style = mapping.line, mapping.column, key, None
        mapping[key] = text


def _is_text(value: Any) -> bool:
    if isinstance(value, Text):
        return True
    return isinstance(value, Mapping) and bool(value) and set(value) <= _LANGUAGES


def _wrap(value: Any, key: str) -> Mapping:
    mapping = Mapping({key: value})
    mapping.line, mapping.column, mapping.written = value.line, value.column, value.written
    mapping.keys_at = {}
    return mapping


def _expand_answer(part: Mapping) -> None:
    if "answer" not in part or "answers" in part:
        return
    answer = part.pop("answer")
    line, column = part.keys_at.pop("answer")
    answers = Sequence([_wrap(answer, "body") if _is_text(answer) else answer])
    answers.line, answers.column, answers.written = line, column, answer.written
    part["answers"] = answers


def _expand_items(items: Any, key: str) -> None:
    for index, item in enumerate(_items(items)):
        if _is_text(item):
            items[index] = _wrap(item, key)


def _number(items: Any, names: Any) -> None:
    for item, name in zip(_items(items), names, strict=False):
        if isinstance(item, Mapping):
            _default(item, "id", name)
