"""What is typeset: the volumes of a book, each of them Typst source of its own.

Typst keeps what it lays out until it has finished, so a large book is typeset in volumes, each
in a process of its own, and joined. Their page numbers are known only when all are typeset: what
prints them is typeset again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studybank.book.asset_data import Data
from studybank.book.code import MARK, Code, call, to_code

_LAYOUT: Final = Path(__file__).parent.parent / "templates/book"
_FILES: Final = ("layout.typ", "assets.typ", "answers.typ", "questions.typ", "matter.typ")
_LARGEST: Final = 450_000
"""Characters of source in a volume: some seventy pages, which take 300 MB."""

Statement = tuple[Code, str]
"""A call of the layout, and the id of the question that it sets, or an empty text."""

Chapter = tuple[Statement, Iterable[Sequence[Statement]]]
"""What begins a chapter, and its topics."""


@dataclass(frozen=True)
class Volume:
    """What one process typesets.

    Attributes:
        statements: Calls of the layout, in order.
        prints_pages: It prints numbers of pages that other volumes may hold.
        continues: It goes on with the chapter of the volume before.
    """

    statements: tuple[Statement, ...]
    prints_pages: bool = False
    continues: bool = False


@dataclass(frozen=True)
class Source:
    """The source of one volume.

    Attributes:
        text: Typst markup; every question begins on a line of its own.
        lines: Line on which a question begins, from 1, and its id, ascending.
    """

    text: str
    lines: tuple[tuple[int, str], ...]

    def question_at(self, line: int) -> str | None:
        """Give the id of the question that a line belongs to."""
        found = None
        for start, question_id in self.lines:
            if start > line:
                break
            found = question_id
        return found

    def place_of(self, offset: int) -> str:
        """Name the question and field that a place in the text belongs to, or nothing."""
        begin = self.text.rfind("\n", 0, offset) + 1
        marks = MARK.findall(self.text, begin, offset)
        return marks[-1] if marks else self.question_at(self.text.count("\n", 0, offset) + 1) or ""


@dataclass(frozen=True)
class Manuscript:
    """A book or paper before it is typeset.

    Attributes:
        settings: What the layout knows as `cfg`.
        volumes: In the order of their pages; they are written while they are taken, and once.
        warnings: What is printed otherwise than its author may expect; complete when all volumes
            have been taken.
        has_title_page: The first page shows no number.
    """

    settings: Data
    volumes: Iterator[Volume]
    warnings: Sequence[str] = ()
    has_title_page: bool = False

    def source(self, volume: Volume, pages: Mapping[str, int]) -> Source:
        """Write the source of a volume.

        Args:
            volume: The volume.
            pages: Numbers of pages by the name of what begins there, as far as they are known.
        """
        lines = [self.preface(pages if volume.prints_pages else {})]
        number = 1 + lines[0].count("\n") + 1
        starts = []
        for statement, question_id in volume.statements:
            if question_id:
                starts.append((number, question_id))
            lines.append(f"#{statement}")
            number += 1 + statement.count("\n")
        return Source("\n".join([*lines, ""]), tuple(starts))

    def preface(self, pages: Mapping[str, int]) -> str:
        """Write what stands before the statements: settings and layout."""
        settings = f"#let cfg = {to_code(self.settings)}\n#let pages = {to_code(pages)}"
        return f"{settings}\n{read_layout()}"

    def folios(self, count: int) -> Source:
        """Write the source of the pages' numbers, which are laid upon so many pages."""
        first = 2 if self.has_title_page else 1
        return Source(f"{self.preface({})}\n#{call('folios', first, count)}\n", ())


def read_layout() -> str:
    """Give the layout, which is the same in every source."""
    return "\n\n".join((_LAYOUT / name).read_text("utf-8").rstrip() for name in _FILES)


def pack_volumes(chapters: Iterable[Chapter]) -> Iterator[Volume]:
    """Put chapters into volumes, as many as one may hold; a large one is cut between topics."""
    held: list[Statement] = []
    size, continues = 0, False
    for head, topics in chapters:
        written = list(topics)
        if size and size + sum(map(_measure, written)) > _LARGEST:
            yield Volume(tuple(held), continues=continues)
            held, size, continues = [], 0, False
        held.append(head)
        for topic in written:
            more = _measure(topic)
            if size and size + more > _LARGEST:
                yield Volume(tuple(held), continues=continues)
                held, size, continues = [(call("continued"), "")], 0, True
            held += topic
            size += more
    yield Volume(tuple(held), continues=continues)


def _measure(topic: Iterable[Statement]) -> int:
    return sum(len(statement) for statement, _ in topic)
