"""Options of `studybank pdf` that exclude each other, and the names of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from book.shelf import FONT_FOLDER
from small_banks import FORMULAS
from studybank.bank_check import BankCache
from studybank.cli import main

BankTree = Callable[[dict[str, str]], Path]

_QUESTION: Final = {
    "questions/overfitting/sample.yml": """
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
}


@pytest.fixture(autouse=True)
def _project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Use the project's formulas and fonts, and a folder of the test's own for files."""
    monkeypatch.setattr("studybank.cli_books.open_cache", lambda _: BankCache(FORMULAS))
    monkeypatch.setattr("studybank.cli_books._font_folder", lambda _: FONT_FOLDER)
    monkeypatch.chdir(tmp_path)


def _run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["pdf", "--content", str(root), *arguments])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--paper=p", "--topic=t"), "A paper of the bank is taken as it is: leave out --topic."),
        (("--paper=p", "--tag=t", "--series=s"), "leave out --tag, --series."),
        (("--paper=p", "--seed=7", "--level=2"), "leave out --seed, --level."),
        (("--paper=p", "--volumes"), "A paper has no chapters: leave out --volumes."),
    ],
)
def test_an_option_that_would_be_ignored_is_refused(
    bank_tree: BankTree, arguments: tuple[str, ...], message: str
) -> None:
    result = _run(bank_tree(_QUESTION), *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert sorted(Path().glob("*.pdf")) == []


def test_drawn_papers_are_named_by_their_seed_and_limits(bank_tree: BankTree) -> None:
    root = bank_tree(_QUESTION)
    for arguments in (("--seed=7",), ("--seed=a/b", "--marks=5", "--topic=overfitting")):
        result = _run(root, "--locale=en", *arguments)
        assert result.exit_code == 0, result.output
    names = sorted(path.name for path in Path().glob("*.pdf"))
    assert names == ["drawn-7-en.pdf", "drawn-a-b-5marks-overfitting-en.pdf"]
