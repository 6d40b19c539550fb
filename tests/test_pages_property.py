"""Whatever a question holds, a page shows each of its texts once in each language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from html_reading import Element, read_html
from studybank.locales import HTML_LANG, LOCALES, Locale
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.model.shared import Glossary, Sources, Topics
from studybank.question_view import QuestionView
from studybank.site import Site

_SNIPPETS = (
    *(
        "net",
        "过拟合",
        "，",
        "a < b",
        "<b>",
        "&amp;",
        "R&D",
        '"said"',
        "it's",
        "$x$",
        "{{y}}",
        "5 %",
    ),
)
_WORDS = st.lists(st.sampled_from(_SNIPPETS), max_size=3).map(" ".join)
_TAGS = frozenset(
    (
        *("main", "article", "header", "footer", "section", "aside", "div", "p", "span", "h2", "a"),
        *("strong", "details", "summary", "ul", "ol", "li", "button", "label", "input", "pre"),
        *("code", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td"),
    )
)
_ATTRIBUTES = re.compile(
    r"class|id|href|rel|lang|type|title|start|aria-[a-z]+|data-sb-[a-z-]+|scope|hidden|checked"
)

_Draw = Callable[[st.SearchStrategy[Any]], Any]


class _Maker:
    """Makes a question; every text holds a mark of its own."""

    def __init__(self, draw: _Draw) -> None:
        self.draw = draw
        self.marks: list[int] = []

    def text(self) -> dict[str, str]:
        number = len(self.marks)
        self.marks.append(number)
        before, after = self.draw(_WORDS), self.draw(_WORDS)
        return {loc: f"w {before} ⟨{number}{loc}⟩ {after}".strip() for loc in LOCALES}

    def maybe(self, make: Callable[[], Any]) -> Any:
        return make() if self.draw(st.booleans()) else None

    def some(self, make: Callable[[], Any], most: int = 2) -> list[Any]:
        return [make() for _ in range(self.draw(st.integers(0, most)))]

    def answer(self) -> dict[str, Any]:
        return {
            "role": self.draw(st.sampled_from(["reference", "model", "alternative", "disputed"])),
            "example": self.draw(st.booleans()),
            "analysis": self.maybe(self.text),
            "body": self.text(),
            "result": self.maybe(self.text),
            "selected": self.draw(st.sampled_from([None, [], ["A"], ["A", "B"]])),
        }

    def table(self, name: str) -> dict[str, Any]:
        rows = self.some(lambda: [self.text(), self.text()])
        columns = [self.text(), self.text()]
        caption = self.maybe(self.text)
        return {"type": "table", "id": name, "columns": columns, "rows": rows, "caption": caption}

    def option(self, letter: str) -> dict[str, Any]:
        verdict = self.draw(st.sampled_from(["correct", "incorrect", "partly", "depends"]))
        return {
            "id": letter,
            "text": self.text(),
            "verdict": verdict,
            "rationale": self.maybe(self.text),
        }

    def statement(self) -> dict[str, Any]:
        truth = self.draw(st.sampled_from(["true", "false", "depends"]))
        return {"text": self.text(), "truth": truth, "rationale": self.maybe(self.text)}

    def note(self) -> dict[str, Any]:
        kind = self.draw(st.sampled_from(["note", "warning", "doubt", "tip", "examiner"]))
        return {"kind": kind, "body": self.text()}

    def part(self, name: str, depth: int) -> dict[str, Any]:
        expect = st.sampled_from(["present", "absent"])
        stem = self.text()
        assets = [self.table(f"{name}x")] if self.draw(st.booleans()) else []
        if assets and self.draw(st.booleans()):
            stem = {loc: f"{text}\n\n[[{name}x]]\n\nlast" for loc, text in stem.items()}
        follow_ups = self.some(
            lambda: {"stem": self.text(), "answers": self.some(self.answer)}, most=1
        )
        numbering = self.draw(st.sampled_from(["alpha", "roman", "decimal", "none"]))
        parts = range(self.draw(st.integers(0, 2)) if depth else 0)
        return {
            "marks": self.draw(st.sampled_from([None, 1, 2.5])),
            "constraints": self.some(self.text),
            "stem": stem,
            "assets": assets,
            "numbering": numbering,
            "parts": [self.part(f"{name}{index}", depth - 1) for index in parts],
            "options": [self.option(letter) for letter in "ABC"[: self.draw(st.integers(0, 3))]],
            "statements": self.some(self.statement),
            "approach": self.maybe(self.text),
            "self_check": self.some(lambda: {"text": self.text(), "expect": self.draw(expect)}),
            "rubric": self.maybe(lambda: {"points": [{"text": self.text()}]}),
            "answers": self.some(self.answer, most=3),
            "resolution": self.maybe(self.text),
            "follow_ups": follow_ups,
            "notes": self.some(self.note),
        }

    def question(self) -> Question:
        data = self.part("p", 2)
        errata = self.some(lambda: {"date": "2026-05", "text": self.text()})
        title = {"en": self.draw(_WORDS) or "T", "zh": self.draw(_WORDS) or "题"}
        status = self.draw(st.sampled_from(["draft", "reviewed", "unanswered"]))
        own = {"id": "sample", "topic": "t", "title": title, "errata": errata, "status": status}
        return Question.model_validate({**data, **own})


@st.composite
def _questions(draw: _Draw) -> tuple[Question, list[int]]:
    maker = _Maker(draw)
    return maker.question(), maker.marks


def _render(question: Question, locale: Locale) -> list[Element]:
    bank = Bank(Topics(topics=()), (question,), Glossary(terms=()), Sources())
    view = QuestionView(Site(bank, {}, frozenset(), {}, "e/"), locale, question)
    html = view.render()
    return read_html(f'<main lang="{HTML_LANG[locale]}">{html}</main>')


def _find_marks(elements: list[Element]) -> Counter[tuple[str, str]]:
    return Counter(
        (mark, element.language)
        for element in elements
        if not element.is_inside("sb-visually-hidden")
        for text in element.texts
        for mark in re.findall(r"⟨(\d+\w\w)⟩", text)
    )


@settings(max_examples=60)
@given(_questions())
def test_every_text_stands_once_in_each_language(made: tuple[Question, list[int]]) -> None:
    question, marks = made
    expected = {(f"{n}{locale}", HTML_LANG[locale]): 1 for n in marks for locale in LOCALES}
    for locale in LOCALES:
        assert _find_marks(_render(question, locale)) == expected


@settings(max_examples=60)
@given(_questions())
def test_a_question_is_made_of_our_own_tags(made: tuple[Question, list[int]]) -> None:
    for locale in LOCALES:
        elements = _render(made[0], locale)[1:]
        assert {element.tag for element in elements} <= _TAGS
        names = {name for element in elements for name in element.attributes}
        assert [name for name in names if not _ATTRIBUTES.fullmatch(name)] == []
        ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        for element in elements:
            target = element.attributes.get("href", "")
            assert not target.startswith("#") or target[1:] in ids, target


@settings(max_examples=40)
@given(_questions(), st.sampled_from(LOCALES))
def test_a_question_in_one_language_shows_its_texts_on_both_sites(
    made: tuple[Question, list[int]], given_locale: Locale
) -> None:
    def keep(value: Any) -> Any:
        if isinstance(value, dict):
            if set(value) == {"en", "zh"}:
                return {given_locale: value[given_locale]}
            return {key: keep(item) for key, item in value.items() if key != "schema_version"}
        return [keep(item) for item in value] if isinstance(value, list | tuple) else value

    question = Question.model_validate(keep(made[0].model_dump()))
    language = HTML_LANG[given_locale]
    expected = {(f"{number}{given_locale}", language): 1 for number in made[1]}
    for locale in LOCALES:
        elements = _render(question, locale)
        found = _find_marks(elements)
        assert set(found) == set(expected)
        missing = [e for e in elements if "sb-badge--missing" in e.classes]
        assert bool(missing) == (locale != given_locale and bool(made[1]))
