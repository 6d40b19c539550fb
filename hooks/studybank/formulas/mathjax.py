"""The MathJax files that the build runs, found, read and checked.

Source:
    MathJax 3.2.2 as packaged in `sphinx-mathjax-offline` 0.0.2 on PyPI.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from collections.abc import Iterable
from pathlib import Path

from studybank.errors import StudybankError

PACKAGE = "sphinx-mathjax-offline"
VERSION = "3.2.2"
SHA256 = "ca679b3c0e130b642dd9ef37100b07e574c3e7c5479bcddaed8a659dc447d3ee"

# `newcommand` and `enclose` are code that other files need; as TeX packages they stay off.
_TEX = (
    "newcommand",
    "ams",
    "boldsymbol",
    "configmacros",
    "textmacros",
    "mathtools",
    "enclose",
    "cancel",
)
SCRIPTS = (
    "core.js",
    "adaptors/liteDOM.js",
    "input/tex-base.js",
    *(f"input/tex/extensions/{name}.js" for name in _TEX),
    "output/chtml.js",
    "output/chtml/fonts/tex.js",
    "a11y/assistive-mml.js",
)
DRAWING_SCRIPTS = ("output/svg.js", "output/svg/fonts/tex.js")
DRAWING_SHA256 = "14238dff756a8185f98b970ee18d050803b53672d49f2f5b9129dc675a99f607"
_FONT_FOLDER = "output/chtml/fonts/woff-v2/"


@functools.cache
def load_scripts() -> tuple[str, ...]:
    """Load MathJax's scripts in the order in which they must run.

    Raises:
        StudybankError: The files are missing, or are not those this program was made for.
    """
    _check_files()
    return tuple(_read(name).decode() for name in SCRIPTS)


@functools.cache
def load_drawing_scripts() -> tuple[str, ...]:
    """Load the scripts that draw formulas as SVG, to be run after the others.

    Raises:
        StudybankError: The files are missing, or are not those this program was made for.
    """
    _check(DRAWING_SCRIPTS, DRAWING_SHA256)
    return tuple(_read(name).decode() for name in DRAWING_SCRIPTS)


@functools.cache
def load_font(file_name: str) -> bytes:
    """Load one of MathJax's fonts, such as `MathJax_Main-Regular.woff`.

    Raises:
        StudybankError: The files are missing, or are not those this program was made for.
    """
    _check_files()
    return _read(_FONT_FOLDER + file_name)


@functools.cache
def _check_files() -> None:
    fonts = sorted(name for name in _list_files() if name.startswith(_FONT_FOLDER))
    _check((*SCRIPTS, *fonts), SHA256)


def _check(names: Iterable[str], expected: str) -> None:
    total = hashlib.sha256(b"".join(map(_read, names))).hexdigest()
    if total != expected:
        message = (
            f"The installed {PACKAGE} does not hold the MathJax {VERSION} that Studybank was "
            f"made for (sha256 {total[:12]}…, expected {expected[:12]}…). Reinstall it with "
            f'"pip install --force-reinstall {PACKAGE}==0.0.2".'
        )
        raise StudybankError(message)


@functools.cache
def _list_files() -> dict[str, Path]:
    """List the package's files by their path inside its MathJax folder."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        files = []
    marker = "/static/mathjax/"
    parts = ((str(file).partition(marker)[2], Path(str(file.locate()))) for file in files)
    return {name: path for name, path in parts if name}


def _read(name: str) -> bytes:
    try:
        return _list_files()[name].read_bytes()
    except (KeyError, OSError) as error:
        message = (
            f"MathJax's file {name} is missing. Install it with "
            f'"pip install --force-reinstall {PACKAGE}==0.0.2".'
        )
        raise StudybankError(message) from error
