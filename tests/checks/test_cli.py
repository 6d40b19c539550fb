from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

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
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_check_of_a_clean_bank_ends_with_0(bank_tree: BankTree) -> None:
    result = _run("check", "--content", bank_tree({_NAME: _GOOD}))
    assert (result.exit_code, result.output) == (0, "0 errors, 0 pieces of advice; 4 files.\n")


def test_check_prints_errors_before_advice_and_ends_with_1(bank_tree: BankTree) -> None:
    untranslated = _GOOD.replace("      zh: 抽取的一个对象。\n", "")
    result = _run("check", "--content", bank_tree({_NAME: _BAD, _OTHER: untranslated}))
    assert result.exit_code == 1
    codes = [line.split()[1] for line in result.output.splitlines()]
    assert codes == ["SB139", "SB201", "error,"]


def test_advice_alone_ends_with_0(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD.replace("      zh: 抽取的一个对象。\n", "")})
    result = _run("check", "--content", root)
    assert result.exit_code == 0
    assert result.output.endswith("0 errors, 1 piece of advice; 4 files.\n")
    assert "SB201" not in _run("check", "--errors-only", "--content", root).output


def test_check_of_a_path_shows_only_what_concerns_it(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _BAD, _OTHER: _GOOD})
    assert _run("check", "--content", root, root / _OTHER).exit_code == 0
    assert _run("check", "--content", root, root / "questions").exit_code == 1


def test_check_without_a_bank_is_a_usage_error(tmp_path: Path) -> None:
    result = _run("check", "--content", tmp_path / "nowhere")
    assert result.exit_code == 2


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
