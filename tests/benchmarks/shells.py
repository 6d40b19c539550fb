"""What pages have around their text, in banks of different sizes."""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from browser.page_kinds import find_kinds
from sites import build, copy_project
from small_banks import PROJECT
from synthetic_banks import write_bank

_TEXT: Final = re.compile(r'(<article [^>]*id="sb-content"[^>]*>).*(</article>)', re.DOTALL)
_CONTENTS: Final = re.compile(r'<details class="sb-toc[^>]*>.*?</details>', re.DOTALL)
_SMALL: Final = PROJECT / "tests/golden/bank/content"
_KINDS: Final = ("home", "topics", "topic", "glossary", "absent")


@dataclass(frozen=True)
class Shells:
    """What the pages of one site have around their text.

    Attributes:
        name: Name of the bank.
        questions: Number of questions.
        kinds: By kind of page: bytes without the page's own text and its list of contents, as
            they are and in gzip.
    """

    name: str
    questions: int
    kinds: dict[str, tuple[int, int]]


def read_shells(name: str, site_dir: Path) -> Shells:
    """Read the largest page of some kinds of a built site."""
    paths = find_kinds(site_dir, whole=False)
    shells = {kind: _shell_of(site_dir, paths[kind]) for kind in _KINDS}
    kinds = {kind: (len(html), len(gzip.compress(html, 6))) for kind, html in shells.items()}
    pages = (path.read_text("utf-8") for path in site_dir.glob("topics/*/index.html"))
    return Shells(name, sum(page.count("data-sb-question=") for page in pages), kinds)


def measure_shells(real: Path, size: int) -> Iterator[Shells]:
    """Measure a bank of three questions, the real one, and a synthetic one.

    Args:
        real: The built site of the real bank.
        size: Number of questions of the synthetic bank.
    """
    with tempfile.TemporaryDirectory() as folder:
        yield read_shells("small", _build(Path(folder), _SMALL))
    yield read_shells("real", real)
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "bank"
        write_bank(content, size, 25)
        yield read_shells("synthetic", _build(Path(folder), content))


def _shell_of(site_dir: Path, path: str) -> bytes:
    file = site_dir / path.lstrip("/")
    html = (file / "index.html" if file.is_dir() else file).read_text("utf-8")
    shell, found = _TEXT.subn(r"\1\2", html)
    assert found == 1, f"{path}: where is its text?"
    return _CONTENTS.sub("", shell).encode()


def _build(folder: Path, content: Path) -> Path:
    built = build(folder / "site", copy_project(folder / "project", content))
    if built.code:
        sys.exit(built.output)
    return built.folder
