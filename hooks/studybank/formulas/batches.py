"""Formulas through engines, many at a time, however single ones end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Final, Self

from studybank.formulas.engine import Engine, EngineFailureError
from studybank.formulas.records import Formula, TexError, Typeset
from studybank.formulas.styles import find_styles, is_safe_style

_BATCH: Final = 64  # one call for each formula would cost a third of the time

EXHAUSTED: Final = TexError("Typesetting took too much time or memory; make it simpler.", None)
"""What is said of a formula that an engine did not survive."""


class Engines:
    """An engine that lasts until it fails, and the next one after it.

    Use it as a context manager; the first engine starts when it is needed.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._stack = ExitStack()
        self._engine: Engine | None = None

    def __enter__(self) -> Self:
        """Return the engines themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the engine that is left."""
        self._end()

    def run(self, formulas: Sequence[Formula]) -> Iterator[tuple[Formula, Typeset | TexError]]:
        """Give each formula's result; where an engine fails, its batch is repeated one by one."""
        done = alone = 0
        while done < len(formulas):
            batch = formulas[done : done + (1 if done < alone else _BATCH)]
            try:
                results = self._ask(batch)
            except EngineFailureError:
                self._end()
                alone = done + len(batch)
                if len(batch) == 1:
                    done += 1
                    yield batch[0], EXHAUSTED
                continue
            done += len(results)
            yield from zip(batch, results, strict=False)

    def _end(self) -> None:
        self._stack.close()
        self._engine = None

    def _ask(self, batch: Sequence[Formula]) -> list[Typeset | TexError]:
        self._engine = self._engine or self._stack.enter_context(Engine())
        return [_pack(answer) for answer in self._engine.typeset(batch)]


def _pack(answer: tuple[str, str] | TexError) -> Typeset | TexError:
    if isinstance(answer, TexError):
        return answer
    chtml, mathml = answer
    strange = next((name for name in find_styles([chtml]) if not is_safe_style(name)), None)
    if strange is not None:
        return TexError("A colour or a length is not allowed in a formula.", None)
    return Typeset.pack(chtml, mathml)
