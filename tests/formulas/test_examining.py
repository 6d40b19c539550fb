"""A formula that is examined is refused in the same words as one that is typeset."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.samples import BROKEN, TRICKY, TYPICAL, DictStore
from formulas.test_limits import HOSTILE
from small_banks import PROJECT
from studybank.checks.context import walk_contexts
from studybank.checks.local import find_local
from studybank.formulas import Formula, TexError, batches, examine, typeset, typesetting
from studybank.load import load_content

_ATTACKS = Path(__file__).parents[1] / "attacks.toml"
_PIECES = (
    *("a", "2", "+", "=", "{", "}", "^", "_", "'", "&", r"\\", " ", "猫", "<", "(", ")", "|", "."),
    *(r"\frac", r"\sqrt", r"\sum", r"\left", r"\right", r"\hat", r"\mathbb", r"\text", r"\norm"),
    *(r"\hspace{9em}", r"\hspace{99999999em}", r"\kern-1e9em", r"\rule{1em}{2em}", r"\cancel"),
    *(r"\cancel[color=red]{x}", r"\underbracket[9em]{x}", r"\raise 9em {x}", r"\quad", r"\Big"),
    *(
        r"\begin{matrix}",
        r"\end{matrix}",
        r"\begin{cases}",
        r"\end{cases}",
        r"\\[9999999999999em]",
    ),
    *(r"\genfrac(){9em}{0}", r"\above 9em ", r"\mathchoice", r"\substack", r"\operatorname"),
)


def _typeset_errors(formulas: list[Formula]) -> dict[Formula, TexError]:
    results = typeset(formulas, cache=None)
    return {f: result for f, result in results.items() if isinstance(result, TexError)}


def _attacks() -> list[str]:
    texts: list[str] = []

    def walk(node: object) -> None:
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, dict):
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)

    walk(tomllib.loads(_ATTACKS.read_text("utf-8")))
    return texts


@pytest.mark.parametrize("display", [True, False])
def test_samples_and_attacks_are_refused_alike(*, display: bool) -> None:
    texts = [*TYPICAL, *TRICKY, *BROKEN, *_attacks()]
    # Arrows take all the time that a formula has, every time.
    texts += [tex for name, tex in HOSTILE.items() if name != "arrows"]
    formulas = [Formula(tex, display) for tex in texts]
    refused = examine(formulas, cache=None)
    assert refused == _typeset_errors(formulas)
    assert len(BROKEN) <= len(refused) < len(formulas) - len(TYPICAL)


def test_every_formula_of_the_bank_can_be_typeset() -> None:
    contexts = walk_contexts(load_content(PROJECT / "content"))
    formulas = [each.formula for context in contexts for each in find_local(context).formulas]
    assert len(formulas) > 2_000
    assert examine(formulas, cache=None) == _typeset_errors(formulas) == {}


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from(_PIECES), max_size=9).map("".join), min_size=50))
def test_any_formulas_are_refused_alike(texts: list[str]) -> None:
    formulas = [Formula(tex, display=False) for tex in texts]
    assert examine(formulas, cache=None) == _typeset_errors(formulas)


def test_only_what_is_unusual_is_typeset() -> None:
    store = DictStore()
    plain, unusual = Formula(r"\frac{1}{2}", display=True), Formula(r"\cancel{x}", display=True)
    assert examine([plain, unusual], cache=store) == {}
    assert sorted(map(bool, store.entries.values())) == [False, True]
    assert typeset([unusual], cache=store)
    assert store.writes == 2


def test_what_is_known_of_a_formula_does_not_start_v8(monkeypatch: pytest.MonkeyPatch) -> None:
    examined, whole = DictStore(), DictStore()
    formulas = [Formula(tex, display=True) for tex in (r"\frac{1}{2}", r"\foo", "x")]
    refused = examine(formulas, cache=examined)
    assert list(refused) == [formulas[1]]
    typeset(formulas, cache=whole)
    monkeypatch.delattr(batches, "Engine")
    assert examine(formulas, cache=examined) == refused
    assert examine(formulas, cache=whole) == refused
    assert examined.writes == whole.writes == 3


def test_a_formula_that_was_examined_is_still_typeset() -> None:
    store = DictStore()
    formula = Formula(r"\frac{1}{2}", display=True)
    examine([formula], cache=store)
    assert typeset([formula], cache=store) == typeset([formula], cache=None)


def test_a_formula_without_mathjax_is_refused_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(batches, "Engine")
    formulas = [Formula(tex, display=True) for tex in ("", "a % b", r"\href{a}{b}", "x" * 3_001)]
    assert list(examine(formulas, cache=None)) == formulas
    assert typesetting.examine(formulas, cache=None) == _typeset_errors(formulas)
