"""How much of a document an import finds: boundaries, answers, and every word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from imports.bank_items import Voice
from imports.note_writers import write_notes
from imports.notes_document import Expected
from small_banks import FORMULAS, PROJECT
from studybank.importers.account import count_words
from studybank.importers.importing import Imported, Importer, LossError
from studybank.load import Content, load_content, load_file
from studybank.strict_yaml import parse_yaml

_ASKED: Final = frozenset({"stem", "text"})
_ANSWERED: Final = frozenset(
    {
        "answer",
        "notes",
        "body",
        "analysis",
        "result",
        "rationale",
        "approach",
        "self_check",
        "accept",
    }
)

_TRUTHS: Final = frozenset({"true", "false", "对", "错", "正", "确", "误", "depends"})
"""What a statement keeps as its truth."""


@dataclass(frozen=True)
class Measured:
    """What became of a document.

    Attributes:
        total: Questions that it holds.
        right: Questions of which both sides were found whole, and nothing else.
        lost: Lines with words that would have been lost.
        clean: Drafts that the bank loads without an error.
        wrong: The first words of those that are not right.
    """

    total: int
    right: int
    lost: int
    clean: int
    wrong: tuple[str, ...]


def import_text(content: Content, name: str, text: str) -> Imported:
    """Import a document into a bank, writing nothing."""
    return Importer(content, "overfitting", store=FORMULAS).run(name, text.encode())


def measure(shape: str, voice: Voice, seed: int, count: int = 80) -> Measured:
    """Write a document, import it, and compare."""
    content = load_content(PROJECT / "content")
    name, text, expected = write_notes(shape, voice, seed, count)
    try:
        imported = import_text(content, name, text)
    except LossError as error:
        return Measured(len(expected), 0, len(error.lines), 0, (str(error),))
    found = [_sides(draft.text) for draft in imported.drafts]
    wrong = [
        f"{at + 1}: {sides.asked[0][:70]!r}"
        for at, sides in enumerate(expected)
        if not any(_matches(sides, *pair) for pair in found[max(at - 3, 0) : at + 4])
    ]
    clean = sum(
        not load_file(f"questions/{draft.path}", draft.text.encode()).problems
        for draft in imported.drafts
    )
    return Measured(len(expected), len(expected) - len(wrong), 0, clean, tuple(wrong))


def _matches(expected: Expected, asked: Counter[str], answered: Counter[str]) -> bool:
    return _same(expected.asked, asked) and _same(expected.answered, answered)


def _same(texts: Sequence[str], found: Counter[str]) -> bool:
    wanted = sum(map(count_words, texts), Counter[str]())
    # Labels of parts that stayed in a list are numbers or single letters.
    extra = [word for word in (found - wanted) if len(word) > 1 and not word.isdecimal()]
    missing = set(wanted - found) - _TRUTHS
    return not missing and not extra


def _sides(text: str) -> tuple[Counter[str], Counter[str]]:
    document, _ = parse_yaml(text.encode(), "draft.yml")
    sides = {True: Counter[str](), False: Counter[str]()}
    for is_asked, piece in _walk(document.root, None):
        sides[is_asked] += count_words(piece)
    return sides[True], sides[False]


def _walk(node: Any, side: bool | None) -> Iterator[tuple[bool, str]]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            inner = True if key in _ASKED and side is None else side
            inner = False if key in _ANSWERED else inner
            inner = True if key == "stem" else inner
            if key not in ("title", "waivers", "provenance", "resolution"):
                yield from _walk(value, inner)
    elif isinstance(node, str):
        if side is not None:
            yield side, node
    elif isinstance(node, Sequence):
        for item in node:
            yield from _walk(item, side)
