"""From a checked bank to PDF files: single ones, and those that the site offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from studybank.bank_check import CheckedBank
from studybank.book.compiling import Workshop, compile_pdf, read_epoch
from studybank.book.document import write_book, write_paper
from studybank.book.fonts import Faces, choose_faces, open_fonts
from studybank.book.manuscript import Manuscript
from studybank.book.selection import BookRequest, group_chapters, select_questions
from studybank.downloads import Download, write_list
from studybank.locales import LOCALES, Locale, translate
from studybank.model.bank import Bank
from studybank.model.shared import Paper
from studybank.site import Site


@dataclass(frozen=True)
class Press:
    """What turns requests into PDFs.

    Attributes:
        site: The bank with its typeset formulas.
        workshop: Figures and fonts.
        warnings: What was printed otherwise than its author may expect, in all that was made.
    """

    site: Site
    workshop: Workshop
    warnings: list[str] = field(default_factory=list)

    @property
    def faces(self) -> Faces:
        """Fonts for Han characters."""
        return self.workshop.faces

    def book(self, request: BookRequest) -> bytes:
        """Make a study book.

        Raises:
            BookError: Something asked for does not exist, or cannot be printed.
        """
        questions = select_questions(self.site.bank, request)
        return self._compile(write_book(self.site, request, questions, self.faces), request)

    def volumes(self, request: BookRequest) -> Iterator[tuple[str, bytes]]:
        """Make a study book in volumes, a file for each chapter.

        Yields:
            Number of a chapter and its PDF, in site order; questions are numbered throughout.

        Raises:
            BookError: Something asked for does not exist, or cannot be printed.
        """
        questions = select_questions(self.site.bank, request)
        first = 1
        for chapter, topics in group_chapters(self.site.bank, questions):
            held = [question for _, found in topics for question in found]
            manuscript = write_book(self.site, request, held, self.faces, first=first)
            yield self.site.topic_numbers[chapter.id], self._compile(manuscript, request)
            first += len(held)

    def paper(self, request: BookRequest, paper: Paper) -> bytes:
        """Make a practice paper, its key, or both.

        Raises:
            BookError: Something cannot be printed.
        """
        return self._compile(write_paper(self.site, request, paper, self.faces), request)

    def _compile(self, manuscript: Manuscript, request: BookRequest) -> bytes:
        def name_page(number: int) -> str:
            return translate(request.locales[0], "book.page", page=number)

        pdf = compile_pdf(manuscript, self.workshop, name_page)
        self.warnings.extend(name for name in manuscript.warnings if name not in self.warnings)
        return pdf


def open_press(
    checked: CheckedBank, content: Path, font_folder: Path, *, system_fonts: bool = True
) -> Press:
    """Make a press for a checked bank.

    Raises:
        BookError: A font for Chinese is missing.
    """
    site = Site(checked.content.bank, checked.typeset, frozenset(), {}, "")
    faces = choose_faces(open_fonts(font_folder, system=system_fonts))
    return Press(site, Workshop(content, font_folder, faces, system_fonts))


def plan_downloads(bank: Bank) -> Sequence[tuple[Download, BookRequest, Paper | None]]:
    """Plan the PDFs that a site offers: books in each language, on paper and phone, and papers."""
    return list(_plan(bank))


def _plan(bank: Bank) -> Iterator[tuple[Download, BookRequest, Paper | None]]:
    languages: tuple[tuple[Locale, ...], ...] = (*((locale,) for locale in LOCALES), LOCALES)
    for locales in languages:
        request = BookRequest(locales)
        yield _download("study-book", "study_book", request), request, None
    for locales in languages[:2]:
        phone = BookRequest(locales, page="phone")
        yield _download("study-book", "study_book", phone), phone, None
    questions = BookRequest(LOCALES, answers="end")
    yield _download("questions-then-answers", "question_book", questions), questions, None
    for paper in bank.papers:
        for locales in languages:
            request = BookRequest(locales, answers="end")
            download = replace(_download(paper.id, "paper", request), paper=paper.id)
            yield download, request, paper


def _download(name: str, kind: str, request: BookRequest) -> Download:
    languages = "-".join(request.locales)
    size = "" if request.page == "a4" else f"-{request.page}"
    file = f"{name}-{languages}{size}.pdf"
    return Download(file, kind, "", request.locales, request.page, 0, "")


def write_downloads(
    press: Press,
    plan: Sequence[tuple[Download, BookRequest, Paper | None]],
    folder: Path,
) -> Iterator[Download]:
    """Make the PDFs that a site offers, and the list of them.

    Yields:
        Each one when it is written; the list is written after the last.

    Raises:
        BookError: Something cannot be printed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Download] = []
    for download, request, paper in plan:
        pdf = press.paper(request, paper) if paper else press.book(request)
        (folder / download.file).write_bytes(pdf)
        written.append(replace(download, size=len(pdf), date=_today()))
        yield written[-1]
    write_list(folder, written)


def _today() -> str:
    epoch = read_epoch()
    now = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(epoch, UTC)
    return now.date().isoformat()
