from __future__ import annotations

import string
from collections.abc import Mapping
from typing import get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from proposal_forms import GOOD, TEMPLATES, fill_in, labels_of
from small_banks import PROJECT
from studybank.formatting import format_file
from studybank.load import load_content, load_file
from studybank.locales import LOCALES, Locale
from studybank.model.bank import walk_topics
from studybank.model.question import Question, Response
from studybank.proposal_comment import render_comment
from studybank.proposals import (
    MOST_CHARACTERS,
    FormProblem,
    Proposal,
    build_proposal,
    parse_form,
)

_LABELS = {label: name for name, label in labels_of("en").items()}


def _propose(fields: Mapping[str, str]) -> tuple[Proposal | None, list[FormProblem]]:
    texts, problems = parse_form(fill_in(fields), _LABELS)
    proposal, more = build_proposal(texts)
    return proposal, [*problems, *more]


def _load(proposal: Proposal) -> Question:
    result = load_file(proposal.path.removeprefix("content/"), proposal.text.encode())
    assert [str(problem) for problem in result.problems] == []
    assert isinstance(result.record, Question)
    return result.record


def _keys(fields: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(problem.key, problem.field) for problem in _propose(fields)[1]]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_filled_in_form_becomes_a_question(locale: Locale) -> None:
    labels = {label: name for name, label in labels_of(locale).items()}
    texts, problems = parse_form(fill_in(GOOD, locale), labels)
    assert problems == []
    proposal, problems = build_proposal(texts)
    assert problems == []
    assert proposal is not None
    assert proposal.path == "content/questions/overfitting/why-a-gap.yml"
    question = _load(proposal)
    assert (question.title.en, question.title.zh) == ("Why a gap", "为何有差距")
    assert (question.level, question.response, question.status) == (2, "open", "draft")
    assert question.stem is not None
    assert question.stem.en == "Why is the training score higher?\n\nUse $x^2$."
    assert question.minutes is not None
    assert (question.minutes.low, question.minutes.high) == (1, 2)
    assert question.answers[0].body is not None


def test_a_form_without_an_answer_becomes_an_unanswered_question() -> None:
    fields = {key: text for key, text in GOOD.items() if not key.startswith("answer_")}
    proposal, problems = _propose(fields)
    assert problems == []
    assert proposal is not None
    assert _load(proposal).status == "unanswered"


@pytest.mark.parametrize(
    ("response", "verdicts"),
    [
        ("single-choice", ["correct", "incorrect"]),
        ("multiple-choice", ["correct", "incorrect"]),
        ("true-false", ["true", "false"]),
    ],
)
def test_options_are_read_from_signed_lines(response: str, verdicts: list[str]) -> None:
    options = "+ noise: $x$ | 噪声 $x$\n\n- bias | 偏差"
    proposal, problems = _propose({**GOOD, "response": f"{response} · x", "options": options})
    assert problems == []
    assert proposal is not None
    question = _load(proposal)
    found = [
        *((option.text.en, option.verdict) for option in question.options),
        *((item.text.en, item.truth) for item in question.statements),
    ]
    assert found == [("noise: $x$", verdicts[0]), ("bias", verdicts[1])]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"topic": "_No response_"}, [("missing", "topic")]),
        ({"title_en": ""}, [("missing", "title_en"), ("id", "id")]),
        ({"title_en": "标题"}, [("id", "id")]),
        ({"title_en": "x" * 81}, [("too_long", "title_en")]),
        ({"title_zh": "一\n二"}, [("one_line", "title_zh")]),
        ({"stem_en": "x" * 20_001}, [("too_long", "stem_en")]),
        ({"agreement": "- [ ] no"}, [("agreement", "agreement")]),
        ({"agreement": ""}, [("agreement", "agreement")]),
        ({"level": "4"}, [("level", "level")]),
        ({"minutes": "soon"}, [("minutes", "minutes")]),
        ({"minutes": "3\nid: x"}, [("one_line", "minutes"), ("minutes", "minutes")]),
        ({"response": "essay"}, [("response", "response")]),
        ({"response": "single-choice"}, [("options", "options")]),
        ({"options": "+ a | 甲"}, [("options", "options")]),
        ({"response": "true-false", "options": "a | 甲"}, [("option", "options")]),
        ({"stem_en": "x\n### Topic\nother"}, [("repeated", "topic")]),
    ],
)
def test_what_is_wrong_with_a_form_is_said(
    changes: Mapping[str, str], expected: list[tuple[str, str]]
) -> None:
    found = _keys({**GOOD, **changes})
    # A title that is too long gives a name that is cut, which is right.
    assert found == [
        pair for pair in expected if pair != ("id", "id") or "x" * 81 not in changes.values()
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../../.github/workflows/x",
        "x/../../y",
        "x\ny",
        "x;id",
        "$(id)",
        "`id`",
        "-rf",
        "x y",
        "X",
        "é",
        "x" * 65,
        "--upload-pack=x",
        ".git",
        "x.yml",
        "a--b",
        "x\u2028y",
        "x\x00",
    ],
)
@pytest.mark.parametrize("field", ["id", "topic"])
def test_a_name_that_would_leave_its_place_is_refused(field: str, name: str) -> None:
    proposal, problems = _propose({**GOOD, field: name})
    if field == "topic" and proposal is not None:
        # The first word alone is taken; that it is a topic is checked against the bank.
        assert proposal.topic in ("x", "x" * 65)
    else:
        assert proposal is None
        assert problems


