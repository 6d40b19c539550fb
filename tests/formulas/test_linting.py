from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulas.samples import TRICKY, TYPICAL
from studybank.formulas import Formula, Lint, lint
from studybank.formulas.commands import FORBIDDEN
from studybank.formulas.tokens import tokenize

SLIPS = [
    (r"a $ b", "stray-dollar", 2, "$", r"\$"),
    (r"\text{a} $", "stray-dollar", 9, "$", r"\$"),
    (r"f(x，y)", "full-width", 3, "，", ","),
    (r"f（x)", "full-width", 1, "（", "("),
    (r"x：y", "full-width", 1, "：", ":"),
    (r"ａ + 1", "full-width", 0, "ａ", "a"),
    (r"\mathrm{x，}", "full-width", 9, "，", ","),
    (r"\text{若 $x，y$}", "full-width", 10, "，", ","),
    (r"x 猫", "han", 2, "猫", r"\text{猫}"),
    (r"准确率 = 1", "han", 0, "准确率", r"\text{准确率}"),
    (r"\mathrm{损失}", "han", 8, "损失", r"\text{损失}"),
    (r"x_{输入}", "han", 3, "输入", r"\text{输入}"),
    (r"e^-x", "loose-exponent", 1, "^-x", "^{-x}"),
    (r"10^-3", "loose-exponent", 2, "^-3", "^{-3}"),
    (r"10^-0.5", "loose-exponent", 2, "^-0.5", "^{-0.5}"),
    (r"e^-\lambda t", "loose-exponent", 1, r"^-\lambda", r"^{-\lambda}"),
    (r"2^10", "loose-exponent", 1, "^10", "^{10}"),
    (r"a_11", "loose-exponent", 1, "_11", "_{11}"),
    (r"x_-1", "loose-exponent", 1, "_-1", "_{-1}"),
    (r"max{0, z}", "bare-braces", 0, "max{0, z}", r"\max\{0, z\}"),
    (r"\max{0,z}", "bare-braces", 0, r"\max{0,z}", r"\max\{0,z\}"),
    (r"x \in {0, 1}", "bare-braces", 6, "{0, 1}", r"\{0, 1\}"),
    (r"S = {1, 2}", "bare-braces", 4, "{1, 2}", r"\{1, 2\}"),
    (r"\mathbb{1}", "blackboard-digit", 0, r"\mathbb{1}", r"\mathbf{1}"),
    (r"\mathbb 1", "blackboard-digit", 0, r"\mathbb{1}", r"\mathbf{1}"),
    (r"\mathbb{k}", "blackboard-digit", 0, r"\mathbb{k}", r"\mathbf{k}"),
    (r"sign(w)", "bare-name", 0, "sign", r"\sign"),
    (r"y = softmax(x)", "bare-name", 4, "softmax", r"\softmax"),
    (r"tanh(x)", "bare-name", 0, "tanh", r"\tanh"),
    (r"-log(p)", "bare-name", 1, "log", r"\log"),
    (r"log p", "bare-name", 0, "log", r"\log"),
    (r"2sin(x)", "bare-name", 1, "sin", r"\sin"),
    (r"relu(x)", "bare-name", 0, "relu", r"\relu"),
    (r"ReLU(x)", "bare-name", 0, "ReLU", r"\ReLU"),
    (r"max(a, b)", "bare-name", 0, "max", r"\max"),
    (r"x_{max}", "bare-name", 3, "max", r"\max"),
    (r"argmax_x f", "bare-name", 0, "argmax", r"\argmax"),
    (r"d_{model}", "bare-name", 3, "model", r"\text{model}"),
    (r"\text{若 $max(x)$}", "bare-name", 9, "max", r"\max"),
    (r"KL(p)", "bare-name", 0, "KL", r"\KL"),
    (r"\href{a}{b}", "forbidden", 0, r"\href", ""),
    (r"\text{\style{a}{b}}", "forbidden", 6, r"\style", ""),
]


@pytest.mark.parametrize(("tex", "kind", "offset", "found", "instead"), SLIPS)
def test_a_slip_is_found_once_with_its_place_and_remedy(
    tex: str, kind: str, offset: int, found: str, instead: str
) -> None:
    assert lint(Formula(tex, display=False)) == (Lint(kind, offset, found, instead),)


@pytest.mark.parametrize("tex", TYPICAL + TRICKY)
def test_a_good_formula_has_no_slips(tex: str) -> None:
    assert lint(Formula(tex, display=True)) == ()


@pytest.mark.parametrize(
    "name",
    [
        *("href", "url", "class", "cssId", "style", "require", "def", "newcommand", "let"),
        *("gdef", "unicode", "includegraphics", "input", "mmlToken", "DeclareMathOperator"),
        *("mathtoolsset", "label", "color"),
    ],
)
def test_a_command_that_could_do_harm_is_forbidden(name: str) -> None:
    assert name in FORBIDDEN
    assert lint(Formula(rf"x \{name} y", display=True))[0].kind == "forbidden"


def test_a_longer_command_that_begins_like_a_forbidden_one_is_not_forbidden() -> None:
    assert lint(Formula(r"\leteq \inputs \definite \classy", display=True)) == ()


def test_slips_come_in_order_of_place() -> None:
    found = lint(Formula(r"max(x，猫) + e^-x $", display=True))
    assert [slip.kind for slip in found] == [
        "bare-name",
        "full-width",
        "han",
        "loose-exponent",
        "stray-dollar",
    ]


@given(st.text(alphabet=r"\{}$^_-,01ab，猫 &[]%maxtelofi", max_size=60))
def test_tokens_put_together_are_the_text_and_lint_never_fails(tex: str) -> None:
    assert "".join(token.text for token in tokenize(tex)) == tex
    assert all(
        tex.startswith(slip.found[0], slip.offset) for slip in lint(Formula(tex, display=True))
    )
