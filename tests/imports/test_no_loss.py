"""The no-loss rule on documents composed of every shape and of noise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from small_banks import FORMULAS
from studybank.documents import Text
from studybank.importers.account import find_lost
from studybank.importers.html_reading import strip_tags
from studybank.importers.importing import Imported, Importer, LossError
from studybank.importers.lines import Entry
from studybank.importers.reading import decode, read_lines
from studybank.load import load_content
from studybank.strict_yaml import parse_yaml

HERE = Path(__file__).parent
BANK = load_content(HERE / "bank")


def _read_pools() -> dict[str, tuple[str, ...]]:
    """Read lines of every shape and of noise, by name; `⇥` stands for a tab."""
    pools: dict[str, list[str]] = {}
    for line in (HERE / "noise.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            pools[line.removeprefix("== ")] = []
        else:
            pools[next(reversed(pools))].append(line.replace("⇥", "\t"))
    return {name: tuple(lines) for name, lines in pools.items()}


POOLS = _read_pools()

_ANY_LINE = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn"), exclude_characters="\u2028\u2029\x85"
    ),
    max_size=30,
)
_LINE = st.one_of(
    st.sampled_from(POOLS["starts"]),
    st.sampled_from(POOLS["labels"]),
    st.sampled_from(POOLS["pieces"]),
    st.sampled_from(POOLS["pieces"]),
    st.just(""),
    _ANY_LINE,
)
_DOCUMENT = st.lists(_LINE, max_size=40)
_NAME = st.sampled_from(("notes.md", "notes.txt", "notes.csv", "notes.tsv", "notes.html"))


def _run(name: str, text: str) -> Imported:
    return Importer(BANK, store=FORMULAS).run(name, text.encode())


def _words(text: str) -> set[str]:
    """Give the words of a text, each Chinese character and sign by itself."""
    runs = re.findall(r"[A-Za-z]+|[0-9]+|[^\sA-Za-z0-9]", text)
    return {run.lower() for run in runs if run[0].isalnum() or unicodedata.category(run) == "Lo"}


def _scalars(node: Any) -> Iterator[str]:
    if isinstance(node, Text):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _scalars(value)
    elif isinstance(node, Sequence):
        for value in node:
            yield from _scalars(value)


def _written(imported: Imported) -> set[str]:
    texts = [entry.text for entry in imported.entries]
    for draft in imported.drafts:
        document, problems = parse_yaml(draft.text.encode(), draft.path)
        assert problems == ()
        texts += _scalars(document.root)
    return set().union(*map(_words, texts))


@settings(max_examples=60)
@given(_NAME, _DOCUMENT)
@example("notes.md", ["Q. One?", "Answer", "- Didn't", "Q. Two?", "A: B: C"])
@example("notes.html", ["<b>1. x</b>", "a<b and c>d", "<script>if (a<b) {}</script>"])
def test_every_word_is_in_a_draft_or_in_the_report(name: str, lines: list[str]) -> None:
    text = "\n".join(lines)
    imported = _run(name, text)
    written = _written(imported)
    for line in decode(text.encode())[0].split("\n"):
        assert _words(strip_tags(line)) - {"amp", "lt", "gt", "nbsp"} <= written, line


@settings(max_examples=30)
@given(_NAME, st.binary(max_size=300))
def test_any_bytes_are_read_without_a_loss(name: str, data: bytes) -> None:
    Importer(BANK, store=FORMULAS).run(name, data)


def test_a_line_that_is_in_no_text_and_in_no_entry_is_found() -> None:
    lines = read_lines(b"kept here\nlost there\nkept too").lines
    entries = [
        Entry("left out", 1, 1, "x", "", "kept here"),
        Entry("left out", 3, 3, "x", "", "too kept"),
    ]
    assert find_lost(lines, [], entries, [], is_html=False) == (2,)


def test_a_copy_in_a_draft_does_not_hide_a_loss() -> None:
    lines = read_lines(b"word\nword").lines
    document, _ = parse_yaml(b"title:\n  en: word\nstem:\n  en: word\n", "x.yml")
    assert document.root is not None
    assert find_lost(lines, [document.root], [], [], is_html=False) == ()
    assert find_lost(lines, [document.root], [], ["word"], is_html=False) == (1, 2)


def test_a_loss_refuses_the_file_and_names_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step that drops a text is noticed, whatever step it is."""
    monkeypatch.setattr("studybank.importers.drafting.draft_self_check", lambda *_: [])
    text = "Q. Why?\n\nSelf-check:\n- Named the cause?\n\nAnswer: Because."
    with pytest.raises(LossError, match=r"notes\.md: words of the lines 4 would be lost"):
        _run("notes.md", text)
