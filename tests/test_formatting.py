from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner  # noqa: TID251 - runs our own commands
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from small_banks import PROJECT, QUESTION
from studybank.cli import main
from studybank.formatting import format_file
from studybank.formatting.nodes import find_comments
from studybank.formatting.order import order_of
from studybank.formatting.spacing import space_text
from studybank.load import find_records, load_file
from studybank.model import answer, assets, question, shared
from studybank.model.fields import Record

BankTree = Callable[[dict[str, str]], Path]


def _format(text: str) -> str:
    result = format_file(QUESTION, dedent(text).encode())
    assert result.obstacle == ""
    return result.text


_LONG = """\
    # yaml-language-server: $schema=../../question.schema.json
    # About this file.

    # About the stem.
    stem:
      zh: >-
        什么是
        sample？
      en: "What is a \\"sample\\"?"   # quoted
    schema: 1
    id: sample
    topic: overfitting
    # Written by two.
    status: draft
    response: open
    self_check:
      - text:
          en: Said so?
          zh: 说了吗？
      # A mistake that many make.
      - text:
          en: Said no?
          zh: 说没有吗？
        expect: absent
    answers:
      - role: reference
        by: maintainers
        body:
          en: |-
            One item,

              - drawn
          zh: 抽取的一个sample。


    title:
      en: "A: sample"
      zh: 示例
    """
_FORMATTED = """\
    # yaml-language-server: $schema=../../question.schema.json
    # About this file.

    title:
      en: "A: sample"
      zh: 示例
    # Written by two.
    status: draft
    # About the stem.
    stem:
      zh: |-
        什么是 sample？
      en: "What is a \\"sample\\"?"   # quoted
    self_check:
      - en: Said so?
        zh: 说了吗？
      # A mistake that many make.
      - expect: absent
        text:
          en: Said no?
          zh: 说没有吗？
    answer:
      en: |-
        One item,

          - drawn
      zh: 抽取的一个 sample。
    """


def test_a_file_in_long_forms_comes_out_short_and_in_order() -> None:
    assert _format(_LONG) == dedent(_FORMATTED)


def test_what_is_formatted_stays_as_it_is() -> None:
    assert _format(_FORMATTED) == dedent(_FORMATTED)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("使用GPU训练", "使用 GPU 训练"),
        ("共3层,用ReLU。", "共 3 层,用 ReLU。"),
        ("取`GPU`与$n=3$个", "取`GPU`与$n=3$个"),
        ("见[GPU指南](https://example.org/GPU指南)", "见[GPU 指南](https://example.org/GPU指南)"),
        ("A plain sentence,no Chinese", "A plain sentence,no Chinese"),
    ],
)
def test_only_spaces_between_chinese_and_latin_change(written: str, expected: str) -> None:
    assert space_text(written) == expected
    assert space_text(expected) == expected


@pytest.mark.parametrize(
    "kind",
    [
        question.Question,
        question.Part,
        *(
            kind
            for module in (answer, assets, shared)
            for kind in vars(module).values()
            if isinstance(kind, type)
            and issubclass(kind, Record)
            and kind.__module__ == module.__name__
        ),
    ],
)
def test_the_order_names_every_field_of_a_record_and_no_other(kind: type[BaseModel]) -> None:
    fields = {field.alias or name for name, field in kind.model_fields.items()}
    order = order_of(kind)
    assert len(set(order)) == len(order)
    extra = {"answer"} if "answers" in fields else set()
    if kind is question.Part:
        assert fields | extra <= set(order)
    else:
        assert fields | extra == set(order)


def _assert_same(name: str, before: bytes, after: str) -> None:
    old, new = load_file(name, before), load_file(name, after.encode())
    assert old.record is not None
    assert old.record == new.record
    comments = [find_comments(text) for text in (before.decode(), after)]
    assert Counter(comments[0].values()) == Counter(comments[1].values())


def test_the_whole_bank_says_the_same_when_it_is_formatted() -> None:
    files = list(find_records(PROJECT / "content"))
    assert len(files) > 250
    for path, name in files:
        before = path.read_bytes()
        result = format_file(name, before)
        assert result.obstacle == "", name
        _assert_same(name, before, result.text)
        assert format_file(name, result.text.encode()).text == result.text, name


