from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from small_banks import QUESTION, load_question, load_text
from studybank.documents import join_path
from studybank.model.answer import Answer
from studybank.model.assets import Figure
from studybank.model.bank import walk_parts
from studybank.model.fields import Boolean, Date, Integer, Localized, MinutesRange, Number, Record
from studybank.model.labels import walk_labels
from studybank.model.question import Part, Question
from studybank.model.walk import walk_records, walk_texts
from studybank.schema import SCHEMAS

_SMALLEST = """
    title:
      en: One
      zh: 一
"""


def _value(kind: Any, written: object) -> object:
    return TypeAdapter(kind).validate_python(written)


def _all_records() -> set[type[Record]]:
    found: set[type[Record]] = set()
    waiting: list[type[Record]] = list(Record.__subclasses__())
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return found


def test_every_record_is_frozen_and_refuses_unknown_fields() -> None:
    kinds = _all_records()
    assert {*SCHEMAS.values(), Answer, Figure, Localized, Part} <= kinds
    for kind in kinds:
        assert kind.model_config["frozen"] is True, kind
        assert kind.model_config["extra"] == "forbid", kind


def test_a_record_cannot_be_changed() -> None:
    question = load_question(_SMALLEST)
    with pytest.raises(ValidationError, match="frozen"):
        question.id = "other"  # type: ignore[misc]
    assert all(not isinstance(value, list | dict) for _, value in _values(question))


def _values(record: BaseModel) -> list[tuple[str, object]]:
    return [
        (name, getattr(found, name))
        for _, found in walk_records(record)
        for name in type(found).model_fields
    ]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Integer, "012", 12),
        (Integer, "-3", -3),
        (Number, "3", 3),
        (Number, "0.50", 0.5),
        (Number, ".5", 0.5),
        (Number, "1e-3", 0.001),
        (Boolean, "true", True),
        (Boolean, "false", False),
        (Date, "2026-05", "2026-05"),
    ],
)
def test_a_scalar_is_what_its_field_asks_for(kind: Any, written: str, value: object) -> None:
    found = _value(kind, written)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        *((Integer, text) for text in ("1.0", "1e3", "0x10", "1_000", "", " 1", "一", "９")),
        *((Number, text) for text in (".inf", "nan", "1:30", "1,5", "0x1f", "", "1e9999", "1/2")),
        *((Boolean, text) for text in ("yes", "no", "on", "True", "TRUE", "1", "~", "")),
        *((Date, text) for text in ("2026", "2026-5", "05/2026", "2026-05-01T10")),
    ],
)
def test_a_scalar_of_another_kind_is_refused(kind: Any, written: str) -> None:
    with pytest.raises(ValidationError):
        _value(kind, written)


@pytest.mark.parametrize(
    ("written", "low", "high"), [("0.5", 0.5, 0.5), ("3", 3, 3), (["5", "7"], 5, 7)]
)
def test_minutes_are_a_number_or_a_range(written: object, low: float, high: float) -> None:
    found = _value(MinutesRange, written)
    assert found.model_dump() == {"low": low, "high": high}  # type: ignore[attr-defined]


