"""How long work tells those who wait how far it is; the edges decide how that looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Advance = Callable[[int], None]
"""Is called with the number of items done since the last call."""

Progress = Callable[[str, int], AbstractContextManager[Advance]]
"""Begins to show work from its name and its number of items."""


@contextmanager
def show_nothing(name: str, length: int) -> Iterator[Advance]:  # noqa: ARG001 - a Progress
    """Show no progress."""
    yield lambda _: None
