"""From the files of `content/` to a bank and the problems found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic import ValidationError

from studybank.documents import Document, Text
from studybank.documents import Mapping as YamlMapping
from studybank.errors import Problem, build_problem, suggest
from studybank.file_cache import FileCache, FileResult, Prepare
from studybank.model.bank import Bank, walk_topics
from studybank.model.fields import Record
from studybank.model.question import Question
from studybank.model.shared import (
    Glossary,
    Guide,
    Paper,
    ReferenceNote,
    Scope,
    Sources,
    Topic,
    Topics,
)
from studybank.places import FOLDERS, QUESTIONS_PATH, SINGLE_FILES, walk_files
from studybank.short_forms import expand_question
from studybank.strict_yaml import MAX_BYTES, parse_yaml
from studybank.validation import find_model_problems

_USUAL_BYTES: Final = 1 << 14
"""Read of a file at first: to offer room for the largest took three times as long."""


@dataclass(frozen=True)
class Content:
    """What `content/` holds.

    Attributes:
        bank: Every record that could be read.
        documents: The parsed files by path (relative to the project's root).
        problems: What is wrong with single files, sorted.
        figures: Paths of the figure files, relative to `content/`.
        root: The `content/` folder.
    """

    bank: Bank
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]
    figures: frozenset[str]
    root: Path


def question_path(question: Question) -> str:
    """Give the path of a question's file, relative to the project's root."""
    return f"{QUESTIONS_PATH}{question.topic}/{question.id}.yml"


def load_content(
    root: Path,
    cache: FileCache | None = None,
    prepare: Prepare | None = None,
) -> Content:
    """Read `content/`.

    Args:
        root: The folder.
        cache: Results of an earlier call, to be used and renewed.
        prepare: Is given the files that the cache does not know, and may make it know them.

    Returns:
        All records that could be read and all problems of single files. Never raises for what
        the files contain.
    """
    files, figures, unreadable = _read_files(root)
    problems = list(unreadable)
    results = (cache or FileCache()).load(files, load_file, prepare)
    for result in results.values():
        problems.extend(result.problems)
    bank = _build_bank(results)
    problems.extend(_find_missing_files(results))
    problems.extend(_find_double_ids(results))
    documents = {f"content/{name}": result.document for name, result in results.items()}
    return Content(bank, documents, tuple(sorted(problems)), figures, root)


def _read_files(root: Path) -> tuple[dict[str, bytes], frozenset[str], tuple[Problem, ...]]:
    """Read the bytes of every file that belongs to the content.

    Returns:
        Bytes by path below `content/`, the paths of figures, and what stands where it should not.
    """
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    figures: set[str] = set()
    for path, name in walk_files(root, problems):
        if name.startswith("figures/"):
            figures.add(name)
            continue
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - a Path for each takes as long
                data = file.read(_USUAL_BYTES)
                if len(data) == _USUAL_BYTES:
                    data += file.read(MAX_BYTES + 1 - _USUAL_BYTES)
                files[name] = data
        except OSError as error:
            detail = error.strerror or ""
            problems.append(build_problem("SB122", f"content/{name}", 1, 1, detail=detail))
    return files, frozenset(figures), tuple(problems)


def find_records(root: Path) -> Iterator[tuple[Path, str]]:
    """Find the files of `content/` that hold records, each with its path below the folder."""
    files = walk_files(root, [])
    yield from ((Path(path), name) for path, name in files if not name.startswith("figures/"))


def load_file(name: str, data: bytes) -> FileResult:
    """Read one file.

    Args:
        name: Path below `content/`, with forward slashes, of a file that belongs there.
        data: Its bytes.
    """
    path = f"content/{name}"
    document, yaml_problems = parse_yaml(data, path)
    if document.root is None:
        return FileResult(None, document, yaml_problems)
    parts = name.split("/")
    stem = parts[-1].removesuffix(".yml")
    problems = list(yaml_problems)
    if parts[0] == "questions":
        kind: type[Record] = Question
        expand_question(document.root, topic=parts[1], question_id=stem)
        problems.extend(_check_path(document, {"id": stem, "topic": parts[1]}))
    elif len(parts) == 1:
        kind = SINGLE_FILES[name]
    else:
        kind = FOLDERS[parts[0]]
        _default_id(document.root, stem)
        problems.extend(_check_path(document, {"id": stem}))
    record, model_problems = validate(kind, document)
    problems.extend(model_problems)
    return FileResult(record, document, tuple(problems))


def validate(kind: type[Record], document: Document) -> tuple[Record | None, tuple[Problem, ...]]:
    """Make a record from a document, or the problems that stand against it."""
    try:
        return kind.model_validate(document.root), ()
    except ValidationError as error:
        return None, tuple(find_model_problems(error, kind, document))


def _default_id(root: YamlMapping, stem: str) -> None:
    if "id" not in root:
        text = Text(stem)
        text.line, text.column, text.written, text.style = 1, 1, "id", None
        root["id"] = text


def _check_path(document: Document, expected: dict[str, str]) -> Iterator[Problem]:
    assert document.root is not None  # noqa: S101 - the callers have looked
    for key, value in expected.items():
        found = document.root.get(key)
        if isinstance(found, Text) and found != value:
            yield document.problem("SB119", (key,), found=found, expected=value)


def _build_bank(results: Mapping[str, FileResult]) -> Bank:
    def records(kind: type[Any]) -> tuple[Any, ...]:
        found = (result.record for result in results.values())
        return tuple(record for record in found if type(record) is kind)

    def single(kind: type[Any], empty: Any) -> Any:
        found = records(kind)
        return found[0] if found else empty

    topics: Topics = single(Topics, Topics(topics=()))
    order = {topic.id: index for index, topic in enumerate(walk_topics(topics.topics))}
    questions = {question.id: question for question in records(Question)}

    def place(question: Question) -> tuple[int, str, str, int, str]:
        return (
            order.get(question.topic, len(order)),
            question.topic,
            question.series or "~",
            question.level or 0,
            question.id,
        )

    return Bank(
        topics=topics,
        questions=tuple(sorted(questions.values(), key=place)),
        glossary=single(Glossary, Glossary(terms=())),
        sources=single(Sources, Sources()),
        papers=tuple(sorted(records(Paper), key=_id)),
        scopes=tuple(sorted(records(Scope), key=_id)),
        guides=tuple(sorted(records(Guide), key=_id)),
        notes=tuple(sorted(records(ReferenceNote), key=_id)),
    )


def _id(record: Any) -> str:
    return str(record.id)


def _find_missing_files(results: Mapping[str, FileResult]) -> Iterator[Problem]:
    for name in SINGLE_FILES:
        if name not in results:
            meaning = (SINGLE_FILES[name].__doc__ or "").strip().partition("\n")[0]
            yield build_problem("SB113", f"content/{name}", 1, 1, meaning=meaning)


def _find_double_ids(results: Mapping[str, FileResult]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, result in results.items():
        if name.startswith("questions/"):
            stem = PurePosixPath(name).stem
            if stem in seen:
                yield result.document.problem("SB120", ("id",), other=f"content/{seen[stem]}")
            seen.setdefault(stem, name)


def find_topic(topics: Topics, topic_id: str) -> tuple[Topic | None, str]:
    """Look a topic up; where it does not exist, say what was probably meant."""
    known = {topic.id: topic for topic in walk_topics(topics.topics)}
    return known.get(topic_id), suggest(topic_id, known)
