"""The Typst source of a book or paper: settings, the layout, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studybank.book.asset_data import Data
from studybank.book.code import Code, call, to_code
from studybank.book.fonts import Faces
from studybank.book.matter_data import describe_book, list_entries, list_terms, no_marks
from studybank.book.question_data import QuestionWriter
from studybank.book.selection import BookRequest, group_chapters
from studybank.book.texts import Text, TextWriter
from studybank.locales import LOCALES, Locale, load_interface, translate
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Paper, PaperSection, Topic
from studybank.site import Site

_LAYOUT: Final = Path(__file__).parent.parent / "templates/book"
_FILES: Final = ("layout.typ", "assets.typ", "answers.typ", "questions.typ", "matter.typ")
_AUTHOR: Final = "Studybank"


@dataclass(frozen=True)
class Source:
    """The source of one PDF.

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


def read_layout() -> str:
    """Give the layout, which is the same in every source."""
    return "\n\n".join((_LAYOUT / name).read_text("utf-8").rstrip() for name in _FILES)


def write_book(
    site: Site,
    request: BookRequest,
    questions: Sequence[Question],
    faces: Faces,
    *,
    first: int = 1,
) -> Source:
    """Write the source of a study book.

    Args:
        site: The bank with its typeset formulas.
        request: Languages, page and answers.
        questions: What the book holds, in site order.
        faces: Fonts for Han characters.
        first: Number of the first question; a volume goes on where the last one ended.

    Raises:
        BookError: A formula cannot be printed.
    """
    title = {locale: translate(locale, _book_title(request)) for locale in request.locales}
    writer = _Writer(site, request, faces, title, {question.id for question in questions})
    return writer.source(writer.book(questions, first), space=False)


def write_paper(site: Site, request: BookRequest, paper: Paper, faces: Faces) -> Source:
    """Write the source of a practice paper, of its key, or of both.

    Raises:
        BookError: A formula cannot be printed.
    """
    title = _plain(paper.title, request.locales)
    if request.answers == "key":
        title = {
            locale: f"{name} · {translate(locale, 'book.key')}" for locale, name in title.items()
        }
    ids = {entry.question for section in paper.sections for entry in section.entries}
    writer = _Writer(site, request, faces, title, ids)
    has_sections = any(map(_is_headed, paper.sections))
    return writer.source(
        writer.paper(paper), space=request.answers != "key", level=3 if has_sections else 2
    )


def _book_title(request: BookRequest) -> str:
    return {"place": "book.study_book", "end": "book.study_book", "none": "book.question_book"}.get(
        request.answers, "book.key"
    )


def _plain(text: Localized, locales: Sequence[Locale]) -> dict[Locale, str]:
    return {locale: text.get(locale) or text.get(LOCALES[0]) or "" for locale in locales}


