from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from small_banks import FORMULAS
from studybank.bank_check import BankCache, check_bank
from studybank.importers.importing import Importer
from studybank.importers.long_texts import cut
from studybank.load import load_content
from studybank.model.fields import MAX_TEXT
from studybank.prose import split_prose

_BANK = Path(__file__).parent / "bank"
_WORDS = st.sampled_from(["word", "样本。", "$x_1$", "\n", "\n\n", " ", "`a b`", "- item"])


@given(st.lists(_WORDS, max_size=60).map(" ".join))
def test_pieces_are_short_and_together_the_whole(text: str) -> None:
    pieces = cut(text, 40)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    for piece in pieces[:-1]:
        assert len(piece) <= 40
    kinds = [span.kind for each in pieces for span in split_prose(each) if span.kind != "text"]
    assert kinds == [span.kind for span in split_prose(text) if span.kind != "text"]


def test_a_long_listing_becomes_several_in_the_same_language() -> None:
    code = "\n".join(f"line_{number} = {number}" for number in range(30))
    pieces = cut(f"```python\n{code}\n```", 120)
    assert len(pieces) > 3
    assert all(len(piece) <= 120 for piece in pieces)
    assert all(piece.startswith("```python\n") and piece.endswith("\n```") for piece in pieces)
    lines = [line for piece in pieces for line in piece.split("\n")[1:-1]]
    assert "\n".join(lines) == code


def test_a_very_long_text_is_cut_in_one_walk() -> None:
    text = "\n\n".join(["One sentence of $x$ words."] * 40_000)
    pieces = cut(text)
    assert len(pieces) < 250
    assert all(len(piece) <= MAX_TEXT for piece in pieces)
    assert "\n\n".join(pieces) == text


def test_a_formula_is_never_cut() -> None:
    text = "$" + "x+" * 100 + "x$"
    assert cut(text, 50) == [text]


@pytest.mark.parametrize("name", ["notes.md", "notes.csv"])
def test_a_long_answer_is_imported_without_an_error(tmp_path: Path, name: str) -> None:
    sentence = "The network learns the noise of its training examples by heart. "
    answer = "\n\n".join([sentence * 12] * 12)
    assert len(answer) > MAX_TEXT
    one_line = answer.replace("\n\n", " ")
    text = (
        f"question,answer\nWhat is overfitting?,{one_line}\n"
        if name.endswith("csv")
        else f"Q. What is overfitting?\n\nAnswer: {answer}\n"
    )
    imported = Importer(load_content(_BANK), store=FORMULAS).run(name, text.encode())
    (draft,) = imported.drafts
    assert "notes:" in draft.text
    kinds = [entry.kind for entry in imported.entries if "where a field holds" in entry.what]
    assert kinds == ["look"]
    for file in ("topics.yml", "sources.yml", "glossary.yml"):
        (tmp_path / file).write_bytes((_BANK / file).read_bytes())
    target = tmp_path / "questions" / draft.path
    target.parent.mkdir(parents=True)
    target.write_text(draft.text, encoding="utf-8")
    problems = check_bank(tmp_path, BankCache(FORMULAS)).problems
    assert [problem.code for problem in problems if problem.code < "SB2"] == []
