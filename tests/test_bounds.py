"""Every text field of the model is bounded, in length and in what makes it slow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from pydantic import BaseModel

from filled_bank import Maker, Shape, Writer, write_bank
from slow_texts import build_texts
from studybank.bank_check import CheckedBank, check_bank
from studybank.load import load_content
from studybank.markup import render_markdown
from studybank.model.bank import Bank
from studybank.model.fields import MAX_TEXT
from studybank.model.question import Question
from studybank.model.walk import walk_texts
from studybank.places import FOLDERS, SINGLE_FILES
from studybank.prose import MAX_NESTED, MAX_OF_A_SIGN, find_excess


def _check(root: Path, write: Writer) -> CheckedBank:
    write_bank(root, [Maker(write, "plain", "plain")])
    return check_bank(root)


def _records(bank: Bank) -> list[BaseModel]:
    kinds = (bank.questions, bank.papers, bank.scopes, bank.guides, bank.notes)
    singles = (bank.topics, bank.glossary, bank.sources)
    return [*singles, *(record for kind in kinds for record in kind)]


@pytest.mark.parametrize("sign", ["[", "|", "$", "\n"])
def test_too_many_signs_are_a_problem_of_each_field_in_each_language(
    sign: str, tmp_path: Path
) -> None:
    def write(_: str, shape: Shape) -> str:
        return "a" + sign * MAX_OF_A_SIGN + f"{sign}a" if shape == "localized" else "a"

    checked = _check(tmp_path, write)
    fields = [found for record in _records(checked.content.bank) for found in walk_texts(record)]
    told = [problem for problem in checked.problems if problem.code == "SB148"]
    assert len(fields) > 60
    assert len(told) == 2 * len(fields)
    assert all(problem.field.endswith((".en", ".zh")) for problem in told)
    fits = ("a" + sign) * MAX_OF_A_SIGN
    assert find_excess(fits) is None


@pytest.mark.parametrize("mark", ["- ", "* ", "+ ", "1. ", ">", "> ", "- > "])
def test_marks_in_a_row_are_converted_or_a_problem(mark: str) -> None:
    fits = mark * (MAX_NESTED // len(mark.split()))
    assert find_excess(f"a\n  {fits}a") is None
    assert "a</" in render_markdown(f"a\n\n{fits}a")
    excess = find_excess(f"a\n  {fits}{mark}a")
    assert excess is not None
    assert excess.most == MAX_NESTED
    text = (mark * MAX_TEXT)[:MAX_TEXT]
    assert render_markdown(text) == f"<p>{escape(text)}</p>"


@pytest.mark.parametrize(
    ("code", "slip", "field"),
    [
        ("SB136", "#\n", "Question.stem"),
        ("SB137", "a  \n", "Question.stem"),
        ("SB138", "a $", "Question.stem"),
        ("SB142", "e^-x ", "Math.tex"),
        ("SB143", "1+1=3,\\quad ", "Math.tex"),
    ],
)
def test_of_a_slip_without_end_a_hundred_are_told(
    tmp_path: Path, code: str, slip: str, field: str
) -> None:
    checked = _check(tmp_path, lambda where, _: slip * 300 if where == field else "a")
    told = [problem for problem in checked.problems if problem.code == code]
    assert len(told) == 100 * len({(each.path, each.field) for each in told}) > 0


def test_too_long_a_text_is_a_problem_at_each_field(tmp_path: Path) -> None:
    lengths = {"line": 300, "text": MAX_TEXT, "localized": MAX_TEXT}
    fields = write_bank(tmp_path, [Maker(lambda *_: "a", "plain", "plain")])
    for field in sorted(fields):

        def write(where: str, shape: Shape, long: str = field) -> str:
            return "a" * (lengths[shape] + 1) if where == long else "a"

        write_bank(tmp_path, [Maker(write, "plain", "plain")])
        told = load_content(tmp_path).problems
        assert told, field
        assert {problem.code for problem in told} <= {"SB116", "SB113"}, field
        assert "SB116" in {problem.code for problem in told}, field


def test_no_text_of_the_model_is_without_a_bound() -> None:
    """Lists are bounded by the size of a file."""
    kinds: list[type[BaseModel]] = [Question, *FOLDERS.values(), *SINGLE_FILES.values()]
    for kind in kinds:
        texts = dict(_strings(kind.model_json_schema(), kind.__name__))
        assert texts
        assert [place for place, is_bounded in texts.items() if not is_bounded] == []


def _strings(schema: object, place: str) -> Iterator[tuple[str, bool]]:
    """Tell of each text in a schema whether it is bounded."""
    if isinstance(schema, list):
        for number, item in enumerate(schema):
            yield from _strings(item, f"{place}[{number}]")
    elif isinstance(schema, dict):
        if schema.get("type") == "string":
            is_chosen = bool({"maxLength", "enum", "const"} & set(schema))
            yield place, is_chosen or not re.search(r"[*+]|,\}", schema.get("pattern", "*"))
        for key, value in schema.items():
            yield from _strings(value, f"{place}.{key}")


def test_the_slow_texts_of_the_benchmark_fit_into_their_fields() -> None:
    texts = [
        (name, shape, write("", shape))
        for name, write in build_texts()
        for shape in ("line", "text", "localized")
    ]
    assert len({name for name, *_ in texts}) > 150
    for name, shape, text in texts:
        assert 0 < len(text) <= (300 if shape == "line" else MAX_TEXT), name
