from __future__ import annotations

import random
import time
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from case_files import find_cases, load_case
from content_tree import DEFAULT_FILES
from studybank.checks.content import check_content
from studybank.documents import Document
from studybank.file_cache import FileResult
from studybank.load import Content, load_file
from studybank.model.bank import Bank
from studybank.model.fields import MAX_TEXT
from studybank.model.question import Question
from studybank.model.shared import Glossary, Paper, ReferenceNote, Sources, Topics

_NAME = "questions/overfitting/sample.yml"
_QUESTIONS = [
    (part.name, part.text)
    for kind in ("valid", "invalid")
    for path in find_cases(kind)
    for part in load_case(path).parts
    if part.name.endswith(".yml") and "lock" not in part.name and not part.note
]
_FRAGMENTS = [
    "$", "$$", "[[", "]]", "[[1]]", "[[a]]", "](", "[x](q:y)", "|", "**", "__", "`", "```\n", "#",
    "- ", "1. ", "    ", "\n\n", "\\", "{", "}", "\\frac", "<b>", "&amp;", "选项 Z", "line 99",
    "第 9 行", "、", "。", ": ", "[", "]", "en: ", "zh: ", "null", "~", "0", "-1", "1e999", "'",
]  # fmt: skip


def _check(results: dict[str, FileResult]) -> None:
    """Check a bank of loaded files."""

    def single(name: str, kind: type, empty: object) -> object:
        record = results[name].record if name in results else None
        return record if isinstance(record, kind) else empty

    records = [result.record for result in results.values()]
    topics, glossary, sources = (
        single("topics.yml", Topics, Topics(topics=())),
        single("glossary.yml", Glossary, Glossary(terms=())),
        single("sources.yml", Sources, Sources()),
    )
    assert isinstance(topics, Topics)
    assert isinstance(glossary, Glossary)
    assert isinstance(sources, Sources)
    bank = Bank(
        topics=topics,
        questions=tuple(record for record in records if isinstance(record, Question)),
        glossary=glossary,
        sources=sources,
        papers=tuple(record for record in records if isinstance(record, Paper)),
        notes=tuple(record for record in records if isinstance(record, ReferenceNote)),
    )
    documents: dict[str, Document] = {
        f"content/{name}": result.document for name, result in results.items()
    }
    problems = tuple(problem for result in results.values() for problem in result.problems)
    content = Content(bank, documents, problems, frozenset(), Path("/nowhere/content"))
    for problem in (*problems, *check_content(content, MappingProxyType({}))):
        assert str(problem)


_DEFAULTS = {name: load_file(name, text.encode()) for name, text in DEFAULT_FILES.items()}


@given(st.binary(max_size=400))
def test_any_bytes_are_loaded_and_checked_without_an_exception(data: bytes) -> None:
    _check({**_DEFAULTS, _NAME: load_file(_NAME, data)})


@settings(max_examples=300)
@given(st.sampled_from(_QUESTIONS), st.randoms(use_true_random=False))
def test_mutated_files_are_loaded_and_checked_without_an_exception(
    file: tuple[str, str], randomness: random.Random
) -> None:
    name, text = file
    for _ in range(randomness.randint(1, 4)):
        start = randomness.randrange(len(text) + 1)
        end = min(len(text), start + randomness.choice((0, 0, 1, 3, 12)))
        text = text[:start] + randomness.choice(_FRAGMENTS) + text[end:]
    _check({**_DEFAULTS, name: load_file(name, text.encode("utf-8", "surrogatepass"))})


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(_FRAGMENTS) | st.text(max_size=5), max_size=30).map("".join),
    st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join),
)
def test_any_text_is_checked_without_an_exception(en: str, zh: str) -> None:
    question = {
        "id": "sample",
        "topic": "overfitting",
        "title": {"en": en or None, "zh": zh or None},
        "stem": {"en": en or None},
        "answers": [{"body": {"en": zh or None, "zh": en or None}}],
        "self_check": [{"text": {"en": en or None}}],
    }
    document = Document(f"content/{_NAME}", load_file(_NAME, b"title: x").document.root)
    _check({**_DEFAULTS, _NAME: FileResult(Question.model_validate(question), document, ())})


@pytest.mark.parametrize(
    "piece",
    [
        "`a``", "`a", "$", "$a", "$$", "$$a\n\n", "\\", "[[", "[[a", "[", "[a](", "![a", "<a", "&a",
        "{: ", "{.a", "*a", "a*", "__a", "_", "# ", "- - ", "|", "| $a$ |\n", "|-", "1. a\n", "\n",
        " ", " \n", "url(", "中", "$\\text{", "$a ", "(a) b\n", "```", "```a\n", "option ",
        "line 1,", "1*", "0123456789", "=\n", "a\n--", "[^", "[a]:",
    ],
)  # fmt: skip
def test_hostile_text_is_checked_in_linear_time(piece: str) -> None:
    text = (piece * MAX_TEXT)[: MAX_TEXT - 1]
    question = {
        "id": "sample",
        "topic": "overfitting",
        "title": {"en": text, "zh": text + "x"},
        "stem": {"en": text, "zh": text + "x"},
        "answers": [{"body": text}],
        "self_check": [{"text": {"en": text}}],
    }
    document = Document(f"content/{_NAME}", load_file(_NAME, b"title: x").document.root)
    result = FileResult(Question.model_validate(question), document, ())
    start = time.process_time()
    _check({**_DEFAULTS, _NAME: result})
    # What is not linear takes minutes; how fast the rest is, benchmarks tell.
    assert time.process_time() - start < 15
