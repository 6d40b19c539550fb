"""A manuscript to PDF bytes: its volumes typeset two at a time, numbered, and joined."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import typst

import studybank
from studybank.book import typesetting
from studybank.book.errors import BookError
from studybank.book.figure_files import read_figure
from studybank.book.fonts import Faces, open_fonts
from studybank.book.joining import Binder, Printed, number_pages
from studybank.book.manuscript import Manuscript, Source, Volume
from studybank.book.refusals import explain_refusal

_AT_ONCE: Final = 2
"""Processes that typeset: with volumes of their size, all stay below 1 GB."""
_MOST_PASSES: Final = 5

_PICTURE: Final = re.compile(r'"src": "/([^"]+)"')


@dataclass(frozen=True)
class Workshop:
    """What typesetting needs beside a source.

    Attributes:
        content: The `content/` folder, to which the figures' paths belong.
        font_folder: Fonts beside the system's and Typst's own.
        faces: Fonts for Han characters.
        system_fonts: The system's fonts are used.
    """

    content: Path
    font_folder: Path
    faces: Faces
    system_fonts: bool = True

    def open_fonts(self) -> typst.Fonts:
        """Open the fonts that there are."""
        return open_fonts(self.font_folder, system=self.system_fonts)


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
        BookError: A character, figure or label is missing; the message names question and field.
    """
    binder = Binder()
    printed: list[Printed] = []
    waiting: dict[int, Volume] = {}
    with TemporaryDirectory() as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
        desk = _Desk(manuscript, workshop, Path(folder), pool)
        for volume, found in desk.typeset(manuscript.volumes):
            if volume.prints_pages:
                waiting[len(printed)] = volume
            else:
                binder.add(found)
            printed.append(found)
        count, pages = number_pages(printed)
        # A number with more digits may move what follows, so they are printed until they stay.
        for _ in range(_MOST_PASSES):
            for index, (_, found) in zip(
                waiting, desk.typeset(waiting.values(), pages), strict=True
            ):
                printed[index] = found
            known = pages
            count, pages = number_pages(printed)
            if pages == known:
                break
        folios = desk.print(manuscript.folios(count))
        for index in waiting:
            binder.add(printed[index], in_front=index == 0)
        return binder.bind(folios.result(), pages, name_page)


class _Desk:
    """Typesets the volumes of one manuscript; its folder holds the figures."""

    def __init__(
        self, manuscript: Manuscript, workshop: Workshop, folder: Path, pool: Executor
    ) -> None:
        self._manuscript = manuscript
        self._workshop = workshop
        self._folder = folder
        self._pool = pool
        self._fonts = workshop.open_fonts()
        self._epoch = read_epoch() or 0

    def typeset(
        self, volumes: Iterable[Volume], pages: Mapping[str, int] | None = None
    ) -> Iterator[tuple[Volume, Printed]]:
        """Typeset volumes, while the next ones are written; give them in their order."""
        begun: deque[tuple[Volume, Future[bytes]]] = deque()
        try:
            for volume in volumes:
                source = self._manuscript.source(volume, pages or {})
                self._lay_out_figures(source)
                begun.append((volume, self.print(source)))
                while begun and begun[0][1].done():
                    yield _take(*begun.popleft())
            while begun:
                yield _take(*begun.popleft())
        finally:
            for _, work in begun:
                work.cancel()

    def _lay_out_figures(self, source: Source) -> None:
        for found in _PICTURE.finditer(source.text):
            copy = self._folder / found[1]
            if copy.exists():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            path = self._workshop.content / found[1]
            try:
                copy.write_bytes(read_figure(path, self._workshop.faces, self._fonts))
            except BookError as error:
                message = f"{source.place_of(found.start())}: {found[1]}: {error}."
                raise BookError(message) from error

    def print(self, source: Source) -> Future[bytes]:
        """Begin to typeset a source in a process of its own, for which a thread waits."""
        return self._pool.submit(self._print, source)

    def _print(self, source: Source) -> bytes:
        folder = self._workshop.font_folder
        work = {
            "text": source.text,
            "root": str(self._folder),
            "fonts": [str(folder)] if folder.is_dir() else [],
            "system": self._workshop.system_fonts,
            "epoch": self._epoch,
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
            raise BookError(explain_refusal(json.loads(done.stdout), source))
        if done.returncode or not done.stdout:
            message = f"Typst ended without a word ({done.returncode}), perhaps for want of memory."
            raise BookError(message)
        return done.stdout


def _take(volume: Volume, work: Future[bytes]) -> tuple[Volume, Printed]:
    return volume, Printed(work.result(), continues=volume.continues)


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
