"""Batches of formulas through MathJax, with what is known taken from a cache."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Final

from studybank.cache import Store
from studybank.formulas.engine import (
    MAX_LENGTH,
    Engine,
    EngineFailureError,
    describe_engine,
    run_apart,
)
from studybank.formulas.linting import find_forbidden, may_be_forbidden
from studybank.formulas.records import Formula, TexError, Typeset
from studybank.formulas.styles import find_styles, is_safe_style
from studybank.formulas.tokens import Token, Zone, tokenize
from studybank.progress import Progress, show_nothing
from studybank.workers import count_workers, do_apart

_BATCH: Final = 64  # one call for each formula would cost a third of the time
_MANY: Final = 500  # new formulas from which on a second engine is worth its start
_AT_ONCE: Final = 256  # formulas that a worker takes, and keeps, at a time
_MAX_DEPTH: Final = 100
_MAX_CELLS: Final = 2_500
_NESTING: Final = re.compile(r"\\(?:left|(?:display|text|script|scriptscript)style)(?![A-Za-z])")
_COUNT: Final = re.compile(r"(?:at(?:ed)?\*?\}|\*)\s*\{\s*[0-9]{3}")
"""A number of columns, of `alignat` or `array`, with three digits: MathJax would make them all."""
_EXHAUSTED: Final = TexError("Typesetting took too much time or memory; make it simpler.", None)


def typeset(
    formulas: Iterable[Formula],
    *,
    cache: Store | None,
    progress: Progress = show_nothing,
    beside: Sequence[Callable[[], object]] = (),
) -> dict[Formula, Typeset | TexError]:
    """Typeset formulas; V8 starts only if one of them is new.

    Args:
        formulas: What to typeset; repeated formulas are typeset once.
        cache: Keeps results between builds, errors too. A formula that ran out of time or
            memory is tried again next time, since a busy machine may be the reason.
        progress: Shows how far typesetting is, where many formulas are new.
        beside: What else workers may do at the same time; left out where there are none.

    Returns:
        Each formula's result, in the order of first appearance.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    results: dict[Formula, Typeset | TexError | None] = dict.fromkeys(formulas)
    keys = {formula: _build_key(formula) for formula in results}
    known = cache.get_many(list(keys.values())) if cache is not None and keys else {}
    new = [formula for formula, key in keys.items() if key not in known]
    if cache is not None and len(new) >= _MANY and count_workers() > 1:
        with progress("Typesetting formulas", len(new)) as advance:
            jobs = [new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE)]
            do_apart(partial(_typeset_some, cache), [*beside, *jobs], advance)
        known.update(cache.get_many([keys[formula] for formula in new]))
    for formula, key in keys.items():
        results[formula] = _decode(known[key]) if key in known else _refuse(formula.tex)
    missing = [formula for formula, result in results.items() if result is None]
    fresh = run_apart(lambda: _run_alone(missing)) if missing else {}
    if cache is not None:
        kept = {keys[f]: _encode(r) for f, r in fresh.items() if r is not _EXHAUSTED}
        if kept:
            cache.put_many(kept)
    return {f: fresh[f] if result is None else result for f, result in results.items()}


def _typeset_some(
    cache: Store, jobs: Iterator[Sequence[Formula] | Callable[[], object]]
) -> Iterator[int]:
    with ExitStack() as stack:
        engines = _Engines(stack)
        for job in jobs:
            if callable(job):
                job()
                continue
            passed = [formula for formula in job if _refuse(formula.tex) is None]
            results = _run(passed, engines)
            cache.put_many({_build_key(f): _encode(r) for f, r in results if r is not _EXHAUSTED})
            yield len(job)


