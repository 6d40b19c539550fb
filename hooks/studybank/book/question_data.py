"""Questions as Typst data; the layout decides where each piece stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from studybank.book.answer_data import AnswerWriter, bare_marks
from studybank.book.asset_data import Data, Words
from studybank.book.code import Code, to_code
from studybank.locales import Locale, translate
from studybank.model.question import Part, Question
from studybank.model.shared import PaperEntry
from studybank.question_view import Path

_OF_KEY: Final = frozenset(("anchor", "depends", "parts", "key"))


def drop_key(question: Data) -> Data:
    """Give a question whose key stands elsewhere; the layout sees only that there is one."""
    return {**question, "body": _drop_key(question["body"])}


def _drop_key(body: Data) -> Data:
    kept = _map_parts(body, _drop_key)
    return {**kept, "key": {}} if "key" in kept else kept


def keep_key(question: Data) -> Data:
    """Give a question of which nothing but the key is printed."""
    return {**question, "body": _keep_key(question["body"])}


def _keep_key(body: Data) -> Data:
    kept = {name: value for name, value in body.items() if name in _OF_KEY}
    return _map_parts(kept, _keep_key)


def _map_parts(body: Data, change: Callable[[Data], Data]) -> Data:
    if "parts" not in body:
        return body
    return {**body, "parts": [{**part, "body": change(part["body"])} for part in body["parts"]]}


class QuestionWriter(AnswerWriter):
    """Writes one question for a book."""

    def write(
        self,
        number: int,
        entry: PaperEntry | None = None,
        numbers: Mapping[str, int] | None = None,
    ) -> Data:
        """Write the question.

        Args:
            number: Its number in the book.
            entry: What a paper sets of it; all if it is None.
            numbers: Numbers of the book's questions by id. With them the question names its
                series and related questions, which a paper does not.
        """
        question = self.question
        marks = entry.marks if entry and entry.marks else self._entry_marks(entry)
        data = {
            "id": question.id,
            "number": number,
            "title": self._writer.plain(question.title),
            "facts": {locale: self._facts(locale) for locale in self._writer.locales},
            "marks": self._marks(marks),
            "body": self._part(question, (), entry),
            "errata": [
                {
                    "remark": self._words("question.corrected", date=erratum.date),
                    "text": self._line(erratum.text),
                }
                for erratum in question.errata
            ],
        }
        if numbers is None:
            return data
        return {**data, "series": self._series(numbers), "related": self._related(numbers)}

    def _entry_marks(self, entry: PaperEntry | None) -> float:
        if entry is None or not entry.parts:
            return self.total_marks(self.question)
        return sum(
            self.total_marks(child)
            for index, child in enumerate(self.question.parts)
            if self.is_set(self.question, index, entry)
        )

    def _facts(self, locale: Locale) -> str:
        question = self.question
        return _listed(
            "" if question.parts else translate(locale, f"response.{question.response}"),
            translate(locale, "question.level", level=question.level) if question.level else "",
            self._views[locale].minutes(question.minutes) if question.minutes else "",
            translate(locale, "status.draft") if question.status == "draft" else "",
        )

    def _marks(self, marks: float | None) -> Words | None:
        if not marks:
            return None
        return {locale: self.marks(marks, locale) for locale in self._writer.locales}

    # Other questions

    def _series(self, numbers: Mapping[str, int]) -> Data | None:
        """Write the steps of the question's series; one that the book lacks has no number."""
        bank = self.site.bank
        titles = {series.id: series.title for series in bank.topics.series}
        name = self.question.series
        if name not in titles:
            return None
        steps = [question for question in bank.questions if question.series == name]
        return {
            "title": self._writer.plain(titles[name]),
            "steps": [
                {
                    "level": f"{step.level or '?'}",
                    "id": step.id if step.id in numbers else None,
                    "number": self._numbered(numbers.get(step.id)),
                    "here": step.id == self.question.id,
                }
                for step in sorted(steps, key=_level)
            ],
        }

    def _related(self, numbers: Mapping[str, int]) -> list[Data]:
        """Name the related questions that the book holds."""
        by_id = self.site.bank.question_by_id
        return [
            {"id": name, "number": numbers[name], "title": self._writer.plain(by_id[name].title)}
            for name in sorted(set(self.question.related) & numbers.keys(), key=numbers.__getitem__)
        ]

    def _numbered(self, number: int | None) -> Words | None:
        return self._words("book.number", number=number) if number else None

    # Parts

    def _part(self, part: Part, path: Path, entry: PaperEntry | None = None) -> Data:
        children = [
            self._child(part, index, path, entry)
            for index in range(len(part.parts))
            if entry is None or path or self.is_set(part, index, entry)
        ]
        data: dict[str, Any] = {
            "anchor": self.anchor(path),
            "depends": self._dependencies(part, path, entry),
            "constraints": self._lines(part.constraints),
            "stem": self._prose(part.stem),
            "assets": [self._asset(name) for name in self.unplaced_assets(part)],
            "options": [{"id": o.id, "text": self._text(o.text)} for o in part.options],
            "statements": [self._text(statement.text) for statement in part.statements],
            "space": 0 if part.parts else _space(part),
            "parts": children,
            "key": self._key(part),
        }
        return {name: value for name, value in data.items() if value not in (None, [], {}, 0)}

    def _child(self, parent: Part, index: int, path: Path, entry: PaperEntry | None) -> Data:
        child = parent.parts[index]
        child_path = self.child_path(parent, index, path)
        form = child.response if child.response != "open" and not child.parts else None
        return {
            "label": self.label(parent, index, child_path),
            "marks": bare_marks(child.marks),
            "facts": {
                locale: _listed(
                    translate(locale, f"response.{form}") if form else "",
                    self._views[locale].minutes(child.minutes) if child.minutes else "",
                )
                for locale in self._writer.locales
            },
            "body": self._part(child, child_path, entry),
        }

    def _dependencies(
        self, part: Part, path: Path, entry: PaperEntry | None
    ) -> Mapping[Locale, list[Code]]:
        """Name what a part builds on, by locale."""
        targets = self.dependencies(part, entry)
        if not targets:
            return {}
        return {
            locale: [self._dependency(target, path, locale) for target in targets]
            for locale in self._writer.locales
        }

    def _dependency(self, target: str, path: Path, locale: Locale) -> Code:
        label = to_code(self._views[locale].dependency_label(target, path))
        is_part = self.dependency_href(target).startswith("#")
        return label if is_part else self._writer.link(f"q:{target}", label)


def _listed(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def _level(question: Question) -> tuple[int, str]:
    return question.level or 0, question.id


def _space(part: Part) -> int:
    """Give the lines that an answer on paper takes: two a mark, or for what marks are usual."""
    if part.options or part.statements or part.blanks:
        return 0
    return max(3, round(2 * (part.marks or 3)))
