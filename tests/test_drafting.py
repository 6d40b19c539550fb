from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from small_banks import FORMULAS, build_site
from studybank import cli_new
from studybank.bank_check import BankCache, check_bank
from studybank.cli import main
from studybank.drafting import FORM_HELP, suggest_id, suggest_topics
from studybank.formatting import format_file
from studybank.load import load_content
from studybank.model.question import Question, Response
from studybank.pages import build_pages

BankTree = Callable[[dict[str, str]], Path]
FORMS = get_args(Response)
_NAME = "questions/overfitting/sample.yml"


def _run(*arguments: str | Path, answers: str = "") -> Result:
    texts = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, texts, input=answers, env={"LC_ALL": "C.UTF-8"})


@pytest.fixture
def root(bank_tree: BankTree) -> Path:
    return bank_tree({})


def _codes(root: Path) -> list[str]:
    return [problem.code for problem in check_bank(root, BankCache(FORMULAS)).problems]


@pytest.mark.parametrize("form", FORMS)
def test_a_new_question_is_a_valid_draft_that_says_what_is_to_be_written(
    root: Path, form: str
) -> None:
    assert _run("new", "overfitting/sample", "--form", form, "--content", root).exit_code == 0
    assert set(_codes(root)) == {"SB213"}
    pages = {page.uri: page for page in build_pages(build_site(root))}
    assert "✎" in str(pages["topics/overfitting"].render("zh"))


@pytest.mark.parametrize("form", FORMS)
def test_a_new_question_passes_once_its_texts_are_written(root: Path, form: str) -> None:
    options = ("--level", "2", "--content", root)
    assert _run("new", "overfitting/sample", "--form", form, *options).exit_code == 0
    path = root / _NAME
    path.write_text(path.read_text("utf-8").replace("✎ ", ""), "utf-8")
    assert _codes(root) == []
    question = load_content(root).bank.question_by_id["sample"]
    assert isinstance(question, Question)
    assert (question.response, question.level, question.status) == (form, 2, "draft")


@pytest.mark.parametrize("form", FORMS)
def test_a_new_question_is_formatted_and_has_comments_in_both_languages(
    root: Path, form: str
) -> None:
    _run("new", "overfitting/sample", "--form", form, "--content", root)
    text = (root / _NAME).read_text("utf-8")
    result = format_file(_NAME, text.encode())
    assert (result.text, result.obstacle) == (text, "")
    assert "请改写每处带铅笔（✎）的文字" in text
    assert "Write over every text with a pencil" in text


def test_new_prints_where_the_file_is_and_the_next_command(root: Path) -> None:
    output = _run("new", "overfitting/sample", "--content", root).output
    path = root / _NAME
    assert output == (
        f"Wrote {path}. Fill in what has a pencil (✎), then run:\n  studybank check {path}\n"
    )


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Why not zero?", "  en: Why not zero?"),
        ("Zero: why not?", "  en: 'Zero: why not?'"),
        ("It's # zero", "  en: 'It''s # zero'"),
        ("为何不能全零初始化", "  zh: 为何不能全零初始化"),
    ],
)
def test_a_title_goes_to_its_language(root: Path, title: str, line: str) -> None:
    _run("new", "overfitting/sample", "--title", title, "--content", root)
    assert line in (root / _NAME).read_text("utf-8").splitlines()
    texts = load_content(root).bank.questions[0].title
    assert title in (texts.en, texts.zh)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("overfitting/taken", "is taken: content/questions/perceptron/taken.yml"),
        ("overfitting/old-name", "is taken: it was an id of taken"),
        ("overfitting/older", "is taken: it was an id of taken"),
        ("overfiting/x", 'There is no topic "overfiting". Did you mean "overfitting"?'),
        ("foundations/x", '"foundations" has topics of its own; choose one of them: overfitting'),
        ("overfitting/A b", "is no id"),
        ("overfitting/a/b", "is no id"),
        ("overfitting/../a", "is no id"),
        ("sample", "is not <topic>/<id>"),
    ],
)
def test_new_refuses_what_is_taken_or_unknown(
    bank_tree: BankTree, address: str, message: str
) -> None:
    taken = "formerly: [old-name]\nreplaces: [older]\ntitle:\n  en: T\n  zh: 题\n"
    root = bank_tree({"questions/perceptron/taken.yml": taken})
    result = _run("new", address, "--content", root)
    assert result.exit_code == 2
    assert message in result.output
    assert [path.name for path in root.rglob("*.yml") if path.parent.name == "overfitting"] == []


def test_new_without_an_address_asks_only_at_a_terminal(root: Path) -> None:
    result = _run("new", "--content", root)
    assert result.exit_code == 2
    assert "studybank new <topic>/<id>" in result.output


def test_new_asks_for_title_form_level_and_topic(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_new, "is_terminal", lambda: True)
    answers = "Curves of overfitting\nscenario\n3\noverfitting\n\n"
    result = _run("new", "--content", root, answers=answers)
    assert result.exit_code == 0
    assert "  overfitting              Overfitting · 过拟合\n" in result.output
    question = load_content(root).bank.questions[0]
    assert (question.id, question.response, question.level) == (
        "curves-of-overfitting",
        "scenario",
        3,
    )


def test_every_form_has_a_line_of_help() -> None:
    assert tuple(FORM_HELP) == FORMS


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Reading a Gap!", "reading-a-gap"), ("读图", ""), ("x" * 99, "x" * 64), ("A?", "")],
)
def test_ids_are_made_of_english_titles(title: str, expected: str) -> None:
    assert suggest_id(title) == expected


def test_topics_are_suggested_by_their_own_words_and_those_of_their_questions(
    bank_tree: BankTree,
) -> None:
    question = "title:\n  en: Rosenblatt and his machine\n  zh: 一台机器\n"
    bank = load_content(bank_tree({"questions/perceptron/x.yml": question})).bank

    def suggested(title: str) -> list[str]:
        return [topic.id for topic in suggest_topics(bank, title)]

    assert suggested("A convolution by hand") == ["convolution"]
    assert suggested("过拟合的曲线") == ["overfitting"]
    assert suggested("Machines of 1958") == ["perceptron"]
    assert suggested("Something else") == []
