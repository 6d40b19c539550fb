"""The search finds what students look for: the queries of the benchmark, on the real bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from benchmarks.search import (
    LEAST_RECALL,
    Query,
    Result,
    ask_all,
    build_index,
    load_queries,
    recall,
)
from search_client import open_search
from small_banks import PROJECT
from studybank.load import load_content
from studybank.locales import LOCALES
from studybank.model.bank import Bank
from studybank.model.walk import walk_texts
from studybank.pages import build_linker
from studybank.search_entries import _is_shown, readable

GROUPS = load_queries()


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_content(PROJECT / "content").bank


@pytest.fixture(scope="module")
def results(bank: Bank) -> Iterator[Mapping[str, Sequence[Result]]]:
    with open_search(build_index(bank, build_linker(bank))) as find:
        yield {group: ask_all(find, queries) for group, queries in GROUPS.items()}


def test_every_group_has_thirty_queries() -> None:
    assert {group: len(queries) for group, queries in GROUPS.items()} == dict.fromkeys(
        ("zh", "en", "mixed", "cross"), 30
    )
    asked = [(query.query, query.site) for queries in GROUPS.values() for query in queries]
    assert len(set(asked)) == 120
    for group in ("mixed", "cross"):
        assert sum(query.site == "en" for query in GROUPS[group]) == 15
    assert {query.site for query in GROUPS["en"]} == {"en"}
    assert {query.site for query in GROUPS["zh"]} == {"zh"}


def test_every_expected_question_exists(bank: Bank) -> None:
    missing = [
        f"“{query.query}” expects {question}, which content/questions/ does not hold"
        for queries in GROUPS.values()
        for query in queries
        for question in query.expect
        if question not in bank.question_by_id
    ]
    assert not missing, "\n".join(["Mend tests/benchmarks/search_queries.yml:", *missing])


def _texts(bank: Bank, query: Query) -> tuple[str, str]:
    """Give what is shown and what is hidden of the first question that a query expects."""
    question = bank.question_by_id[query.expect[0]]
    texts = {True: [*question.tags], False: []}
    for loc, text in walk_texts(question):
        written = [readable(text.get(locale) or "") for locale in LOCALES]
        texts[loc == ("title",) or _is_shown(loc)] += written
    return "\n".join(texts[True]).lower(), "\n".join(texts[False]).lower()


def test_some_words_stand_in_answers_only(bank: Bank) -> None:
    queries = [query for queries in GROUPS.values() for query in queries if query.answer]
    assert len(queries) >= 20
    for query in queries:
        shown, hidden = _texts(bank, query)
        assert query.answer.lower() not in shown, query
        assert query.answer.lower() in hidden, query


@pytest.mark.parametrize("group", GROUPS)
def test_nineteen_of_twenty_queries_find_their_question_among_the_first_five(
    results: Mapping[str, Sequence[Result]], group: str
) -> None:
    missed = [
        f"“{result.query.query}” ({result.query.site}) wants {' or '.join(result.query.expect)};"
        f" found {', '.join(result.answer.ids[:5]) or 'nothing'}"
        for result in results[group]
        if not 0 < result.rank <= 5
    ]
    assert recall(results[group], 5) >= LEAST_RECALL, "\n".join(missed)


def test_a_query_fetches_little(results: Mapping[str, Sequence[Result]]) -> None:
    for result in (result for group in results.values() for result in group):
        assert result.answer.size < 200_000, result.query
        assert len(set(result.answer.requests)) == len(result.answer.requests) < 50
