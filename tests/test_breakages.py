"""A question of each form, filled in as a new contributor would, then broken in many ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from small_banks import FORMULAS, QUESTION
from studybank.bank_check import BankCache, check_bank
from studybank.drafting import build_draft
from studybank.errors import Problem
from studybank.load import load_content
from studybank.locales import LOCALES
from studybank.model.question import Response

BankTree = Callable[[dict[str, str]], Path]
FORMS: Sequence[Response] = get_args(Response)


class _Breakage(NamedTuple):
    """A slip in a file.

    Attributes:
        name: What is wrong.
        pattern: What stood there, found once.
        broken: What stands there now.
        below: How many lines below the first one found the slip is.
    """

    name: str
    pattern: str
    broken: str
    below: int = 0


_ANY_FORM = (
    _Breakage("a full-width colon", r"^title:", "title："),
    _Breakage("a misspelt key", r"^stem:", "stemm:"),
    _Breakage("a tab", r"^  en:", "\ten:"),
    _Breakage("a key indented otherwise", r"^  zh:", "   zh:"),
    _Breakage("a quote that is not closed", r"^  en: ", '  en: "'),
    _Breakage("a key twice", r"^status:", "title:\n  en: B\n  zh: 乙\nstatus:"),
    _Breakage("a language left out", r"^title:\n(  en: .*\n)  zh: .*\n", r"title:\n\1"),
    _Breakage("a status that there is not", r"^status: draft", "status: finished"),
    _Breakage("a level that there is not", r"^status:", "level: 4\nstatus:"),
    _Breakage("a form that there is not", r"^(response: .*\n)?stem:", "response: essay\nstem:"),
    _Breakage("a link to nothing", r"\Z", "related: [no-such-question]\n"),
    _Breakage("HTML", r"^(  en: \|-\n    )(.*)", r"\1<b>\2</b>", 1),
    _Breakage("a lone dollar", r"^(  en: \|-\n    .*)", r"\1 It costs $5.", 1),
    _Breakage("an asset that there is not", r"^(  en: \|-\n    .*)", r"\1 See [[nothing]].", 1),
    _Breakage("a formula in one language", r"^(stem:\n  en: \|-\n    .*)", r"\1 $z^3$"),
)
_VERDICT = _Breakage("a verdict that there is not", r"verdict: correct", "verdict: right")
_LANGUAGE = _Breakage("a language of code that there is not", r"lang: python", "lang: pyhton")
_OF_FORM: Mapping[str, Sequence[_Breakage]] = {
    "single-choice": (_VERDICT,),
    "multiple-choice": (_VERDICT,),
    "true-false": (_Breakage("no truth", r"truth: true", "truth: maybe"),),
    "fill-in": (_Breakage("a gap without a word", r"\[\[1\]\]\.", "[[2]]."),),
    "calculation": (
        _Breakage("a wrong number", r"value: 5", "value: 6"),
        _Breakage("a check that is none", r"check: 2 \+ 3", "check: 2 + x"),
    ),
    "coding": (_LANGUAGE, _Breakage("a role that there is not", "role: starter", "role: begin")),
    "debugging": (_LANGUAGE, _Breakage("a line outside", r"highlight: \[2\]", "highlight: [9]")),
}


def _break(text: str, breakage: _Breakage) -> tuple[str, int]:
    """Give the broken text and the line of the slip."""
    match = re.search(breakage.pattern, text, re.MULTILINE)
    assert match is not None, breakage.name
    broken = text[: match.start()] + match.expand(_as_template(breakage)) + text[match.end() :]
    return broken, text.count("\n", 0, match.start()) + 1 + breakage.below


def _as_template(breakage: _Breakage) -> str:
    return breakage.broken.replace("\t", r"\t").replace("\n", r"\n")


def _check(root: Path, text: str) -> Sequence[Problem]:
    (root / QUESTION).write_text(text, encoding="utf-8")
    return check_bank(root, BankCache(FORMULAS)).problems


@pytest.mark.parametrize("form", FORMS)
def test_every_slip_in_a_filled_in_question_is_told_at_its_line(
    bank_tree: BankTree, form: Response
) -> None:
    root = bank_tree({QUESTION: ""})
    (root / QUESTION).unlink()
    draft = build_draft(load_content(root), "overfitting/sample", form)
    filled = draft.text.replace("✎ ", "")
    assert _check(root, filled) == ()
    breakages = (*_ANY_FORM, *_OF_FORM.get(form, ()))
    assert len(breakages) >= 10
    untold = []
    for breakage in breakages:
        broken, line = _break(filled, breakage)
        told = [problem for problem in _check(root, broken) if problem.line == line]
        if not told or not all(told[0].remedy(locale) for locale in LOCALES):
            found = [str(problem) for problem in _check(root, broken)]
            untold.append((breakage.name, line, found))
    assert untold == []
