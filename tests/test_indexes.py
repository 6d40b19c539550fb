from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from small_banks import build_site
from studybank import indexes
from studybank.lists import build_lists
from studybank.locales import LOCALES
from studybank.model.bank import Bank
from studybank.site import Site

_TITLE = "title:\n  en: {0}\n  zh: 题\nstatus: {1}\nstem:\n  en: Why $x$?\n  zh: 为何 $x$？\n"
_ANSWER = "answer:\n  en: So.\n  zh: 故。\n"
_FILES = {
    "overfitting/short": _TITLE.format("Short", "reviewed")
    + _ANSWER
    + "minutes: 0.5\nlevel: 1\nseries: bias-variance\ntags: [b, a]\n",
    "overfitting/middle": _TITLE.format("Middle", "reviewed")
    + _ANSWER
    + "minutes: [2, 3]\nlevel: 2\nseries: bias-variance\ntags: [a]\n",
    "overfitting/long": _TITLE.format("Long", "draft")
    + _ANSWER
    + "minutes: 10.5\nlevel: 3\nseries: bias-variance\n",
    "perceptron/parts": "title:\n  en: Parts\nparts:\n"
    "- response: true-false\n  stem: {en: 'Is it?', zh: 是吗？}\n"
    "  statements:\n  - text: {en: 'Dropout helps.', zh: 有用。}\n    truth: true\n"
    "- stem: {en: 'Or not?', zh: 否则呢？}\n",
    "convolution/empty": _TITLE.format("Empty", "unanswered"),
}


@pytest.fixture
def site(bank_tree: Callable[[dict[str, str]], Path]) -> Site:
    files = {f"questions/{name}.yml": text for name, text in _FILES.items()}
    files["questions/perceptron/parts.yml"] += "status: unanswered\n"
    return build_site(bank_tree(files))


@pytest.fixture
def bank(site: Site) -> Bank:
    return site.bank


def _shown(groups: Iterable[indexes.Group]) -> dict[str, list[str]]:
    return {group.anchor: [question.id for question in group.questions] for group in groups}


def test_questions_stand_by_topic_series_level_and_id(bank: Bank) -> None:
    order = [question.id for question in bank.questions]
    assert order == ["short", "middle", "long", "parts", "empty"]


def test_tags_stand_by_name(bank: Bank) -> None:
    assert list(_shown(indexes.group_by_tag(bank)).items()) == [
        ("a", ["short", "middle"]),
        ("b", ["short"]),
    ]


def test_series_hold_their_levels_in_order(bank: Bank) -> None:
    assert _shown(indexes.group_by_series(bank)) == {"bias-variance": ["short", "middle", "long"]}


def test_forms_count_the_forms_of_parts_and_not_of_what_holds_them(bank: Bank) -> None:
    assert list(_shown(indexes.group_by_form(bank)).items()) == [
        ("open", ["short", "middle", "long", "parts", "empty"]),
        ("true-false", ["parts"]),
    ]


def test_times_are_grouped_by_the_most_minutes(bank: Bank) -> None:
    assert list(_shown(indexes.group_by_time(bank)).items()) == [
        ("upto-30s", ["short"]),
        ("upto-3", ["middle"]),
        ("over", ["long"]),
        ("untimed", ["parts", "empty"]),
    ]


def test_levels_leave_out_questions_without_one(bank: Bank) -> None:
    assert _shown(indexes.group_by_level(bank)) == {
        "level-1": ["short"],
        "level-2": ["middle"],
        "level-3": ["long"],
    }


def test_every_group_of_every_list_has_a_head_in_both_locales(bank: Bank) -> None:
    lists = list(build_lists(bank))
    assert [found.kind for found in lists] == ["tags", "series", "forms", "times"]
    for found in lists:
        assert found.groups
        for group in found.groups:
            heads = {found.head(locale, group.anchor) for locale in LOCALES}
            assert all(heads)
            assert len(heads) == (1 if found.kind == "tags" else 2), heads


def test_terms_know_the_questions_that_use_them(bank: Bank) -> None:
    assert {
        term: [question.id for question in questions]
        for term, questions in indexes.find_term_uses(bank).items()
    } == {"dropout": ["parts"]}


def test_what_is_missing_is_wanted(bank: Bank) -> None:
    stale = frozenset({("short", "stem.zh"), ("short", "answers[0].body.zh"), ("gone", "stem.zh")})
    wanted = indexes.find_wanted(bank, stale)
    assert [question.id for question in wanted.unanswered] == ["parts", "empty"]
    assert [question.id for question in wanted.unreviewed] == ["long"]
    assert [(found.id, fields) for found, fields in wanted.untranslated] == [
        ("parts", ("title.zh",))
    ]
    assert [(found.id, fields) for found, fields in wanted.stale] == [
        ("short", ("answers[0].body.zh", "stem.zh"))
    ]


def test_topics_are_numbered_by_place(site: Site) -> None:
    assert site.topic_numbers == {
        "foundations": "1",
        "overfitting": "1.1",
        "perceptron": "1.2",
        "convolution": "1.3",
    }
    assert list(site.questions_by_topic) == ["overfitting", "perceptron", "convolution"]


def test_an_empty_bank_has_no_groups(bank_tree: Callable[[dict[str, str]], Path]) -> None:
    empty = build_site(bank_tree({})).bank
    assert [found.groups for found in build_lists(empty)] == [(), (), (), ()]
    assert indexes.find_wanted(empty, frozenset()) == indexes.Wanted((), (), (), ())
    assert indexes.find_term_uses(empty) == {}
