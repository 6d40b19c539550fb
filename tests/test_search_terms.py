"""The search's terms: the index and the client cut any text alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_client import open_modules
from small_banks import PROJECT
from studybank.load import load_content
from studybank.locales import LOCALES
from studybank.model.walk import walk_texts
from studybank.search_terms import (
    pair_terms,
    shard_of,
    split_groups,
    split_sequence,
    split_terms,
)

_CUT = """
const cut = (texts) => JSON.stringify(texts.map((text) => {
  const sequence = splitWords(text).flatMap(({ pieces }) => pieces);
  return [
    splitGroups(text).map((group) => [group, group.map((term) => shardOf(term, 64))]),
    sequence,
    pairTerms(sequence).map((pair) => [pair, shardOf(pair, 64)]),
  ];
}));
"""


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("ResNet-50", ["resnet-50", "resnet50", "resnet", "50"]),
        ("ResNet50", ["resnet50", "resnet"]),
        ("L2正则化", ["l2", "正则", "则化"]),
        ("BN层", ["bn", "层"]),
        ("O(n²)", ["o(n2)"]),
        ("O(n^2)", ["o(n2)"]),
        ("1×1 and 3 × 3 × 64", ["1x1", "3x3x64"]),
        ("1\N{MULTIPLICATION SIGN}1卷积", ["1x1", "卷积"]),
        ("过拟合", ["过拟", "拟合"]),
        ("overfitting overfits Overfitted", ["overfit"] * 3),
        ("gradients gradient", ["gradient"] * 2),
        ("normalisation normalization", ["normalization"] * 2),
        ("regularised regularize", ["regulariz"] * 2),
        ("losses loss", ["loss"] * 2),
        ("sampling samples", ["sampl"] * 2),
        ("the network's bias", ["network", "bias"]),
        ("colour colours color", ["color"] * 3),
        ("neighbourhood", ["neighborhood"]),
        ("centre centred center", ["center"] * 3),
        ("analysed analyzed", ["analyz"] * 2),
        ("greyscale grayscale artefacts artifact", ["grayscal"] * 2 + ["artifact"] * 2),
        ("four hours of your tree", ["four", "hour", "your", "tre"]),
        ("层的输出是什么", ["层", "输出", "什么"]),
        ("ＡＢＣ\N{FULLWIDTH LEFT PARENTHESIS}", ["abc"]),
        ("0.5387", ["0.5387"]),
        ("C++", ["c++", "c"]),
        ("out-of-the-box", ["outofthebox", "box", "out"]),
        ("what is the", []),
        ("", []),
    ],
)
def test_a_text_has_the_terms_that_readers_type(text: str, terms: list[str]) -> None:
    assert sorted(split_terms(text)) == sorted(terms)


def test_words_that_follow_each_other_are_a_phrase_that_cannot_be_read() -> None:
    (pair,) = pair_terms(split_sequence("layer normalisation"))
    assert pair_terms(split_sequence("the Layer-Normalization of")) == [pair]
    assert pair_terms(split_sequence("归一化 layer 层")) == []
    first, _, second = pair.partition("_")
    assert first == "layer"
    assert second.isdigit()
    assert shard_of(pair, 64) == shard_of("layer", 64)
    assert split_sequence("ResNet-50 的 O(n²)") == ["resnet", "50", "o(n2)"]


Ask = Callable[[list[str]], list[Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Give what the client's own module, run by V8, makes of texts."""
    with open_modules() as run:
        run(_CUT)
        yield lambda texts: list(json.loads(str(run(f"cut({json.dumps(texts)})"))))


def _expect(texts: list[str]) -> list[Any]:
    return [
        [
            [[list(group), [shard_of(term, 64) for term in group]] for group in split_groups(text)],
            split_sequence(text),
            [[pair, shard_of(pair, 64)] for pair in pair_terms(split_sequence(text))],
        ]
        for text in texts
    ]


def test_the_client_cuts_every_text_of_the_bank_as_the_index_does(ask: Ask) -> None:
    bank = load_content(PROJECT / "content").bank
    records = (*bank.questions, *bank.glossary.terms, *bank.notes, *bank.guides)
    texts = sorted(
        {
            written
            for record in records
            for _, text in walk_texts(record)
            for locale in LOCALES
            if (written := text.get(locale))
        }
    )
    assert len(texts) > 1_000
    assert ask(texts) == _expect(texts)


_LETTERS = "aeilnorst sdegin -_.'’()^²×½ﬁéİßςΣ0123 +#过拟合层正则化ＡＢ／。，·–\n"


@given(st.lists(st.text(_LETTERS, max_size=30), max_size=20))
@settings(max_examples=100)
def test_the_client_cuts_any_text_as_the_index_does(ask: Ask, texts: list[str]) -> None:
    assert ask(texts) == _expect(texts)
