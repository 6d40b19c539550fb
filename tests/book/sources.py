"""The source of a book without what is the same in every one of them."""

from __future__ import annotations

from studybank.book.document import Source, read_layout


def cut_source(source: Source) -> tuple[str, str]:
    """Cut a source into settings with layout, and what the book holds."""
    layout = read_layout()
    settings, found, held = source.text.partition(layout)
    assert found, "the layout is not in the source as it is"
    return settings + layout, held.lstrip("\n")
