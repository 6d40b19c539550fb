"""The manuscript of a book or paper: its settings, and what its volumes hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from studybank.book.asset_data import Data
from studybank.book.code import Code, call
from studybank.book.fonts import Faces
from studybank.book.manuscript import Chapter, Manuscript, Statement, Volume, pack_volumes
from studybank.book.matter_data import (
    Chapters,
    describe_book,
    list_contents,
    list_entries,
    list_terms,
    no_marks,
)
from studybank.book.question_data import QuestionWriter, drop_key, keep_key
from studybank.book.selection import BookRequest, group_chapters
from studybank.book.texts import Text, TextWriter
from studybank.locales import LOCALES, Locale, load_interface, translate
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Paper, PaperSection, Topic
from studybank.site import Site

_AUTHOR: Final = "Studybank"
_PAGES_A_QUESTION: Final = {"a4": 3, "letter": 3, "phone": 8}
"""Hardly more than this, so that there is room for the digits of any page's number."""


def write_book(
    site: Site,
    request: BookRequest,
    questions: Sequence[Question],
    faces: Faces,
    *,
    first: int = 1,
) -> Manuscript:
    """Write a study book.

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
    settings = writer.settings(space=False, level=3, count=len(questions))
    volumes = writer.book(questions, first)
    return Manuscript(settings, volumes, writer.warnings, has_title_page=True)


def write_paper(site: Site, request: BookRequest, paper: Paper, faces: Faces) -> Manuscript:
    """Write a practice paper, its key, or both.

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
    level = 3 if has_sections else 2
    settings = writer.settings(space=request.answers != "key", level=level, count=len(ids))
    volumes = iter([Volume(tuple(writer.paper(paper)))])
    return Manuscript(settings, volumes, writer.warnings)


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
        self._texts = TextWriter(request.locales, site.typeset, question_ids.__contains__, faces)
        self._held: list[Code] = []
        self.warnings = self._texts.warnings

    def settings(self, *, space: bool, level: int, count: int) -> Data:
        """Give what the layout knows as `cfg`."""
        locales = self._request.locales
        return {
            "locales": locales,
            "page": self._request.page,
            "answers": self._request.answers,
            "space": space,
            "question-level": level,
            "digits": max(2, len(f"{count * _PAGES_A_QUESTION[self._request.page]}")),
            "title": self._title,
            "name": " · ".join(self._title.values()),
            "author": _AUTHOR,
            "keywords": (),
            "serif": self._faces.serif,
            "sans": self._faces.sans,
            "words": {locale: load_interface(locale) for locale in locales},
        }

    # Study books

    def book(self, questions: Sequence[Question], first: int) -> Iterator[Volume]:
        """Write a book: title and contents, chapters, answers, glossary, index."""
        site, texts, request = self._site, self._texts, self._request
        numbers = {question.id: number for number, question in enumerate(questions, first)}
        chapters = group_chapters(site.bank, questions)
        about = describe_book(site, texts, request, chapters)
        contents = list_contents(site, texts, request, chapters, numbers)
        front = _call("title-page", about), _call("contents", contents)
        yield Volume(front, prints_pages=True)
        yield from pack_volumes(self._chapters(chapters, numbers))
        index = _call("index", list_entries(site, texts, questions))
        yield Volume((_call("plain-chapter", "book.index", "index"), index), prints_pages=True)

    def _chapters(self, chapters: Chapters, numbers: Mapping[str, int]) -> Iterator[Chapter]:
        function = "answers" if self._request.answers == "key" else "question"
        data: dict[str, Data] = {}
        for chapter, topics in chapters:
            for _, found in topics:
                for question in found:
                    writer = QuestionWriter(self._site, self._texts, question)
                    data[question.id] = writer.write(numbers[question.id], numbers=numbers)
            head = self._headed("chapter", chapter, f"c-{chapter.id}")
            yield head, self._topics(topics, data, function)
        if self._request.answers == "end":
            head = _call("plain-chapter", "book.answers", "answers")
            every = [topic for _, below in chapters for topic in below]
            yield head, self._topics(every, data, "answers")
        terms = _call("glossary", list_terms(self._site, self._texts, "".join(self._held)))
        yield _call("plain-chapter", "page.glossary", "glossary"), [[terms]]

    def _topics(
        self,
        topics: Sequence[tuple[Topic, Sequence[Question]]],
        data: Mapping[str, Data],
        function: str,
    ) -> Iterator[list[Statement]]:
        # In a book with answers at the end, a topic has its questions and its answers.
        begin = "t" if function == "question" or self._request.answers == "key" else "k"
        for topic, found in topics:
            head = self._headed("topic", topic, f"{begin}-{topic.id}")
            yield [head, *((self._question(function, data[q.id]), q.id) for q in found)]

    def _question(self, function: str, question: Data) -> Code:
        """Write a question without what stands elsewhere, or nowhere."""
        if function == "answers":
            question = keep_key(question)
        elif self._request.answers != "place":
            question = drop_key(question)
        written = call(function, question)
        self._held.append(written)
        return written

    def _headed(self, function: str, topic: Topic, name: str) -> Statement:
        number = self._site.topic_numbers[topic.id]
        return _call(function, number, self._texts.plain(topic.title), name)

    # Papers

    def paper(self, paper: Paper) -> Iterator[Statement]:
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
        yield _call("paper-head", self._paper_facts(paper, number))
        if self._request.answers != "key":
            yield from self._sections(paper, data, "question")
        if self._request.answers == "end":
            yield _call("plain-chapter", "book.key", "key")
        if self._request.answers in ("end", "key"):
            yield from self._sections(paper, data, "answers")

    def _paper_facts(self, paper: Paper, count: int) -> Data:
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
        return {"facts": facts, "instructions": instructions}

    def _sections(
        self, paper: Paper, data: Sequence[Sequence[Data]], function: str
    ) -> Iterator[Statement]:
        for section, written in zip(paper.sections, data, strict=True):
            if _is_headed(section):
                yield _call("section", self._section(section, paper.id, function))
            for question in written:
                yield self._question(function, question), question["id"]

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


def _call(function: str, *arguments: object) -> Statement:
    return call(function, *arguments), ""
