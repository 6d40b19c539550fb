"""Papers drawn by lot, and PDFs that come out the same every time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from book.shelf import Shelf
from studybank.book.drawing import Draw, count_marks, draw_paper
from studybank.book.errors import BookError
from studybank.book.selection import BookRequest
from studybank.model.fields import Localized, Minutes
from studybank.model.question import Part, Question, Status
from studybank.model.shared import Paper

_TITLE: Final = Localized(en="A title", zh="标题")


def _question(
    number: int,
    marks: float | None = None,
    level: int | None = None,
    minutes: float | None = None,
    status: Status = "reviewed",
) -> Question:
    question = Question(
        id=f"question-{number}",
        topic="overfitting",
        title=_TITLE,
        marks=marks,
        level=level,
        status=status,
    )
    time = Minutes(low=minutes, high=minutes) if minutes else None
    # The field itself takes only what can be written in a file.
    return question.model_copy(update={"minutes": time})


_MARKS: Final = st.sampled_from((None, 0.5, 1, 2.5, 3, 8, 20, 100))
_QUESTIONS: Final = st.lists(
    st.tuples(
        _MARKS,
        st.sampled_from((None, 1, 2, 3)),
        st.sampled_from((None, 0.5, 4, 45)),
        st.sampled_from(get_args(Status)),
    ),
    max_size=30,
).map(lambda rows: [_question(number, *row) for number, row in enumerate(rows)])
_DRAWS: Final = st.builds(
    Draw,
    st.text(max_size=5),
    st.one_of(st.none(), st.floats(1, 600)),
    st.one_of(st.none(), st.floats(1, 200)),
    st.sampled_from((None, 1, 2, 3)),
)


def _ids(paper: Paper) -> list[str]:
    return [entry.question for section in paper.sections for entry in section.entries]


def _draw(questions: Sequence[Question], draw: Draw) -> Paper | None:
    try:
        return draw_paper(questions, draw)
    except BookError:
        return None


@given(_QUESTIONS, _DRAWS)
def test_a_drawn_paper_is_what_was_asked_for(questions: list[Question], draw: Draw) -> None:
    paper = _draw(questions, draw)
    most = draw.marks or (draw.minutes / 1.2 if draw.minutes else 50)
    by_id = {question.id: question for question in questions}
    fitting = [
        question
        for question in questions
        if question.status != "unanswered" and draw.level in (None, question.level)
    ]
    if paper is None:
        assert all(count_marks(question) > most for question in fitting)
        return
    ids = _ids(paper)
    chosen = [by_id[name] for name in ids]
    assert len(ids) == len(set(ids))
    assert [name for name in by_id if name in ids] == ids, "in the order of the site"
    assert all(question.status != "unanswered" for question in chosen)
    assert all(draw.level in (None, question.level) for question in chosen)
    assert paper.marks == pytest.approx(sum(count_marks(question) for question in chosen))
    assert paper.marks <= most + 1e-9
    assert paper.minutes == (draw.minutes or paper.minutes) > 0
    left = most - paper.marks
    assert all(count_marks(q) > left - 1e-9 for q in fitting if q.id not in ids), "full"


@given(_QUESTIONS, _DRAWS)
def test_the_same_seed_gives_the_same_paper(questions: list[Question], draw: Draw) -> None:
    assert _draw(questions, draw) == _draw(list(questions), draw)


def test_another_seed_gives_another_paper() -> None:
    questions = [_question(number, 3) for number in range(40)]
    papers = {tuple(_ids(draw_paper(questions, Draw(str(seed), marks=30)))) for seed in range(20)}
    assert len(papers) == 20


def test_a_seed_draws_what_it_drew_in_every_earlier_version() -> None:
    questions = [_question(number, 5) for number in range(12)]
    drawn = _ids(draw_paper(questions, Draw("autumn", marks=20)))
    assert drawn == ["question-0", "question-2", "question-7", "question-8"]


def test_nobody_is_asked_what_has_no_answer() -> None:
    questions = [_question(1, 1, status="unanswered")]
    with pytest.raises(BookError, match="No question is worth 50 marks or less"):
        draw_paper(questions, Draw("1"))


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        (_question(1, 7), 7),
        (_question(1, 7, minutes=3), 7),
        (_question(1, minutes=3), 3),
        (_question(1, minutes=0.5), 1),
        (_question(1), 3),
        (_question(1).model_copy(update={"parts": (Part(marks=2), Part(marks=1.5))}), 3.5),
        (_question(1).model_copy(update={"parts": (Part(parts=(Part(marks=4),)), Part())}), 4),
    ],
)
def test_a_question_without_marks_is_worth_its_minutes(question: Question, marks: float) -> None:
    assert count_marks(question) == marks


def test_the_same_request_gives_the_same_bytes(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = BookRequest(topics=("overfitting",))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    first, second = (shelf.press.book(request) for _ in range(2))
    assert len(first) > 10_000
    assert first == second


def test_no_time_of_the_day_is_in_a_pdf(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    request = BookRequest(("en",), topics=("perceptron",))
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr("time.time", lambda: 1.0)
    first = shelf.press.book(request)
    monkeypatch.setattr("time.time", lambda: 1e9)
    assert first == shelf.press.book(request)