_WORDS = st.sampled_from(
    [
        "样本",
        "GPU",
        "$n=3$",
        "`a_b`",
        "what?",
        "# no comment",
        "值: 1",
        "it's",
        "- item",
        '"x"',
        "三",
    ]
)
_TEXTS = st.lists(st.lists(_WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)


@st.composite
def _written_text(draw: st.DrawFn, column: int) -> str:
    """Write a text in one of YAML's styles."""
    lines = draw(_TEXTS)
    pad = " " * (column + 2)
    style = draw(st.sampled_from(["|-", "|", ">-", "'", "plain"]))
    if style in ("|-", "|", ">-"):
        return style + "\n" + "\n".join(f"{pad}{line}" for line in lines)
    if style == "'":
        return "'" + f"\n{pad}".join(line.replace("'", "''") for line in lines) + "'"
    return draw(st.sampled_from(["一个sample", "plain words", "$x$"]))


@st.composite
def _localized(draw: st.DrawFn, column: int) -> str:
    pad = " " * column
    names = draw(st.permutations(["en", "zh"]))
    lines = []
    for name in names[: draw(st.integers(1, 2))]:
        lines += [f"{pad}{comment}" for comment in draw(_COMMENTS)]
        lines.append(f"{pad}{name}: {draw(_written_text(column))}")
    return "\n".join(lines)


_COMMENTS = st.lists(st.sampled_from(["# one", "# 二", "#"]), max_size=1)


@st.composite
def _questions(draw: st.DrawFn, column: int = 0, depth: int = 0) -> str:
    """Write a question or part with its keys in any order and comments anywhere."""
    pad = " " * column
    fields = {
        "stem": f"stem:\n{draw(_localized(column + 2))}",
        "approach": f"approach:\n{draw(_localized(column + 2))}",
        "response": "response: open",
        "marks": "marks: 2",
        "answers": f"answers:\n{pad}  - body:\n{draw(_localized(column + 6))}",
        "notes": f"notes:\n{pad}  - body:\n{draw(_localized(column + 6))}\n{pad}    kind: tip",
        "self_check": f"self_check:\n{pad}  - text:\n{draw(_localized(column + 6))}"
        f"\n{pad}  # between\n{pad}  - text:\n{draw(_localized(column + 6))}",
    }
    if depth == 0:
        fields |= {
            "title": f"title:\n{draw(_localized(column + 2))}",
            "id": "id: sample",
            "status": "status: draft  # beside",
        }
        part = draw(_questions(column + 4, 1))
        fields["parts"] = f"parts:\n{pad}  - {part.lstrip()}"
    names = draw(st.permutations(sorted(fields)))
    kept = [name for name in names if name == "title" or draw(st.booleans())] or [names[0]]
    lines = []
    for index, name in enumerate(kept):
        if index or depth == 0:
            lines += [f"{pad}{comment}" for comment in draw(_COMMENTS)]
        lines.append(f"{pad}{fields[name]}")
    return "\n".join(lines)


@settings(max_examples=150)
@given(_questions())
def test_any_question_keeps_its_words_and_comments(source: str) -> None:
    data = f"{source}\n".encode()
    if load_file(QUESTION, data).record is None:
        return
    result = format_file(QUESTION, data)
    old, new = load_file(QUESTION, data).record, load_file(QUESTION, result.text.encode()).record
    assert old is not None
    assert new is not None
    assert str(old).replace(" ", "") == str(new).replace(" ", "")
    assert Counter(find_comments(source).values()) == Counter(find_comments(result.text).values())
    assert result.obstacle == ""
    assert format_file(QUESTION, result.text.encode()).text == result.text


def test_a_file_with_errors_is_left_and_named() -> None:
    result = format_file(QUESTION, b"titel: x\n")
    assert (result.text, bool(result.obstacle)) == ("titel: x\n", True)


def test_fmt_checks_without_writing_and_then_writes(bank_tree: BankTree) -> None:
    root = bank_tree({QUESTION: dedent(_LONG), "questions/overfitting/bad.yml": "titel: x\n"})
    written = (root / QUESTION).read_text("utf-8")

    def run(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["fmt", "--content", str(root), *options])
        return result.exit_code, result.output

    code, output = run("--check", str(root / QUESTION))
    assert (code, output) == (1, f"content/{QUESTION}\n1 file would be formatted.\n")
    assert (root / QUESTION).read_text("utf-8") == written
    code, output = run()
    assert code == 0
    assert "content/questions/overfitting/bad.yml: left as it is" in output
    assert "1 file formatted.\n" in output
    assert (root / QUESTION).read_text("utf-8") == dedent(_FORMATTED)
    code, output = run("--check", str(root / "questions"))
    assert (code, output.endswith("\n0 files would be formatted.\n")) == (0, True)