_ATTACKS = [
    "$(touch /tmp/owned); `id` && rm -rf ~ | sh",
    "${{ secrets.GITHUB_TOKEN }}",
    "::set-output name=path::../../x\n::add-mask::x\n::error file=x::y",
    "a\nid: evil\ntopic: evil\nstatus: reviewed",
    "a\n\nanswers:\n  - by: evil",
    "a\u2028status: reviewed",
    "a\u2029status: reviewed",
    "a\x85status: reviewed",
    "a\rstatus: reviewed",
    "a\x0bstatus: reviewed",
    "a\x0cstatus: reviewed",
    "'\"\nstatus: reviewed",
    "--- \nstatus: reviewed\n...",
    "- a\n- b",
    "&a [*a, *a]",
    "!!python/object/apply:os.system [id]",
    "{en: x}",
    "? x\n: y",
    "# comment\n#status: reviewed",
    "|-\n  x",
    "%YAML 1.1\n---\nx",
    "```\n@everyone <script>alert(1)</script>\n```",
    "    indented\n  less\nnot",
    "\n\n\nlate",
]


@pytest.mark.parametrize("attack", _ATTACKS)
def test_no_text_leaves_its_field(attack: str) -> None:
    text = f"x {attack}"
    proposal, problems = _propose({**GOOD, "stem_en": text, "answer_zh": attack})
    assert problems == []
    assert proposal is not None
    tree = yaml.safe_load(proposal.text)
    assert set(tree) == {"title", "level", "minutes", "stem", "approach", "answer"}
    lines = [line.replace("\t", "    ").rstrip() for line in text.splitlines()]
    assert tree["stem"]["en"] == "\n".join(lines).strip()
    assert tree["title"] == {"en": "Why a gap", "zh": "为何有差距"}


@given(st.text(max_size=300), st.text(string.printable, max_size=200))
def test_any_text_stays_in_its_field(first: str, second: str) -> None:
    proposal, _ = _propose({**GOOD, "stem_en": f"x{first}", "answer_en": f"x{second}"})
    if proposal is None:
        return
    result = load_file("questions/overfitting/why-a-gap.yml", proposal.text.encode())
    question = result.record
    if not isinstance(question, Question):
        # Characters that no file of the bank may hold; a problem says so.
        assert result.problems
        return
    assert question.title.en == "Why a gap"
    assert question.status == "draft"
    assert question.stem is not None
    # The formatter puts spaces between Chinese and Latin.
    assert "".join((question.stem.en or "").split()) == "".join(f"x{first}".split())
    name = "questions/overfitting/why-a-gap.yml"
    assert format_file(name, proposal.text.encode()).text == proposal.text


def test_a_huge_body_is_refused_unread() -> None:
    texts, problems = parse_form("### Topic\n\n" + "x" * MOST_CHARACTERS, _LABELS)
    assert texts == {}
    assert [problem.key for problem in problems] == ["too_large"]


@given(st.text(max_size=2_000))
def test_any_body_is_read_without_an_exception(body: str) -> None:
    texts, _ = parse_form(body, _LABELS)
    build_proposal(texts)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_problem_of_a_form_has_words_in_both_languages(locale: Locale) -> None:
    fields = {
        "title_en": "x" * 90,
        "minutes": "x\ny",
        "id": "X",
        "response": "open",
        "options": "a",
    }
    _, problems = _propose({**fields, "stem_en": "x\n### Topic", "level": "9", "topic": "X"})
    comment = render_comment(
        locale, None, form_problems=problems, problems=(), labels=labels_of(locale)
    )
    assert comment.count("\n- **") >= 9
    assert "{" not in comment


def test_an_answer_quotes_a_question_in_a_fence_that_it_cannot_close() -> None:
    proposal, _ = _propose({**GOOD, "stem_en": "x\n\n````\n```\n@someone\n````"})
    assert proposal is not None
    comment = render_comment("en", proposal, form_problems=(), problems=(), labels={})
    assert "`````yaml\n" in comment
    assert comment.endswith("\n`````\n")


def test_both_forms_ask_the_same_in_the_same_order() -> None:
    english, chinese = (list(labels_of(locale)) for locale in LOCALES)
    assert english == chinese
    for locale in LOCALES:
        labels = labels_of(locale)
        assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_forms_offer_topics_and_responses_of_the_bank(locale: Locale) -> None:
    form = yaml.safe_load((TEMPLATES / f"propose.{locale}.yml").read_text("utf-8"))
    options = {item.get("id"): item["attributes"].get("options") for item in form["body"]}
    topics = load_content(PROJECT / "content").bank.topics
    leaves = [topic for topic in walk_topics(topics.topics) if not topic.topics]
    expected = [f"{topic.id} · {topic.title.en} · {topic.title.zh}" for topic in leaves]
    assert options["topic"] == expected
    assert {option.split()[0] for option in options["response"]} < set(get_args(Response))
