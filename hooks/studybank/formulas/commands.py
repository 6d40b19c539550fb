"""Commands of TeX that the checks of a formula know by name."""

from __future__ import annotations

from typing import Final


def split_words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())


# Commands that load, link, define, name or run something, or that a colour scheme breaks.
FORBIDDEN: Final = split_words(
    """
    href url hyperlink hypertarget class cssId style data html htmlClass htmlId htmlStyle htmlData
    require def edef gdef xdef let futurelet global newcommand renewcommand providecommand
    newenvironment renewenvironment newif DeclareMathOperator DeclarePairedDelimiter
    DeclarePairedDelimiters DeclarePairedDelimiterX DeclarePairedDelimiterXPP
    DeclareRobustCommand NewDocumentCommand mathtoolsset newtagform renewtagform usetagform
    newcases renewcases unicode char includegraphics includesvg input include write read openin
    openout immediate special csname endcsname catcode expandafter noexpand usepackage
    RequirePackage mmlToken mathtip texttip toggle endtoggle bbox verb
    color textcolor colorbox fcolorbox definecolor mathcolor pagecolor label ref eqref
    setOptions begingroup loop
    """
)

# Their argument is text: Chinese and its punctuation are welcome.
TEXT: Final = split_words(
    """
    text textrm textbf textit textsf texttt textup textnormal textmd textsl textsc emph mbox hbox
    fbox framebox intertext shortintertext tag
    """
)

# Their argument is mathematics set upright or in one face: words are meant as words.
WORDS: Final = split_words(
    """
    operatorname operatornamewithlimits mathrm mathsf mathtt mathbf mathit mathup mathnormal
    mathbfit rm bf it sf tt
    """
)

# Their argument is neither: a name or a length.
RAW: Final = split_words(
    "begin end hspace hskip vspace mspace kern mkern mskip rule Rule Space raise lower"
)

# Environments whose second argument describes columns.
COLUMNS: Final = split_words("array subarray alignat alignat* alignedat darray")

# They change what follows in their group, so `{\bf a, b}` is no set.
DECLARATIONS: Final = split_words(
    """
    displaystyle textstyle scriptstyle scriptscriptstyle rm bf it sf tt cal mit frak scr bfseries
    boldmath tiny small normalsize large Large LARGE huge Huge
    """
)

# Commands without an argument after which a brace cannot open one.
OPERATORS: Final = split_words("max min sup inf argmax argmin gcd Pr det dim lim log exp ln")
RELATIONS: Final = split_words(
    """
    in ni notin subset subseteq supset supseteq cup cap setminus times to mapsto sim equiv leq
    geq le ge neq ne approx colon mid mapsto coloneqq forall exists
    """
)

GREEK: Final = split_words(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi
    pi varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta
    Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    """
)

# Words that are often typed as a product of italic letters, and what to write.
NAMES: Final = {
    **{
        name: f"\\{name}"
        for name in sorted(
            split_words("""
        arccos arcsin arctan arg argmax argmin cos cosh cot coth csc det diag dim exp gcd gelu inf
        ker lim liminf limsup ln log logit logsumexp max min rank relu ReLU sec sgn sigmoid sign
        sin sinh softmax softplus sup tan tanh Var Cov Corr MSE MLP FFN LayerNorm MultiHead
        Attention Concat Dropout Conv
        """)
        )
    },
    "mod": r"\bmod",
    "Softmax": r"\softmax",
    "RELU": r"\relu",
    "GELU": r"\gelu",
    "sqrt": r"\sqrt{…}",
    "frac": r"\frac{…}{…}",
    "sum": r"\sum",
    "prod": r"\prod",
    **{
        word: rf"\text{{{word}}}"
        for word in sorted(
            split_words("""
        head hidden input label loss model new old otherwise output pos pred target test train true
        """)
        )
    },
}

# Two letters are as likely a product, so these count only as `tr(…)`.
CALLED_NAMES: Final = {
    "tr": r"\tr",
    "KL": r"\KL",
    "CE": r"\CE",
    "BCE": r"\BCE",
    "lg": r"\lg",
    "Pr": r"\Pr",
}
