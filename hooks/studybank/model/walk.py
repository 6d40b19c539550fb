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


def walk_records(record: BaseModel, loc: Loc = ()) -> Iterator[tuple[Loc, BaseModel]]:
    """Go through a record and every record inside it, parents first, in field order."""
    yield loc, record
    for name in _record_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            yield from walk_records(value, (*loc, name))
        elif isinstance(value, tuple):
            yield from _walk_items(value, (*loc, name))


@functools.cache
def _record_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """Name the fields that can hold records: most hold texts, which a walk need not look at."""
    fields = kind.model_fields.items()
    return tuple(name for name, field in fields if _names_record(field.annotation))


def _names_record(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return True
    return any(_names_record(argument) for argument in get_args(annotation))


def _walk_items(items: tuple[object, ...], loc: Loc) -> Iterator[tuple[Loc, BaseModel]]:
    for index, item in enumerate(items):
        if isinstance(item, BaseModel):
            yield from walk_records(item, (*loc, index))
        elif isinstance(item, tuple):
            yield from _walk_items(item, (*loc, index))


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
