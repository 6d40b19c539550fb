from __future__ import annotations

import math

import pytest

from studybank.arithmetic import agrees, lint_formula

_E = math.e

# Formula, what the lint must say instead of the wrong number, and that value by Python.
WRONG = [
    (r"3^2\cdot64 = 567", "576", 3**2 * 64),
    (r"\frac{224-7+2\cdot2}{1}+1 = 221", "222", (224 - 7 + 4) // 1 + 1),
    (r"\left\lfloor\frac{224+2\cdot3-7}{2}\right\rfloor+1 = 113", "112", (224 + 6 - 7) // 2 + 1),
    (r"\lfloor 55.5\rfloor+1=57", "56", 56),
    (r"\lceil 10/3\rceil = 3", "4", 4),
    (r"28-5+1=23", "24", 24),
    (r"H = \frac{227-11}{4}+1=54", "55", 55),
    (r"\frac{224-7+6}{2}+1 = 112", "112.5", 112.5),
    (r"1 + 2\cdot(3-1) = 6", "5", 5),
    (r"r = 1+2+2+4+4 = 12", "13", 13),
    (r"2(3-1)+1 = 6", "5", 5),
    (r"2\,(3-1)+1 = 6", "5", 5),
    (r"28\times28\times1 = 748", "784", 784),
    (r"2\cdot3^2\cdot8^2=1153", "1152", 1152),
    (r"2\cdot3^2\cdot8^2=1{,}153", "1{,}152", 1152),
    (r"2\cdot3^2\cdot8^2=1\,153", r"1\,152", 1152),
    (r"2\cdot3^2\cdot8^2=1,153", "1,152", 1152),
    (r"(3\cdot3\cdot3+1)\cdot64 = 1782", "1792", 1792),
    (r"784\cdot128+128\cdot64+64\cdot10 = 109{,}386", "109{,}184", 109_184),
    (r"56^2\cdot3^2\cdot64\cdot96 = 173408257", "173408256", 56**2 * 9 * 64 * 96),
    (r"224\cdot224\cdot3\cdot64 \approx 9.8\times10^6", r"9.6\times10^{6}", 9_633_792),
    (r"4096\cdot4096 = 1.6\times10^7", r"1.7\times10^{7}", 4096**2),
    (r"2^{10}=1023", "1024", 1024),
    (r"2^{20}=10^6", "1048576", 2**20),
    (r"7\times7\times512=25\,008", r"25\,088", 7 * 7 * 512),
    (r"5! = 125", "120", 120),
    (r"\binom{5}{2} = 20", "10", 10),
    (r"\frac{e^{2}}{e^{2}+e^{1}+e^{0}} = 0.656", "0.665", _E**2 / (_E**2 + _E + 1)),
    (r"\frac{7.389}{11.107} = 0.655", "0.665", 7.389 / 11.107),
    (r"\sigma(0)=0.6", "0.5", 0.5),
    (r"\sigma(2) \approx 0.8080", "0.8808", 1 / (1 + math.exp(-2))),
    (r"\sigma(0)(1-\sigma(0)) = 0.5", "0.25", 0.25),
    (r"\tanh(0.5) \approx 0.426", "0.462", math.tanh(0.5)),
    (r"\operatorname{ReLU}(-3) = 3", "0", 0),
    (r"\max\{0,-3\}=3", "0", 0),
    (r"\max(0, 1.5) = 0", "1.5", 1.5),
    (r"-\ln 0.8=0.233", "0.223", -math.log(0.8)),
    (r"\ln 0.8 = 0.223", "-0.223", math.log(0.8)),
    (r"-\log_2 0.25 = 4", "2", 2),
    (r"\log 100 = 3", "4.60517", math.log(100)),
    (r"-0.5\log_2 0.5-0.5\log_2 0.5 = 0.5", "1.0", 1.0),
    (r"e^{-1}=0.358", "0.368", math.exp(-1)),
    (r"\exp(-0.5) = 0.5065", "0.6065", math.exp(-0.5)),
    (r"z = 0.1\cdot0.2+0.1 = 0.13", "0.12", 0.12),
    (r"a = 3 + 4 = 8", "7", 7),
    (r"a = 3 + 4 = 7 = 8", "7", 7),
    (r"w \leftarrow 0.5 - 0.1\cdot(-0.3) = 0.47", "0.53", 0.53),
    (r"\delta = (0.7-1)\cdot0.7\cdot0.3 = 0.063", "-0.063", -0.063),
    (r"0.1\cdot 0.95^{10} \approx 0.0699", "0.0599", 0.1 * 0.95**10),
    (r"\sqrt{2/512} = 0.0725", "0.0625", 0.0625),
    (r"0.25^{5} \approx 9.8\times10^{-3}", r"9.8\times10^{-4}", 0.25**5),
    (r"\frac{1+2+3+4}{4} = 2", "2.5", 2.5),
    (r"\sqrt{3^2+4^2} = 7", "5", 5),
    (r"|3|+|-4| = -1", "7", 7),
    (r"22/36=61.2\%", r"61.1\%", 22 / 36),
    (r"\frac{80}{80+20} = 8\%", r"80\%", 0.8),
    (r"1/3=0.334", "0.333", 1 / 3),
    (r"2/3=0.66", "0.67", 2 / 3),
    (r"0.12+0.34=0.45", "0.46", 0.46),
    (r"0.12\cdot0.34=0.0418", "0.0408", 0.0408),
    (r"0.67\times1.5\approx1.2", "1.005", 0.67 * 1.5),
    (r"2\pi\approx6.38", "6.28", 2 * math.pi),
    (r"\sqrt[3]{27}=9", "3", 3),
    (r"\frac12+\frac13=\frac25", "0.833333", 5 / 6),
    (r"\frac{1}{2}\cdot(3+5) = 5", "4", 4),
    (r"12 = 3\cdot5", "15", 15),
    (r"-3^2 = 9", "-9", -9),
    (r"3\cdot4\approx13", "12", 12),
    (r"3456\approx3000", "3456", 3456),
    (r"4.5\times10^{-5} = 0.00045", "0.000045", 4.5e-5),
    (r"3\cdot4\,\text{px}=13", "12", 12),
    (r"9\cdot 64\ \text{weights} = 567\ \text{weights}", "576", 576),
    (r"\underbrace{3\cdot3\cdot64}_{\text{weights}}+64 = 650", "640", 640),
    (r"\begin{aligned} x &= 3+4 \\ &= 8\end{aligned}", "7", 7),
    (r"\begin{aligned}&1\cdot2\\+&3\cdot4\\=&15\end{aligned}", "14", 14),
    (r"k=3,\ s=2,\ 2\cdot3+1=8", "7", 7),
    (r"2+2=4\;\Rightarrow\;4\cdot2=9", "8", 8),
    (r"2+2=4 \text{ and } 3+3=7.", "6", 6),
    (r"\boxed{3\cdot4=13}", "12", 12),
    (r"a = 3 + 4 = 8.\quad b = 2", "7", 7),
    (r"10^{-3}\cdot 0.1^{2} = 10^{-9}", r"10^{-5}", 1e-5),
    (r"2^{20} = 10^5", "1048576", 2**20),
    (r"4\cdot10^3\cdot2 = 9\times10^3", r"8\times10^{3}", 8000),
    (r"2^{-10} = 10^{-4}", "0.000976562", 2**-10),
    (r"4 × 5 − 3 = 16", "17", 17),
    (r"f(2) = 3\cdot2+1 = 8", "7", 7),
    (r"1 - 0.9 = 0.01", "0.10", 0.1),
    (r"6\cdot2 = 12 \to 12/4 = 4", "3", 3),
]  # fmt: skip


def _plain(text: str) -> str:
    return (
        text.replace("{,}", ",").replace(r"\times10^{", "e").replace("10^{", "1e").replace("}", "")
    )


@pytest.mark.parametrize(("tex", "computed", "value"), WRONG)
def test_a_wrong_formula_is_found_with_the_right_value(
    tex: str, computed: str, value: float
) -> None:
    """The one wrong relation is found, and the value offered is Python's."""
    (fault,) = lint_formula(tex)
    assert fault.computed == computed
    assert agrees(_plain(computed), value)


def test_the_corpus_is_large_enough() -> None:
    assert len(WRONG) >= 60


def test_a_fault_tells_its_place() -> None:
    tex = r"a = 2\cdot 3 = 6,\ b = 3 + 4 \approx 9"
    (fault,) = lint_formula(tex)
    assert (fault.left, fault.relation, fault.right) == ("3 + 4", r"\approx", "9")
    assert tex[fault.offset : fault.offset + fault.length] == r"3 + 4 \approx 9"


def test_each_wrong_relation_of_a_chain_is_found() -> None:
    assert [fault.computed for fault in lint_formula("1+1 = 3 = 2+2 = 5")] == ["2", "4", "4"]
