"""Formulas through MathJax, with what is known of them taken from a cache."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from studybank.cache import Store
from studybank.formulas.batches import EXHAUSTED, Engines
from studybank.formulas.engine import describe_engine, run_apart
from studybank.formulas.plain import is_plain
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
) -> dict[Formula, Typeset | TexError]:
    """Typeset formulas; V8 starts only if one of them is new.

    Args:
        formulas: What to typeset; repeated formulas are typeset once.
        cache: Keeps results between builds, errors too. A formula that ran out of time or
            memory is tried again next time, since a busy machine may be the reason.
        progress: Shows how far typesetting is, where many formulas are new.

    Returns:
        Each formula's result, in the order of first appearance.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    wanted = dict.fromkeys(formulas)
    results = _look_up(wanted, cache)
    new = [formula for formula in wanted if formula not in results]
    if cache is not None and len(new) >= _MANY and count_workers() > 1:
        with progress("Typesetting formulas", len(new)) as advance:
            jobs = [new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE)]
            do_apart(partial(_typeset_some, cache), jobs, advance)
        results.update(_look_up(new, cache))
    for formula in new:
        if formula not in results and (refusal := find_refusal(formula.tex)):
            results[formula] = refusal
    missing = [formula for formula in new if formula not in results]
    fresh = run_apart(lambda: _run_alone(missing)) if missing else {}
    if cache is not None:
        _keep(cache, fresh)
    results.update(fresh)
    return {formula: results[formula] for formula in wanted}


def find_refused(
    formulas: Iterable[Formula], *, cache: Store | None, progress: Progress = show_nothing
) -> dict[Formula, TexError]:
    """Find the formulas that `typeset` refuses; only those that are not plain are typeset.

    Args:
        formulas: What to examine.
        cache: As for `typeset`.
        progress: As for `typeset`.

    Returns:
        Why each formula that is refused is refused, in the order of first appearance.

    Raises:
        StudybankError: MathJax's files are missing or are not the expected ones.
    """
    doubtful = [f for f in dict.fromkeys(formulas) if find_refusal(f.tex) or not is_plain(f.tex)]
    results = typeset(doubtful, cache=cache, progress=progress)
    return {f: result for f, result in results.items() if isinstance(result, TexError)}


def _look_up(formulas: Iterable[Formula], cache: Store | None) -> dict[Formula, Typeset | TexError]:
    keys = {_build_key(formula): formula for formula in formulas}
    kept = cache.get_many(list(keys)) if cache is not None and keys else {}
    return {formula: _decode(kept[key]) for key, formula in keys.items() if key in kept}


def _typeset_some(cache: Store, jobs: Iterator[Sequence[Formula]]) -> Iterator[int]:
    with Engines() as engines:
        for job in jobs:
            passed = [formula for formula in job if find_refusal(formula.tex) is None]
            _keep(cache, dict(engines.run(passed)))
            yield len(job)


def _run_alone(formulas: Sequence[Formula]) -> dict[Formula, Typeset | TexError]:
    with Engines() as engines:
        return dict(engines.run(formulas))


def _keep(cache: Store, results: Mapping[Formula, Typeset | TexError]) -> None:
    kept = {_build_key(f): _encode(r) for f, r in results.items() if r is not EXHAUSTED}
    if kept:
        cache.put_many(kept)


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
