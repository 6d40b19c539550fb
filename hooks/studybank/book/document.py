"""The Typst source of a book or paper: settings, the layout, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from studybank.book.code import Code, call, to_code
from studybank.book.fonts import Faces
from studybank.book.question_data import Data, QuestionWriter
from studybank.book.selection import BookRequest, group_chapters
from studybank.book.texts import Text, TextWriter
from studybank.indexes import group_by
from studybank.locales import LOCALES, Locale, load_interface, translate
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Paper, PaperSection, Topic
from studybank.prose import Span
from studybank.site import Site

_LAYOUT: Final = Path(__file__).parent.parent / "templates/book/layout.typ"
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
        layout = _LAYOUT.read_text("utf-8").rstrip()
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
        data = {
            question.id: QuestionWriter(self._site, self._texts, question).write(number)
            for number, question in enumerate(questions, first)
        }
        counts = {
            locale: translate(locale, "topics.questions", count=len(questions))
            for locale in self._request.locales
        }
        yield call("title-page", [counts]), ""
        yield call("contents"), ""
        chapters = group_chapters(self._site.bank, questions)
        for chapter, topics in chapters:
            yield self._headed("chapter", chapter), ""
            yield from self._topics(topics, data, "answers" if answers == "key" else "question")
        if answers == "end":
            yield call("plain-chapter", "book.answers"), ""
            for _, topics in chapters:
                yield from self._topics(topics, data, "answers")
        yield self._glossary(), ""
        yield self._index(questions), ""

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

    def _glossary(self) -> Code:
        main = self._request.locales[0]
        terms = sorted(
            self._site.bank.glossary.terms,
            key=lambda term: term.en.lower() if main == "en" else term.zh,
        )
        rows: list[Data] = [
            {
                "first": term.en if main == "en" else term.zh,
                "second": term.zh if main == "en" else term.en,
                "definition": self._text(term.definition, f"glossary {term.id}")
                if term.definition
                else None,
            }
            for term in terms
        ]
        return call("glossary", rows)

    def _index(self, questions: Sequence[Question]) -> Code:
        topics = self._site.bank.topic_by_id
        groups = group_by(questions, lambda question: [question.topic])
        main = self._request.locales[0]
        entries: list[tuple[str, Data]] = [
            (
                (topics[group.anchor].title.get(main) or "").lower(),
                {
                    "title": self._texts.plain(topics[group.anchor].title),
                    "questions": [question.id for question in group.questions],
                },
            )
            for group in groups
        ]
        entries += [
            (
                group.anchor,
                {"title": to_code(group.anchor), "questions": [q.id for q in group.questions]},
            )
            for group in group_by(questions, lambda question: question.tags)
        ]
        return call("index", [entry for _, entry in sorted(entries, key=lambda item: item[0])])

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
        return self._texts.text(text, _no_marks, where)


def _is_headed(section: PaperSection) -> bool:
    return section.title is not None


def _no_marks(span: Span, _: Locale) -> Code:
    return to_code(span.content)
