"""The order of keys in each kind of record, and which texts are prose."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from studybank.formatting.nodes import Block, Node
from studybank.model.answer import Answer, CheckedNumber, Note, RubricPoint, SelfCheck
from studybank.model.assets import Code, Figure, Math, Matrix, Table
from studybank.model.fields import Localized
from studybank.model.question import Part
from studybank.model.shared import Guide
from studybank.validation import ASSETS, models_in

_QUESTION: Final = """
    label schema id topic formerly title tags series level minutes marks status response provenance
    depends_on constraints stem assets options statements blanks numbering parts approach
    self_check rubric answer answers resolution follow_ups notes references related replaces errata
    waivers
    """
_ORDERS: Final[Mapping[type[BaseModel], str]] = {
    Part: _QUESTION,
    Answer: "role by example analysis selected numbers body result assets",
    CheckedNumber: "name value unit check tolerance",
    SelfCheck: "expect text",
    RubricPoint: "marks text",
    Note: "kind source body",
    Figure: "id type src licence credit alt caption",
    Code: "id type caption lang role of runs line_numbers highlight text",
    Table: "id type caption columns rows",
    Matrix: "id type caption rows",
    Math: "id type caption tex",
    Guide: "schema id title purpose steps tips sections",
}
"""The order of keys where it is not the model's: what is short comes before what is long."""

LANGUAGES: Final = frozenset({"en", "zh"})


def rank_key(model: type[BaseModel] | None, key: str) -> int:
    """Give the place of a key among those of its record; unknown keys come last.

    The languages of a text have one place: the first one written is the source of the other.
    """
    if model is None or model is Localized:
        return 0
    order = order_of(model)
    return order.index(key) if key in order else len(order)


@functools.cache
def order_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Give the keys of a record in their order, with its short form behind `answers`."""
    written = _ORDERS.get(Part if issubclass(model, Part) else model)
    if written is not None:
        return tuple(written.split())
    names = (field.alias or name for name, field in model.model_fields.items())
    return tuple(key for name in names for key in _with_short_form(name))


def _with_short_form(name: str) -> tuple[str, ...]:
    return ("answer", name) if name == "answers" else (name,)


def model_at(candidates: Sequence[type[BaseModel]], node: Node) -> type[BaseModel] | None:
    """Choose the model of a mapping among those that its field allows."""
    if not isinstance(node, Block) or node.entries is None or not candidates:
        return None
    if set(node.keys) <= LANGUAGES:
        return Localized
    if len(candidates) == 1:
        return candidates[0]
    kind = getattr(node.get("type"), "value", "")
    return ASSETS.get(kind) if kind in ASSETS else None


def models_below(model: type[BaseModel] | None, key: str) -> list[type[BaseModel]]:
    """Give the models that the value of a key, or the items of it, may have."""
    if model is None:
        return []
    if key == "answer":
        return [Answer]
    fields: dict[str, Any] = {
        field.alias or name: field for name, field in model.model_fields.items()
    }
    return models_in(fields[key].annotation) if key in fields else []
