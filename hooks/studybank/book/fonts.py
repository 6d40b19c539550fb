"""Fonts for books: what the system has, or a package fetched once.

Latin text and mathematics are set in fonts that come with Typst (Libertinus Serif, New Computer
Modern, DejaVu Sans Mono). Han characters need a serif and a sans face with a bold each.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import typst

from studybank.book.errors import BookError

SERIF: Final = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun")
SANS: Final = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
)
PACKAGES: Final = (
    "@expo-google-fonts/noto-serif-sc@0.4.3",
    "@expo-google-fonts/noto-sans-sc@0.4.3",
)
"""npm packages that hold full TTF files under the SIL Open Font License 1.1."""

_WEIGHTS: Final = ("400Regular", "700Bold")


@dataclass(frozen=True)
class Faces:
    """Names of font families for Han characters, the best first.

    Attributes:
        serif: For reading.
        sans: For heads.
    """

    serif: tuple[str, ...]
    sans: tuple[str, ...]


def open_fonts(folder: Path, *, system: bool = True) -> typst.Fonts:
    """Open the fonts of the system, of Typst, and those fetched into a folder."""
    paths = [str(folder)] if folder.is_dir() else []
    return typst.Fonts(include_system_fonts=system, font_paths=paths)


def choose_faces(fonts: typst.Fonts) -> Faces:
    """Choose fonts for Han characters by name.

    Raises:
        BookError: A serif or a sans face is missing; the message says what to install.
    """
    families = set(fonts.families())
    serif = tuple(name for name in SERIF if name in families)[:1]
    sans = tuple(name for name in SANS if name in families)[:1]
    if not serif or not sans:
        kind = "serif" if not serif else "sans-serif"
        message = (
            f"No {kind} font for Chinese was found. Run `studybank fonts` (needs npm), or install "
            "Noto Sans CJK SC and Noto Serif CJK SC; on Debian and Ubuntu: "
            "apt install fonts-noto-cjk."
        )
        raise BookError(message)
    return Faces(serif, sans)


def fetch_fonts(folder: Path) -> tuple[Path, ...]:
    """Fetch the font packages through npm, unless they are there.

    Args:
        folder: Where the font files go.

    Returns:
        The font files.

    Raises:
        BookError: npm is missing or cannot fetch a package.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Path] = []
    for package in PACKAGES:
        files = [folder / name for name in _wanted(package)]
        if not all(map(Path.is_file, files)):
            _fetch(_find_npm(), package, folder)
        found += files
    return tuple(found)


def _find_npm() -> str:
    npm = shutil.which("npm")
    if npm is None:
        message = (
            "npm was not found. Install Node.js, or install the fonts with your system: on Debian "
            "and Ubuntu apt install fonts-noto-cjk."
        )
        raise BookError(message)
    return npm


def _stem(package: str) -> str:
    """Give the beginning of the files' names: `NotoSerifSC` for `…/noto-serif-sc@…`."""
    words = package.rpartition("/")[2].partition("@")[0].split("-")
    return "".join([*(word.capitalize() for word in words[:-1]), words[-1].upper()])


def _wanted(package: str) -> list[str]:
    return [f"{_stem(package)}_{weight}.ttf" for weight in _WEIGHTS]


def _fetch(npm: str, package: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        command: Sequence[str] = (npm, "pack", "--silent", "--pack-destination", scratch, package)
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own arguments
        archives = sorted(Path(scratch).glob("*.tgz"))
        if done.returncode or not archives:
            message = f"npm could not fetch {package}: {done.stderr.strip()}"
            raise BookError(message)
        try:
            with tarfile.open(archives[0]) as archive:
                _extract(archive, package, folder)
        except (tarfile.TarError, OSError) as error:
            message = f"{package} came damaged ({error}); try again."
            raise BookError(message) from error


def _extract(archive: tarfile.TarFile, package: str, folder: Path) -> None:
    missing = set(_wanted(package))
    for member in archive.getmembers():
        name = Path(member.name).name
        data = archive.extractfile(member) if name in missing else None
        if data is not None:
            # Whole or not at all: a broken font would stay in the cache.
            beside = folder / f"{name}.new"
            beside.write_bytes(data.read())
            beside.replace(folder / name)
            missing.remove(name)
    if missing:
        message = f"{package} does not hold {', '.join(sorted(missing))}."
        raise BookError(message)
