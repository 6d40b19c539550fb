"""Typst source to PDF bytes, in a process of its own.

Typst keeps what it has laid out until its process ends: about 3 MB for each page. A process for
each PDF gives that back, and a crash of the compiler is an error like any other.
"""

from __future__ import annotations

import io
import os
import re
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import pikepdf
import typst

from studybank.book.document import Source
from studybank.book.fonts import open_fonts
from studybank.book.texts import BookError

_LINE: Final = re.compile(r"__typst_py_bytes__\.typ:(\d+):\d+")
_MISSING: Final = re.compile(r'the text `?"(.*?)"`? could not be displayed')
_FIGURE: Final = re.compile(r"(/figures/[^\s)]+)")


@dataclass(frozen=True)
class _Failure:
    """Why Typst gave no PDF, as its exception tells it; the exception itself cannot be sent."""

    message: str
    hints: tuple[str, ...]
    places: str


def compile_pdf(source: Source, content: Path, font_folder: Path) -> bytes:
    """Typeset a source.

    Args:
        source: What `document` wrote.
        content: The `content/` folder, to which the figures' paths belong.
        font_folder: Fonts beside the system's and Typst's own.

    Returns:
        A tagged PDF 1.7 that passes Typst's checks of PDF/UA-1; the same source, fonts and
        `SOURCE_DATE_EPOCH` give the same bytes.

    Raises:
        BookError: A character, figure or label is missing; the message names the question.
    """
    epoch = read_epoch() or 0
    # A fresh interpreter: a fork would copy the locks of V8's threads.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        work = pool.submit(_typeset, source.text, str(content.resolve()), font_folder, epoch)
        try:
            result = work.result()
        except BrokenProcessPool as error:
            message = "Typst ended without a word, perhaps for want of memory; make volumes."
            raise BookError(message) from error
    if isinstance(result, _Failure):
        raise BookError(_explain(result, source))
    return result


def read_epoch() -> int | None:
    """Read `SOURCE_DATE_EPOCH`, the seconds since 1970 that stand for now, if it is set.

    Raises:
        BookError: It is not a number of seconds that a date can have.
    """
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if not written:
        return None
    try:
        datetime.fromtimestamp(int(written), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is {written}; it must be seconds since 1970, or not set."
        raise BookError(message) from error
    return int(written)


def _typeset(text: str, root: str, font_folder: Path, epoch: int) -> bytes | _Failure:
    compiler = typst.Compiler(text.encode(), root=root, font_paths=open_fonts(font_folder))
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=epoch)
    except typst.TypstError as error:
        places = "\n".join((error.diagnostic or "", *error.trace))
        return _Failure(error.message, tuple(error.hints), places)
    if not isinstance(pdf, bytes):
        return _Failure("Typst gave no PDF", (), "")
    return _pack(pdf)


def _pack(pdf: bytes) -> bytes:
    """Put the tags' many small objects into compressed streams, which halves the file."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            packed,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return packed.getvalue()


def _explain(failure: _Failure, source: Source) -> str:
    missing = _MISSING.search(failure.message)
    named = missing or _FIGURE.search(failure.message)
    lines = [int(place[1]) for place in _LINE.finditer(failure.places)]
    if named:
        # Typst names the layout's line, or none: look for what it could not set.
        lines.append(source.text[: source.text.find(named[1])].count("\n") + 1)
    known = [found for line in lines if (found := source.question_at(line))]
    where = f"{known[-1]}: " if known else ""
    if missing:
        return (
            f'{where}no font has the characters "{missing[1]}". Run `studybank fonts`, or install '
            "Noto Sans CJK SC and Noto Serif CJK SC (Debian: fonts-noto-cjk)."
        )
    hints = "".join(f" {hint}." for hint in failure.hints)
    return f"{where}the PDF cannot be made: {failure.message}.{hints}"
