"""From raw questions to the model's plain data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from studybank.importers.answers import draft_answers, draft_self_check
from studybank.importers.choices import (
    Choice,
    draft_blanks,
    draft_choice,
    draft_statement,
    is_true_false,
    list_options,
)
from studybank.importers.lines import Line, trim
from studybank.importers.long_texts import move_excess
from studybank.importers.lookahead import asks
from studybank.importers.raw import RawField, RawPart, RawQuestion
from studybank.importers.sharing import draft_follow_up, share_answers
from studybank.importers.texts import Texts
from studybank.importers.title_drafting import draft_title, generate_title
from studybank.importers.titles import is_title
from studybank.importers.tokens import PartStyle

_NUMBERING: Final[Mapping[PartStyle, str]] = {
    "": "alpha", "alpha": "alpha", "roman": "roman", "paren": "decimal", "decimal": "decimal",
    "number": "decimal", "han": "decimal",
}  # fmt: skip
_NOTES: Final = {"note": "note", "tip": "tip", "warning": "warning"}
_RESPONSES: Final = {
    (True, False): "true-false",
    (False, True): "fill-in",
    (False, False): "",
}
_ARROWS: Final = re.compile(r"\s*(?:->|=>|⇒|➜|➔|—>|-->)\s*")
_STATED: Final = ("tags", "level", "minutes")
_SENTENCE: Final = re.compile(r".{40}|[\u3400-\u9fff].{20}|[.。!！;；:：]$")


@dataclass(frozen=True)
class Setting:
    """What drafting needs to know of document and bank.

    Attributes:
        shape: The document's shape.
        answerers: Neutral names of answerers that the bank declares.
    """

    shape: str
    answerers: Sequence[str]


def draft_question(raw: RawQuestion, texts: Texts, setting: Setting) -> dict[str, Any]:
    """Make a question's plain data, in the canonical order of its keys."""
    title, lead = draft_title(raw, texts)
    title.update(_take_short_stem(raw, texts))
    if lead:
        raw.stem = [*lead, Line(raw.number, ""), *raw.stem]
    part = draft_part(raw, texts, setting)
    if not {"stem", "parts", "statements"} & set(part):
        stem = texts.localize(raw.title) or {texts.default: raw.label}
        texts.copied += [*stem.values()]
        part = {"stem": stem, **part}
        texts.note(
            "look", [Line(raw.number, "")], "a question without a text", "the title stands in"
        )
    question: dict[str, Any] = {"title": title or generate_title(raw, part, texts)}
    question.update({name: raw.values[name] for name in _STATED if name in raw.values})
    if "marks" in part:
        question["marks"] = part.pop("marks")
    question["status"] = "draft" if has_answer(part) else "unanswered"
    if "response" in part:
        question["response"] = part.pop("response")
    if "provenance" in raw.values:
        question["provenance"] = raw.values["provenance"]
    drafted = {**question, **part}
    move_excess(drafted, [Line(raw.number, ""), Line(max(raw.last, raw.number), "")], texts)
    return drafted


def _take_short_stem(raw: RawQuestion, texts: Texts) -> dict[str, str]:
    """Take a stem of a few words over parts for a title."""
    stem = trim(raw.stem)
    if not raw.parts or raw.title or len(stem) != 1:
        return {}
    text = stem[0].text
    if asks(text) or not is_title(text) or _SENTENCE.search(text):
        return {}
    raw.stem = []
    return {texts.guess_locale(text): text}


def has_answer(part: Mapping[str, Any]) -> bool:
    """Tell whether a part or one below it has an answer."""
    keys = ("answer", "answers", "options", "statements", "blanks")
    return any(part.get(key) for key in keys) or any(map(has_answer, part.get("parts", ())))


