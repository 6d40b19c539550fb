"""Formulas to typeset or examine, with what is known of them taken from a cache."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from studybank.cache import Store
from studybank.formulas.batches import EXHAUSTED, TAKEN, Engines, Result, Taken
from studybank.formulas.engine import describe_engine, run_apart
from studybank.formulas.records import Formula, TexError, Typeset
from studybank.formulas.refusals import find_refusal
from studybank.progress import Progress, show_nothing
from studybank.workers import count_workers, do_apart

_MANY: Final = 500  # new formulas from which on a second engine is worth its start
_AT_ONCE: Final = 256  # formulas that a worker takes, and keeps, at a time


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
    results = _settle(formulas, cache, progress, beside, whole=True)
    return {f: result for f, result in results.items() if not isinstance(result, Taken)}


def examine(
    formulas: Iterable[Formula],
    *,
    cache: Store | None,
    progress: Progress = show_nothing,
    beside: Sequence[Callable[[], object]] = (),
) -> dict[Formula, TexError]:
    """Find the formulas that `typeset` would refuse, in a third of its time.

    The others are read by MathJax; only what is unusual is typeset as well.

    Args:
        formulas: What to examine.
        cache: As for `typeset`, whose results are used.
        progress: As for `typeset`.
        beside: As for `typeset`.

    Returns:
        Why each formula that is refused is refused, in the order of first appearance.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    results = _settle(formulas, cache, progress, beside, whole=False)
    return {f: result for f, result in results.items() if isinstance(result, TexError)}


def _settle(
    formulas: Iterable[Formula],
    cache: Store | None,
    progress: Progress,
    beside: Sequence[Callable[[], object]],
    *,
    whole: bool,
) -> dict[Formula, Result]:
    wanted = dict.fromkeys(formulas)
    results = _look_up(wanted, cache, whole=whole)
    new = [formula for formula in wanted if formula not in results]
    if cache is not None and len(new) >= _MANY and count_workers() > 1:
        name = "Typesetting formulas" if whole else "Reading formulas"
        with progress(name, len(new)) as advance:
            jobs = [new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE)]
            do_apart(partial(_settle_some, cache, whole), [*beside, *jobs], advance)
        results.update(_look_up(new, cache, whole=whole))
    for formula in new:
        if formula not in results and (refusal := find_refusal(formula.tex)):
            results[formula] = refusal
    missing = [formula for formula in new if formula not in results]
    fresh = run_apart(lambda: _run_alone(missing, whole=whole)) if missing else {}
    if cache is not None:
        _keep(cache, fresh)
    results.update(fresh)
    return {formula: results[formula] for formula in wanted}


def _look_up(
    formulas: Iterable[Formula], cache: Store | None, *, whole: bool
) -> dict[Formula, Result]:
    """Give what is known of formulas; that one can be typeset is enough if nothing is `whole`."""
    wanted = {_build_key(formula): formula for formula in formulas}
    found: dict[Formula, Result] = {}
    if cache is None or not wanted:
        return found
    if not whole:
        taken = cache.get_many([_taken(key) for key in wanted])
        found = {formula: TAKEN for key, formula in wanted.items() if _taken(key) in taken}
    keys = [key for key, formula in wanted.items() if formula not in found]
    kept = cache.get_many(keys) if keys else {}
    return found | {wanted[key]: _decode(entry) for key, entry in kept.items()}


def _settle_some(
    cache: Store, whole: bool, jobs: Iterator[Sequence[Formula] | Callable[[], object]]
) -> Iterator[int]:
    with Engines(whole=whole) as engines:
        for job in jobs:
            if callable(job):
                job()
                continue
            passed = [formula for formula in job if find_refusal(formula.tex) is None]
            _keep(cache, dict(engines.run(passed)))
            yield len(job)


def _run_alone(formulas: Sequence[Formula], *, whole: bool) -> dict[Formula, Result]:
    with Engines(whole=whole) as engines:
        return dict(engines.run(formulas))


def _keep(cache: Store, results: Mapping[Formula, Result]) -> None:
    kept = dict(
        _encode(_build_key(formula), result)
        for formula, result in results.items()
        if result is not EXHAUSTED
    )
    if kept:
        cache.put_many(kept)


def _build_key(formula: Formula) -> str:
    parts = [_engine_digest(), formula.tex, formula.display]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _taken(key: str) -> str:
    """Give the key under which it stands that a formula can be typeset."""
    return f"taken {key}"


@functools.cache
def _engine_digest() -> str:
    return hashlib.sha256(describe_engine().encode()).hexdigest()


def _encode(key: str, result: Result) -> tuple[str, bytes]:
    match result:
        case Typeset():
            return key, result.packed
        case TexError():
            return key, json.dumps({"message": result.message, "offset": result.offset}).encode()
        case Taken():
            return _taken(key), b""


def _decode(entry: bytes) -> Typeset | TexError:
    if not entry.startswith(b"{"):
        return Typeset(entry)
    data = json.loads(entry)
    return TexError(data["message"], data["offset"])
