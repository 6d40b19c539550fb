from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from studybank.git_history import GitError, read_files_at

BankTree = Callable[[dict[str, str]], Path]


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(bank_tree: BankTree) -> Path:
    root = bank_tree(
        {"questions/overfitting/a.yml": "title: x", "questions/filters/b.yml": "1\n\n"}
    )
    _git(root, "init", "-q")
    _git(root, "add", ".")
    _git(root, "commit", "-q", "-m", "first")
    return root


def test_files_of_a_revision_come_back_byte_for_byte(repository: Path) -> None:
    (repository / "questions/overfitting/a.yml").write_text("title: y", "utf-8")
    (repository / "questions/filters/b.yml").unlink()
    assert read_files_at(repository, "HEAD", "questions") == {
        "questions/filters/b.yml": b"1\n\n",
        "questions/overfitting/a.yml": b"title: x",
    }


def test_files_are_named_from_the_folder_even_inside_a_larger_repository(tmp_path: Path) -> None:
    inner = tmp_path / "bank/content/questions/überblick"
    inner.mkdir(parents=True)
    (inner / "a.yml").write_bytes(b"x")
    _git(tmp_path, "init", "-q")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-q", "-m", "first")
    found = read_files_at(tmp_path / "bank/content", "HEAD", "questions")
    assert found == {"questions/überblick/a.yml": b"x"}


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-h", ""])
def test_a_revision_that_does_not_exist_is_an_error(repository: Path, revision: str) -> None:
    with pytest.raises(GitError, match="cannot read that revision"):
        read_files_at(repository, revision, "questions")


def test_a_folder_outside_git_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GitError):
        read_files_at(tmp_path, "HEAD", "questions")


def test_a_revision_without_the_folder_has_no_files(repository: Path) -> None:
    assert read_files_at(repository, "HEAD", "papers") == {}
