"""A bank with a given text in every field that can hold one, made by walking the model."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from studybank.model.fields import Localized, Minutes
from studybank.model.question import Question
from studybank.places import FOLDERS, SINGLE_FILES

Shape = Literal["line", "text", "localized"]
"""A line of at most 300 characters, a text of lines, or a text in both languages."""
Writer = Callable[[str, Shape], str]
"""Gives the text of a field from its name (`Record.field`) and shape."""

_PATTERNS: Final = (
    *("attack", "2026-01", "https://example.org/a?b=%22%3E%3Cscript%3E&c='onclick='alert(1)'"),
    *("A", "1", "SB131"),
)
_ONE_LINE: Final = r"^[^\n]*$"
_OWN: Final = "(its own name)"
_SET: Final[dict[tuple[str, str], object]] = {
    # What decides which page a record stands on, or what it names.
    ("PaperEntry", "question"): "absent",
    ("PaperEntry", "parts"): [],
    ("Note", "source"): _OWN,
}


def write_bank(root: Path, makers: Iterable[Maker]) -> set[str]:
    """Write a bank with the files of each maker, and give the names of the fields with texts."""
    fields: set[str] = set()
    single: dict[str, dict[str, list[object]]] = {name: {} for name in SINGLE_FILES}
    for maker in makers:
        for path, kind in maker.files():
            if path not in single:
                _write(root / path, maker.record(kind))
                continue
            for key, values in maker.record(kind).items():
                if isinstance(values, list):
                    single[path].setdefault(key, []).extend(values)
        fields |= maker.fields
    for path, data in single.items():
        _write(root / path, data)
    return fields


def _write(path: Path, data: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(_lines(data)) + "\n", "utf-8")


def _lines(value: object) -> list[str]:
    """Write plain data as the YAML that the reader takes: blocks, single quotes, `|-`."""
    if isinstance(value, dict):
        return [line for key, one in value.items() for line in _entry(f"{key}:", one)]
    if isinstance(value, list):
        return [line for one in value for line in _entry("-", one)]
    raise TypeError(value)


def _entry(head: str, value: object) -> list[str]:
    if isinstance(value, str):
        if "\n" in value:
            return [f"{head} |2-", *(f"  {line}" if line else "" for line in value.split("\n"))]
        quoted = value.replace("'", "''")
        return [f"{head} '{quoted}'"]
    if isinstance(value, dict | list):
        return (
            [head, *(f"  {line}" if line else "" for line in _lines(value))]
            if value
            else [f"{head} []"]
        )
    return [f"{head} {str(value).lower()}"]


class Maker:
    """Makes records.

    Attributes:
        name: Id of its records.
        topic: Topic of its question.
        fields: Every field that took a text, as `Record.field`.
    """

    def __init__(self, writer: Writer, name: str, topic: str) -> None:
        self._writer = writer
        self.name = name
        self.topic = topic
        self._set = {**_SET, ("Question", "topic"): topic}
        self.fields: set[str] = set()

    def files(self) -> Iterator[tuple[str, type[BaseModel]]]:
        """Give path and kind of the files: a record of each kind."""
        yield f"questions/{self.topic}/{self.name}.yml", Question
        for folder, kind in FOLDERS.items():
            yield f"{folder}/{self.name}.yml", kind
        yield from SINGLE_FILES.items()

    def record(self, kind: type[BaseModel]) -> dict[str, object]:
        """Make the plain data of a record."""
        return self._record(kind, 0)

    def _record(self, kind: type[BaseModel], depth: int) -> dict[str, object]:
        data: dict[str, object] = {}
        for field_name, info in kind.model_fields.items():
            key = info.alias or field_name
            value = self._field(kind, field_name, info, depth)
            if value is not None:
                data[key] = value
        return data

    def _field(self, kind: type[BaseModel], field_name: str, info: FieldInfo, depth: int) -> object:
        if (kind.__name__, field_name) in self._set:
            value = self._set[kind.__name__, field_name]
            return self.name if value == _OWN else value
        where = f"{kind.__name__}.{field_name}"
        return self._value(info.annotation, tuple(info.metadata), where, depth)

    def _value(self, annotation: Any, limits: tuple[Any, ...], where: str, depth: int) -> object:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            return self._value(arguments[0], (*limits, *annotation.__metadata__), where, depth)
        if origin in (Union, UnionType):
            found = next(one for one in arguments if one is not type(None))
            return self._value(found, limits, where, depth)
        if origin is tuple:
            return self._items(arguments[0], where, depth)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._inner(annotation, where, depth)
        return arguments[0] if origin is Literal else self._scalar(annotation, limits, where)

    def _inner(self, kind: type[BaseModel], where: str, depth: int) -> object:
        if kind is Localized:
            self.fields.add(where)
            text = self._writer(where, "localized")
            return {"en": text, "zh": f"文\n\n{text}"}
        return [1, 2] if kind is Minutes else self._record(kind, depth + 1)

    def _items(self, item: Any, where: str, depth: int) -> list[object]:
        """Give one item of each kind; records inside their own kind only once.

        Assets stand in a question, a part and a question's answer, which makes all of their
        fields three times; they are shown alike in the answers of parts and follow-ups.
        """
        inner = get_args(item)[0] if hasattr(item, "__metadata__") else item
        kinds = get_args(inner) if get_origin(inner) in (Union, UnionType) else (item,)
        if where in ("Part.parts", "Topic.topics") or (where == "Answer.assets" and depth > 2):
            return []
        values = [self._value(kind, (), where, depth + 1) for kind in kinds]
        for number, value in enumerate(values):
            if number and isinstance(value, dict) and "id" in value:
                value["id"] = f"{self.name}-{number}"
        return values

    def _scalar(self, annotation: Any, limits: tuple[Any, ...], where: str) -> object:
        # A limit may stand inside Pydantic's own `Field`.
        limits = tuple(one for limit in limits for one in getattr(limit, "metadata", (limit,)))
        if annotation is bool:
            return False
        if annotation is not str:
            return next((limit.ge for limit in limits if hasattr(limit, "ge")), 1)
        patterns = [limit.pattern for limit in limits if getattr(limit, "pattern", None)]
        if patterns and patterns[0] != _ONE_LINE:
            return next(text for text in (self.name, *_PATTERNS) if re.search(patterns[0], text))
        self.fields.add(where)
        return self._writer(where, "line" if patterns else "text")
