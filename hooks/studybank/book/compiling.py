"""A manuscript to PDF bytes: its volumes typeset two at a time, numbered, and joined."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import studybank
from studybank.book import typesetting
from studybank.book.joining import Printed, join_volumes, number_pages
from studybank.book.manuscript import Manuscript, Source, Volume
from studybank.book.texts import BookError

_AT_ONCE: Final = 2
"""Processes that typeset: with volumes of their size, all stay below 1 GB."""
_MOST_PASSES: Final = 5

_LINE: Final = re.compile(r"__typst_py_bytes__\.typ:(\d+):\d+")
_MISSING: Final = re.compile(r'the text `?"(.*?)"`? could not be displayed')
_FIGURE: Final = re.compile(r"(/figures/[^\s)]+)")


@dataclass(frozen=True)
class Workshop:
    """What typesetting needs beside a source.

    Attributes:
        content: The `content/` folder, to which the figures' paths belong.
        font_folder: Fonts beside the system's and Typst's own.
        system_fonts: The system's fonts are used.
    """

    content: Path
    font_folder: Path
    system_fonts: bool = True


def compile_pdf(
    manuscript: Manuscript, workshop: Workshop, name_page: Callable[[int], str]
) -> bytes:
    """Typeset a manuscript.

    Args:
        manuscript: What `document` wrote.
        workshop: Where figures and fonts are.
        name_page: Gives the words for a link to a page.

    Returns:
        A tagged PDF 1.7 that passes Typst's checks of PDF/UA-1; the same manuscript, fonts and
        `SOURCE_DATE_EPOCH` give the same bytes.

    Raises:
        BookError: A character, figure or label is missing; the message names the question.
    """
    volumes, printed = _typeset_all(manuscript, manuscript.volumes, {}, workshop)
    waiting = [index for index, volume in enumerate(volumes) if volume.prints_pages]
    count, pages = number_pages(printed)
    # A number with more digits may move what follows it, so numbers are printed until they stay.
    for _ in range(_MOST_PASSES if waiting else 0):
        again = (volumes[index] for index in waiting)
        for index, found in zip(
            waiting, _typeset_all(manuscript, again, pages, workshop)[1], strict=True
        ):
            printed[index] = found
        known = pages
        count, pages = number_pages(printed)
        if pages == known:
            break
    folios = _typeset(manuscript.folios(count), workshop)
    return join_volumes(printed, folios, name_page)


def _typeset_all(
    manuscript: Manuscript,
    volumes: Iterable[Volume],
    pages: Mapping[str, int],
    workshop: Workshop,
) -> tuple[list[Volume], list[Printed]]:
    def work(volume: Volume) -> Printed:
        pdf = _typeset(manuscript.source(volume, pages), workshop)
        return Printed(pdf, continues=volume.continues)

    # Threads wait for the processes that they start, while the next volumes are written here.
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            found = [(volume, pool.submit(work, volume)) for volume in volumes]
            return [volume for volume, _ in found], [future.result() for _, future in found]
        finally:
            pool.shutdown(cancel_futures=True)


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


def _typeset(source: Source, workshop: Workshop) -> bytes:
    folder = workshop.font_folder
    work = {
        "text": source.text,
        "root": str(workshop.content.resolve()),
        "fonts": [str(folder)] if folder.is_dir() else [],
        "system": workshop.system_fonts,
        "epoch": read_epoch() or 0,
    }
    paths = [str(Path(studybank.__file__).parent.parent), os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(  # noqa: S603 - our own program
        (sys.executable, "-m", typesetting.__name__),
        input=json.dumps(work).encode(),
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        check=False,
    )
    if done.returncode == typesetting.REFUSED:
        raise BookError(_explain(json.loads(done.stdout), source))
    if done.returncode or not done.stdout:
        message = f"Typst ended without a word ({done.returncode}), perhaps for want of memory."
        raise BookError(message)
    return done.stdout


def _explain(failure: Mapping[str, Any], source: Source) -> str:
    missing = _MISSING.search(failure["message"])
    named = missing or _FIGURE.search(failure["message"])
    lines = [int(place[1]) for text in failure["places"] for place in _LINE.finditer(text)]
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
    hints = "".join(f" {hint}." for hint in failure["hints"])
    return f"{where}the PDF cannot be made: {failure['message']}.{hints}"
