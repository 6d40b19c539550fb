from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from golden_files import BANK
from servers import Server
from sites import copy_project, environment


def _build(project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "studybank.cli", "build", *options],
        cwd=project,
        env=environment(project),
        capture_output=True,
        text=True,
        check=False,
    )


def test_build_writes_the_site_and_passes_options_on(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    result = _build(project, "--strict", "-d", str(tmp_path / "site"))
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/zh/cli/index.html").exists()
    assert "MkDocs 2" not in result.stdout + result.stderr


def test_build_ends_as_mkdocs_does(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    (project / "content/questions/overfitting/gap-named.yml").write_text("titel: x\n", "utf-8")
    result = _build(project, "-d", str(tmp_path / "site"))
    assert result.returncode == 1
    assert "SB114 titel is not a field here" in result.stderr


def test_build_outside_a_project_is_wrong_usage(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    (project / "mkdocs.yml").unlink()
    result = _build(project)
    assert result.returncode == 2
    assert "There is no mkdocs.yml beside content" in result.stderr


def test_serve_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    server = Server(project, tmp_path / "log", ("studybank.cli", "serve"))
    try:
        server.wait_for("topics/overfitting/", lambda page: "gap-named" in page)
        server.interrupt()
        assert server.process.wait(30) == 0
        assert "Traceback" not in server.log.read_text("utf-8")
    finally:
        server.stop()
