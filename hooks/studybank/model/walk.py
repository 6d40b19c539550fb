"""Going through a record's texts, so that a new field is covered by itself."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

from studybank.model.assets import Asset
from studybank.model.bank import Loc
from studybank.model.fields import Localized
from studybank.model.question import Part


def walk_records(record: BaseModel) -> list[tuple[Loc, BaseModel]]:
    """Give a record and every record inside it with their places, parents first, in field order."""
    found: list[tuple[Loc, BaseModel]] = []
    _gather(record, (), found)
    return found


def _gather(value: object, loc: Loc, found: list[tuple[Loc, BaseModel]]) -> None:
    if isinstance(value, BaseModel):
        found.append((loc, value))
        for name in _record_fields(type(value)):
            if inner := getattr(value, name):
                _gather(inner, (*loc, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*loc, index), found)


@functools.cache
def _record_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields that can hold records: most hold texts, which a walk need not look at."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if _names_record(field.annotation))


def _names_record(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_names_record(argument) for argument in get_args(annotation))


def walk_texts(record: BaseModel) -> Iterator[tuple[Loc, Localized]]:
    """Go through the localized texts of a record, in field order."""
    for loc, found in walk_records(record):
        if isinstance(found, Localized):
            yield loc, found


def part_assets(part: Part) -> Iterator[tuple[Loc, Asset]]:
    """Go through the assets of a part and its answers, not those of the parts below it."""
    for index, asset in enumerate(part.assets):
        yield ("assets", index), asset
    for position, answer in enumerate(part.answers):
        for index, asset in enumerate(answer.assets):
            yield ("answers", position, "assets", index), asset
    for number, follow_up in enumerate(part.follow_ups):
        for position, answer in enumerate(follow_up.answers):
            for index, asset in enumerate(answer.assets):
                yield ("follow_ups", number, "answers", position, "assets", index), asset
