"""The search's index: its terms, its files, and what they must not give away."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from small_banks import PROJECT, load_question
from studybank.links import Linker
from studybank.load import load_content
from studybank.locales import LOCALES
from studybank.model.bank import Bank
from studybank.model.question import Question
from studybank.model.shared import Glossary, Sources, Term, Topic, Topics
from studybank.model.walk import walk_texts
from studybank.pages import build_linker
from studybank.search import FOLDER, QUESTIONS_PER_FILE, SearchIndex
from studybank.search_entries import _is_shown, readable
from studybank.search_postings import LAST, MORE
from studybank.search_terms import shard_of

_QUESTION = """
title:
  en: Why dropout
  zh: 为什么用随机失活
tags: [resnet-50]
stem:
  en: Is **it** a $L_2$ thing of `nn.Linear`?
  zh: |-
    它与训练
    数据**有关**吗？
options:
- text:
    en: visible-option
    zh: 可见选项
  verdict: correct
  rationale:
    en: secret reason alpha
    zh: 秘密理由甲
- text: {en: another, zh: 另一项}
  verdict: incorrect
parts:
- stem: {en: partly, zh: 小题}
  answer:
    en: hidden parts beta
    zh: 小题答案乙
response: single-choice
answer:
  en: the answer epsilon holds
  zh: 答案是戊方案
follow_ups:
- stem:
    en: and then eta follows
    zh: 然后庚方案
  answer:
    en: because theta stays
    zh: 因为辛方案
"""


def _bank(*questions: Question, terms: tuple[Term, ...] = ()) -> Bank:
    texts: Any = {"en": "Overfitting", "zh": "过拟合"}
    topic = Topic(id="overfitting", title=texts)
    return Bank(Topics(topics=(topic,)), questions, Glossary(terms=terms), Sources())


def _files(bank: Bank) -> dict[str, Any]:
    linker = Linker({question.id: "topics/overfitting" for question in bank.questions})
    files = SearchIndex().build(bank, linker)
    return {name.removeprefix(f"{FOLDER}/"): json.loads(data) for name, data in files.items()}


def _unpack(packed: str) -> Iterator[int]:
    number, scale = 0, 1
    for digit in packed:
        if digit in LAST:
            yield number + scale * LAST.index(digit)
            number, scale = 0, 1
        else:
            number += scale * (len(LAST) + MORE.index(digit))
            scale *= len(MORE)


def _weights(files: dict[str, Any]) -> dict[str, dict[int, int]]:
    """Undo the grouping of the postings: weight by number of the question, by term."""
    found: dict[str, dict[int, int]] = {}
    for name, shard in files.items():
        if name.startswith("terms-"):
            for term, packed in shard.items():
                found[term] = {}
                numbers = _unpack(packed)
                for weight in numbers:
                    number = 0
                    for _ in range(next(numbers)):
                        number += next(numbers)
                        found[term][number] = weight
    return found


def test_what_stands_nearer_to_the_reader_counts_more() -> None:
    weights = _weights(_files(_bank(load_question(_QUESTION))))
    title, shown, hidden = weights["dropout"][0], weights["visibl"][0], weights["epsilon"][0]
    assert title > weights["resnet-50"][0] > shown > hidden > 0
    assert weights["失活"][0] == title
    assert weights["活"][0] == title, "a single character of a title"
    assert "秘" not in weights, "a single character of a long text"


def test_marks_formulas_and_line_ends_do_not_part_words() -> None:
    question = load_question(_QUESTION)
    weights = _weights(_files(_bank(question)))
    assert {"l2", "nn-linear", "linear", "练数", "据有", "有关"} <= weights.keys()
    assert readable(r"an $O(n \log n)$ and $\frac{1}{2}$ [[fig]] \*") == "an O(n log n) and     *"


def test_an_unknown_field_counts_as_hidden() -> None:
    assert _is_shown(("parts", 0, "options", 1, "text", "en"))
    assert not _is_shown(("options", 1, "rationale"))
    assert not _is_shown(("follow_ups", 0, "stem"))
    assert not _is_shown(("something_new", 0, "stem"))


def test_a_word_of_the_glossary_finds_the_other_language() -> None:
    term = Term.model_validate({"id": "dropout", "en": "dropout", "zh": "随机失活层"})
    question = load_question("title:\n  en: On dropout\nstem:\n  en: Why?")
    weights = _weights(_files(_bank(question, terms=(term,))))
    assert {"失活", "活层"} <= weights.keys()
    assert weights["失活"][0] < weights["dropout"][0]


def _hidden_runs(question: Question) -> Iterator[str]:
    for loc, text in walk_texts(question):
        if loc != ("title",) and not _is_shown(loc):
            for locale in LOCALES:
                words = re.findall(
                    r"[\u3400-\u9fff]{4,}|[a-z]+|[^\sa-z]", readable(text.get(locale) or "").lower()
                )
                yield from (
                    word[i : i + 4]
                    for word in words
                    if "\u3400" <= word[0] <= "\u9fff"
                    for i in range(len(word) - 3)
                )
                for index in range(len(words) - 2):
                    run = words[index : index + 3]
                    if all(word.isascii() and word.isalpha() for word in run):
                        yield " ".join(run)


def _as_prose(data: bytes) -> str:
    """Give an index file's words in order: what someone could read in it."""
    return " ".join(re.findall(r"[\u3400-\u9fff]+|[a-z]+", data.decode().lower()))


