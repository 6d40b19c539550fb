from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from studybank.cli import main

BankTree = Callable[[dict[str, str]], Path]

_NOTES = """\
# Overfitting

Q. What is overfitting?

Answer: The model fits the noise of its training examples.
"""


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(_NOTES, encoding="utf-8")
    return path


def test_import_writes_drafts_below_their_topic(bank_tree: BankTree, notes: Path) -> None:
    root = bank_tree({})
    result = _run(notes, "--content", root)
    written = root / "questions/overfitting/what-is-overfitting.yml"
    assert result.exit_code == 0, result.output
    assert "status:" not in written.read_text("utf-8")  # A draft, as no other status is written.
    assert result.output.endswith(f"Wrote 1 drafts in {root}/questions; 0 to look at.\n")


def test_import_never_overwrites_a_file(bank_tree: BankTree, notes: Path) -> None:
    root = bank_tree({})
    _run(notes, "--content", root)
    first = root / "questions/overfitting/what-is-overfitting.yml"
    first.write_text("title: kept\n", encoding="utf-8")
    _run(notes, "--content", root)
    assert first.read_text("utf-8") == "title: kept\n"
    assert (first.parent / "what-is-overfitting-2.yml").exists()


def test_import_gives_no_id_that_the_bank_or_the_output_has(
    bank_tree: BankTree, notes: Path, tmp_path: Path
) -> None:
    root, output = bank_tree({}), tmp_path / "drafts"
    _run(notes, "--content", root)
    _run(notes, "--content", root, "--output", output)
    _run(notes, "--content", root, "--output", output, "--topic", "perceptron")
    found = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.yml"))
    assert found == [
        "overfitting/what-is-overfitting-2.yml",
        "perceptron/what-is-overfitting-3.yml",
    ]


def test_an_unknown_topic_is_a_usage_error(bank_tree: BankTree, notes: Path) -> None:
    result = _run(notes, "--content", bank_tree({}), "--topic", "overfiting")
    assert result.exit_code == 2
    assert (
        'There is no topic "overfiting" for questions. Did you mean "overfitting"?' in result.output
    )


def test_the_report_holds_every_line(bank_tree: BankTree, notes: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    _run(notes, "--content", bank_tree({}), "--report", report, "--dry-run")
    data = json.loads(report.read_text("utf-8"))
    file = data["files"][0]
    assert file["questions"] == [
        {
            "path": "overfitting/what-is-overfitting.yml",
            "title": "What is overfitting?",
            "lines": [3, 5],
        }
    ]
    assert {"recognised", "guessed"} == {entry["kind"] for entry in file["entries"]}
    assert data["look"] == 0


def test_a_dry_run_writes_nothing(bank_tree: BankTree, notes: Path) -> None:
    root = bank_tree({})
    result = _run(notes, "--content", root, "--dry-run")
    assert "Would write 1 drafts" in result.output
    assert not (root / "questions").exists()


def test_the_exit_status_is_1_if_somebody_must_look(bank_tree: BankTree, notes: Path) -> None:
    notes.write_text(f"Some preface.\n\n{_NOTES}", encoding="utf-8")
    result = _run(notes, "--content", bank_tree({}))
    assert result.exit_code == 1
    assert "left out    text outside every question: Some preface." in result.output


def test_the_exit_status_is_2_if_nothing_is_found(bank_tree: BankTree, notes: Path) -> None:
    notes.write_text("Nothing but prose.\n", encoding="utf-8")
    assert _run(notes, "--content", bank_tree({})).exit_code == 2


def test_a_loss_ends_with_2_and_writes_nothing(
    bank_tree: BankTree, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studybank.importers.drafting.draft_answers", lambda *_, **__: {})
    root = bank_tree({})
    result = _run(notes, "--content", root)
    assert result.exit_code == 2
    assert "words of the lines 5 would be lost" in result.output
    assert not (root / "questions").exists()


def test_a_shape_can_be_given(bank_tree: BankTree, notes: Path) -> None:
    notes.write_text("1. Why?\nAnswer: So.\n", encoding="utf-8")
    assert "0 questions" in _run(notes, "--content", bank_tree({}), "--shape", "oral").output
    assert "1 questions" in _run(notes, "--content", bank_tree({}), "--shape", "numbered").output