def draft_part(
    raw: RawPart, texts: Texts, setting: Setting, *, in_statements: bool = False
) -> dict[str, Any]:
    """Make the plain data of a question or part."""
    made: dict[str, Any] = {}
    if "marks" in raw.values:
        made["marks"] = raw.values["marks"]
    share_answers(raw, texts)
    choice = draft_choice(raw, texts) if len(raw.options) > 1 else Choice()
    if raw.options and not choice.options:
        raw.stem = [*raw.stem, *list_options(raw)]
        texts.note("look", raw.options[0].lines, "options without a key", "they stand in the stem")
    judged = is_true_false(raw.stem)
    statement = None
    if (judged or in_statements) and not raw.options and not raw.parts:
        statement = draft_statement(raw, texts, inherited=in_statements)
    constraints = [
        text for item in _items(raw.fields, "constraint") if (text := texts.localize(item))
    ]
    stem = texts.localize([*raw.stem, *_lines_of(raw.fields, "stem")])
    is_open = stem and not statement and not raw.options
    blanks = draft_blanks(stem, raw, texts) if is_open and stem else []
    asked: dict[str, Any] = {
        "response": choice.response or _RESPONSES[bool(statement), bool(blanks)],
        "constraints": constraints,
        "stem": stem,
        **_draft_parts(raw, texts, setting, in_statements=judged),
        "options": choice.options,
        "statements": [statement] if statement else [],
        "blanks": blanks,
    }
    made.update({name: value for name, value in asked.items() if value})
    made.update(_draft_answered(raw, choice, texts, setting))
    return made


def _draft_parts(
    raw: RawPart, texts: Texts, setting: Setting, *, in_statements: bool
) -> dict[str, Any]:
    if not raw.parts:
        return {}
    parts = [draft_part(part, texts, setting, in_statements=in_statements) for part in raw.parts]
    _mend_empty_parts(parts, raw.parts, texts)
    numbering = _NUMBERING[raw.parts[0].style]
    return {"numbering": "" if numbering == "alpha" else numbering, "parts": parts}


def _draft_answered(raw: RawPart, choice: Choice, texts: Texts, setting: Setting) -> dict[str, Any]:
    """Make what a reader compares with: approach, self-check, answers, follow-ups, notes."""
    role = "model" if setting.shape == "oral" else "reference"
    approach = _draft_approach(raw, texts)
    checks = draft_self_check(_lines_of(raw.fields, "self_check"), texts)
    answers = draft_answers(raw, choice, texts, answerers=setting.answerers, role=role)
    made = {
        "approach": approach,
        "self_check": checks,
        **answers,
        "follow_ups": [item for found in raw.follow_ups for item in draft_follow_up(found, texts)],
        "notes": [
            {"kind": kind, "body": body}
            for name, kind in _NOTES.items()
            for item in _fields(raw.fields, name)
            if (body := texts.localize(item.lines))
        ],
    }
    return {name: value for name, value in made.items() if value}


def _mend_empty_parts(parts: list[dict[str, Any]], raw: Sequence[RawPart], texts: Texts) -> None:
    for made, part in zip(parts, raw, strict=True):
        if not {"stem", "parts", "options", "statements"} & set(made):
            made["stem"] = {texts.default: "…"}
            texts.note(
                "look", [Line(part.number, "")], "a part without a text", "nothing stands there"
            )


def _draft_approach(raw: RawPart, texts: Texts) -> dict[str, str] | None:
    lines = [line for line in _lines_of(raw.fields, "approach") if not line.is_blank]
    if not lines:
        return None
    text = " ".join(line.text.strip() for line in lines)
    return texts.localize([Line(lines[0].number, _ARROWS.sub(" → ", text))])


def _fields(fields: Sequence[RawField], name: str) -> list[RawField]:
    return [field for field in fields if field.name == name and trim(field.lines)]


def _lines_of(fields: Sequence[RawField], name: str) -> list[Line]:
    return [
        line for field in _fields(fields, name) for line in [Line(field.number, ""), *field.lines]
    ]


def _items(fields: Sequence[RawField], name: str) -> list[list[Line]]:
    """Give the items of a field: its bullets, or the whole."""
    items: list[list[Line]] = []
    for field in _fields(fields, name):
        for line in trim(field.lines):
            bullet = re.match(r"^\s*[-*+]\s+", line.text)
            if bullet or not items or line is trim(field.lines)[0]:
                items.append([Line(line.number, line.text[bullet.end() if bullet else 0 :])])
            elif not line.is_blank:
                items[-1].append(line)
    return items
