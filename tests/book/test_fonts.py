"""Fonts for Chinese: found by name, or fetched whole, and once."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

import pytest

from studybank.book.errors import BookError
from studybank.book.fonts import (
    PACKAGES,
    SANS,
    SERIF,
    Faces,
    choose_faces,
    fetch_fonts,
    open_fonts,
)

_WANTED: Final = (
    "NotoSerifSC_400Regular.ttf",
    "NotoSerifSC_700Bold.ttf",
    "NotoSansSC_400Regular.ttf",
    "NotoSansSC_700Bold.ttf",
)
# Does what `npm pack` does: writes a package into a folder. It notes what it was asked for.
_NPM: Final = """#!{python}
import io, sys, tarfile
from pathlib import Path

here = Path(__file__).parent
arguments = sys.argv[1:]
with (here / "asked.txt").open("a") as log:
    print(*arguments, file=log)
if (here / "broken").exists():
    sys.exit("npm error 404 Not Found")
package = arguments[-1]
serif = "serif" in package
stem = "NotoSerifSC" if serif else "NotoSansSC"
folder = Path(arguments[arguments.index("--pack-destination") + 1])
with tarfile.open(folder / "package.tgz", "w:gz") as archive:
    for weight in ("100Thin", "400Regular", "700Bold"):
        if weight == "700Bold" and (here / "torn").exists():
            continue
        data = f"{{stem}} {{weight}}".encode()
        name = f"package/{{weight}}/{{stem}}_{{weight}}.ttf"
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    for name in ("package/package.json", "../escaped.ttf"):
        archive.addfile(tarfile.TarInfo(name), io.BytesIO())
"""


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an npm of our own on the path; give its folder."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "npm"
    script.write_text(_NPM.format(python=sys.executable), "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def _asked(npm: Path) -> list[str]:
    log = npm / "asked.txt"
    return [line.split()[-1] for line in log.read_text().splitlines()] if log.exists() else []


def test_fetching_takes_out_of_the_packages_what_is_wanted(npm: Path, tmp_path: Path) -> None:
    folder = tmp_path / "fonts"
    found = fetch_fonts(folder)
    assert [path.name for path in found] == list(_WANTED)
    assert sorted(path.name for path in folder.iterdir()) == sorted(_WANTED)
    assert (folder / "NotoSansSC_700Bold.ttf").read_text() == "NotoSansSC 700Bold"
    assert _asked(npm) == list(PACKAGES)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bin", "fonts"]


def test_nothing_is_fetched_twice(npm: Path, tmp_path: Path) -> None:
    first = fetch_fonts(tmp_path / "fonts")
    assert sorted(fetch_fonts(tmp_path / "fonts")) == sorted(first)
    assert _asked(npm) == list(PACKAGES)


def test_npm_that_fails_is_told_with_its_words(npm: Path, tmp_path: Path) -> None:
    (npm / "broken").touch()
    with pytest.raises(BookError, match=r"npm could not fetch @expo.*: npm error 404 Not Found"):
        fetch_fonts(tmp_path / "fonts")
    assert list((tmp_path / "fonts").iterdir()) == []


def test_a_package_without_the_files_is_refused(npm: Path, tmp_path: Path) -> None:
    (npm / "torn").touch()
    with pytest.raises(BookError, match=r"noto-serif-sc@.* does not hold .*_700Bold\.ttf"):
        fetch_fonts(tmp_path / "fonts")


def test_a_font_that_was_fetched_half_is_fetched_again(npm: Path, tmp_path: Path) -> None:
    (npm / "torn").touch()
    with pytest.raises(BookError):
        fetch_fonts(tmp_path / "fonts")
    (npm / "torn").unlink()
    assert [path.name for path in fetch_fonts(tmp_path / "fonts")] == list(_WANTED)


def test_packages_are_asked_for_in_one_version() -> None:
    versions = [package.rpartition("@")[2] for package in PACKAGES]
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []


def test_a_folder_that_is_not_there_leaves_the_other_fonts(tmp_path: Path) -> None:
    assert "Libertinus Serif" in open_fonts(tmp_path / "nowhere").families()


class _Held:
    def __init__(self, *names: str) -> None:
        self._names = names

    def families(self) -> tuple[str, ...]:
        return self._names


def test_the_best_fonts_are_chosen_by_name() -> None:
    held = _Held(*reversed(SERIF), *reversed(SANS), "Noto Sans CJK JP")
    assert choose_faces(held) == Faces(SERIF[:1], SANS[:1])  # type: ignore[arg-type]
    fetched = _Held("Noto Serif SC", "Noto Sans SC")
    assert choose_faces(fetched) == Faces(("Noto Serif SC",), ("Noto Sans SC",))  # type: ignore[arg-type]


def test_a_font_for_japanese_does_not_do() -> None:
    with pytest.raises(BookError, match="No serif font for Chinese"):
        choose_faces(_Held("Noto Serif CJK JP", "Noto Sans CJK SC"))  # type: ignore[arg-type]
