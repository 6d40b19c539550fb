from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from studybank.cli import main

BankTree = Callable[[dict[str, str]], Path]

_GOOD = """
    title:
      en: A sample
      zh: 示例
    stem:
      en: What is a sample?
      zh: 什么是样本？
    answer:
      en: One drawn item.
      zh: 抽取的一个对象。
    """
_BAD = _GOOD.replace("One drawn item.", "One [item](drawn).")
_NAME = "questions/overfitting/sample.yml"
_OTHER = "questions/overfitting/other.yml"


def _run(*arguments: str | Path) -> Result:
    environment = {"LC_ALL": "C.UTF-8"}
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


def test_check_of_a_clean_bank_ends_with_0(bank_tree: BankTree) -> None:
    result = _run("check", "--content", bank_tree({_NAME: _GOOD}))
    assert (result.exit_code, result.output) == (0, "0 errors, 0 pieces of advice; 4 files.\n")


def test_check_prints_errors_before_advice_and_ends_with_1(bank_tree: BankTree) -> None:
    untranslated = _GOOD.replace("      zh: 抽取的一个对象。\n", "")
    result = _run("check", "--content", bank_tree({_NAME: _BAD, _OTHER: untranslated}))
    assert result.exit_code == 1
    assert (
        result.output
        == """\
Errors: these must be put right

content/questions/overfitting/sample.yml:8:18: SB139 answer.en links to "drawn". Link to \
https://…, to mailto:…, or to a question by [text](q:question-id).
    8 |   en: One [item](drawn).
      |                  ^

Advice: worth a look, but nothing is stopped by it

content/questions/overfitting/other.yml:8:3: SB201 answer.zh has no Chinese text: translation \
wanted. Write it.
    8 |   en: One drawn item.
      |   ^

1 error, 1 piece of advice; 5 files.
"""
    )


def test_advice_alone_ends_with_0(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD.replace("      zh: 抽取的一个对象。\n", "")})
    result = _run("check", "--content", root)
    assert result.exit_code == 0
    assert result.output.endswith("\n0 errors, 1 piece of advice; 4 files.\n")
    assert "SB201" not in _run("check", "--errors-only", "--content", root).output


def test_check_of_a_path_shows_only_what_concerns_it(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _BAD, _OTHER: _GOOD})
    assert _run("check", "--content", root, root / _OTHER).exit_code == 0
    assert _run("check", "--content", root, root / "questions").exit_code == 1


def test_check_without_a_bank_is_a_usage_error(tmp_path: Path) -> None:
    result = _run("check", "--content", tmp_path / "nowhere")
    assert result.exit_code == 2


@pytest.mark.parametrize(
    ("environment", "options", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, [], "0 个错误，0 条建议；共 4 个文件。\n"),
        (
            {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"},
            [],
            "0 个错误，0 条建议；共 4 个文件。\n",
        ),
        ({"LANG": "zh_CN", "LC_ALL": "C"}, [], "0 errors, 0 pieces of advice; 4 files.\n"),
        ({"LANG": "zh_CN"}, ["--locale", "en"], "0 errors, 0 pieces of advice; 4 files.\n"),
        ({}, ["--locale", "zh"], "0 个错误，0 条建议；共 4 个文件。\n"),
    ],
)
def test_check_speaks_the_language_of_the_terminal(
    bank_tree: BankTree, environment: dict[str, str], options: list[str], expected: str
) -> None:
    unset = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG"))
    root = bank_tree({_NAME: _GOOD})
    arguments = ["check", "--content", str(root), *options]
    result = CliRunner().invoke(main, arguments, env={**unset, **environment})
    assert result.output == expected


def test_check_against_a_revision_tells_what_a_change_left_behind(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD})
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "first")):
        subprocess.run([*git, *command], cwd=root.parent, check=True)
    path = root / _NAME
    path.write_text(path.read_text("utf-8").replace("One drawn item", "One item drawn"), "utf-8")
    assert "SB210" not in _run("check", "--content", root).output
    result = _run("check", "--content", root, "--base", "HEAD")
    assert (result.exit_code, "sample.yml:9:3: SB210 answer.zh" in result.output) == (0, True)


def test_check_against_an_unknown_revision_ends_with_2(bank_tree: BankTree) -> None:
    result = _run("check", "--content", bank_tree({_NAME: _GOOD}), "--base", "HEAD")
    assert result.exit_code == 2
    assert "Git cannot read that revision" in result.output


def test_accept_records_translations_and_silences_the_advice(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD, _OTHER: _GOOD})
    assert _run("accept", "other", "--content", root).exit_code == 0
    output = _run("check", "--content", root).output
    assert "sample.yml:2:1: SB203" in output or "sample.yml:1:1: SB203" in output
    assert "other.yml" not in output
    assert _run("accept", "--content", root).exit_code == 0
    assert _run("check", "--content", root).output.startswith("0 errors, 0 pieces")


def test_accept_of_an_unknown_question_is_a_usage_error(bank_tree: BankTree) -> None:
    result = _run("accept", "sampel", "--content", bank_tree({_NAME: _GOOD}))
    assert result.exit_code == 2
    assert 'Did you mean "sample"?' in result.output