@pytest.mark.parametrize("written", ["[3]", "[1, 2, 3]", "five", "0", "-1", "601", "{low: 1}"])
def test_other_minutes_are_a_problem_at_their_place(written: str) -> None:
    problems = load_text(f"{_SMALLEST}    minutes: {written}\n").problems
    assert problems
    assert {problem.line for problem in problems} == {5}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("", "schema: 1\nid: sample\ntopic: overfitting\nstatus: draft\nresponse: open\n"),
        ("", "numbering: alpha\n"),
        ("stem: $x$\n", "stem:\n  en: $x$\n  zh: $x$\n"),
        (
            "answer:\n  en: Yes.\n  zh: 是。\n",
            (
                "answers:\n- role: reference\n  by: maintainers\n  example: false\n"
                "  body:\n    en: Yes.\n    zh: 是。\n"
            ),
        ),
        ("answer: $x$\n", "answers:\n- body: $x$\n"),
        ("answer:\n  role: model\n  body: $x$\n", "answers:\n- role: model\n  body: $x$\n"),
        ("answers:\n- en: Yes.\n  zh: 是。\n", "answers:\n- body:\n    en: Yes.\n    zh: 是。\n"),
        (
            "self_check:\n- en: Named it?\n  zh: 说了吗？\n",
            "self_check:\n- expect: present\n  text:\n    en: Named it?\n    zh: 说了吗？\n",
        ),
        (
            "notes:\n- en: Mind it.\n  zh: 注意。\n",
            "notes:\n- kind: note\n  body:\n    en: Mind it.\n    zh: 注意。\n",
        ),
        (
            "rubric:\n  points:\n  - en: It.\n    zh: 它。\n",
            "rubric:\n  points:\n  - marks: 1\n    text:\n      en: It.\n      zh: 它。\n",
        ),
        (
            "options:\n- text: $1$\n  verdict: correct\n- text: $2$\n  verdict: incorrect\n",
            (
                "options:\n- id: A\n  text: $1$\n  verdict: correct\n"
                "- id: B\n  text: $2$\n  verdict: incorrect\n"
            ),
        ),
        (
            "blanks:\n- accept:\n    all: [x]\n- accept:\n    all: [y]\n",
            "blanks:\n- id: '1'\n  accept:\n    all: [x]\n- id: '2'\n  accept:\n    all: [y]\n",
        ),
        (
            "follow_ups:\n- stem: $x$\n  answer: $y$\n",
            "follow_ups:\n- stem:\n    en: $x$\n    zh: $x$\n  answers:\n  - body: $y$\n",
        ),
        (
            "parts:\n- stem: $x$\n  answer: $y$\n  parts:\n  - notes: [$z$]\n",
            (
                "parts:\n- stem: $x$\n  answers:\n  - body: $y$\n"
                "  parts:\n  - notes:\n    - body: $z$\n"
            ),
        ),
        ("minutes: 3\n", "minutes: [3, 3]\n"),
    ],
)
def test_a_short_form_says_the_same_as_its_long_form(short: str, long: str) -> None:
    title = "title:\n  en: One\n  zh: 一\n"
    assert load_question(title + short) == load_question(title + long)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("answer:\n  en: ''\n  zh: 是。\n", "5:3: SB117 answer.en "),
        ("answer:\n  en: Yes.\n  by: me you\n", "5:3: SB114 answer.en "),
        ("answer:\n  by: me you\n", "5:3: SB115 answer.by "),
        ("self_check:\n- en: ''\n", "5:3: SB117 self_check[0].en "),
        ("notes:\n- en: x\n  kind: joke\n", "6:3: SB115 notes[0].kind "),
        ("options:\n- verdict: right\n", "5:3: SB113 options[0].text "),
        ("parts:\n- answer: ''\n", "5:11: SB117 parts[0].answer "),
        ("answers: x\n", "4:1: SB115 answers "),
        ("self-check: x\n", "4:1: SB114 self-check "),
        ("level: 4\n", "4:1: SB115 level "),
        ("schema: 2\n", "4:1: SB115 schema "),
        (
            "assets:\n- id: x\n  type: fig\n",
            '6:3: SB115 assets[0].type is "fig", but must be one of: figure',
        ),
    ],
)
def test_a_problem_of_the_model_names_the_field_as_written(text: str, line: str) -> None:
    problems = load_text("title:\n  en: One\n  zh: 一\n" + text).problems
    lines = [str(problem).removeprefix(f"content/{QUESTION}:") for problem in problems]
    assert any(line in found for found in lines), lines


def test_a_misspelt_field_is_answered_with_the_right_one() -> None:
    (problem,) = load_text(f"{_SMALLEST}    self-check: x\n").problems
    assert 'Did you mean "self_check"?' in str(problem)


def test_an_id_or_topic_that_contradicts_the_path_is_a_problem() -> None:
    problems = load_text(f"{_SMALLEST}    id: other\n    topic: perceptron\n").problems
    assert [problem.code for problem in problems] == ["SB119", "SB119"]


def test_labels_follow_from_numbering_and_place() -> None:
    parts = "\n".join(
        f"""
    - numbering: {numbering}
      stem: $x$
      parts:
      - stem: $x$
      - stem: $x$
        label: (*)
        parts:
        - stem: $y$
"""
        for numbering in ("alpha", "roman", "decimal", "none")
    )
    question = load_question(f"{_SMALLEST}    numbering: decimal\n    parts:\n{parts}")
    assert [(".".join(names), label) for names, label in walk_labels(question)] == [
        ("1", "1"), ("1.a", "(a)"), ("1.b", "(*)"), ("1.b.a", "(a)"),
        ("2", "2"), ("2.i", "(i)"), ("2.ii", "(*)"), ("2.ii.a", "(a)"),
        ("3", "3"), ("3.1", "3.1"), ("3.2", "(*)"), ("3.2.a", "(a)"),
        ("4", "4"), ("4.1", ""), ("4.2", "(*)"), ("4.2.a", "(a)"),
    ]  # fmt: skip


def test_names_go_on_as_numbers_behind_the_alphabet() -> None:
    parts = tuple(Part() for _ in range(28))
    names = [names[-1] for names, _ in walk_labels(Part(parts=parts))]
    assert (names[0], names[25:]) == ("a", ["z", "27", "28"])
    assert [names[-1] for names, _ in walk_labels(Part(parts=parts, numbering="roman"))][12:15] == [
        "xiii", "xiv", "15",
    ]  # fmt: skip


def test_a_walk_meets_every_text_once_at_its_path() -> None:
    question = load_question(
        """
        title: $t$
        parts:
        - stem: $s$
          constraints: [$c$]
          answers:
          - body: $b$
            assets:
            - type: table
              id: cells
              columns: [$h$]
              rows: [[$d$]]
        follow_ups:
        - stem: $f$
          answer: $g$
        """
    )
    assert {join_path("", *loc): text.en for loc, text in walk_texts(question)} == {
        "title": "$t$",
        "parts[0].stem": "$s$",
        "parts[0].constraints[0]": "$c$",
        "parts[0].answers[0].body": "$b$",
        "parts[0].answers[0].assets[0].columns[0]": "$h$",
        "parts[0].answers[0].assets[0].rows[0][0]": "$d$",
        "follow_ups[0].stem": "$f$",
        "follow_ups[0].answers[0].body": "$g$",
    }
    assert len(list(walk_texts(question))) == 8
    assert [loc for loc, _ in walk_parts(question)] == [(), ("parts", 0)]
    assert isinstance(question, Question)
