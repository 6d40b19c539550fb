from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studybank.arithmetic import agrees, lint_formula


def _softmax(*logits: float) -> list[float]:
    powers = [math.exp(logit) for logit in logits]
    return [power / sum(powers) for power in powers]


def _sigmoid(number: float) -> float:
    return 1 / (1 + math.exp(-number))


# Formula, its value by Python, and the value that the formula shows.
COMPUTED = [
    # Sizes after convolution and pooling.
    (r"\frac{224-7+2\cdot2}{1}+1 = 222", (224 - 7 + 2 * 2) // 1 + 1, "222"),
    (r"\left\lfloor\frac{224+2\cdot3-7}{2}\right\rfloor+1 = 112", (224 + 6 - 7) // 2 + 1, "112"),
    (r"\lfloor (32-5)/2\rfloor + 1 = 14", (32 - 5) // 2 + 1, "14"),
    (r"\lfloor 27/2 \rfloor = 13", 27 // 2, "13"),
    (r"\lceil 10/3\rceil = 4", math.ceil(10 / 3), "4"),
    (r"H_{out} = \frac{28-5+2\cdot0}{1}+1 = 23+1 = 24", 28 - 5 + 1, "24"),
    (r"28-5+1=24", 28 - 5 + 1, "24"),
    (r"\Bigl\lfloor \tfrac{55-3}{2}\Bigr\rfloor + 1 = 27", (55 - 3) // 2 + 1, "27"),
    (r"(7-1)\cdot 2 - 2\cdot 1 + 3 = 13", (7 - 1) * 2 - 2 + 3, "13"),
    (r"\frac{227-11}{4}+1=55", (227 - 11) // 4 + 1, "55"),
    # Receptive fields.
    (r"1 + 2\cdot(3-1) = 5", 1 + 2 * (3 - 1), "5"),
    (r"r = 1+2+2+4+4 = 13", 1 + 2 + 2 + 4 + 4, "13"),
    (r"1+3(7-1)=19", 1 + 3 * (7 - 1), "19"),
    (r"2(3-1)+1 = 5", 2 * (3 - 1) + 1, "5"),
    (r"1 + (2+4+8+16) = 31", 1 + 2 + 4 + 8 + 16, "31"),
    # Counts of parameters and operations.
    (r"28\times28\times1 = 784", 28 * 28 * 1, "784"),
    (r"2\cdot3^2\cdot8^2=1152", 2 * 3**2 * 8**2, "1152"),
    (r"2\cdot3^2\cdot8^2=1{,}152", 2 * 3**2 * 8**2, "1{,}152"),
    (r"2\cdot3^2\cdot8^2=1\,152", 2 * 3**2 * 8**2, r"1\,152"),
    (r"2\cdot3^2\cdot8^2=1,152", 2 * 3**2 * 8**2, "1,152"),
    (r"3^2\cdot64 = 576", 3**2 * 64, "576"),
    (r"(3\cdot3\cdot3+1)\cdot64 = 1792", (27 + 1) * 64, "1792"),
    (r"784\cdot128+128\cdot64+64\cdot10 = 109{,}184", 109_184, "109{,}184"),
    (r"100{,}352+8{,}192+640+202 = 109{,}386", 100_352 + 8_192 + 640 + 202, "109{,}386"),
    (r"64 \times 3 \times 3 \times 3 = 1\,728", 64 * 27, r"1\,728"),
    (r"224\cdot224\cdot3\cdot64 = 9\,633\,792", 224 * 224 * 3 * 64, r"9\,633\,792"),
    (r"224\cdot224\cdot3\cdot64 \approx 9.6\times10^6", 224 * 224 * 3 * 64, "9.6e6"),
    (r"224\cdot224\cdot3\cdot64 = 9.6\times 10^{6}", 224 * 224 * 3 * 64, "9.6e6"),
    (r"56^2\cdot3^2\cdot64\cdot96 = 173408256", 56**2 * 9 * 64 * 96, "173408256"),
    (r"4\,(128\cdot(128+64)+128) = 98816", 4 * (128 * (128 + 64) + 128), "98816"),
    (r"\frac{1}{64}+\frac{1}{9} \approx 0.127", 1 / 64 + 1 / 9, "0.127"),
    (r"7\times7\times512=25088", 7 * 7 * 512, "25088"),
    (r"12\cdot 768^2\cdot 12 \approx 8.5\times10^{7}", 12 * 768**2 * 12, "8.5e7"),
    (r"2^{10} = 1024", 2**10, "1024"),
    (r"2^{20} = 1\,048\,576", 2**20, r"1\,048\,576"),
    (r"5! = 120", math.factorial(5), "120"),
    (r"\binom{5}{2} = 10", math.comb(5, 2), "10"),
    (r"(5^2\cdot 1 + 1)\cdot 6 + (5^2\cdot 6+1)\cdot16 = 2572", 26 * 6 + 151 * 16, "2572"),
    # Softmax, sigmoid, tanh.
    (r"\frac{e^{2}}{e^{2}+e^{1}+e^{0}} = 0.665", _softmax(2, 1, 0)[0], "0.665"),
    (r"\frac{7.389}{7.389+2.718+1} = \frac{7.389}{11.107} = 0.665", _softmax(2, 1, 0)[0], "0.665"),
    (r"\frac{7.4}{11.1}\approx 0.665", _softmax(2, 1, 0)[0], "0.665"),
    (r"e^{1}/(e^{1}+e^{2}+e^{3}) = 0.0900", _softmax(1, 2, 3)[0], "0.0900"),
    (r"e^3+e^2+e^1 \approx 20.09+7.39+2.72 = 30.19", math.exp(3) + math.exp(2) + math.e, "30.19"),
    (r"20.09+7.39+2.72 \approx 30.19", math.exp(3) + math.exp(2) + math.e, "30.19"),
    (r"\sigma(0)=0.5", _sigmoid(0), "0.5"),
    (r"\sigma(2) = \frac{1}{1+e^{-2}} \approx 0.8808", _sigmoid(2), "0.8808"),
    (r"\sigma(-1)=0.269", _sigmoid(-1), "0.269"),
    (r"\sigma(0)\,(1-\sigma(0)) = 0.25", 0.25, "0.25"),
    (r"0.62\cdot0.38 = 0.235", _sigmoid(0.5) * (1 - _sigmoid(0.5)), "0.235"),
    (r"\tanh(0.5) \approx 0.462", math.tanh(0.5), "0.462"),
    (r"1-\tanh(1)^2 = 0.42", 1 - math.tanh(1) ** 2, "0.42"),
    (r"\operatorname{ReLU}(-3) = 0", 0, "0"),
    (r"\max(0,-2)=0", 0, "0"),
    (r"\max\{0,\,1.5\}=1.5", 1.5, "1.5"),
    (r"\min(1, 3, 2) = 1", 1, "1"),
    # Cross-entropies and entropies.
    (r"-\ln 0.8=0.223", -math.log(0.8), "0.223"),
    (r"\ln 0.8 = -0.223", math.log(0.8), "-0.223"),
    (r"-\ln(0.665)\approx0.408", -math.log(0.665), "0.408"),
    (r"-\log 0.2 = 1.609", -math.log(0.2), "1.609"),
    (r"-\log_2 0.25 = 2", -math.log2(0.25), "2"),
    (r"-0.5\log_2 0.5-0.5\log_2 0.5 = 1", 1, "1"),
    (
        r"-0.9\log_2 0.9 - 0.1\log_2 0.1 \approx 0.469",
        -0.9 * math.log2(0.9) - 0.1 * math.log2(0.1),
        "0.469",
    ),
    (r"\log_{10} 1000 = 3", 3, "3"),
    (r"\log 100 = 2", math.log10(100), "2"),
    (r"\log 8 = 3", math.log2(8), "3"),
    (r"\lg 100 = 2", math.log10(100), "2"),
    (r"\ln 2 = 0.693", math.log(2), "0.693"),
    (r"\ln 10 \approx 2.303", math.log(10), "2.303"),
    (r"\exp(-0.5) = 0.6065", math.exp(-0.5), "0.6065"),
    (r"0.6\ln\frac{0.6}{0.5}+0.4\ln\frac{0.4}{0.5}\approx0.020", 0.020136, "0.020"),
    (r"-\tfrac13(\ln 0.9+\ln 0.8 + \ln 0.7) = 0.228", -math.log(0.9 * 0.8 * 0.7) / 3, "0.228"),
    # Backpropagation with numbers, updates, schedules.
    (r"z = 0.1\cdot0.2+0.1 = 0.12", 0.1 * 0.2 + 0.1, "0.12"),
    (r"w \leftarrow 0.5 - 0.1\cdot(-0.3) = 0.53", 0.5 + 0.03, "0.53"),
    (r"\delta = (0.7-1)\cdot0.7\cdot0.3 = -0.063", -0.3 * 0.7 * 0.3, "-0.063"),
    (r"\theta_1 = 1-0.1\times 2 = 0.8", 1 - 0.2, "0.8"),
    (r"0.1\cdot 0.95^{10} \approx 0.0599", 0.1 * 0.95**10, "0.0599"),
    (r"10^{-3}\cdot 0.1^{2} = 10^{-5}", 1e-5, "1e-5"),
    (r"0.001\cdot\frac{1}{2}(1+\cos(\pi/2)) = 0.0005", 0.0005, "0.0005"),
    (r"0.05\,(1+\cos\frac{\pi}{4}) \approx 0.0854", 0.05 * (1 + math.cos(math.pi / 4)), "0.0854"),
    (r"0.9\cdot0 + 0.1\cdot 2 = 0.2", 0.2, "0.2"),
    (r"\frac{0.2}{1-0.9^{1}} = 2", 2, "2"),
    (r"v = 0.999\cdot0+0.001\cdot4 = 0.004", 0.004, "0.004"),
    (r"0.1/\sqrt{4} = 0.05", 0.05, "0.05"),
    (r"\sqrt{2/512} = 0.0625", 0.0625, "0.0625"),
    (r"\sqrt{\frac{6}{100+200}} \approx 0.141", math.sqrt(6 / 300), "0.141"),
    (r"0.25^{5} \approx 9.8\times10^{-4}", 0.25**5, "9.8e-4"),
    (r"0.25^{10}\approx 10^{-6}", 0.25**10, "0.000001"),
    (r"1.1^{50} \approx 117.4", 1.1**50, "117.4"),
    (r"\frac{64}{\sqrt{64}} = 8", 8, "8"),
    # Statistics, norms, metrics.
    (r"\frac{1+2+3+4}{4} = 2.5", 2.5, "2.5"),
    (r"\sqrt{3^2+4^2} = 5", 5, "5"),
    (r"|3|+|-4| = 7", 7, "7"),
    (r"\lvert -2\rvert = 2", 2, "2"),
    (r"\frac{(1-2)^2+(2-2)^2+(3-2)^2}{3} = \frac23 \approx 0.67", 2 / 3, "0.67"),
    (r"\frac{2\cdot0.8\cdot0.6}{0.8+0.6} \approx 0.686", 2 * 0.8 * 0.6 / 1.4, "0.686"),
    (r"\frac{22}{36} = 61.11\%", 22 / 36, r"61.11 %"),
    (r"22/36\approx0.611=61.1\%", 22 / 36, "61.1 %"),
    (r"\frac{80}{80+20} = 0.8 = 80\%", 0.8, "80 %"),
    (r"\frac{1}{3} = 33\%", 1 / 3, "0.33"),
    (r"1-0.25=75\%", 0.75, "75 %"),
    (r"1/3=0.333", 1 / 3, "0.333"),
    (r"2/3\approx0.66", 0.66, "0.66"),
    (r"0.67\times1.5\approx1.0", 0.67 * 1.5, "1.0"),
    (r"0.333\times3 = 1", 1, "1"),
    (r"0.33+0.33+0.33\approx1", 1, "1"),
    (r"0.090+0.245+0.665=1", 1, "1"),
    (r"2\pi\approx6.28", 2 * math.pi, "6.28"),
    (r"\sqrt[3]{27}=3", 3, "3"),
    (r"\sqrt2 \approx 1.414", math.sqrt(2), "1.414"),
    (r"3 \div 4 = 0.75", 0.75, "0.75"),
    (r"-3^2 = -9", -9, "-9"),
    (r"(-3)^2 = 9", 9, "9"),
    (r"6/2\cdot3 = 9", 9, "9"),
    (r"3456\approx3500", 3500, "3500"),
    (r"2^{20}\approx10^6", 10**6, "1000000"),
    (r"25557032\approx 2.56\times10^{7}", 25557032, "2.56e7"),
    (r"4.5\times10^{-5} = 0.000045", 0.000045, "0.000045"),
    (r"3\cdot4\,\text{px} = 12\,\text{px}", 12, "12"),
    (r"9\cdot 64\ \text{weights} = 576", 576, "576"),
    (r"\underbrace{3\cdot3\cdot64}_{\text{weights}}+\underbrace{64}_{b} = 640", 640, "640"),
    (r"\begin{aligned} z &= 0.5\cdot2+0.1 \\ &= 1.1 \end{aligned}", 1.1, "1.1"),
    (r"\begin{align*} a &= 1 + 2 \\ &\quad + 3 \\ &= 6 \\ b &= 2\cdot a \end{align*}", 6, "6"),
    (r"k=3,\ s=2,\ 2\cdot3+1=7", 7, "7"),
    (r"2+2=4\;\Rightarrow\;4\cdot2=8", 8, "8"),
    (r"2+2=4 \text{ and } 3+3=6.", 6, "6"),
    (r"\boxed{3\cdot4=12}", 12, "12"),
    (r"a = \boxed{12} = 3\cdot4", 12, "12"),
    (r"4 × 5 − 3 = 17", 17, "17"),
    (r"\frac12+\frac13=\frac56\approx0.83", 5 / 6, "0.83"),
    (r"1e-3\cdot 2 = 0.002", 0.002, "0.002"),
    (r"\frac{5-3}{\sqrt{4+10^{-5}}} = 1", 1, "1"),
    (r"\frac{0.5}{\sqrt{0.25}+10^{-8}} = 1", 1, "1"),
    (r"100\cdot\frac{90}{120} = 75\%", 75, "75"),
    (r"\begin{aligned}&1\cdot2\\+&3\cdot4\\=&14\end{aligned}", 14, "14"),
    (r"\frac{1-2}{0.816} = -1.2247", -1 / math.sqrt(2 / 3), "-1.2247"),
    (r"\lfloor\log_2 1000\rfloor = 9", math.floor(math.log2(1000)), "9"),
    (r"e^{-10}\approx0", 0, "0"),
    (r"2\left(3+4\right) = 14", 14, "14"),
    (r"\ln 6 = \ln 2+\ln 3", math.log(6), "1.79"),
    (r"\frac45 = 0.8,\ \frac46 = 0.67", 4 / 6, "0.67"),
    (r"0.1+0.2 = 0.30000000000000004", 0.1 + 0.2, "0.30000000000000004"),
]  # fmt: skip

# Right or none of the lint's business: nothing may be said about these.
LEFT_ALONE = [
    "n=64", r"k=3,\ s=2", r"3\times3", r"H\times W = 32\times32", "p(x)=0.5", "x_1 = 0.3", "1:1",
    "10^{-3}", "[0,1]", "(0, 1)", r"x\in\{0,1\}", r"3456\approx3e500", r"a\equiv b \pmod 3",
    r"1\to3\to5", "k-1=2", r"\log p = -0.3", r"P(X=1)=0.2", r"P(Y=1\mid X=0) = 0.3",
    r"7+8 = 3 \pmod{12}", r"7 \bmod 3 = 1", r"\sum_{i=1}^{3} i = 6", r"\sum_{k=0}^{2} 2 = 6",
    r"1+2+\dots+10 = 55", r"\begin{pmatrix}1&2\\3&4\end{pmatrix} = 5",
    r"W = \begin{bmatrix}1 & 0\\ 0 & 1\end{bmatrix}", r"[1,2]\cdot[3,4] = 11",
    r"(1,2)\cdot(3,4)^\top = 11", r"f(2)=5", r"f(1, 2) = 3 + 4", r"\lambda = 0.1", r"\pi = 0.3",
    r"1-\pi = 0.7", r"0.9\,\pi = 0.01", r"\pi(1) = 0.5", r"5 \pm 2 = 7", r"1 \oplus 1 = 0",
    r"(2\times3)(3\times4) = 2\times4", r"224\times224/2 = 112\times112",
    r"5\times5 * 3\times3 = 3\times3", r"1\,\text{KB} = 1024\,\text{bytes}",
    r"2\cdot4\,\text{bytes} = 64\,\text{bits}", r"3000\times3200 = 9.6\,\text{M}",
    r"60\cdot60\,\text{s} = 1\,\text{h}", "2 = 2", "1 = 3", r"\sigma^2 = 4", r"\sigma'(0)=0.25",
    r"x^2 = 4", r"3 < 4", r"2 \le 3 \ne 4", r"3 \neq 4+1", r"3 \not= 4+1", "x := 3+4",
    r"0.\overline{3} = 1/3", r"90^\circ = \pi/2", "a_{1}=2", r"n!=6", r"2^10 = 20",
    r"2\frac{1}{2} = 2.5", r"\ln 1/2 = -0.69", r"1/2(3+1) = 2", r"\text{mean of } 3, 4, 5 = 4",
    r"3+9 = 12\ (3\cdot4)", r"1+1 = 10_2", r"\cos^2 1+\sin^2 1 = 1",
    r"\frac{\partial L}{\partial w} = 0.3", r"y = 2x + 1 = 7", r"\hat y = 0.7", r"\|w\|_2 = 5",
    r"4\cdot3 = 3\text{ rows of } 4", r"x = 5 \\ -3+8 = 5", r"3 + 4 + \\ 5 = 12", "", "=", "= 3 =",
    r"\approx", "1 2 = 12", "3.4.5 = 3", r"1..3 = 6", r"\frac{1}{0} = 3", r"5 = ", r"\ln 0 = -1",
    r"k = 3,224 = 2^5\cdot7", r"64,128 = 2\cdot64", r"e = 2.7", r"C = 3 \to 64", "1 + 1 = n",
    r"共1152个", r"\begin{cases} 1 & x = 0 \\ 0 & x = 1\end{cases}", r"S = \{1, 2\} = \{2, 1\}",
    r"10^{6} \sim 2^{20}", r"W^{(2)} = 3", r"x^{\top}y = 11", r"0 \log 0 = 0",
    r"b = -1 \quad -2+3=1", r"\frac{\text{TP}}{8+2} = 3", r"|\{1,2,3\}| = 3",
    r"\cos 60^\circ = 0.5", r"3! \, 2! = 12", r"(1)\ 3+4 = 7", r"101_2 = 5", r"\infty = 1",
    r"a=\frac{1}{3}=0.\dot3", r"1\,\text{epoch}=\frac{60000}{100}=600\ \text{steps}",
    r"\sqrt{4}=\pm2", r"\#\{1,2\}=2", r"0.48\;(3\cdot2) = 0.48", r"y = 1\ (p = 0.9)",
    r"2+3 \mid 5 = 5", r"16\,\text{bit} = 2\,\text{byte}", r"\min_x 3 = 3",
    r"\mathbb{E}[X] = 0.5\cdot1+0.5\cdot3", r"A\in\mathbb{R}^{3\times4}", r"1\times1\times64",
    r"\left.\frac{d}{dx}\right|_{x=0} = 1", r"\stackrel{?}{=} 3", r"3 \stackrel{!}{=} 4",
]  # fmt: skip


# Shown to so few digits that Python's value needs room, in relation to its size.
ROUGH = {r"\frac{1}{3} = 33\%": 0.02, r"0.25^{10}\approx 10^{-6}": 0.05}


@pytest.mark.parametrize(("tex", "value", "shown"), COMPUTED)
def test_a_right_formula_is_silent(tex: str, value: float, shown: str) -> None:
    """A formula whose shown value Python confirms gives no fault."""
    assert agrees(
        shown.replace("\\%", "%"), value, abs(value) * ROUGH[tex] if tex in ROUGH else None
    )
    assert lint_formula(tex) == ()


@pytest.mark.parametrize("tex", LEFT_ALONE)
def test_what_is_no_plain_arithmetic_is_left_alone(tex: str) -> None:
    """A variable, a size, a list, a unit that scales or an ambiguous form gives no fault."""
    assert lint_formula(tex) == ()


@settings(max_examples=2000)
@given(
    st.sampled_from(COMPUTED), st.integers(0, 60), st.sampled_from([*"0123456789eE.,^{}(|=%!\\ "])
)
def test_a_damaged_formula_is_read_without_an_error(
    row: tuple[str, float, str], place: int, sign: str
) -> None:
    """What a slip of the finger makes of a formula never raises."""
    tex = row[0]
    for fault in lint_formula(tex[:place] + sign + tex[place:]):
        assert fault.computed


def test_the_corpus_is_large_enough() -> None:
    assert len({tex for tex, _, _ in COMPUTED} | set(LEFT_ALONE)) >= 200