def test_nothing_hidden_can_be_read_in_the_index() -> None:
    bank = load_content(PROJECT / "content").bank
    files = SearchIndex().build(bank, build_linker(bank))
    prose = {name: f" {_as_prose(data)} " for name, data in files.items()}
    questions = [name for name in prose if name.startswith(f"{FOLDER}/questions-")]
    titles = "".join(map(prose.pop, questions)) + prose[f"{FOLDER}/manifest.json"]
    checked = 0
    for question in bank.questions:
        for run in _hidden_runs(question):
            checked += 1
            probe = f" {run} " if run.isascii() else run
            for name, text in prose.items():
                assert probe not in text or probe in titles, f"{question.id}: {run} in {name}"
    assert checked > 10_000


def test_questions_files_hold_titles_and_nothing_else() -> None:
    files = _files(_bank(load_question(_QUESTION)))
    assert files["questions-0.json"] == [
        {
            "id": "sample",
            "page": "topics/overfitting",
            "form": "single-choice",
            "en": "Why dropout",
            "zh": "为什么用随机失活",
        }
    ]
    manifest = files["manifest.json"]
    assert manifest["pages"]["topics/overfitting"] == {
        "en": ["topics/overfitting/", "Overfitting"],
        "zh": ["zh/topics/overfitting/", "过拟合"],
    }


def _many(count: int) -> Bank:
    question = load_question(_QUESTION)
    return _bank(*(question.model_copy(update={"id": f"q-{n}"}) for n in range(count)))


def test_every_term_lies_in_the_shard_that_its_hash_names() -> None:
    files = _files(_many(QUESTIONS_PER_FILE * 5 + 1))
    shards = files["manifest.json"]["shards"]
    assert shards > 1
    assert {name for name in files if name.startswith("terms-")} == {
        f"terms-{number}.json" for number in range(shards)
    }
    for number in range(shards):
        for term in files[f"terms-{number}.json"]:
            assert shard_of(term, shards) == number
    assert len([name for name in files if name.startswith("questions-")]) == 6
    assert len(_weights(files)["dropout"]) == QUESTIONS_PER_FILE * 5 + 1


def test_terms_with_one_beginning_lie_together() -> None:
    assert shard_of("overfit", 512) == shard_of("overlap", 512)
    assert len({shard_of(term, 512) for term in ("过拟", "过去", "过程", "过大")}) > 1


def test_the_same_bank_gives_the_same_bytes_and_a_new_text_a_new_version() -> None:
    bank = load_content(PROJECT / "content").bank
    linker = build_linker(bank)
    lasting = SearchIndex(lasting=True)
    first = lasting.build(bank, linker)
    assert lasting.build(bank, linker) == first
    assert SearchIndex().build(bank, linker) == first
    one = _files(_bank(load_question(_QUESTION)))["manifest.json"]
    two = _files(_bank(load_question(_QUESTION.replace("epsilon", "kappa"))))["manifest.json"]
    assert one["version"] != two["version"]


def test_an_index_that_is_kept_changes_as_the_bank_does() -> None:
    many, other = _many(40), load_question(_QUESTION.replace("epsilon", "kappa visible-option"))
    lasting = SearchIndex(lasting=True)
    questions = list(many.questions)
    edits: list[tuple[int, dict[str, Any]]] = [
        (3, {"answers": other.answers}),
        (3, {"title": other.answers[0].body}),
        *((number, {"answers": ()}) for number in range(25)),
        (7, {"tags": ("overfitting",), "topic": "overfitting"}),
        *((number, {"answers": other.answers}) for number in range(30)),
        *((number, {"options": (), "parts": (), "stem": None}) for number in range(40)),
    ]
    for number, update in edits:
        questions[number] = questions[number].model_copy(update=update)
        bank = replace(many, questions=tuple(questions))
        linker = build_linker(bank)
        assert lasting.build(bank, linker) == SearchIndex().build(bank, linker), (number, update)


def test_an_empty_bank_has_an_index() -> None:
    files = _files(_bank())
    assert files["manifest.json"]["questions"] == 0
    assert files["terms-0.json"] == {}


def test_the_files_are_assets_of_the_site(tmp_path: Path) -> None:
    bank = load_content(PROJECT / "content").bank
    for name, data in SearchIndex().build(bank, build_linker(bank)).items():
        assert re.fullmatch(rf"{FOLDER}/(manifest|terms-\d+|questions-\d+)\.json", name)
        (tmp_path / Path(name).name).write_bytes(data)
        assert len(data) < 200_000
