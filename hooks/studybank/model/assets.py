"""Assets: figures, code, tables, matrices and formulas that a text places by `[[id]]`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from studybank.model.fields import Boolean, Integer, Line, LocalizedText, Record, Slug, Text

CodeRole = Literal["given", "starter", "faulty", "solution", "output"]


class FigureSource(Record):
    """The file of a figure: one for all, or one for each language if it holds words."""

    all: Line | None = None
    """Path below `content/`, such as `figures/relu.svg`."""
    en: Line | None = None
    """Path of the English picture."""
    zh: Line | None = None
    """Path of the Chinese picture."""


class AssetBase(Record):
    """What all assets have."""

    id: Slug
    """Name used by `[[id]]` in a text; unique within the question."""
    caption: LocalizedText | None = None
    """Text below the asset."""


class Figure(AssetBase):
    """A picture, drawn for the bank: SVG, PNG or WebP below `content/figures/`."""

    type: Literal["figure"]
    src: FigureSource
    """Where the picture is."""
    alt: LocalizedText
    """What the picture shows, for those who cannot see it."""
    credit: Line | None = None
    """Who made the picture."""
    licence: Line
    """Licence, as an SPDX identifier."""


class Code(AssetBase):
    """A listing."""

    type: Literal["code"]
    lang: Line
    """Language for highlighting, such as `python`, `cpp` or `text`; an unknown one is plain."""
    text: Text
    """The listing, as it is."""
    role: CodeRole = "given"
    """What the listing is for; faulty code is marked as such."""
    line_numbers: Boolean = False
    """Show line numbers."""
    highlight: tuple[Integer, ...] = ()
    """Lines to mark, counted from 1."""
    runs: Boolean = False
    """The listing runs by itself; a test runs it."""
    of: Slug | None = None
    """For `role: output`: the listing that prints this; a test compares."""


class Table(AssetBase):
    """A table; cells are texts in both languages, or one text for both."""

    type: Literal["table"]
    columns: tuple[LocalizedText, ...]
    """Heads of the columns."""
    rows: tuple[tuple[LocalizedText, ...], ...]
    """Rows of cells, each as long as `columns`."""


class Matrix(AssetBase):
    """A matrix of numbers or short TeX."""

    type: Literal["matrix"]
    rows: tuple[tuple[Line, ...], ...]
    """Rows of entries, all of one length."""


class Math(AssetBase):
    """A display formula."""

    type: Literal["math"]
    tex: Text
    """TeX without dollar signs."""


Asset = Annotated[Figure | Code | Table | Matrix | Math, Field(discriminator="type")]
