"""The key of a question as Typst data: approach, self-check, answers, marking and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from studybank.book.asset_data import Data, PieceWriter
from studybank.book.code import Code, call, join, to_code
from studybank.book.texts import Text
from studybank.locales import LOCALES, Locale, translate
from studybank.model.answer import Answer, FollowUp, Note, Reference, SelfCheck
from studybank.model.question import Blank, Option, Part, Statement


class AnswerWriter(PieceWriter):
    """Writes the keys of one question for a book."""

    def _key(self, part: Part) -> Data:
        main = self.main_answers(part)
        data: dict[str, Any] = {
            "approach": self._prose(part.approach),
            "self_check": [self._check(item) for item in part.self_check],
            "resolution": self._prose(part.resolution),
            "options": [self._verdict(o.id, o.verdict, o) for o in part.options],
            "statements": [
                self._verdict(f"{number}.", statement.truth, statement)
                for number, statement in enumerate(part.statements, 1)
            ],
            "blanks": [self._blank(blank) for blank in part.blanks],
            "answers": [self._answer(answer, alone=len(main) == 1) for answer in main],
            "others": [self._answer(answer, alone=False) for answer in self.other_answers(part)],
            "rubric": self._rubric(part),
            "notes": [self._note(note) for note in part.notes],
            "follow_ups": [self._follow_up(follow_up) for follow_up in part.follow_ups],
            "references": [_reference(reference) for reference in part.references],
            "wanted": self.is_wanted(part),
        }
        return {name: value for name, value in data.items() if value not in (None, [], {}, False)}

    def _check(self, item: SelfCheck) -> Text:
        text = self._line(item.text)
        if item.expect == "present" or isinstance(text, Code):
            return text
        return {
            locale: join([call("strong", f"{translate(locale, 'self_check.absent')} "), found])
            for locale, found in text.items()
        }

    def _verdict(self, label: str, verdict: str, item: Option | Statement) -> Data:
        return {
            "id": label,
            "verdict": verdict,
            "rationale": self._text(item.rationale) if item.rationale else None,
        }

    def _blank(self, blank: Blank) -> Data:
        return {
            "id": blank.id,
            "accept": {
                locale: self._alternatives(self.accepted(blank, locale), locale)
                for locale in self._writer.locales
            },
            "rationale": self._text(blank.rationale) if blank.rationale else None,
        }

    def _alternatives(self, words: Sequence[str], locale: Locale) -> Code:
        either = translate(locale, "answer.or")
        between = to_code(either.strip() if locale == "zh" else either)
        pieces: list[Code] = []
        for word in words:
            pieces += [between] if pieces else []
            pieces.append(call("strong", word))
        return join(pieces)

    def _answer(self, answer: Answer, *, alone: bool) -> Data:
        plain_role = alone and answer.role == "reference" and answer.by == "maintainers"
        by = {locale: self._by(answer, locale) for locale in self._writer.locales}
        return {
            "by": None if plain_role else by,
            "analysis": self._prose(answer.analysis),
            "body": self._prose(answer.body),
            "assets": [self._asset(name) for name in self.unplaced_assets(answer)],
            "result": self._text(answer.result) if answer.result else None,
        }

    def _by(self, answer: Answer, locale: Locale) -> str:
        name = self.answerer(answer.by)
        facts = [
            translate(locale, f"role.{answer.role}"),
            name.get(locale) or name.get(LOCALES[0]) or "",
            translate(locale, "answer.example") if answer.example else "",
        ]
        if answer.selected is not None:
            comma = translate(locale, "list.separator")
            chosen = comma.join(answer.selected) or translate(locale, "answer.none")
            facts.append(f"{translate(locale, 'answer.selected')} {chosen}")
        return " · ".join(fact for fact in facts if fact)

    def _rubric(self, part: Part) -> Data | None:
        if part.rubric is None:
            return None
        any_of = part.rubric.any
        return {
            "name": {
                locale: " · ".join((name, translate(locale, "answer.any", count=any_of)))
                if any_of
                else name
                for locale, name in self._words("answer.rubric").items()
            },
            "points": [
                {"text": self._line(point.text), "marks": bare_marks(point.marks)}
                for point in part.rubric.points
            ],
        }

    def _note(self, note: Note) -> Data:
        name = dict(self._words(f"note.{note.kind}"))
        if note.source:
            name = {
                locale: f"{word} · {self._views[locale].source_name(note.source)}"
                for locale, word in name.items()
            }
        return {"name": name, "body": self._prose(note.body)}

    def _follow_up(self, follow_up: FollowUp) -> Data:
        return {
            "stem": self._prose(follow_up.stem),
            "answers": [
                self._answer(answer, alone=len(follow_up.answers) == 1)
                for answer in follow_up.answers
            ],
        }


def bare_marks(marks: float | None) -> str | None:
    """Write marks without their unit, as they stand in a margin."""
    return f"[{marks:g}]" if marks else None


def _reference(reference: Reference) -> Data:
    year = f" ({reference.year})" if reference.year else ""
    before = f"{reference.authors}{year}. " if reference.authors else ""
    return {
        "before": before,
        "title": reference.title,
        "after": "" if before else year,
        "url": reference.url,
        "shown": _readable(reference.url) if reference.url else None,
    }


def _readable(url: str) -> str:
    """Write an address as one reads it."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")
