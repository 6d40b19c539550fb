"""JSON Schema of the content files, for completion and hints in an editor.

The schemas are written from the model and know its short forms. They are more lenient than the
loader: an editor's YAML parser reads `no` or `1.10` as a boolean or number, where the bank
takes text as written.
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import (
    Glossary,
    Guide,
    Paper,
    ReferenceNote,
    Scope,
    Sources,
    Topics,
)

SCHEMAS: Final[Mapping[str, type[Record]]] = {
    "question": Question,
    "topics": Topics,
    "glossary": Glossary,
    "sources": Sources,
    "paper": Paper,
    "scope": Scope,
    "guide": Guide,
    "reference": ReferenceNote,
}
"""Record of each schema, by the name of its file."""

_SCALAR: Final = ["string", "number", "boolean"]
_MAY_BE_TEXT: Final = ("SelfCheck", "Note", "Answer", "RubricPoint")
_NUMBERED: Final = ("Option", "Blank")
_FROM_PATH: Final = ("id", "topic")
_ONE_LINE: Final = r"^[^\n]*$"
_BOUNDS: Final = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
}
"""Pydantic leaves its own names on bounds of a type that it parses by a function."""


def build_schemas() -> Mapping[str, str]:
    """Build every schema.

    Returns:
        JSON text by file name (`question.schema.json`), ready to be written to `content/`.
    """
    return {
        f"{name}.schema.json": json.dumps(build_schema(kind), indent=2, ensure_ascii=False) + "\n"
        for name, kind in SCHEMAS.items()
    }


def build_schema(kind: type[Record]) -> dict[str, Any]:
    """Build the JSON Schema (draft 2020-12) of one kind of file."""
    schema = kind.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    definitions: dict[str, Any] = schema.get("$defs", {})
    for part in (schema, *definitions.values()):
        _loosen(part)
    _allow_short_forms(schema, definitions)
    _translate_hints(schema)
    return schema


@functools.cache
def _load_hints() -> Mapping[str, str]:
    path = Path(__file__).parent / "texts/hints.zh.toml"
    hints: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["hints"]
    return hints


def _translate_hints(node: Any) -> None:
    """Give each hint in both languages, once as plain text and once as Markdown.

    A hint whose English is new stays without Chinese; a test asks for it.
    """
    if isinstance(node, list):
        for item in node:
            _translate_hints(item)
    if not isinstance(node, dict):
        return
    # Below `properties` a key is a field's name and may be any word.
    if isinstance(node.get("description"), str):
        english = [" ".join(text.split()) for text in node["description"].split("\n\n") if text]
        chinese = "".join(_load_hints().get(text, "") for text in english)
        both = [text for text in (" ".join(english), chinese) if text]
        node["description"] = "\n".join(both)
        node["markdownDescription"] = "\n\n".join(both)
    for value in list(node.values()):
        _translate_hints(value)


def _loosen(node: Any) -> None:
    """Let a text be whatever an editor's YAML parser makes of it, and name bounds rightly."""
    if isinstance(node, list):
        for item in node:
            _loosen(item)
    if not isinstance(node, dict):
        return
    is_free = node.get("pattern", _ONE_LINE) == _ONE_LINE and "enum" not in node
    if node.get("type") == "string" and is_free:
        node["type"] = _SCALAR
    for name, keyword in _BOUNDS.items():
        if isinstance(node.get(name), int | float):
            node[keyword] = node.pop(name)
    if "true" in node.get("enum", ()):
        node["enum"] = [
            True,
            False,
            *(word for word in node["enum"] if word not in ("true", "false")),
        ]
        node.pop("type", None)
    for value in node.values():
        _loosen(value)


def _allow_short_forms(schema: dict[str, Any], definitions: dict[str, Any]) -> None:
    for name in _NUMBERED:
        _make_optional(definitions.get(name, {}), "id")
    if "Part" in definitions:
        for owner in (schema, definitions["Part"], definitions["FollowUp"]):
            owner["properties"]["answer"] = {
                "description": "One reference answer by the maintainers.",
                "anyOf": [{"$ref": "#/$defs/Localized"}, {"$ref": "#/$defs/Answer"}],
            }
    _make_optional(schema, *_FROM_PATH)
    if "Localized" in definitions:
        text = {"type": _SCALAR, "description": "One text for both languages: only without words."}
        definitions["LocalizedMapping"] = definitions["Localized"]
        definitions["Localized"] = {"anyOf": [{"$ref": "#/$defs/LocalizedMapping"}, text]}
    for name in _MAY_BE_TEXT:
        if name in definitions:
            definitions[f"{name}Mapping"] = definitions[name]
            definitions[name] = {
                "anyOf": [{"$ref": f"#/$defs/{name}Mapping"}, {"$ref": "#/$defs/Localized"}]
            }
    if "Minutes" in definitions:
        definitions["Minutes"] = {
            "description": definitions["Minutes"].get("description", ""),
            "anyOf": [
                {"type": "number"},
                {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2},
            ],
        }


def _make_optional(schema: dict[str, Any], *names: str) -> None:
    required = [name for name in schema.get("required", ()) if name not in names]
    if required:
        schema["required"] = required
    else:
        schema.pop("required", None)
