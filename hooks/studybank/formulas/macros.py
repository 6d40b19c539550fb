r"""The one list of macros that formulas may use beside those of MathJax.

A body's highest `#n` is the number of its arguments. The list is part of every cache key, so
a change here makes all formulas new. `\N` is left out on purpose: some read it as the normal
distribution, others as the natural numbers. `\argmin` has no space in its name, because MathJax
3.2.2 puts none between an operator of several parts and what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_OPERATORS = {
    "Attention": "Attention",
    "Bernoulli": "Bernoulli",
    "BCE": "BCE",
    "CE": "CE",
    "Concat": "Concat",
    "Conv": "Conv",
    "Corr": "Corr",
    "Cov": "Cov",
    "diag": "diag",
    "Dropout": "Dropout",
    "FFN": "FFN",
    "gelu": "GELU",
    "LayerNorm": "LayerNorm",
    "logit": "logit",
    "logsumexp": "logsumexp",
    "MLP": "MLP",
    "MSE": "MSE",
    "MultiHead": "MultiHead",
    "rank": "rank",
    "relu": "ReLU",
    "ReLU": "ReLU",
    "sgn": "sgn",
    "sigmoid": "sigmoid",
    "sign": "sign",
    "softmax": "softmax",
    "softplus": "softplus",
    "tr": "tr",
    "Var": "Var",
    "vect": "vec",
}

MACROS: Mapping[str, str] = MappingProxyType(
    {
        **{name: rf"\operatorname{{{word}}}" for name, word in _OPERATORS.items()},
        "abs": r"\left\lvert #1 \right\rvert",
        "argmax": r"\operatorname*{argmax}",
        "argmin": r"\operatorname*{argmin}",
        "bigO": r"\mathcal{O}",
        "bm": r"\boldsymbol{#1}",
        "dd": r"\mathrm{d}",
        "E": r"\mathbb{E}",
        "given": r"\mid",
        "iid": r"\overset{\text{i.i.d.}}{\sim}",
        "ind": r"\mathbf{1}",
        "inner": r"\left\langle #1, #2 \right\rangle",
        "KL": r"D_{\mathrm{KL}}",
        "loss": r"\mathcal{L}",
        "norm": r"\left\lVert #1 \right\rVert",
        "Normal": r"\mathcal{N}",
        "R": r"\mathbb{R}",
        "T": r"\mathsf{T}",
    }
)


def count_arguments(body: str) -> int:
    """Count the arguments that a macro's body takes."""
    return max((int(number) for number in re.findall(r"#(\d)", body)), default=0)