class _Engines:
    """An engine that lasts until it fails, and the next one after it."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._engine: Engine | None = None

    def get(self) -> Engine:
        """Give the engine, which is started when it is needed."""
        self._engine = self._engine or self._stack.enter_context(Engine())
        return self._engine

    def give_up(self) -> None:
        """End the engine."""
        self._stack.close()
        self._engine = None


def _run_alone(formulas: Sequence[Formula]) -> dict[Formula, Typeset | TexError]:
    with ExitStack() as stack:
        return dict(_run(formulas, _Engines(stack)))


def _run(
    formulas: Sequence[Formula], engines: _Engines
) -> Iterator[tuple[Formula, Typeset | TexError]]:
    """Typeset in batches; where an engine fails, the batch is repeated one by one."""
    done = alone = 0
    while done < len(formulas):
        batch = formulas[done : done + (1 if done < alone else _BATCH)]
        try:
            results = engines.get().typeset(batch)
        except EngineFailureError:
            engines.give_up()
            alone = done + len(batch)
            if len(batch) == 1:
                done += 1
                yield batch[0], _EXHAUSTED
            continue
        done += len(results)
        for formula, result in zip(batch, results, strict=False):
            yield formula, result if isinstance(result, TexError) else _pack(*result)


def _pack(chtml: str, mathml: str) -> Typeset | TexError:
    strange = next((name for name in find_styles([chtml]) if not is_safe_style(name)), None)
    if strange is not None:
        return TexError("A colour or a length is not allowed in a formula.", None)
    return Typeset.pack(chtml, mathml)


def _refuse(tex: str) -> TexError | None:
    """Refuse what must not reach MathJax; None lets the formula pass."""
    if not tex.strip():
        return TexError("The formula is empty.", 0)
    if len(tex) > MAX_LENGTH:
        return TexError(f"The formula is longer than {MAX_LENGTH} characters.", MAX_LENGTH)
    if re.search("[\\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", tex):
        return TexError("The formula holds a control character.", None)
    if _count_cells(tex) > _MAX_CELLS or _COUNT.search(tex):
        return TexError(f"The formula has more than {_MAX_CELLS} cells.", None)
    # Each level needs a brace or a command.
    is_deep = tex.count("{") + tex.count("\\") > _MAX_DEPTH // 2
    if not is_deep and "%" not in tex and not may_be_forbidden(tex):
        return None
    tokens = tokenize(tex)
    return _refuse_command(tokens) or _refuse_comment(tokens) or _refuse_depth(tex, tokens)


def _count_cells(tex: str) -> int:
    """Count the cells that a formula's longest row makes of all rows: MathJax fills them up."""
    if "&" not in tex:
        return 0
    rows = tex.split("\\\\")
    return len(rows) * (max(row.count("&") for row in rows) + 1)


def _refuse_command(tokens: tuple[Token, ...]) -> TexError | None:
    slip = next(find_forbidden(tokens), None)
    if slip is None:
        return None
    return TexError(f"The command {slip.found} is not allowed.", slip.offset)


def _refuse_comment(tokens: tuple[Token, ...]) -> TexError | None:
    place = next((t.offset for t in tokens if t.text == "%"), None)
    if place is None:
        return None
    return TexError(r"% hides the rest of the line; write \% for the sign.", place)


def _refuse_depth(tex: str, tokens: tuple[Token, ...]) -> TexError | None:
    # V8 answers a deep recursion with an error where its thread's stack is large enough, which
    # is not so on every platform.
    depth = max(token.depth for token in tokens)
    begins = sum(t.zone is Zone.RAW and t.text == "{" for t in tokens)
    depth += len(_NESTING.findall(tex)) // 2 + begins // 4
    return TexError("The formula is nested too deeply.", None) if depth > _MAX_DEPTH else None


def _build_key(formula: Formula) -> str:
    parts = [_engine_digest(), formula.tex, formula.display]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@functools.cache
def _engine_digest() -> str:
    return hashlib.sha256(describe_engine().encode()).hexdigest()


def _encode(result: Typeset | TexError) -> bytes:
    if isinstance(result, Typeset):
        return result.packed
    return json.dumps({"message": result.message, "offset": result.offset}).encode()


def _decode(entry: bytes) -> Typeset | TexError:
    if not entry.startswith(b"{"):
        return Typeset(entry)
    data = json.loads(entry)
    return TexError(data["message"], data["offset"])
