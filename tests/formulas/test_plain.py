"""What counts as a plain formula is typeset without a complaint; what is not is typeset to see."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulas.samples import BROKEN, TRICKY, TYPICAL, DictStore
from small_banks import PROJECT
from studybank.checks.context import walk_contexts
from studybank.checks.local import find_local
from studybank.formulas import Formula, TexError, batches, find_refused, plain, typeset
from studybank.formulas.plain import is_plain
from studybank.load import load_content

_COMMANDS = tuple(f"\\{name} " for name in sorted(plain._LETTERS | plain._SIGNS))
_ENVIRONMENTS = ("matrix", "bmatrix", "Vmatrix", "aligned", "cases", "gathered")
_SINGLES = (
    *("a", "2", "*", "+", "=", "(", ")", "[", "]", "|", ",", "<", " ", "\n", "'", "''", ".", "!"),
    *("{", "}", "^", "_", "&", r"\\", r"\left(", r"\right)", r"\left.", r"\right\}", r"\bigl("),
    *(r"\text{猫 a}", r"\operatorname{in-out}", r"\,", r"\ ", r"\%", r"\|", r"\Big\}", r"\lvert "),
)

_singles = st.one_of(st.sampled_from(_SINGLES), st.sampled_from(_COMMANDS))


def _macros(arguments: int) -> list[str]:
    return [name for name, count in plain._PLAIN_MACROS.items() if count == arguments]


def _nest(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, max_size=4).map("".join)
    group = several.map("{{{}}}".format)
    argument = st.one_of(group, st.sampled_from(("1", " a", r"\theta ", "*")))
    one = st.sampled_from((*sorted(plain._ONE), *_macros(1)))
    two = st.sampled_from((*sorted(plain._TWO), *_macros(2)))
    cells = st.lists(st.one_of(several, st.sampled_from(("&", r"\\", r"\\ "))), max_size=6)
    return st.one_of(
        several,
        group,
        st.tuples(inner, st.sampled_from("^_"), argument).map("".join),
        st.builds(r"\{}{}".format, one, argument),
        st.builds(r"\{}{}{}".format, two, argument, argument),
        st.builds(r"\left{}{}\right{}".format, st.sampled_from("(.|"), several, st.just(")")),
        st.builds(
            lambda name, cells: rf"\begin{{{name}}}{''.join(cells)}\end{{{name}}}",
            st.sampled_from(_ENVIRONMENTS),
            cells,
        ),
    )


_formulas = st.recursive(_singles, _nest, max_leaves=12).filter(is_plain)


def _find_errors(formulas: list[Formula]) -> dict[Formula, TexError]:
    results = typeset(formulas, cache=None)
    return {f: result for f, result in results.items() if isinstance(result, TexError)}


@settings(max_examples=30)
@given(st.lists(_formulas, min_size=40, max_size=80), st.booleans())
def test_a_plain_formula_is_typeset(texts: list[str], display: bool) -> None:
    assert _find_errors([Formula(tex, display) for tex in texts]) == {}


def test_every_command_of_the_grammar_is_one_of_mathjax() -> None:
    texts = [rf"\{name} x" for name in plain._LETTERS | plain._SIGNS]
    texts += [rf"\{name} x{{y_1^2}}" for name in plain._ONE | plain._TWO]
    texts += [rf"\{name}{{x}}{{y}}" for name in plain._PLAIN_MACROS]
    assert [tex for tex in texts if not is_plain(tex)] == []
    assert _find_errors([Formula(tex, display=True) for tex in texts]) == {}


@pytest.mark.parametrize("display", [True, False])
def test_samples_are_refused_as_if_all_were_typeset(*, display: bool) -> None:
    formulas = [Formula(tex, display) for tex in (*TYPICAL, *TRICKY, *BROKEN)]
    assert find_refused(formulas, cache=None) == _find_errors(formulas)


def test_nearly_every_formula_of_the_bank_is_plain() -> None:
    contexts = walk_contexts(load_content(PROJECT / "content"))
    formulas = {each.formula for context in contexts for each in find_local(context).formulas}
    assert len(formulas) > 2_000
    assert sum(is_plain(formula.tex) for formula in formulas) > 0.98 * len(formulas)
    assert find_refused(formulas, cache=None) == _find_errors(list(formulas)) == {}


@pytest.mark.parametrize(
    "tex",
    [
        *("", " ", "x^", "x^a^b", "x_a'_b", "x^2'", "{x", "x}", r"\frac{1}", r"\hat", r"\left(x"),
        *(r"\right)", r"\left(x}", r"{x\right)", "&", "{&}", r"\left(&\right)", r"\foo", "50% off"),
        *(r"\begin{cases}x", r"\begin{cases}x\end{matrix}", r"\begin{cases}\frac&2\end{cases}"),
        *(r"\begin{matrix}[c]x\end{matrix}", r"\begin{matrix}x\\[9em]y\end{matrix}", r"x^\frac12"),
        *(r"\iid^2", r"\KL_1", r"\bm{}^2", r"\sqrt[3]{x}", r"\hspace{9em}", r"\text{$x$}", "猫"),
        *("x" * 501, "{" * 20 + "}" * 20, r"\alphax", r"\operatorname*{a}", r"\sum\limits_1"),
    ],
)
def test_what_may_be_wrong_is_not_plain(tex: str) -> None:
    assert not is_plain(tex)


@pytest.mark.parametrize(
    "tex",
    [
        *("x", "x_1^2", "x^2_1", "x_{1}'", "f'(x)", "f''_1", r"\frac12", r"\hat w_1^2", r"\sqrt n"),
        *(r"a^{b^{c}}", r"\{1,2\}", r"\left(\frac{1}{2}\right)^2", r"\norm{x}^2", r"\E[x]"),
        *(r"\begin{cases}1 & x>0 \\ 0 & \text{否则}\end{cases}", r"\sum_{i=1}^{n} x_i", r"x^\top"),
        *(r"\operatorname{softmax}(z)_i", r"\Bigl(x\Bigr)", r"10\,\%", r"\mathbb{R}^{n\times d}"),
    ],
)
def test_usual_formulas_are_plain(tex: str) -> None:
    assert is_plain(tex)


def test_a_plain_formula_does_not_start_v8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(batches, "Engine")
    store = DictStore()
    formulas = [
        Formula(tex, display=True) for tex in (r"\frac{1}{2}", "a % b", "&" * 60 + r"\\" * 60)
    ]
    assert list(find_refused(formulas, cache=store)) == formulas[1:]
    assert store.writes == 0


def test_a_formula_that_is_not_plain_is_kept_as_it_was_typeset() -> None:
    store = DictStore()
    formula = Formula(r"\cancel{x}", display=True)
    assert find_refused([formula], cache=store) == {}
    assert typeset([formula], cache=store) == typeset([formula], cache=None)
    assert store.writes == 1
