"""A server's builds, one after another in one process: each gives what a new process gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from golden_files import BANK
from sites import Edit, build, copy_project, environment, find_differences, replace


def _add_page(project: Path) -> None:
    (project / "docs_src/more.en.md").write_text("# More", "utf-8")


def _remove_pages(project: Path) -> None:
    (project / "docs_src/more.en.md").unlink()
    (project / "content/guides/practise.yml").unlink()


_EDITS: tuple[tuple[Edit, ...], ...] = (
    (),
    (replace("content/questions/overfitting/gap-named.yml", r"(?s)(title:\n\s+en: )", r"\1New "),),
    (
        replace("docs_src/style.en.md", "reviewers", "new reviewers"),
        replace("overrides/partials/footer.html", "<footer", "<footer data-new"),
        _add_page,
    ),
    (replace("content/questions/overfitting/gap-named.yml", "level: 1", "level: one"),),
    (
        replace("content/questions/overfitting/gap-named.yml", "level: one", "level: 1"),
        replace("mkdocs.yml", "site_name: ", "site_name: New "),
    ),
    (_remove_pages, replace("overrides/assets/javascripts/copy.js", r"\A", "// New\n")),
)

_WRONG: Final = 3
"""Number of the edits after which there is an error."""

_BUILDS: str = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
load_config().plugins.on_startup(command="serve", dirty=False)
for line in sys.stdin:
    build(load_config(site_dir=line.strip()))
    print(flush=True)
"""


def test_a_server_gives_after_each_edit_what_a_new_build_gives(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    server = subprocess.Popen(
        [sys.executable, "-c", _BUILDS],
        cwd=project,
        env=environment(project),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdin
        assert server.stdout
        served = tmp_path / "served"
        for number, edits in enumerate(_EDITS):
            for edit in edits:
                edit(project)
            server.stdin.write(f"{served}\n")
            server.stdin.flush()
            assert server.stdout.readline() == "\n"
            for name in ("files", "pages"):
                (project / f".cache/studybank/{name}.sqlite3").unlink(missing_ok=True)
            fresh = build(tmp_path / f"fresh-{number}", project)
            assert (fresh.code == 0) == (number != _WRONG)
            if fresh.code:  # With errors, a server shows the last pages that had none.
                assert 'class="sb-problems' in (served / "index.html").read_text("utf-8")
            else:
                assert find_differences(fresh.folder, served) == [], number
        server.stdin.close()
    assert server.returncode == 0
