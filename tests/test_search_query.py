"""What the client makes of a query, and how it ranks questions of a small bank."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_client import Find, open_modules, open_search
from small_banks import load_question
from studybank.links import Linker
from studybank.model.bank import Bank
from studybank.model.shared import Glossary, Sources, Term, Topic, Topics
from studybank.search import SearchIndex
from studybank.search_postings import pack


@pytest.fixture(scope="module")
def run() -> Iterator[Any]:
    with open_modules() as evaluate:
        yield lambda script: json.loads(str(evaluate(f"JSON.stringify({script})")))


@given(st.lists(st.integers(0, 10_000_000), max_size=50))
@settings(max_examples=50)
def test_the_client_reads_the_numbers_that_the_index_packs(run: Any, numbers: list[int]) -> None:
    assert run(f"unpack({json.dumps(pack(numbers))})") == numbers


@pytest.mark.parametrize(
    ("query", "needed", "aside"),
    [
        ("什么是过拟合？", ["过拟", "拟合"], []),
        ("卷积和池化的区别", ["卷积", "积和", "和池", "池化"], ["区别"]),
        ("dropout vs weight decay", ["dropout", "weight", "decay"], ["vs"]),
        ("区别", ["区别"], []),
        ("what is the difference", ["differenc"], []),
        ("norm and norms", ["norm"], ["norm"]),
    ],
)
def test_words_of_asking_count_little(
    run: Any, query: str, needed: list[str], aside: list[str]
) -> None:
    units = run(f"parseQuery({json.dumps(query)})")
    words = [unit for unit in units if "_" not in unit["terms"][0][0]]
    assert [unit["terms"][0][0] for unit in words if unit["needed"]] == needed
    assert [unit["terms"][0][0] for unit in words if not unit["needed"]] == aside


def test_a_long_run_of_han_characters_counts_as_its_words_would(run: Any) -> None:
    for query, sum_of_weights in (("过拟", 1), ("过拟合", 1.5), ("感受野怎么算", 1.5)):
        units = run(f"parseQuery({json.dumps(query)})")
        weights = [unit["weight"] for unit in units if unit["needed"]]
        assert sum(weights) == pytest.approx(sum_of_weights)


@contextmanager
def _search(titles: dict[str, str], *terms: dict[str, Any], answer: str = "") -> Iterator[Find]:
    """Open the search on questions by id and title; the first may have an answer."""
    questions = []
    for number, (name, title) in enumerate(titles.items()):
        hidden = f"\nanswer:\n  en: {answer}" if answer and number == 0 else ""
        text = f"title:\n  en: {title}\nstem:\n  en: Why?{hidden}"
        questions.append(load_question(text).model_copy(update={"id": name}))
    texts: Any = {"en": "Matters", "zh": "事项"}
    topics = Topics(topics=(Topic(id="overfitting", title=texts),))
    glossary = Glossary(terms=tuple(map(Term.model_validate, terms)))
    linker = Linker(dict.fromkeys(titles, "topics/overfitting"))
    bank = Bank(topics, tuple(questions), glossary, Sources())
    with open_search(SearchIndex().build(bank, linker)) as find:
        yield find


def test_a_term_is_found_by_its_other_names() -> None:
    term = {
        "id": "batch-normalisation",
        "en": "batch normalisation",
        "zh": "批归一化",
        "also": {"en": ["BatchNorm"]},
        "avoid": {"zh": ["批标准化"]},
    }
    titles = {"one": "On batch normalisation", "two": "A batch of normal numbers"}
    with _search(titles, term) as find:
        for query in ("批归一化", "批标准化", "batchnorm", "batch normalization"):
            assert find(query, "en").ids[:1] == ("one",), query
            assert find(query, "zh").ids[:1] == ("one",), query
    with _search({"one": "A thing", "two": "On batches"}, term, answer="BatchNorm") as find:
        assert find("批标准化", "en").ids == ("one",)


def test_a_tag_may_be_the_end_of_a_term() -> None:
    term = {"id": "class-imbalance", "en": "class imbalance", "zh": "类别不平衡"}
    texts: Any = {"en": "Matters", "zh": "事项"}
    question = load_question("title:\n  en: Rare things\ntags: [imbalance]\nstem:\n  en: Why?")
    topics = Topics(topics=(Topic(id="overfitting", title=texts),))
    bank = Bank(topics, (question,), Glossary(terms=(Term.model_validate(term),)), Sources())
    linker = Linker({"sample": "topics/overfitting"})
    with open_search(SearchIndex().build(bank, linker)) as find:
        assert find("类别不平衡", "zh").ids == ("sample",)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("color", "Colours for grey photographs"),
        ("gray", "Colours for grey photographs"),
        ("leakage", "What leaks into training"),
        ("convolutional", "A convolution by hand"),
        ("separability", "What is separable"),
        ("optimizers", "Which optimiser"),
        ("regularization", "To regularise or not"),
        ("cross entropy", "Cross-entropy of three logits"),
        ("cross-entropy", "The cross entropy"),
        ("crossentropy", "Cross-entropy of three logits"),
        ("ResNet50", "ResNet-50 in short"),
    ],
)
def test_a_word_is_found_in_its_other_forms(query: str, title: str) -> None:
    with _search({"other": "Something else", "wanted": title}) as find:
        assert find(query, "en").ids == ("wanted",)


def test_other_words_are_not_found() -> None:
    with _search({"one": "A hot day and one cold one", "two": "Normal numbers"}) as find:
        assert find("cross-validation", "en").ids == ()
        assert find("normalisation ", "en").ids == ()


def test_a_phrase_of_the_glossary_comes_before_its_words() -> None:
    term = {"id": "beam-search", "en": "beam search", "zh": "束搜索"}
    titles = {"far": "A beam, and then a search", "near": "With beam search, and then a beam"}
    with _search(titles, term) as find:
        assert find("beam search", "en").ids == ("near", "far")


def test_a_question_with_all_words_comes_before_one_that_is_about_the_commonest() -> None:
    titles = {"hidden": "Troubles", "title": "Points and points"}
    titles |= {f"other-{number}": f"Point {number}" for number in range(20)}
    with _search(titles, answer="A saddle point") as find:
        assert find("saddle points", "en").ids[:1] == ("hidden",)
