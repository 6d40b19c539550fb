"""The development server: what its reader sees while somebody edits the content."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from golden_files import BANK
from sites import check, copy_project, environment

_PATIENCE = 90.0
_PAGE = "topics/overfitting/"
_FILE = "content/questions/overfitting/gap-named.yml"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class _Server:
    """A running `mkdocs serve`."""

    def __init__(self, project: Path, log: Path) -> None:
        self.project = project
        self.log = log
        self.address = f"127.0.0.1:{_free_port()}"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "-a", self.address],
                cwd=project,
                env=environment(project),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def get(self, path: str) -> str:
        """Give a page, or an empty text where there is none yet."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, path: str, is_right: Callable[[str], bool]) -> str:
        """Ask for a page until it is right."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            page = self.get(path)
            if page and is_right(page):
                return page
            time.sleep(0.1)
        raise AssertionError(
            f"/{path} did not become right:\n{self.log.read_text('utf-8')[-2_000:]}"
        )

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text in a file of the project."""
        path = self.project / name
        source = path.read_text("utf-8")
        assert before in source
        path.write_text(source.replace(before, after), "utf-8")

    def stop(self) -> None:
        """End the server and everything that it started."""
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[_Server]:
    """Serve a copy of the repository with the small golden bank."""
    server = _Server(copy_project(tmp_path / "project", BANK / "content"), tmp_path / "log")
    try:
        yield server
    finally:
        server.stop()


def test_a_reader_sees_edits_and_problems_and_their_end(server: _Server) -> None:
    old = "What is this called?"
    first = server.wait_for(_PAGE, lambda page: old in page)
    assert "sb-problems" not in first

    server.edit(_FILE, old, "How is it named?")
    server.wait_for(_PAGE, lambda page: "How is it named?" in page and old not in page)
    server.wait_for("zh/" + _PAGE, lambda page: "How is it named?" in page)

    server.edit(_FILE, "level: 1", "level: one")
    broken = server.wait_for(_PAGE, lambda page: "sb-problems" in page)
    assert "How is it named?" in broken, "the last page without errors is still served"
    code, lines = check(server.project)
    assert code == 1
    assert any(line.startswith(f"{_FILE}:6:1: SB115 ") for line in lines)
    for line in (line for line in lines if " SB1" in line):
        place, problem, _ = line.split(" ", 2)
        assert f"<code>{place.removesuffix(':')}</code> <strong>{problem}</strong>" in broken

    server.edit(_FILE, "level: one", "level: 1")
    mended = server.wait_for(_PAGE, lambda page: "sb-problems" not in page)
    assert "How is it named?" in mended


def test_a_new_file_gets_a_page_and_a_removed_one_loses_it(server: _Server) -> None:
    server.wait_for("topics/", lambda page: "topics/forms" not in page)
    question = server.project / "content/questions/forms/brand-new.yml"
    question.parent.mkdir()
    question.write_text(
        "title:\n  en: Brand new\n  zh: 全新\nstatus: unanswered\n"
        "stem:\n  en: What is new?\n  zh: 何为新？\n",
        "utf-8",
    )
    server.wait_for("topics/forms/", lambda page: 'id="brand-new"' in page)
    question.unlink()
    server.wait_for("wanted/", lambda page: "brand-new" not in page)


def test_a_server_that_starts_with_errors_shows_them(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    broken = project / _FILE
    broken.write_text("title: [\n", "utf-8")
    server = _Server(project, tmp_path / "log")
    try:
        page = server.wait_for("topics/perceptron/", lambda page: "sb-problems" in page)
        assert f"<code>{_FILE}:2:1</code> <strong>SB102</strong>" in page
        assert 'id="step-unit"' in page
    finally:
        server.stop()
