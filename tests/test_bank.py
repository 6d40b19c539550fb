"""The bank itself: every topic has questions, and what can be made again comes out the same."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import autocorrect_py
import pytest

from small_banks import PROJECT
from studybank.bank_check import check_bank
from studybank.formatting import Formatted, format_file
from studybank.load import Content, find_records, load_content
from studybank.locales import LOCALES
from studybank.model.answer import Answer
from studybank.model.walk import walk_records, walk_texts
from studybank.prose import split_prose

FIGURES = PROJECT / "content/figures"
SCRIPTS = sorted((FIGURES / "src").glob("*.py"))


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(PROJECT / "content")


def test_every_topic_has_questions(content: Content) -> None:
    bank = content.bank
    open_topics = {topic.id for topic in bank.topic_by_id.values() if not topic.topics}
    assert {question.topic for question in bank.questions} == open_topics
    assert len(open_topics) >= 49


def test_every_text_stands_in_both_languages(content: Content) -> None:
    bank = content.bank
    records = (*bank.questions, *bank.papers, *bank.notes, *bank.guides, bank.glossary, bank.topics)
    missing = [
        (getattr(record, "id", type(record).__name__), loc, locale)
        for record in records
        for loc, text in walk_texts(record)
        for locale in LOCALES
        if not text.get(locale)
    ]
    assert missing == []


def test_every_question_is_reviewed_or_marked_as_unanswered(content: Content) -> None:
    assert [question.id for question in content.bank.questions if question.status == "draft"] == []


def test_chinese_and_latin_stand_apart_by_a_space(content: Content) -> None:
    bank = content.bank
    records = (*bank.questions, *bank.papers, *bank.notes, *bank.guides, bank.glossary, bank.topics)
    texts = [
        span.content
        for record in records
        for _, text in walk_texts(record)
        if not text.is_shared
        for span in split_prose(text.zh or "")
        if span.kind == "text"
    ]
    assert len(texts) > 10_000
    assert [text for text in texts if autocorrect_py.format(text) != text] == []


def test_every_number_has_a_check(content: Content) -> None:
    without = [
        (question.id, number.name)
        for question in content.bank.questions
        for _, record in walk_records(question)
        if isinstance(record, Answer)
        for number in record.numbers
        if not number.check
    ]
    assert without == []


def test_the_bank_has_neither_errors_nor_advice() -> None:
    assert [str(problem) for problem in check_bank(PROJECT / "content").problems] == []


def test_every_file_is_as_fmt_writes_it() -> None:
    unformatted = [
        name
        for path, name in find_records(PROJECT / "content")
        if format_file(name, path.read_bytes()) != Formatted(path.read_text("utf-8"))
    ]
    assert unformatted == [], "Run `studybank fmt`."


def _plots(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.glob("*.svg")):
        yield path.name, path.read_bytes()


def test_every_plot_comes_out_of_its_script_byte_for_byte(tmp_path: Path) -> None:
    copy = tmp_path / "content/figures"
    shutil.copytree(FIGURES / "src", copy / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for script in sorted((copy / "src").glob("*.py")):
        done = subprocess.run(
            [sys.executable, str(script)], capture_output=True, text=True, check=False, cwd=tmp_path
        )
        assert done.returncode == 0, f"{script.name}: {done.stderr}"
    made = dict(_plots(copy))
    kept = dict(_plots(FIGURES))
    assert len(made) >= len(SCRIPTS) > 0
    assert made == {name: kept.get(name) for name in made}
    assert set(kept) == set(made), "figures that no script draws"
