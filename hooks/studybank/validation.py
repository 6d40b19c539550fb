"""Pydantic's validation errors as problems with a place, in the words of the bank."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from studybank.documents import Document, Sequence, Text
from studybank.documents import Mapping as YamlMapping
from studybank.errors import Problem, suggest, suggest_close
from studybank.model.assets import Code, Figure, Math, Matrix, Table
from studybank.model.fields import Record

Loc = tuple[str | int, ...]

ASSETS: Final[Mapping[str, type[BaseModel]]] = {
    "figure": Figure,
    "code": Code,
    "table": Table,
    "matrix": Matrix,
    "math": Math,
}
"""Models of assets by type."""
_PATTERNS: Final[Mapping[str, str]] = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": 'a slug: lower-case letters, digits and hyphens ("zero-weights")',
    "^[A-Z]$": "a capital letter",
    "^[0-9]{1,2}$": "a number of one or two digits, in quotes",
    "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$": 'a date such as "2026-05" or "2026-05-17"',
    r"^https?://[^\s<>\"]+$": "an address that begins with https://",
    "^SB[12][0-9]{2}$": "the code of a problem, such as SB131",
    r"^[^\n]*$": "one line",
}


_WRITE = "What the schema says."
_MINUTES = "Write digits alone, such as 2 or 0.5, or a range such as [2, 3]."
_REMEDIES = {
    "a list": "Write it in brackets, such as [one, two], or each item below it after a hyphen.",
    "a mapping of fields": "Write each of its fields on a line of its own below it.",
    "a text": "Write a text.",
    "a number": "Write digits alone, such as 2 or 0.5.",
    "a whole number": "Write digits alone, such as 2.",
    "true or false": "Write true or false, without quotes.",
    "an asset with a type (figure, code, table, matrix or math)": (
        'Write "type:" in it, such as "type: code".'
    ),
}
"""What to do where something else is expected."""


def find_model_problems(
    error: ValidationError, kind: type[Record], document: Document
) -> Iterator[Problem]:
    """Give a problem for each error of a validation, in the document's order of fields."""
    seen: set[Problem] = set()
    for item in error.errors(include_url=False, include_context=True):
        loc = _real_loc(item["loc"], document)
        problem = _build(item["type"], item, loc, kind, document)
        if problem not in seen:
            seen.add(problem)
            yield problem


def _real_loc(loc: Loc, document: Document) -> Loc:
    """Drop the steps that Pydantic adds for the members of a union."""
    real: list[str | int] = []
    for index, step in enumerate(loc):
        node, rest = document.find((*real, step))
        is_last = index == len(loc) - 1
        if not rest or is_last:
            real.append(step)
        elif isinstance(node, YamlMapping) and node.get("type") == step:
            continue
        elif step in ("int", "float", "low", "high", "en", "zh"):
            # A short form stands where the model has a mapping, or a union has two members.
            continue
        else:
            real.append(step)
    return tuple(real)


def _build(error_type: str, item: Any, loc: Loc, kind: type[Record], document: Document) -> Problem:
    node, rest = document.find(loc)
    if error_type == "extra_forbidden":
        return document.problem("SB114", loc, suggestion=_suggest_key(loc, kind, document))
    if error_type == "missing" and isinstance(node, YamlMapping):
        return document.problem("SB113", loc, meaning=_find_meaning(loc, kind, document))
    if error_type == "union_tag_invalid":
        # Pydantic names the record; the author wants to know of its type.
        loc = (*loc, "type")
        node, rest = document.find(loc)
    if isinstance(node, Text):
        return _build_for_text(error_type, item, loc[: len(loc) - len(rest)], node, document)
    expected = "a mapping of fields" if error_type == "missing" else _shape(error_type, item)
    return document.problem(
        "SB112", loc, expected=expected, found=_name(node), suggestion=_REMEDIES.get(expected, "")
    )


