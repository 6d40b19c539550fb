"""A progress bar for those who wait at a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final

import click

from studybank.progress import Advance

PATIENCE: Final = 2.0
"""Seconds after which work gets a bar."""


@contextmanager
def show_bar(name: str, length: int) -> Iterator[Advance]:
    """Show a bar for work that takes longer than two seconds, in a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    began, done = time.monotonic(), 0
    bar: Any = None
    with ExitStack() as stack:

        def advance(count: int) -> None:
            nonlocal bar, done
            done += count
            if bar is not None:
                bar.update(count)
            elif time.monotonic() - began > PATIENCE:
                bar = stack.enter_context(
                    click.progressbar(length=length, label=name, file=sys.stderr)
                )
                bar.update(done)

        yield advance
