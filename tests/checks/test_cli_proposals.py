from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from proposal_forms import GOOD, TEMPLATES, fill_in
from studybank.cli import main
from studybank.locales import LOCALES, Locale

BankTree = Callable[[dict[str, str]], Path]


@pytest.fixture
def root(bank_tree: BankTree) -> Path:
    """A bank with one question, and the forms beside it."""
    content = bank_tree(
        {
            "questions/overfitting/taken.yml": """
                title: {en: Taken, zh: 已有}
                stem: {en: What?, zh: 什么？}
                status: unanswered
                """
        }
    )
    shutil.copytree(TEMPLATES, content.parent / ".github/ISSUE_TEMPLATE")
    return content


def _propose(root: Path, changes: Mapping[str, str], locale: Locale = "en") -> tuple[Result, Path]:
    event, output = root.parent / "event.json", root.parent / "proposal"
    body = fill_in({**GOOD, **changes}, locale)
    event.write_text(json.dumps({"issue": {"number": 7, "body": body}}), "utf-8")
    arguments = ["propose", str(event), "--output", str(output), "--content", str(root)]
    return CliRunner().invoke(main, arguments), output


@pytest.mark.parametrize(("locale", "thanks"), [("en", "Thank you"), ("zh", "谢谢")])
def test_a_good_form_gives_a_question_and_thanks_in_its_language(
    root: Path, locale: Locale, thanks: str
) -> None:
    result, output = _propose(root, {}, locale)
    assert result.exit_code == 0, result.output
    assert (output / "path").read_text() == "content/questions/overfitting/why-a-gap.yml"
    assert "Why a gap" in (output / "question.yml").read_text("utf-8")
    assert thanks in (output / "comment.md").read_text("utf-8")
    assert not (root / "questions/overfitting/why-a-gap.yml").exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"topic": "nowhere"}, "**Topic** is not a topic of the bank."),
        ({"id": "taken"}, "there is a question with this name already"),
        ({"stem_en": "Use <b>tags</b>."}, "SB136 stem.en has raw HTML"),
        ({"stem_en": "A $\\frac{1}{$ formula."}, "SB141"),
        ({"topic": "_No response_"}, "**Topic** is empty"),
    ],
)
def test_a_form_with_errors_gives_an_answer_and_no_question(
    root: Path, changes: Mapping[str, str], said: str
) -> None:
    result, output = _propose(root, changes)
    assert result.exit_code == 0, result.output
    assert [path.name for path in output.iterdir()] == ["comment.md"]
    assert said in (output / "comment.md").read_text("utf-8")


def test_an_issue_without_text_is_answered(root: Path) -> None:
    (root.parent / "event.json").write_text('{"issue": {"body": null}}')
    output = root.parent / "proposal"
    arguments = [str(root.parent / "event.json"), "--output", str(output), "--content", str(root)]
    assert CliRunner().invoke(main, ["propose", *arguments]).exit_code == 0
    assert "is empty" in (output / "comment.md").read_text("utf-8")


def test_codes_writes_a_page_in_each_language(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["codes", "--output", str(tmp_path)]).exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"codes.{locale}.md" for locale in LOCALES]
