"""The kinds of value that a field can hold.

The YAML loader hands over every scalar as the text that was written. The type of the field
decides what the text means, so that `no`, `3:30` or `1.10` stay text in a text field, and
`true` is a boolean only where a boolean is asked for (YAML 1.2 core schema, sections 10.2 and
10.3).
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from studybank.locales import Locale

MAX_TEXT: Final = 6_000
"""Longest text field, in characters; Python-Markdown needs superlinear time on longer ones."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,15}")
_NUMBER = re.compile(r"[-+]?(\.[0-9]{1,15}|[0-9]{1,15}(\.[0-9]{0,15})?)([eE][-+]?[0-9]{1,3})?")


def _parse_integer(value: object) -> object:
    if isinstance(value, str):
        if not _INTEGER.fullmatch(value):
            raise PydanticCustomError("scalar", "a whole number")
        return int(value)
    return value


def _parse_number(value: object) -> object:
    if isinstance(value, str):
        if _INTEGER.fullmatch(value):
            return int(value)
        if not _NUMBER.fullmatch(value):
            raise PydanticCustomError("scalar", "a number")
        return float(value)
    return value


def _parse_boolean(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("scalar", "true or false")
        return value == "true"
    return value


Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\n]*$")]
Slug = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
]
Date = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$")]
Url = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^https?://[^\s<>\"]+$")]
Integer = Annotated[int, BeforeValidator(_parse_integer)]
Number = Annotated[int | float, BeforeValidator(_parse_number)]
Boolean = Annotated[bool, BeforeValidator(_parse_boolean)]
SchemaVersion = Annotated[Literal[1], BeforeValidator(_parse_integer)]
Marks = Annotated[int | float, BeforeValidator(_parse_number), Field(gt=0, le=1_000)]


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Localized(Record):
    """One text in English and Chinese.

    A plain text in place of the mapping stands for both languages; that is meant for texts
    without words, such as a formula.
    """

    en: Text | None = None
    """English text (Markdown subset)."""
    zh: Text | None = None
    """Chinese text, simplified (Markdown subset)."""

    def get(self, locale: Locale) -> str | None:
        """Give the text in a locale, or None where it is missing."""
        return self.en if locale == "en" else self.zh

    @property
    def is_shared(self) -> bool:
        """Tell whether one text serves both languages."""
        return self.en is not None and self.en == self.zh


def _parse_localized(value: object) -> object:
    return {"en": value, "zh": value} if isinstance(value, str) else value


class Minutes(Record):
    """A time budget in minutes, as a range; both ends are equal for a single number."""

    low: Annotated[Number, Field(gt=0, le=600)]
    """Least time."""
    high: Annotated[Number, Field(gt=0, le=600)]
    """Most time."""


def _parse_minutes(value: object) -> object:
    if isinstance(value, str):
        return {"low": value, "high": value}
    if isinstance(value, list) and len(value) == 2:
        return {"low": value[0], "high": value[1]}
    if isinstance(value, dict):
        return value if set(value) == {"low", "high"} and not _is_written(value) else _refuse()
    return _refuse()


def _is_written(value: dict[str, Any]) -> bool:
    return type(value) is not dict


def _refuse() -> object:
    raise PydanticCustomError("scalar", "a number of minutes, or [least, most]")


LocalizedText = Annotated[Localized, BeforeValidator(_parse_localized)]
MinutesRange = Annotated[Minutes, BeforeValidator(_parse_minutes)]
