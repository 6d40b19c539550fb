"""What a book holds, without what is the same in every one of them."""

from __future__ import annotations

from studybank.book.manuscript import Manuscript


def read_volumes(manuscript: Manuscript) -> list[str]:
    """Give what each volume holds: the calls of the layout, one on a line."""
    return ["\n".join(f"#{call}" for call, _ in volume.statements) for volume in manuscript.volumes]
