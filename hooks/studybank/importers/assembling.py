"""From tokens to raw questions: what belongs to which question, part and field."""

from __future__ import annotations

from collections.abc import Sequence

from studybank.importers.lines import Line, trim
from studybank.importers.lookahead import (
    ONE_PARAGRAPH,
    asks,
    has_own_answer,
    has_second_option,
    is_before_question,
    is_list_going_on,
    is_list_of_asks,
    is_prose,
    may_be_list,
    names_label,
)
from studybank.importers.ordinals import ordinal
from studybank.importers.raw import RawField, RawFollowUp, RawOption, RawPart, RawQuestion
from studybank.importers.recording import OUTSIDE, Recorder
from studybank.importers.tokens import Token


class Assembler:
    """Goes through the tokens of a document once.

    Attributes:
        questions: Questions found so far.
        report: What was recognised or left out so far.
    """

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.questions: list[RawQuestion] = []
        self.report = Recorder()
        self.headings: list[tuple[int, str]] = []
        self.level = 0  # depth of the current question's heading
        self.path: list[RawPart] = []  # question, part, part below …
        self.field: RawField | None = None
        self.outer: RawField | None = None  # what a field of one paragraph interrupts
        self.option: RawOption | None = None
        self.follow_up: RawFollowUp | None = None
        self.is_shared = False  # one answer that goes through the parts by their labels

    def run(self) -> None:
        """Assemble all questions."""
        for index, token in enumerate(self.tokens):
            self.at = index
            if token.kind == "question":
                self._open_question(token)
            elif token.kind == "heading" and self._is_section(token):
                self._open_section(token)
            elif token.kind == "left":
                self.report.leave(token, token.what)
            elif not self.questions or not self.path:
                if token.kind != "blank":
                    self.report.leave(token, OUTSIDE)
            else:
                self._take(token)
                if token.kind != "blank":
                    self.questions[-1].last = token.number

    # Where questions begin and end

    def _open_question(self, token: Token) -> None:
        values = dict(token.values)
        title_only, second = bool(values.pop("title_only", False)), values.pop("second", "")
        values.pop("strong", None)
        text = [Line(token.number, token.text)] if token.text else []
        question = RawQuestion(
            label=token.label,
            number=token.number,
            stem=[] if title_only and not asks(token.text) else text,
            title=text if title_only and not asks(token.text) else [],
            second=second,
            values=values,
            headings=tuple(title for _, title in self.headings),
            last=token.number,
        )
        self.questions.append(question)
        self.level = token.level
        self.path = [question]
        self._close()
        self.report.recognise(token)

    def _is_section(self, token: Token) -> bool:
        if not self.path or (self.level and token.level <= self.level):
            return True
        if self.level:
            return False
        return is_before_question(self.tokens[self.at + 1 :])

    def _open_section(self, token: Token) -> None:
        self.headings = [entry for entry in self.headings if entry[0] < token.level]
        self.headings.append((token.level, token.text))
        self.path = []
        self.report.recognise_heading(token)

    def _close(self) -> None:
        self.field = self.outer = self.option = self.follow_up = None
        self.is_shared = False

    # What a question is made of

    def _take(self, token: Token) -> None:
        match token.kind:
            case "part" if self._open_part(token):
                return
            case "option" if self._open_option(token):
                return
            case "follow_up":
                self._open_follow_up(token)
            case "field":
                self._open_field(token)
            case "heading":
                self.report.recognise(token)
                self._add(Line(token.number, f"**{token.text}**"), apart=True)
            case "code":
                if token.marker:
                    self.report.recognise(token)
                self._add(Line(token.number, token.text))
            case "blank":
                self._add_blank(token)
            case _:
                line, part = Line(token.number, token.raw or token.text), self.path[-1]
                is_stem = self._target() is part.stem
                self._add(self.report.take_marks(line, part.values) if is_stem else line)

    def _target(self) -> list[Line]:
        if self.option is not None:
            return self.option.lines
        if self.field is not None:
            return self.field.lines
        if self.follow_up is not None:
            return self.follow_up.lines
        return self.path[-1].stem

    def _add(self, line: Line, *, apart: bool = False) -> None:
        target = self._target()
        if apart:
            target.append(Line(line.number, ""))
        target.append(line)
        if apart:
            target.append(Line(line.number, ""))

    def _add_blank(self, token: Token) -> None:
        if self.option is not None and self.field is None:
            self.option = None
        field = self.field
        if field is not None and field.name in ONE_PARAGRAPH and trim(field.lines):
            if not is_list_going_on(field.lines, self.tokens[self.at :]):
                self.field, self.outer = self.outer, None
            return
        self._target().append(Line(token.number, ""))

    def _open_part(self, token: Token) -> bool:
        """Begin a part, or the answer to one; refuse what is only a list."""
        if self.follow_up is not None:
            return False
        number = ordinal(token.label, token.style)
        siblings, depth = self._siblings(token)
        known = next((part for part in siblings if ordinal(part.label, part.style) == number), None)
        if self.field is not None and known is not None:
            return self._answer_part(token, known, depth)
        if not self._begins_part(token, siblings, number):
            return False
        self.report.recognise(token)
        self._close()
        part = RawPart(token.label, token.style, token.number, values=dict(token.values))
        siblings.append(part)
        self.path = [*self.path[:depth], part]
        if token.text:
            part.stem.append(Line(token.number, token.text))
        return True

    def _answer_part(self, token: Token, part: RawPart, depth: int) -> bool:
        """Go on with an answer to all parts at the part that a label names."""
        above = self.field
        is_common = self.is_shared or len(self.path) == depth
        if above is None or above.name != "answer" or not token.text or not is_common:
            return False
        self.is_shared = True
        self.report.recognise(token)
        self.path = [*self.path[:depth], part]
        self.field = RawField("answer", token.number, locale=above.locale, by=above.by)
        part.fields.append(self.field)
        self._add(Line(token.number, token.text))
        return True

    def _begins_part(self, token: Token, siblings: Sequence[RawPart], number: int) -> bool:
        if number != len(siblings) + 1 or (siblings and siblings[-1].style != token.style):
            return False
        if self.field is not None and not any(part.fields for part in siblings):
            return False
        if self.field is not None and may_be_list(token):
            return has_own_answer(self.tokens[self.at :])
        if not siblings and names_label(self.path[-1].stem, token):
            return False
        is_first = not siblings and may_be_list(token)
        return not is_first or is_list_of_asks(self.tokens[self.at :])

    def _siblings(self, token: Token) -> tuple[list[RawPart], int]:
        """Find the parts that a label of this style goes on with."""
        for depth in range(len(self.path), 0, -1):
            parts = self.path[depth - 1].parts
            if parts and parts[0].style == token.style:
                return parts, depth
        return self.path[-1].parts, len(self.path)

    def _open_option(self, token: Token) -> bool:
        part = self.path[-1]
        known = next((option for option in part.options if option.letter == token.label), None)
        if self.field is None and known is not None and token.values.get("judged"):
            self.report.recognise(token)
            known.reasons.append(("", Line(token.number, token.text)))
            self.option = None
            return True
        if self.field is not None:
            if known is None or self.field.name not in (
                "answer",
                "rationale",
                "result",
                "analysis",
            ):
                return False
            self.report.recognise(token)
            known.reasons.append((self.field.by, Line(token.number, token.text)))
            return True
        if self.follow_up is not None or len(part.options) != ord(token.label) - ord("A"):
            return False
        if not part.options and not has_second_option(self.tokens[self.at + 1 :]):
            return False
        self.report.recognise(token)
        ticked = bool(token.values.get("ticked"))
        self.option = RawOption(token.label, [Line(token.number, token.text)], ticked=ticked)
        part.options.append(self.option)
        return True

    def _open_follow_up(self, token: Token) -> None:
        self.report.recognise(token)
        self._close()
        self.path = self.path[:1]
        lines = [Line(token.number, token.text)] if token.text else []
        last = self.path[0].follow_ups[-1:]
        if last and not trim(last[0].lines) and not last[0].answer:
            last[0].lines.extend(lines)
            self.follow_up = last[0]
            return
        self.follow_up = RawFollowUp(lines)
        self.path[0].follow_ups.append(self.follow_up)

    def _open_field(self, token: Token) -> None:
        in_answer = self.field is not None and self.field.name == "answer"
        if in_answer and is_prose(token, has_options=bool(self.path[-1].options)):
            self._add(Line(token.number, token.raw))
            return
        self.report.recognise(token)
        assert token.field is not None  # noqa: S101 - what makes a token a field
        new = RawField(token.field, token.number, [], token.locale, token.by, token.label)
        if token.text:
            new.lines.append(Line(token.number, token.text))
        self.option = None
        if self.follow_up is not None and token.field == "answer":
            self.follow_up.answer.append(new)
            self.field, self.outer = new, None
            return
        if self.follow_up is not None:
            self.follow_up = None
        if token.field == "stem" and self.field is None:
            self.path[-1].stem.extend(new.lines)
            return
        self.is_shared = False
        part = self._owner(new)
        in_answer = self.field is not None and self.field.name not in ONE_PARAGRAPH
        self.outer = self.field if in_answer and token.field in ONE_PARAGRAPH else None
        part.fields.append(new)
        self.field = new

    def _owner(self, new: RawField) -> RawPart:
        """Find the part that a field is for: the current one, the named one, or the question."""
        question = self.path[0]
        if new.label:
            for part in reversed([*self.path[1:], *question.parts]):
                for sibling in [*part.parts, part]:
                    if sibling.label == new.label.lower():
                        new.label = ""
                        self.path = [question, sibling]
                        return sibling
        current = self.path[-1]
        others = [part for part in question.parts if part not in self.path]
        first = not any(part.fields or part.parts for part in question.parts)
        if others and first and self.field is None:
            # Nothing is said of any part yet: what follows is said of all.
            self.path = [question]
            return question
        return current
