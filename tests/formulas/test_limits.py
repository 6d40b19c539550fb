"""Formulas that were written to hurt: each is refused or typeset in a few seconds."""

from __future__ import annotations

import time

import pytest

from formulas.samples import DictStore
from studybank.formulas import Formula, TexError, Typeset, batches, typeset, typesetting
from studybank.formulas.engine import MAX_LENGTH, Engine, EngineFailureError, run_apart
from studybank.formulas.refusals import find_refusal

HOSTILE = {
    "braces": "{" * 3000 + "x" + "}" * 3000,
    "fractions": r"\frac{1}{" * 300 + "x" + "}" * 300,
    "delimiters": r"\left(" * 500 + "x" + r"\right)" * 500,
    "styles": r"\displaystyle " * 500 + "x",
    "environments": r"\begin{matrix}" * 250 + "x" + r"\end{matrix}" * 250,
    "sparse matrix": r"\begin{matrix}" + "&" * 3500 + r"\\" * 1900 + r"\end{matrix}",
    "many columns": r"\begin{alignat}{99999999}x\end{alignat}",
    "long": "x+" * 50_000,
    "macros": r"\iid" * 1900,
    "accents": r"\hat{" * 200 + "x" + "}" * 200,
    "arrows": r"\xrightarrow{" * 99 + "x" + "}" * 99,
    "primes": "x" + "'" * 7000,
    "texts": r"\text{$" * 300 + "x" + "$}" * 300,
    "recursion": r"\def\x{\x\x}\x",
    "open groups": r"\frac{" * 1000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_formula_ends_within_seconds(name: str) -> None:
    formula = Formula(HOSTILE[name], display=True)
    start = time.monotonic()
    result = typeset([formula], cache=None)[formula]
    assert time.monotonic() - start < 20
    assert isinstance(result, Typeset) or result.message


@pytest.fixture
def unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every formula reach V8, so that its own limits are met."""
    monkeypatch.setattr(typesetting, "find_refusal", lambda _: None)


@pytest.mark.parametrize(
    "tex",
    [
        HOSTILE["many columns"],
        HOSTILE["sparse matrix"][:3_000],
        r"\begin{matrix}" + "&" * 60 + r"\\" * 60 + r"\end{matrix}",
        r"\begin{array}{*{9999}{c}}x\end{array}",
        r"\begin{xalignat*}{ 100}x\end{xalignat*}",
    ],
)
def test_more_cells_than_a_page_can_show_do_not_reach_mathjax(tex: str) -> None:
    refused = TexError("The formula has more than 2500 cells.", None)
    assert find_refusal(tex) == refused
    fits = r"\begin{matrix}" + "&" * 48 + r"\\" * 49 + r"\end{matrix}"
    assert find_refusal(fits) is None
    assert find_refusal(r"\begin{alignat}{12}x\end{alignat}") is None


@pytest.mark.usefixtures("unbounded")
def test_formulas_beside_a_hostile_one_are_typeset() -> None:
    formulas = [
        Formula("a", display=True),
        Formula(HOSTILE["sparse matrix"], display=True),
        Formula("b", display=True),
    ]
    results = list(typeset(formulas, cache=None).values())
    assert [type(result) for result in results] == [Typeset, TexError, Typeset]


@pytest.mark.usefixtures("unbounded")
def test_a_formula_that_took_too_long_is_not_remembered() -> None:
    store = DictStore()
    formula = Formula(HOSTILE["many columns"], display=True)
    result = typeset([formula], cache=store)[formula]
    assert isinstance(result, TexError)
    assert "too much time or memory" in result.message
    assert store.entries == {}


def test_every_formula_gets_a_result_when_the_engine_always_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class DeadEngine:
        def __enter__(self) -> DeadEngine:
            return self

        def __exit__(self, *_: object) -> None:
            return None

        def typeset(self, _: object) -> object:
            raise EngineFailureError

    monkeypatch.setattr(batches, "Engine", DeadEngine)
    formulas = [Formula(f"x_{{{number}}}", display=True) for number in range(200)]
    results = typeset(formulas, cache=None)
    assert list(results) == formulas
    assert all(isinstance(result, TexError) for result in results.values())


def test_a_formula_just_within_the_length_limit_is_typeset() -> None:
    fits, too_long = Formula("x" * MAX_LENGTH, display=True), Formula("x" * 3001, display=True)
    results = typeset([fits, too_long], cache=None)
    assert isinstance(results[fits], Typeset)
    assert results[too_long] == TexError("The formula is longer than 3000 characters.", 3000)


def test_an_engine_says_when_memory_runs_out() -> None:
    def ask() -> None:
        with Engine() as engine, pytest.raises(EngineFailureError):
            engine.typeset([Formula(HOSTILE["many columns"], display=True)])

    run_apart(ask)
