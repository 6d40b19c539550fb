"""What is kept between builds never shows: each change gives what a build without caches gives."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from golden_files import BANK
from publications import publish, publish_cold, write_project
from sites import Edit, build, copy_project, find_differences, replace
from small_banks import FORMULAS
from studybank import fingerprint
from studybank.bank_check import BankCache, check_bank, open_cache
from studybank.file_cache import FileCache
from studybank.load import Content, load_content
from studybank.publishing import Publisher
from studybank.strict_yaml import parse_yaml
from studybank.translations import build_lock, render_lock


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with a bank that has every field."""
    return write_project(tmp_path)


def _add_question(root: Path) -> None:
    text = (root / "questions/perceptron/step-unit.yml").read_text("utf-8")
    (root / "questions/perceptron/added.yml").write_text(text, "utf-8")


def _remove_question(root: Path) -> None:
    (root / "questions/perceptron/added.yml").unlink()


def _move_questions(root: Path) -> None:
    for name in ("gap-named.yml", "gap-read.yml"):
        (root / "questions/overfitting" / name).rename(root / "questions/perceptron" / name)


def _accept_translations(root: Path) -> None:
    lock = render_lock(build_lock(load_content(root)))
    (root / "translations.lock.yml").write_text(lock, "utf-8")


def _change_figure(root: Path) -> None:
    figure = next((root / "figures").glob("*.svg"))
    source = figure.read_text("utf-8")
    figure.write_text(re.sub(r'viewBox="[^"]*"', 'viewBox="0 0 77 55"', source), "utf-8")


def _offer_download(root: Path) -> None:
    folder = root.parent / "downloads"
    folder.mkdir()
    (folder / "book.pdf").write_bytes(b"%PDF")
    (folder / "downloads.json").write_text(
        '[{"file": "book.pdf", "kind": "study_book", "paper": "", "locales": ["en"],'
        ' "page": "a4", "size": 4, "date": "2026-11-21"}]',
        "utf-8",
    )


_EDITS: dict[str, Edit] = {
    "a text": replace("questions/overfitting/gap-named.yml", "What is", "What was"),
    "a title that others show": replace(
        "questions/overfitting/gap-named.yml", r"(?s)(title:\n\s+en: )", r"\1Really "
    ),
    "a level": replace("questions/perceptron/step-unit.yml", "(status: .*)", r"\1\nlevel: 3"),
    "a new question": _add_question,
    "a removed question": _remove_question,
    "a term": replace("glossary.yml", "zh: 过拟合", "zh: 过度拟合"),
    "a definition": replace("glossary.yml", "A model fits", "A model learns"),
    "a topic": replace("topics.yml", r"en: (\w)", r"en: New \1"),
    "an answerer": replace("sources.yml", r"en: (\w)", r"en: New \1"),
    "a paper": replace("papers/short-paper.yml", "Answer both questions", "Answer both"),
    "a guide": replace("guides/practise.yml", r"en: (\w)", r"en: New \1"),
    "a note": replace("references/kernels.yml", r"en: (\w)", r"en: New \1"),
    "a scope": replace("scopes/example-exam.yml", r"en: (\w)", r"en: New \1"),
    "translations on record": _accept_translations,
    "a translation out of date": replace(
        "questions/perceptron/step-unit.yml", "What can one", "What could one"
    ),
    "the size of a figure": _change_figure,
    "a book": _offer_download,
    "moved questions, to which texts link": _move_questions,
    "an error": replace("questions/perceptron/step-unit.yml", "level: 3", "level: three"),
    "no error": replace("questions/perceptron/step-unit.yml", "level: three", "level: 2"),
}


def test_every_change_gives_what_a_cold_build_gives(project: Path) -> None:
    lasting = Publisher(project, "content", "https://example.org/edit/", lasting=True)
    before = publish(project, lasting)
    assert before == publish(project) == publish_cold(project)
    for name, edit in _EDITS.items():
        edit(project / "content")
        cold = publish_cold(project)
        assert cold != before, f"{name}: nothing changed"
        assert publish(project) == cold, name
        assert isinstance(cold["problems"], tuple)
        assert not cold["problems"][0] or name == "an error", cold["problems"][0]
        if name == "an error":  # A server shows the last pages without errors.
            assert publish(project, lasting)["index en"] == before["index en"]
        else:
            assert publish(project, lasting) == cold, name
        before = cold


def test_what_is_unchanged_is_taken_from_the_caches(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accept_translations(project / "content")
    first = publish(project)

    def fail(*_: object) -> None:
        raise AssertionError("this is known")

    parsed: list[str] = []

    def parse(data: bytes, path: str) -> object:
        # Only the place of a problem between files is looked up again.
        parsed.append(path)
        return parse_yaml(data, path)

    monkeypatch.setattr("studybank.load.parse_yaml", parse)
    monkeypatch.setattr("studybank.checks.local.find_local", fail)
    monkeypatch.setattr("studybank.pages.render_template", fail)
    monkeypatch.setattr("studybank.publishing.SearchIndex.build", fail)
    assert publish(project) == first
    assert len(parsed) < 5


def test_another_program_finds_nothing_of_this_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(project)
    monkeypatch.setattr(fingerprint, "describe_program", lambda: "another")
    monkeypatch.setattr(
        "studybank.pages.render_template", lambda *_, **__: "<p>Of another program</p>"
    )
    second = publish(project)
    assert second["index en"] != first["index en"]


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_caches_may_be_damaged_or_deleted_between_builds(
    project: Path, damage: bytes | None
) -> None:
    first = publish(project)
    for path in (project / ".cache/studybank").iterdir():
        if damage is None:
            path.unlink()
        elif path.name != "formulas.sqlite3":
            path.write_bytes(damage)
    assert publish(project) == first


def _describe(content: Content) -> object:
    found = content.documents.items()
    return content.bank, content.problems, content.figures, [(p, d.path) for p, d in found]


def test_a_kept_record_is_the_record_that_was_read(project: Path) -> None:
    root = project / "content"
    known = open_cache(root).files
    read = load_content(root, known)
    kept = FileCache(known.store)
    again = load_content(root, kept)
    assert _describe(again) == _describe(read)
    for path, document in again.documents.items():
        assert document.root == read.documents[path].root
        assert document.lines == read.documents[path].lines


def test_problems_of_kept_files_have_their_places(project: Path) -> None:
    root = project / "content"
    path = root / "questions/perceptron/step-unit.yml"
    source = path.read_text("utf-8").replace("status: reviewed\n", "")
    path.write_text(f"{source}related: [no-such-question]\n", "utf-8")
    first = check_bank(root, open_cache(root)).problems
    again = check_bank(root, open_cache(root)).problems
    assert again == first == check_bank(root, BankCache(FORMULAS)).problems
    assert any(problem.code == "SB121" and problem.line > 1 for problem in again)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("templates/question.html", 'class="sb-question"', 'class="sb-question sb-new"'),
        ("texts/interface.en.toml", 'approach = "', 'approach = "New '),
        ("question_view.py", 'class="sb-blank"', 'class="sb-new sb-blank"'),
    ],
)
def test_a_change_of_the_program_reaches_every_page(
    tmp_path: Path, name: str, before: str, after: str
) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    warm = tmp_path / "site"
    assert build(warm, project).code == 0
    path = project / "hooks/studybank" / name
    source = path.read_text("utf-8")
    assert before in source
    path.write_text(source.replace(before, after), "utf-8")
    assert build(warm, project).code == 0
    shutil.rmtree(project / ".cache")
    cold = build(tmp_path / "cold", project)
    assert cold.code == 0
    assert find_differences(cold.folder, warm) == []
