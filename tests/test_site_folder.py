"""A site is replaced as a whole, whenever the build ends."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from golden_files import BANK
from sites import build, copy_project, environment
from studybank import site_folder


def _write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_new_site_takes_the_place_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can_exchange: bool
) -> None:
    if not can_exchange:
        monkeypatch.setattr(site_folder, "_exchange", lambda *_: False)
    site = tmp_path / "site"
    _write(site, index="old", gone="old")
    _write(site / ".git", head="kept")
    beside = site_folder.begin(site)
    assert not beside.exists()
    _write(beside, index="new")
    assert _read(site)["index"] == b"old"
    site_folder.finish(beside, site)
    assert _read(site) == {"index": b"new", ".git/head": b"kept"}
    assert list(tmp_path.iterdir()) == [site]


def test_the_first_site_needs_no_place_and_a_link_is_followed(tmp_path: Path) -> None:
    first = tmp_path / "deep/er/site"
    beside = site_folder.begin(first)
    _write(beside, index="1")
    site_folder.finish(beside, first)
    assert _read(first) == {"index": b"1"}
    (tmp_path / "link").symlink_to(tmp_path / "real")
    beside = site_folder.begin(tmp_path / "link")
    _write(beside, index="1")
    site_folder.finish(beside, tmp_path / "link")
    assert _read(tmp_path / "real") == {"index": b"1"}
    assert (tmp_path / "link").is_symlink()


def test_what_a_killed_build_left_is_removed_but_nothing_hidden_is_lost(tmp_path: Path) -> None:
    site = tmp_path / "site"
    _write(site, index="new")
    _write(tmp_path / ".site.new", index="old")
    _write(tmp_path / ".site.new/.git", head="kept")
    beside = site_folder.begin(site)
    assert not beside.exists()
    assert _read(site) == {"index": b"new", ".git/head": b"kept"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with a small bank that has been built into `site/`."""
    project = copy_project(tmp_path_factory.mktemp("killed") / "project", BANK / "content")
    built = build(project / "site", project)
    assert built.code == 0, built.output
    return project


def _is_building(project: Path) -> bool:
    return (project / ".site.new").exists()


_KILLED = """
import os, signal, sys

left = {files}

def watch(event, details):
    global left
    if event == "open" and details[2] & os.O_ACCMODE and "/.site.new/" in str(details[0]):
        if left == 0:
            os.killpg(0, signal.SIGKILL)
        left -= 1

sys.addaudithook(watch)
"""
"""Kills its process and those that work for it before a build writes one file more."""


@pytest.mark.parametrize("files", [0, 1, 30, 60])
def test_a_build_that_is_killed_leaves_the_old_site(
    project: Path, tmp_path: Path, files: int
) -> None:
    site = project / "site"
    before = _read(site)
    question = project / "content/questions/perceptron/step-unit.yml"
    source = question.read_text("utf-8")
    question.write_text(source.replace("What can", f"Killed after {files}, what can"), "utf-8")
    (tmp_path / "sitecustomize.py").write_text(_KILLED.format(files=files))
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=project,
            env=environment(project, PYTHONPATH=f"{tmp_path}:{project / 'hooks'}"),
            start_new_session=True,
            check=False,
        )
    finally:
        question.write_text(source, "utf-8")
    assert ended.returncode == -signal.SIGKILL
    # A file whose folder has to be made first is opened twice.
    assert files // 2 <= len(_read(project / ".site.new")) <= files
    assert _read(site) == before


def test_a_build_after_one_that_was_killed_is_whole(project: Path) -> None:
    _write(project / ".site.new", stale="1")
    _write(project / "site", stale="1")
    built = build(project / "site", project, SOURCE_DATE_EPOCH="1700000000")
    assert built.code == 0, built.output
    assert not _is_building(project)
    cold = build(project.parent / "cold", project, SOURCE_DATE_EPOCH="1700000000")
    assert _read(built.folder) == _read(cold.folder)
    assert "stale" not in built.files


@pytest.mark.parametrize(
    ("name", "added", "said"),
    [
        ("overrides/main.html", "{% block %}", "TemplateSyntaxError"),
        # A warning, which ends a strict build after its last event.
        ("docs_src/style.zh.md", "\n[nowhere](nowhere.md)\n", "nowhere.md"),
    ],
)
def test_a_build_that_fails_leaves_the_old_site(
    project: Path, name: str, added: str, said: str
) -> None:
    before = _read(project / "site")
    source = (project / name).read_text("utf-8")
    (project / name).write_text(source + added, "utf-8")
    try:
        built = build(project / "site", project)
    finally:
        (project / name).write_text(source, "utf-8")
    assert built.code != 0
    assert said in built.output
    assert _read(project / "site") == before
    assert not _is_building(project)
