"""The search's terms: the index and the client cut any text alike."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

from small_banks import PROJECT
from studybank.load import load_content
from studybank.locales import LOCALES
from studybank.model.walk import walk_texts
from studybank.search_terms import shard_of, split_groups, split_terms

SCRIPT = PROJECT / "overrides/assets/javascripts/search-terms.js"


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


Ask = Callable[[list[str]], list[Any]]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Give what the client's own module, run by V8, makes of texts."""
    source = re.sub(r"^export ", "", SCRIPT.read_text("utf-8"), flags=re.MULTILINE)
    call = "(texts) => JSON.stringify(texts.map((text) => splitGroups(text)"
    call += ".map((group) => [group, group.map((term) => shardOf(term, 64))])))"
    # In a thread of its own: mini-racer refuses one with a running asyncio loop, as Playwright has.
    with ThreadPoolExecutor(1) as pool:
        engine = pool.submit(MiniRacer).result()
        pool.submit(engine.eval, source).result()

        def run(texts: list[str]) -> list[Any]:
            answer = pool.submit(engine.eval, f"({call})({json.dumps(texts)})").result()
            return list(json.loads(str(answer)))

        yield run
        pool.submit(engine.close).result()


def _expect(texts: list[str]) -> list[Any]:
    return [
        [[list(group), [shard_of(term, 64) for term in group]] for group in split_groups(text)]
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
@settings(deadline=None, max_examples=100)
def test_the_client_cuts_any_text_as_the_index_does(ask: Ask, texts: list[str]) -> None:
    assert ask(texts) == _expect(texts)
