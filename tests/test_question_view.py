from __future__ import annotations

from textwrap import dedent

from html_reading import read_html
from small_banks import load_question
from studybank.locales import LOCALES
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.model.shared import Glossary, PaperEntry, Sources, Topics
from studybank.question_view import QuestionView
from studybank.site import Site

_MATRIX = (
    "assets:\n- id: m\n  type: matrix\n  rows: [[1]]\n- id: k\n  type: matrix\n  rows: [[2]]\n"
)
_TITLE = "title:\n  en: One\n  zh: 一\n"


def _view(question: Question, stale: frozenset[tuple[str, str]] = frozenset()) -> QuestionView:
    bank = Bank(Topics(topics=()), (question,), Glossary(terms=()), Sources())
    return QuestionView(Site(bank, {}, stale, {}, ""), "en", question)


def _html(text: str, stale: frozenset[tuple[str, str]] = frozenset()) -> str:
    view = _view(load_question(_TITLE + text), stale)
    return str(view.render())


def _ids_and_links(html: str) -> tuple[list[str], list[str]]:
    elements = read_html(html)
    ids = [e.attributes["id"] for e in elements if "sb-asset" in e.classes]
    links = [e.attributes["href"] for e in elements if "sb-ref" in e.classes]
    return ids, links


def test_a_part_names_no_part_that_its_paper_does_not_set() -> None:
    parts = """
        status: unanswered
        parts:
          - stem: $a$
          - stem: $b$
            parts:
              - stem: $c$
                depends_on: [a]
        """
    view = _view(load_question(_TITLE + dedent(parts)))
    whole, half = PaperEntry(question="sample"), PaperEntry(question="sample", parts=("b",))
    depends = [str(view.render(entry)) for entry in (None, whole, half)]
    assert [html.count("sb-depends") for html in depends] == [1, 1, 0]


def test_an_asset_stands_once_where_a_text_places_it_first() -> None:
    ids, links = _ids_and_links(
        _html(
            "stem: |-\n  $x$\n\n  [[m]]\n\n  $y$\n\n  [[m]]\nanswer: |-\n  $z$\n\n  [[m]]\n"
            + _MATRIX
        )
    )
    assert ids == ["sample--m", "sample--k"]
    assert links == ["#sample--m", "#sample--m"]


def test_an_asset_alone_in_an_option_is_shown_beside_and_named_in_it() -> None:
    ids, links = _ids_and_links(_html("options:\n- text: '[[m]]'\n  verdict: correct\n" + _MATRIX))
    assert ids == ["sample--m", "sample--k"]
    assert links == ["#sample--m"]


def test_an_asset_that_one_language_alone_places_is_shown_once() -> None:
    stem = "stem:\n  en: |-\n    See\n\n    [[m]]\n  zh: 见 [[m]]\n"
    ids, links = _ids_and_links(_html(stem + _MATRIX))
    assert ids == ["sample--m", "sample--k"]
    assert links == ["#sample--m", "#sample--m"]


def test_each_piece_of_a_text_around_an_asset_is_marked_as_out_of_date() -> None:
    around = "\n\n    [[m]]\n\n    "
    stem = f"stem:\n  en: |-\n    See{around}now\n  zh: |-\n    见{around}现\n"
    html = _html(stem + _MATRIX, frozenset({("sample", "stem.zh")}))
    badges = [e for e in read_html(html) if "sb-badge--stale" in e.classes]
    assert len(badges) == 2
    assert all(badge.is_inside("sb-pair__other") for badge in badges)
    assert "sb-badge--stale" not in _html(stem + _MATRIX, frozenset({("other", "stem.zh")}))


def test_assets_are_numbered_by_kind_through_all_parts() -> None:
    code = "assets:\n{0}- id: {1}\n{0}  type: code\n{0}  lang: text\n{0}  text: x\n"
    view = _view(
        load_question(
            _TITLE
            + _MATRIX
            + "parts:\n- stem: $x$\n  "
            + code.format("  ", "one")
            + "- stem: $x$\n  "
            + code.format("  ", "two")
        )
    )
    labels = {name: view.asset_label(asset, "en") for name, asset in view.assets.items()}
    assert labels == {"m": "Matrix 1", "k": "Matrix 2", "one": "Listing 1", "two": "Listing 2"}


def test_marks_of_parts_add_up() -> None:
    question = load_question(
        _TITLE
        + "parts:\n- stem: $x$\n  marks: 1.5\n- stem: $x$\n  parts:\n  - stem: $y$\n    marks: 2\n"
    )
    view = _view(question)
    assert view.total_marks(question) == 3.5
    assert view.marks(3.5) == "[3.5 marks]"
    assert view.marks(1) == "[1 mark]"


def test_a_time_budget_is_written_as_people_say_it() -> None:
    written = {
        given: [
            QuestionView(view.site, locale, view.question).minutes(view.question.minutes)
            for locale in LOCALES
        ]
        for given in ("0.5", "3", "[5, 7]", "1.5")
        if (view := _view(load_question(f"{_TITLE}minutes: {given}\n"))).question.minutes
    }
    assert [english for english, _ in written.values()] == ["30 s", "3 min", "5–7 min", "1.5 min"]
    assert all(english != chinese for english, chinese in written.values())
