"""What stands before and after the questions of a book, as Typst data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from studybank.book.asset_data import Data, Words
from studybank.book.code import Code, to_code
from studybank.book.selection import BookRequest
from studybank.book.texts import TextWriter
from studybank.indexes import group_by
from studybank.locales import Locale, translate
from studybank.model.question import Question
from studybank.model.shared import Topic
from studybank.prose import Span
from studybank.site import Site

_LICENCE: Final = "https://creativecommons.org/licenses/by-sa/4.0/"
_IN_BOTH: Final = 2

Chapters = Sequence[tuple[Topic, Sequence[tuple[Topic, Sequence[Question]]]]]
"""Chapters with their topics and questions."""


def describe_book(site: Site, texts: TextWriter, request: BookRequest, chapters: Chapters) -> Data:
    """Say on the title page what a book holds."""
    questions = sum(len(found) for _, topics in chapters for _, found in topics)
    topics = sum(len(topics) for _, topics in chapters)
    language = "both" if len(request.locales) == _IN_BOTH else request.locales[0]

    def facts(locale: Locale) -> str:
        counts = [
            _count(locale, "topics.question", questions),
            _count(locale, "book.topic", topics),
        ]
        return " · ".join([*counts, translate(locale, f"book.language_{language}")])

    return {
        "facts": {locale: facts(locale) for locale in request.locales},
        "answers": _words(request, f"book.with_{request.answers}"),
        "licence": _words(request, "book.licence"),
        "licence_url": _LICENCE,
        "chapters": [
            {
                "number": site.topic_numbers[chapter.id],
                "title": texts.plain(chapter.title),
                "count": sum(len(found) for _, found in topics),
            }
            for chapter, topics in chapters
        ],
    }


def _count(locale: Locale, key: str, count: int) -> str:
    return translate(locale, key) if count == 1 else translate(locale, f"{key}s", count=count)


def _words(request: BookRequest, key: str) -> Words:
    return {locale: translate(locale, key) for locale in request.locales}


def list_contents(
    site: Site,
    texts: TextWriter,
    request: BookRequest,
    chapters: Chapters,
    numbers: Mapping[str, int],
) -> list[Data]:
    """Write the lines of the contents: level, what it leads to, number, and title by locale."""
    home = "a" if request.answers == "key" else "q"
    lines: list[Data] = []

    def add(level: int, to: str, number: object, title: Mapping[str, str] | Words) -> None:
        lines.append({"level": level, "to": to, "number": f"{number}", "title": title})

    for chapter, topics in chapters:
        add(1, f"c-{chapter.id}", site.topic_numbers[chapter.id], texts.plain(chapter.title))
        for topic, questions in topics:
            add(2, f"t-{topic.id}", site.topic_numbers[topic.id], texts.plain(topic.title))
            for question in questions:
                title = texts.plain(question.title)
                add(3, f"{home}-{question.id}", numbers[question.id], title)
    if request.answers == "end":
        add(1, "answers", "", _words(request, "book.answers"))
        for _, topics in chapters:
            for topic, _ in topics:
                add(2, f"k-{topic.id}", site.topic_numbers[topic.id], texts.plain(topic.title))
    add(1, "glossary", "", _words(request, "page.glossary"))
    add(1, "index", "", _words(request, "book.index"))
    return lines


def list_terms(site: Site, texts: TextWriter, held: str) -> list[Data]:
    """Write the glossary, in the order of the main language.

    Args:
        site: The bank.
        texts: Writes the definitions.
        held: What the book holds; a term that does not occur in it is left out.
    """
    main = texts.locales[0]
    held = held.lower()
    terms = sorted(
        (term for term in site.bank.glossary.terms if term.en.lower() in held or term.zh in held),
        key=lambda term: term.en.lower() if main == "en" else term.zh,
    )
    return [
        {
            "names": {"en": term.en, "zh": term.zh},
            "definition": texts.text(term.definition, no_marks, f"glossary {term.id}")
            if term.definition
            else None,
        }
        for term in terms
    ]


def list_entries(site: Site, texts: TextWriter, questions: Sequence[Question]) -> list[Data]:
    """Write the index: topics and tags with the questions they have."""
    topics = site.bank.topic_by_id
    main = texts.locales[0]
    entries: list[tuple[str, Data]] = [
        (
            (topics[group.anchor].title.get(main) or "").lower(),
            {
                "title": texts.plain(topics[group.anchor].title),
                "questions": [question.id for question in group.questions],
            },
        )
        for group in group_by(questions, lambda question: [question.topic])
    ]
    entries += [
        (
            group.anchor,
            {"title": to_code(group.anchor), "questions": [q.id for q in group.questions]},
        )
        for group in group_by(questions, lambda question: question.tags)
    ]
    return [entry for _, entry in sorted(entries, key=lambda item: item[0])]


def no_marks(span: Span, _: Locale) -> Code:
    """Give a mark's text, where none has a meaning."""
    return to_code(span.content)
