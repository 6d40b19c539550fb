"""Real builds of sites, in processes of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from small_banks import PROJECT

Edit = Callable[[Path], None]
"""A change of a project below its folder."""

_ID = re.compile(r'\sid="([^"]*)"')
_TAG = re.compile(r"<(a|area|audio|embed|iframe|img|link|object|script|source|video)\b([^<>]*)>")
_ATTRIBUTE = re.compile(r'\s(href|src|srcset|data|poster)="([^"]*)"')


@dataclass(frozen=True)
class Built:
    """What a build left behind.

    Attributes:
        folder: The site.
        code: Exit code of MkDocs.
        output: What MkDocs wrote to the terminal.
    """

    folder: Path
    code: int
    output: str

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """HTML by path below the site's root."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text("utf-8")
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def files(self) -> frozenset[str]:
        """Paths of all files below the site's root."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in found)

    @cached_property
    def ids(self) -> Mapping[str, list[str]]:
        """Every id by page, as often as it stands there."""
        return {name: _ID.findall(html) for name, html in self.pages.items()}


def find_addresses(html: str) -> Iterator[tuple[str, str, str]]:
    """Give what a page names: tag, its other attributes, and address."""
    for tag in _TAG.finditer(html):
        for _, address in _ATTRIBUTE.findall(tag[2]):
            yield tag[1], tag[2], address.replace("&amp;", "&")


def copy_project(target: Path, content: Path | None = None) -> Path:
    """Copy what a build needs, with the project's content or another one."""
    for name in ("hooks", "overrides", "docs_src"):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, target / name, ignore=ignore)
    shutil.copytree(content or PROJECT / "content", target / "content")
    shutil.copy(PROJECT / "mkdocs.yml", target)
    formulas = ".cache/studybank/formulas.sqlite3"
    if (PROJECT / formulas).exists():
        (target / formulas).parent.mkdir(parents=True)
        shutil.copy(PROJECT / formulas, target / formulas)
    return target


def environment(project: Path, **more: str) -> dict[str, str]:
    """Give the environment of a command of the project."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("STUDYBANK")}
    hooks = str(project / "hooks")
    return {**kept, "PYTHONPATH": hooks, "NO_MKDOCS_2_WARNING": "1", **more}


def build(folder: Path, project: Path, *options: str, **variables: str) -> Built:
    """Build a project's site into a folder, strictly."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(folder), *options],
        cwd=project,
        env=environment(project, **variables),
        capture_output=True,
        text=True,
        check=False,
    )
    return Built(folder, result.returncode, result.stdout + result.stderr)


def check(project: Path) -> tuple[int, list[str]]:
    """Run `studybank check` in a project and give its exit code and lines."""
    result = subprocess.run(
        [sys.executable, "-m", "studybank.cli", "check", "--errors-only"],
        cwd=project,
        env=environment(project),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    return result.returncode, result.stdout.splitlines()


def replace(name: str, before: str, after: str) -> Edit:
    """Return the edit that replaces the first match of a pattern in a file."""

    def edit(root: Path) -> None:
        path = root / name
        source = path.read_text("utf-8")
        changed = re.sub(before, after, source, count=1)
        assert changed != source, name
        path.write_text(changed, "utf-8")

    return edit


def find_differences(one: Path, other: Path) -> list[str]:
    """Name the files of two sites that are not the same."""
    names = {
        path.relative_to(root).as_posix()
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file()
    }
    return [
        name
        for name in sorted(names)
        # It has the day of the build.
        if not name.startswith("sitemap") and _read(one / name) != _read(other / name)
    ]


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