def _build_for_text(
    error_type: str, item: Any, loc: Loc, text: Text, document: Document
) -> Problem:
    if error_type == "string_too_long":
        limit = item["ctx"]["max_length"]
        return document.problem("SB116", loc, length=len(text), limit=limit)
    if text == "":
        return document.problem("SB117", loc)
    if error_type == "missing":
        expected = "a mapping of fields"
        suggestion = _REMEDIES[expected]
        return document.problem(
            "SB112", loc, expected=expected, found="a text", suggestion=suggestion
        )
    found = str(text)[:60]
    expected, suggestion = _expected(error_type, item.get("ctx", {}), found, item)
    if loc[-1:] == ("minutes",):
        suggestion = _MINUTES
    suggestion = suggestion or _REMEDIES.get(expected, "Correct it.")
    return document.problem("SB115", loc, found=found, expected=expected, suggestion=suggestion)


def _expected(error_type: str, context: Any, found: str, item: Any) -> tuple[str, str]:
    if error_type in ("literal_error", "union_tag_invalid"):
        text = str(context.get("expected") or context.get("expected_tags", ""))
        choices = [word.strip("' ") for word in text.replace(" or ", ",").split(",")]
        expected = "one of: " + ", ".join(word for word in choices if word)
        # The choices stand in the message already.
        return expected, suggest_close(found, choices) or "Write one of these."
    if error_type == "string_pattern_mismatch":
        pattern = str(context.get("pattern", ""))
        slug = re.sub(r"[^a-z0-9]+", "-", found.lower()).strip("-")
        is_slug = re.fullmatch(pattern, slug) and re.fullmatch(pattern, "zero-weights")
        remedy = f'Write "{slug}".' if is_slug else "Write it in that form."
        return _PATTERNS.get(pattern, f"written like {pattern}"), remedy
    if error_type == "scalar":
        return str(item["msg"]), ""
    bounds = {
        "greater_than": "gt",
        "greater_than_equal": "ge",
        "less_than": "lt",
        "less_than_equal": "le",
    }
    if error_type in bounds:
        words = error_type.replace("_", " ").replace("than equal", "than or equal to")
        return f"{words} {context[bounds[error_type]]}", "Write a number within this limit."
    return _shape(error_type, item), ""


def _shape(error_type: str, item: Any) -> str:
    shapes = {
        "tuple_type": "a list",
        "list_type": "a list",
        "model_type": "a mapping of fields",
        "model_attributes_type": "a mapping of fields",
        "dict_type": "a mapping of fields",
        "string_type": "a text",
        "union_tag_not_found": "an asset with a type (figure, code, table, matrix or math)",
    }
    return shapes.get(error_type, str(item["msg"]))


def _name(node: Any) -> str:
    if isinstance(node, Text):
        return "a text"
    return "a list" if isinstance(node, Sequence) else "a mapping of fields"


def _suggest_key(loc: Loc, kind: type[Record], document: Document) -> str:
    known = _known_keys(loc[:-1], kind, document)
    return suggest(str(loc[-1]), known)


def _find_meaning(loc: Loc, kind: type[Record], document: Document) -> str:
    """Say what a field is for, in the words of its model."""
    model = _find_model(loc[:-1], kind, document)
    fields = model.model_fields.items() if model else ()
    found = (field.description for name, field in fields if (field.alias or name) == loc[-1])
    return " ".join((next(found, None) or _WRITE).split())


def _known_keys(loc: Loc, kind: type[BaseModel], document: Document) -> list[str]:
    model = _find_model(loc, kind, document)
    if model is None:
        return []
    return [field.alias or name for name, field in model.model_fields.items()]


def _find_model(loc: Loc, kind: type[BaseModel], document: Document) -> type[BaseModel] | None:
    model: type[BaseModel] | None = kind
    for depth, step in enumerate(loc):
        if isinstance(step, int) or model is None:
            continue
        field = model.model_fields.get(step)
        models = models_in(field.annotation) if field else []
        if len(models) > 1:
            node, _ = document.find(loc[: depth + 2])
            tag = str(node.get("type")) if isinstance(node, YamlMapping) else ""
            models = [ASSETS[tag]] if tag in ASSETS else []
        model = models[0] if models else None
    return model


def models_in(annotation: Any) -> list[type[BaseModel]]:
    """Give the models that a field's annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in models_in(argument)]
