"""Which translation was made from which text: the lock file and what is out of date.

`content/translations.lock.yml` keeps, for each question and text field, the language written
first and the hashes of both texts at the time somebody said that they belong together:

    zero-weights:
      stem: en 2cf24dba5f 486ea46224

It is YAML, but read line by line: thousands of questions would be slow otherwise.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

from studybank.documents import Document, join_path
from studybank.documents import Mapping as YamlMapping
from studybank.errors import Problem, build_problem
from studybank.load import Content, question_path
from studybank.locales import LOCALES, Locale, other
from studybank.model.bank import Loc
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.walk import walk_texts
from studybank.places import LOCK_FILE

_MAX_BYTES: Final = 1 << 26
_QUESTION: Final = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*):")
_FIELD: Final = re.compile(
    r"  ([a-z_]+(?:\[[0-9]{1,6}\]|\.[a-z_]+)*): (en|zh) ([0-9a-f]{10}) ([0-9a-f]{10})"
)
_HEAD: Final = "# Written by `studybank accept`: which translation was made from which text.\n"


class Translation(NamedTuple):
    """A pair of texts that were found to say the same.

    Attributes:
        source: Language that the other was made from.
        source_hash: Hash of the text in that language.
        translation_hash: Hash of the translation.
    """

    source: Locale
    source_hash: str
    translation_hash: str


Lock = Mapping[str, Mapping[str, Translation]]
"""Translations by question id and by path of the field in the record."""


class TranslationState(NamedTuple):
    """The translations of a question against the lock.

    Attributes:
        stale: Fields whose source changed after they were translated, with the lock's entry.
        unrecorded: Fields of which the lock does not know the texts as they are now.
    """

    stale: tuple[tuple[Loc, Translation], ...]
    unrecorded: tuple[Loc, ...]


@functools.lru_cache(maxsize=262_144)
def hash_text(text: str) -> str:
    """Give the first 10 hexadecimal digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def source_locale(document: Document, loc: Loc) -> Locale:
    """Give the language that an author wrote first; English where none was."""
    node, rest = document.find(loc)
    if not rest and isinstance(node, YamlMapping):
        return next((locale for key in node for locale in LOCALES if key == locale), "en")
    return "en"


def build_lock(content: Content) -> Lock:
    """Record every pair of texts of every question as it is now."""
    return update_lock({}, content, content.bank.question_by_id)


def update_lock(lock: Lock, content: Content, question_ids: Iterable[str]) -> Lock:
    """Record the texts of some questions as they are now.

    Returns:
        The lock with new entries for these questions, the old ones for those left alone, and
        none for questions that have no file any more.
    """
    kept = {PurePosixPath(path).stem for path in content.documents} & set(lock)
    updated = {question_id: lock[question_id] for question_id in kept}
    for question_id in question_ids:
        question = content.bank.question_by_id[question_id]
        updated[question_id] = record_translations(content, question)
    return updated


def record_translations(content: Content, question: Question) -> Mapping[str, Translation]:
    """Record the pairs of texts of one question, in field order."""
    document = content.documents.get(question_path(question))
    if document is None:
        return {}
    found: dict[str, Translation] = {}
    for loc, text in _walk_pairs(question):
        source = source_locale(document, loc)
        found[join_path("", *loc)] = Translation(source, *_hashes(text, source))
    return found


def _walk_pairs(question: Question) -> Iterator[tuple[Loc, Localized]]:
    for loc, text in walk_texts(question):
        if text.en is not None and text.zh is not None and not text.is_shared:
            yield loc, text


def _hashes(text: Localized, source: Locale) -> tuple[str, str]:
    return hash_text(text.get(source) or ""), hash_text(text.get(other(source)) or "")


def render_lock(lock: Lock) -> str:
    """Write a lock as YAML, sorted by question and field."""
    lines = [_HEAD]
    for question_id in sorted(lock):
        if not lock[question_id]:
            continue
        lines.append(f"{question_id}:\n")
        lines += (
            f"  {field}: {entry.source} {entry.source_hash} {entry.translation_hash}\n"
            for field, entry in sorted(lock[question_id].items())
        )
    return "".join(lines)


def load_lock(root: Path) -> tuple[Lock | None, tuple[Problem, ...]]:
    """Read the lock file.

    Args:
        root: The `content/` folder.

    Returns:
        The lock, or None where there is no file; and a problem if it is damaged. What could be
        read of a damaged file counts.
    """
    path = root / LOCK_FILE
    if path.is_symlink():
        return None, ()  # the loader has reported it
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
    except FileNotFoundError:
        return None, ()
    except OSError as error:
        return None, (_problem(1, f"cannot be read: {error.strerror or 'unknown reason'}"),)
    return parse_lock(data.decode("utf-8", "replace"))


def parse_lock(text: str) -> tuple[Lock, tuple[Problem, ...]]:
    """Read a lock from its text, with a problem for the first line that is none of a lock's."""
    lock: dict[str, dict[str, Translation]] = {}
    fields: dict[str, Translation] | None = None
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), 1):
        field = _FIELD.fullmatch(line)
        if field and fields is not None:
            source: Locale = "en" if field[2] == "en" else "zh"
            fields[field[1]] = Translation(source, field[3], field[4])
        elif question := _QUESTION.fullmatch(line):
            fields = lock.setdefault(question[1], {})
        elif line.strip() and not line.startswith("#") and not problems:
            problems.append(_problem(number, "holds a line that is not of its form"))
    return lock, tuple(problems)


def _problem(line: int, detail: str) -> Problem:
    return build_problem("SB186", f"content/{LOCK_FILE}", line, 1, detail=detail)


def compare_question(question: Question, entries: Mapping[str, Translation]) -> TranslationState:
    """Hold the texts of a question against the lock's entries for it."""
    stale: list[tuple[Loc, Translation]] = []
    unrecorded: list[Loc] = []
    for loc, text in _walk_pairs(question):
        entry = entries.get(join_path("", *loc))
        if entry is None:
            unrecorded.append(loc)
            continue
        source_hash, translation_hash = _hashes(text, entry.source)
        if translation_hash != entry.translation_hash:
            unrecorded.append(loc)
        elif source_hash != entry.source_hash:
            stale.append((loc, entry))
    return TranslationState(tuple(stale), tuple(unrecorded))


def find_stale(content: Content, lock: Lock | None) -> frozenset[tuple[str, str]]:
    """Find translations whose source has changed since.

    Returns:
        Question id and path of the text that is out of date, such as `stem.zh`.
    """
    return frozenset(
        (question.id, f"{join_path('', *loc)}.{other(entry.source)}")
        for question in content.bank.questions
        if lock and question.id in lock
        for loc, entry in compare_question(question, lock[question.id]).stale
    )
