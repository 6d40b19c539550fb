"""Questions as Typst data; the layout decides where each piece stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from studybank.book.code import Code, call, join, to_code
from studybank.book.texts import Text, TextWriter
from studybank.locales import LOCALES, Locale, translate
from studybank.model.answer import Answer, Note, Reference, SelfCheck
from studybank.model.assets import Asset, Figure, Math, Matrix, Table
from studybank.model.assets import Code as Listing
from studybank.model.fields import Localized
from studybank.model.question import Option, Part, Question, Statement
from studybank.model.shared import PaperEntry
from studybank.prose import Span
from studybank.question_view import Path, QuestionView
from studybank.site import Site

Data = Mapping[str, Any]

_SPACE: Final = to_code(" ")


class QuestionWriter(QuestionView):
    """Writes one question for a book."""

    def __init__(self, site: Site, writer: TextWriter, question: Question) -> None:
        super().__init__(site, writer.locales[0], question)
        self._writer = writer

    def write(self, number: int, entry: PaperEntry | None = None) -> Data:
        """Write the question.

        Args:
            number: Its number in the book.
            entry: What a paper sets of it; all if it is None.
        """
        question = self.question
        marks = entry.marks if entry and entry.marks else self._entry_marks(entry)
        return {
            "id": question.id,
            "number": number,
            "title": self._writer.plain(question.title),
            "facts": [self._facts(locale) for locale in self._writer.locales],
            "marks": self._marks(marks),
            "body": self._part(question, (), entry),
            "errata": [
                {
                    "remark": {
                        locale: translate(locale, "question.corrected", date=erratum.date)
                        for locale in self._writer.locales
                    },
                    "text": self._line(erratum.text),
                }
                for erratum in question.errata
            ],
        }

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
        facts = [
            "" if question.parts else translate(locale, f"response.{question.response}"),
            translate(locale, "question.level", level=question.level) if question.level else "",
            self.minutes(question.minutes) if question.minutes else "",
            translate(locale, "status.draft") if question.status == "draft" else "",
        ]
        return " · ".join(fact for fact in facts if fact)

    def _marks(self, marks: float | None) -> Mapping[str, str] | None:
        if not marks:
            return None
        return {locale: self.marks(marks, locale) for locale in self._writer.locales}

    # Parts

    def _part(self, part: Part, path: Path, entry: PaperEntry | None = None) -> Data:
        children = [
            self._child(part, index, path)
            for index in range(len(part.parts))
            if entry is None or self.is_set(part, index, entry)
        ]
        data: dict[str, Any] = {
            "anchor": self.anchor(path),
            "depends": [self._dependency(target, path) for target in part.depends_on],
            "constraints": self._lines(part.constraints),
            "stem": self._prose(part.stem),
            "assets": [self._asset(name) for name in self.unplaced_assets(part)],
            "options": [{"id": o.id, "text": self._text(o.text)} for o in part.options],
            "statements": [self._text(statement.text) for statement in part.statements],
            "space": 0 if part.parts else self._space(part),
            "parts": children,
            "key": self._key(part),
        }
        return {name: value for name, value in data.items() if value not in (None, [], {}, 0)}

    def _child(self, parent: Part, index: int, path: Path) -> Data:
        child = parent.parts[index]
        child_path = self.child_path(parent, index, path)
        form = child.response if child.response != "open" and not child.parts else None
        facts = [
            [
                translate(locale, f"response.{form}") if form else "",
                self.minutes(child.minutes) if child.minutes else "",
            ]
            for locale in self._writer.locales
        ]
        return {
            "label": self.label(parent, index, child_path),
            "marks": _bare(child.marks),
            "facts": [" · ".join(fact for fact in pair if fact) for pair in facts],
            "body": self._part(child, child_path),
        }

    def _dependency(self, target: str, path: Path) -> Code:
        label = to_code(self.dependency_label(target, path))
        is_part = self.dependency_href(target).startswith("#")
        return label if is_part else self._writer.link(f"q:{target}", label)

    def _space(self, part: Part) -> int:
        """Give the lines that an answer on paper takes: two a mark, or for what marks are usual."""
        if part.options or part.statements or part.blanks:
            return 0
        return max(3, round(2 * (part.marks or 3)))

    # Answers

    def _key(self, part: Part) -> Data:
        main = self.main_answers(part)
        data: dict[str, Any] = {
            "approach": self._prose(part.approach),
            "self_check": [self._check(item) for item in part.self_check],
            "resolution": self._prose(part.resolution),
            "options": [self._verdict(o.id, o.verdict, o) for o in part.options],
            "statements": [
                self._verdict(str(number), statement.truth, statement)
                for number, statement in enumerate(part.statements, 1)
            ],
            "blanks": [
                {
                    "id": blank.id,
                    "accept": {
                        locale: translate(locale, "answer.or").join(self.accepted(blank, locale))
                        for locale in self._writer.locales
                    },
                    "rationale": self._text(blank.rationale) if blank.rationale else None,
                }
                for blank in part.blanks
            ],
            "answers": [self._answer(answer, alone=len(main) == 1) for answer in main],
            "others": [self._answer(answer, alone=False) for answer in self.other_answers(part)],
            "rubric": self._rubric(part),
            "notes": [self._note(note) for note in part.notes],
            "references": [_reference(reference) for reference in part.references],
            "follow_ups": [
                {
                    "stem": self._prose(follow_up.stem),
                    "answers": [
                        self._answer(answer, alone=len(follow_up.answers) == 1)
                        for answer in follow_up.answers
                    ],
                }
                for follow_up in part.follow_ups
            ],
            "wanted": self.is_wanted(part),
        }
        return {name: value for name, value in data.items() if value not in (None, [], {}, False)}

    def _check(self, item: SelfCheck) -> Text:
        text = self._line(item.text)
        if item.expect == "present" or isinstance(text, Code):
            return text
        return {
            locale: join([call("strong", translate(locale, "self_check.absent")), _SPACE, found])
            for locale, found in text.items()
        }

    def _verdict(self, label: str, verdict: str, item: Option | Statement) -> Data:
        return {
            "id": label,
            "verdict": verdict,
            "rationale": self._text(item.rationale) if item.rationale else None,
        }

    def _answer(self, answer: Answer, *, alone: bool) -> Data:
        plain_role = alone and answer.role == "reference" and answer.by == "maintainers"
        return {
            "by": None if plain_role else [self._by(answer, loc) for loc in self._writer.locales],
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
            chosen = ", ".join(answer.selected) or translate(locale, "answer.none")
            facts.append(f"{translate(locale, 'answer.selected')} {chosen}")
        return " · ".join(fact for fact in facts if fact)

    def _rubric(self, part: Part) -> Data | None:
        if part.rubric is None:
            return None
        any_of = part.rubric.any
        return {
            "any": any_of
            and {loc: translate(loc, "answer.any", count=any_of) for loc in self._writer.locales},
            "points": [
                {"text": self._line(point.text), "marks": _bare(point.marks)}
                for point in part.rubric.points
            ],
        }

    def _note(self, note: Note) -> Data:
        return {
            "kind": note.kind,
            "source": self.source_name(note.source) if note.source else None,
            "body": self._prose(note.body),
        }

    # Texts and assets

    def _text(self, text: Localized) -> Text:
        return self._writer.text(text, self._mark, self._where(text))

    def _line(self, text: Localized) -> Text:
        return self._writer.text(text, self._mark, self._where(text), inline=True)

    def _where(self, text: Localized) -> str:
        return f"{self.question.id}: {self._field_of(text) or 'text'}"

    def _lines(self, texts: Iterable[Localized]) -> list[Text]:
        return [self._line(text) for text in texts]

    def _prose(self, text: Localized | None) -> list[Data] | None:
        """Write a text that assets may stand in, as texts and assets in turn."""
        if text is None:
            return None
        return [
            self._asset(piece.asset)
            if piece.asset
            else {"kind": "text", "text": self._text(piece.text or text)}
            for piece in self.pieces(text)
        ]

    def _mark(self, span: Span, locale: Locale) -> Code:
        asset = self.assets.get(span.content)
        if asset is None:
            return call("gap", span.content)
        word = translate(locale, "code_role.output" if isinstance(asset, Listing) else "asset.math")
        label = self.asset_label(asset, locale) or word
        return call("asset-link", self.asset_anchor(asset), label)

    def _asset(self, asset_id: str) -> Data:
        asset = self.assets[asset_id]
        labels = {loc: self.asset_label(asset, loc) for loc in self._writer.locales}
        return {
            "kind": asset.type,
            "anchor": self.asset_anchor(asset),
            "label": labels if any(labels.values()) else None,
            "caption": self._line(asset.caption) if asset.caption else None,
            **self._content(asset),
        }

    def _content(self, asset: Asset) -> Data:
        match asset:
            case Figure():
                sources = {
                    loc: (asset.src.en if loc == "en" else asset.src.zh) or asset.src.all
                    for loc in self._writer.locales
                }
                alts = self._writer.plain(asset.alt)
                return {
                    "pictures": [
                        {"src": f"/{source}", "alt": alts[loc], "locale": loc}
                        for loc, source in sources.items()
                        if source
                    ][: len(set(sources.values()))]
                }
            case Listing():
                return {
                    "text": asset.text.rstrip("\n"),
                    "lang": asset.lang,
                    "role": asset.role,
                    "line_numbers": asset.line_numbers,
                    "highlight": list(asset.highlight),
                }
            case Table():
                return {
                    "columns": self._lines(asset.columns),
                    "rows": [self._lines(row) for row in asset.rows],
                }
            case Matrix() | Math():
                where = f"{self.question.id}: {asset.id}"
                tex = self.asset_tex(asset)
                return {"formula": self._writer.formula(tex, where, display=True)}


def _bare(marks: float | None) -> Code | None:
    return to_code(f"[{marks:g}]") if marks else None


def _reference(reference: Reference) -> Data:
    year = f" ({reference.year})" if reference.year else ""
    before = f"{reference.authors}{year}. " if reference.authors else ""
    return {
        "before": before,
        "title": reference.title,
        "after": "" if before else year,
        "url": reference.url,
    }
