"""The development server: what its reader sees while somebody edits the content."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from golden_files import BANK
from servers import Server
from sites import check, copy_project

_PAGE = "topics/overfitting/"
_FILE = "content/questions/overfitting/gap-named.yml"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Serve a copy of the repository with the small golden bank."""
    server = Server(copy_project(tmp_path / "project", BANK / "content"), tmp_path / "log")
    try:
        yield server
    finally:
        server.stop()


def test_a_reader_sees_edits_and_problems_and_their_end(server: Server) -> None:
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


def test_a_new_file_gets_a_page_and_a_removed_one_loses_it(server: Server) -> None:
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
    server = Server(project, tmp_path / "log")
    try:
        page = server.wait_for("topics/perceptron/", lambda page: "sb-problems" in page)
        assert f"<code>{_FILE}:2:1</code> <strong>SB102</strong>" in page
        assert 'id="step-unit"' in page
    finally:
        server.stop()


def test_the_policy_allows_the_live_reload_of_each_answer(server: Server) -> None:
    server.wait_for(_PAGE, lambda page: "</html>" in page)
    scripts = set()
    for _ in range(2):
        page = server.get(_PAGE)
        script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[-1]
        assert "livereload(" in script
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in page[: page.index("<title>")]
        assert page.count("</body>") == page.count("Content-Security-Policy") == 1
        scripts.add(script)
    assert len(scripts) == 2
