"""Why a book cannot be made."""

from __future__ import annotations

from studybank.errors import StudybankError


class BookError(StudybankError):
    """Why a book cannot be made; its text names the question."""
