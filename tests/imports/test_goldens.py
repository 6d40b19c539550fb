"""Notes of every shape in English, Chinese and both, against the drafts and reports expected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from small_banks import FORMULAS, PROJECT
from studybank.bank_check import BankCache, check_bank
from studybank.errors import Severity
from studybank.formatting import format_file
from studybank.importers.importing import Imported, Importer
from studybank.importers.report import build_report, render_report
from studybank.load import load_content

HERE = Path(__file__).parent
GOLDEN = PROJECT / "tests/golden/imports"
NOTES = sorted((HERE / "notes").iterdir())
BANK = HERE / "bank"
"""A small bank of its own, so that topics guessed do not change with the content."""


def _import(path: Path) -> Imported:
    return Importer(load_content(BANK), store=FORMULAS).run(path.name, path.read_bytes())


def _render(imported: Imported) -> Iterator[tuple[str, str]]:
    yield "report.txt", "\n".join([*render_report(imported), ""])
    report = json.dumps(build_report([imported]), ensure_ascii=False, indent=1)
    yield "report.json", f"{report}\n"
    for draft in imported.drafts:
        yield draft.path, draft.text


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.name)
def test_notes_become_the_drafts_and_the_report_expected(
    path: Path, *, update_goldens: bool
) -> None:
    folder = GOLDEN / path.name
    given = dict(_render(_import(path)))
    if update_goldens:
        for old in [*folder.rglob("*")] if folder.exists() else []:
            if old.is_file():
                old.unlink()
        for name, text in given.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
    known = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file()
    }
    assert given == known


@pytest.mark.parametrize(
    "path", sorted(GOLDEN.rglob("*.yml")), ids=lambda path: f"{path.parts[-3]}/{path.stem}"
)
def test_a_draft_is_written_as_fmt_would_write_it(path: Path) -> None:
    result = format_file(f"questions/{path.parent.name}/{path.name}", path.read_bytes())
    assert (result.text, result.obstacle) == (path.read_text("utf-8"), "")


def test_every_golden_folder_belongs_to_notes() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {path.name for path in NOTES}


def test_every_shape_has_notes_in_both_languages_and_mixed() -> None:
    found = {path.stem for path in NOTES}
    shapes = ("practice", "exam", "interview", "oral", "post")
    assert {f"{shape}-{voice}" for shape in shapes for voice in ("en", "zh", "mixed")} <= found
    assert {"cards-en", "cards-zh", "anki-mixed"} <= found


def test_the_drafts_are_a_bank_without_errors(tmp_path: Path) -> None:
    """All drafts together load beside the files that they name."""
    taken: list[str] = []
    for name in ("topics.yml", "sources.yml", "glossary.yml"):
        (tmp_path / name).write_bytes((BANK / name).read_bytes())
    for path in NOTES:
        importer = Importer(load_content(BANK), None, None, taken, FORMULAS)
        for draft in importer.run(path.name, path.read_bytes()).drafts:
            target = tmp_path / "questions" / draft.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(draft.text, encoding="utf-8")
            taken.append(target.stem)
    problems = check_bank(tmp_path, BankCache(FORMULAS)).problems
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    assert len(taken) > 50