class _Writer:
    """Writes the statements of one document."""

    def __init__(
        self,
        site: Site,
        request: BookRequest,
        faces: Faces,
        title: Mapping[Locale, str],
        question_ids: set[str],
    ) -> None:
        self._site = site
        self._request = request
        self._faces = faces
        self._title = title
        self._texts = TextWriter(request.locales, site.typeset, question_ids.__contains__)

    def source(
        self, statements: Iterator[tuple[Code, str]], *, space: bool, level: int = 3
    ) -> Source:
        """Put settings, layout and statements together."""
        layout = read_layout()
        lines = [f"#let cfg = {to_code(self._settings(space=space, level=level))}", layout]
        number = 3 + layout.count("\n")
        starts = []
        for statement, question_id in statements:
            if question_id:
                starts.append((number, question_id))
            lines.append(f"#{statement}")
            number += 1 + statement.count("\n")
        return Source("\n".join([*lines, ""]), tuple(starts))

    def _settings(self, *, space: bool, level: int) -> Data:
        locales = self._request.locales
        return {
            "locales": locales,
            "page": self._request.page,
            "answers": self._request.answers,
            "space": space,
            "depth": level,
            "question-level": level,
            "title": self._title,
            "name": " · ".join(self._title.values()),
            "author": _AUTHOR,
            "keywords": (),
            "serif": self._faces.serif,
            "sans": self._faces.sans,
            "words": {locale: load_interface(locale) for locale in locales},
        }

    # Study books

    def book(self, questions: Sequence[Question], first: int) -> Iterator[tuple[Code, str]]:
        """Write a book: title, contents, chapters, answers, glossary, index."""
        answers = self._request.answers
        numbers = {question.id: number for number, question in enumerate(questions, first)}
        data = {
            question.id: QuestionWriter(self._site, self._texts, question).write(
                numbers[question.id], numbers=numbers
            )
            for question in questions
        }
        chapters = group_chapters(self._site.bank, questions)
        about = describe_book(self._site, self._texts, self._request, chapters)
        held = "".join(to_code(written) for written in data.values())
        yield call("title-page", about), ""
        yield call("contents"), ""
        for chapter, topics in chapters:
            yield self._headed("chapter", chapter), ""
            yield from self._topics(topics, data, "answers" if answers == "key" else "question")
        if answers == "end":
            yield call("plain-chapter", "book.answers"), ""
            for _, topics in chapters:
                yield from self._topics(topics, data, "answers")
        yield call("glossary", list_terms(self._site, self._texts, held)), ""
        yield call("index", list_entries(self._site, self._texts, questions)), ""

    def _topics(
        self,
        topics: Sequence[tuple[Topic, Sequence[Question]]],
        data: Mapping[str, Data],
        function: str,
    ) -> Iterator[tuple[Code, str]]:
        for topic, found in topics:
            yield self._headed("topic", topic), ""
            for question in found:
                yield call(function, data[question.id]), question.id

    def _headed(self, function: str, topic: Topic) -> Code:
        number = self._site.topic_numbers[topic.id]
        return call(function, number, self._texts.plain(topic.title))

    # Papers

    def paper(self, paper: Paper) -> Iterator[tuple[Code, str]]:
        """Write a paper and its key."""
        by_id = self._site.bank.question_by_id
        data: list[list[Data]] = []
        number = 0
        for section in paper.sections:
            written = []
            for entry in section.entries:
                number += 1
                question = QuestionWriter(self._site, self._texts, by_id[entry.question])
                written.append(question.write(number, entry))
            data.append(written)
        yield self._paper_head(paper, number), ""
        if self._request.answers != "key":
            yield from self._sections(paper, data, "question")
        if self._request.answers == "end":
            yield call("plain-chapter", "book.key"), ""
        if self._request.answers in ("end", "key"):
            yield from self._sections(paper, data, "answers")

    def _paper_head(self, paper: Paper, count: int) -> Code:
        facts = {
            locale: translate(
                locale,
                "papers.facts",
                marks=f"{paper.marks:g}",
                minutes=f"{paper.minutes:g}",
                questions=count,
            )
            for locale in self._request.locales
        }
        instructions = [
            self._text(text, f"paper {paper.id}: instructions") for text in paper.instructions
        ]
        return call("paper-head", {"facts": facts, "instructions": instructions})

    def _sections(
        self, paper: Paper, data: Sequence[Sequence[Data]], function: str
    ) -> Iterator[tuple[Code, str]]:
        for section, written in zip(paper.sections, data, strict=True):
            if _is_headed(section):
                yield call("section", self._section(section, paper.id, function)), ""
            for question in written:
                yield call(function, question), question["id"]

    def _section(self, section: PaperSection, paper_id: str, function: str) -> Data:
        where = f"paper {paper_id}: instructions"
        told = section.instructions if function == "question" else None
        return {
            "title": self._texts.plain(section.title) if section.title else None,
            "instructions": self._text(told, where) if told else None,
        }

    def _text(self, text: Localized, where: str) -> Text:
        return self._texts.text(text, no_marks, where)


def _is_headed(section: PaperSection) -> bool:
    return section.title is not None
