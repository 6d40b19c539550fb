"""What a check is given: one record with its file, read once for all checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from studybank.documents import Document, Text
from studybank.errors import Problem
from studybank.load import Content, question_path
from studybank.locales import Locale
from studybank.model.assets import Asset
from studybank.model.bank import Bank, Loc, walk_parts
from studybank.model.fields import Localized, Record
from studybank.model.question import Part
from studybank.model.shared import Guide, Paper, ReferenceNote, Scope
from studybank.model.walk import part_assets, walk_records
from studybank.prose import split_prose

R_co = TypeVar("R_co", bound=Record, covariant=True)

TOPICS_PATH: Final = "content/topics.yml"
SOURCES_PATH: Final = "content/sources.yml"
MOST_TOLD: Final = 100
"""Slips of one kind that are told of a text: thousands take seconds, and nobody reads them."""
LANGUAGE_NAMES: Final[Mapping[Locale, str]] = {"en": "English", "zh": "Chinese"}


class LocalizedField(NamedTuple):
    """A localized text of a record.

    Attributes:
        loc: Place in the record and in the document.
        value: The text.
        is_plain: One scalar was written for both languages.
    """

    loc: Loc
    value: Localized
    is_plain: bool


class Piece(NamedTuple):
    """A text in one language, or for both.

    Attributes:
        loc: Place in the document.
        field_loc: Place of the localized text that it belongs to.
        locale: Its language, None for both.
        text: The text.
    """

    loc: Loc
    field_loc: Loc
    locale: Locale | None
    text: str


@dataclass(frozen=True)
class Context(Generic[R_co]):
    """A record to check.

    Attributes:
        record: The record.
        document: Its file.
    """

    record: R_co
    document: Document

    @cached_property
    def records(self) -> tuple[tuple[Loc, BaseModel], ...]:
        """The record and every record inside it, parents first, in field order."""
        return tuple(walk_records(self.record))

    @cached_property
    def record_at(self) -> Mapping[Loc, BaseModel]:
        """Every record inside the record, by its place."""
        return dict(self.records)

    @cached_property
    def fields(self) -> tuple[LocalizedField, ...]:
        """The record's localized texts, in field order."""
        return tuple(
            [
                LocalizedField(loc, value, value.is_shared and self._is_scalar(loc))
                for loc, value in self.records
                if isinstance(value, Localized)
            ]
        )

    def _is_scalar(self, loc: Loc) -> bool:
        return isinstance(self.document.find(loc)[0], Text)

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The record's texts by language, in field order, English first."""
        return tuple([piece for item in self.fields for piece in _split(item)])

    @cached_property
    def prose(self) -> tuple[Piece, ...]:
        """The pieces to which Markdown applies: all but titles, which are plain text."""
        return tuple([piece for piece in self.pieces if piece.field_loc[-1:] != ("title",)])

    @cached_property
    def titles(self) -> tuple[Piece, ...]:
        """The pieces that are titles."""
        return tuple([piece for piece in self.pieces if piece.field_loc[-1:] == ("title",)])

    @cached_property
    def text(self) -> str:
        """All pieces in one, each behind a line end.

        What is not in it need not be looked for in each of them.
        """
        return "".join([f"\n{piece.text}" for piece in self.pieces])

    def prose_with(self, signs: str) -> tuple[Piece, ...]:
        """Give the pieces to which Markdown applies and that have some signs in a row."""
        if signs not in self.text:
            return ()
        return tuple(piece for piece in self.prose if signs in piece.text)

    @cached_property
    def pieces_by_part(self) -> Mapping[Loc, list[Piece]]:
        """The texts of each part of a question, without those of the parts below it."""
        found: dict[Loc, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(part_of(piece.loc), []).append(piece)
        return found

    @cached_property
    def parts(self) -> tuple[tuple[Loc, Part], ...]:
        """A question with all its parts, parents first; empty for other records."""
        return tuple(walk_parts(self.record)) if isinstance(self.record, Part) else ()

    @cached_property
    def assets(self) -> tuple[tuple[Loc, Asset], ...]:
        """The assets of a question, its parts and their answers."""
        return tuple(
            ((*loc, *asset_loc), asset)
            for loc, part in self.parts
            for asset_loc, asset in part_assets(part)
        )

    def problem(self, code: str, loc: Loc = (), *, offset: int = 0, **values: object) -> Problem:
        """Build a problem at a place of the record."""
        return self.document.problem(code, loc, offset=offset, **values)


def walk_contexts(content: Content) -> Iterator[Context[Record]]:
    """Go through the records of a bank that have a file: questions first, in site order."""
    for path, record in _walk_paths(content.bank):
        document = content.documents.get(path)
        # A record whose id contradicts its path has been reported by the loader.
        if document is not None and document.is_readable:
            yield Context(record, document)


def _walk_paths(bank: Bank) -> Iterator[tuple[str, Record]]:
    for question in bank.questions:
        yield question_path(question), question
    yield TOPICS_PATH, bank.topics
    yield "content/glossary.yml", bank.glossary
    yield SOURCES_PATH, bank.sources
    folders: dict[str, tuple[Paper | Scope | Guide | ReferenceNote, ...]] = {
        "papers": bank.papers,
        "scopes": bank.scopes,
        "guides": bank.guides,
        "references": bank.notes,
    }
    for folder, records in folders.items():
        for record in records:
            yield f"content/{folder}/{record.id}.yml", record


def _split(item: LocalizedField) -> list[Piece]:
    loc, value, is_plain = item
    if is_plain:
        return [Piece(loc, loc, None, value.en or "")]
    pieces = []
    if value.en is not None:
        pieces.append(Piece((*loc, "en"), loc, "en", value.en))
    if value.zh is not None:
        pieces.append(Piece((*loc, "zh"), loc, "zh", value.zh))
    return pieces


def part_of(loc: Loc) -> Loc:
    """Give the place of the part that a place belongs to; empty for the question itself."""
    end = 0
    while loc[end : end + 1] == ("parts",) and len(loc) > end + 2:
        end += 2
    return loc[:end]


def find_marks(text: str) -> tuple[tuple[int, str], ...]:
    """Give offset and id of each mark `[[id]]` of a text, in order."""
    if "[[" not in text:
        return ()
    return tuple((span.start, span.content) for span in split_prose(text) if span.kind == "mark")


def quote(text: str, limit: int = 40) -> str:
    """Shorten a text to one line for a message."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
