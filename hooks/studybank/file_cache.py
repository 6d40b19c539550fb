"""What is known of content files that have not changed, in memory and on disk.

An entry on disk is the record as JSON, which the model validates when it comes back: a damaged or
foreign entry can at worst be refused, and nothing of it is ever run, as a pickle would be.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from studybank.cache import Store
from studybank.documents import Document, UnreadDocument
from studybank.errors import Problem
from studybank.fingerprint import build_file_key
from studybank.model.fields import Record
from studybank.schema import SCHEMAS

_KINDS: Final[Mapping[str, type[Record]]] = {kind.__name__: kind for kind in SCHEMAS.values()}


@dataclass(frozen=True)
class FileResult:
    """One file, read and checked by itself."""

    record: Record | None
    document: Document
    problems: tuple[Problem, ...]


ReadFile = Callable[[str, bytes], FileResult]
"""Reads a file from its path below `content/` and its bytes."""

Prepare = Callable[[Mapping[str, bytes]], Mapping[str, FileResult]]
"""Is given bytes by path below `content/`; gives some results and puts others into the store."""


@dataclass
class FileCache:
    """Results of files that have not changed since.

    Attributes:
        store: Keeps them on disk; None keeps them within the process only.
        results: Results of the last call by path and bytes.
    """

    store: Store | None = None
    results: dict[tuple[str, bytes], FileResult] = field(default_factory=dict)

    def load(
        self, files: Mapping[str, bytes], read: ReadFile, prepare: Prepare | None = None
    ) -> dict[str, FileResult]:
        """Give the result of each file, reading those that are not known.

        Args:
            files: Bytes by path below `content/`.
            read: Reads one that is not known.
            prepare: Is given those that are not known, if there is a store.
        """
        found = {item: self.results[item] for item in files.items() if item in self.results}
        digests = {item: build_file_key(*item) for item in files.items() if item not in found}
        kept = self.store.get_many(list(digests.values())) if self.store else {}
        new = {item[0]: item[1] for item, digest in digests.items() if digest not in kept}
        ready: Mapping[str, FileResult] = {}
        if self.store and new and prepare:
            ready = prepare(new)
            kept.update(
                self.store.get_many([digests[n, d] for n, d in new.items() if n not in ready])
            )
        rest: dict[str, bytes] = {}
        for item, digest in digests.items():
            entry = kept.get(digest)
            result = ready.get(item[0]) or (_decode(entry, digest, item, read) if entry else None)
            if result is None:
                rest[item[0]] = item[1]
            else:
                found[item] = result
        fresh = self.read(rest, read)
        found.update({item: fresh[item[0]] for item in rest.items()})
        self.results = {item: found[item] for item in files.items()}
        return {name: result for (name, _), result in self.results.items()}

    def read(self, files: Mapping[str, bytes], read: ReadFile) -> dict[str, FileResult]:
        """Read files that are not known, and keep on disk what comes of them."""
        results: dict[str, FileResult] = {}
        fresh: dict[str, bytes] = {}
        for item in files.items():
            result = read(*item)
            if result.record is not None:
                digest = build_file_key(*item)
                fresh[digest] = _encode(result)
                document = _name_document(digest, item, read)
                result = FileResult(result.record, document, result.problems)
            results[item[0]] = result
        if self.store and fresh:
            self.store.put_many(fresh)
        return results


def _encode(result: FileResult) -> bytes:
    assert result.record is not None  # noqa: S101 - the caller has looked
    head = {
        "kind": type(result.record).__name__,
        "problems": [encode_problem(problem) for problem in result.problems],
    }
    record = result.record.model_dump_json(exclude_unset=True)
    return f"{json.dumps(head)}\n{record}".encode("utf-8", "surrogatepass")


def _decode(
    entry: bytes, digest: str, item: tuple[str, bytes], read: ReadFile
) -> FileResult | None:
    head, _, record = entry.partition(b"\n")
    try:
        told = json.loads(head)
        found = _KINDS[told["kind"]].model_validate_json(record)
        problems = tuple(map(decode_problem, told["problems"]))
    except (ValueError, KeyError, TypeError):
        return None
    return FileResult(found, _name_document(digest, item, read), problems)


def _name_document(digest: str, item: tuple[str, bytes], read: ReadFile) -> UnreadDocument:
    return UnreadDocument(f"content/{item[0]}", digest, lambda: read(*item).document)


def encode_problem(problem: Problem) -> list[object]:
    """Give a problem as plain data for JSON."""
    return [
        problem.path,
        problem.line,
        problem.column,
        problem.code,
        problem.field,
        problem.values,
    ]


def decode_problem(data: list[object]) -> Problem:
    """Make a problem from what `encode_problem` gave."""
    path, line, column, code, place, values = data
    pairs = tuple((str(name), str(value)) for name, value in values)  # type: ignore[attr-defined]
    return Problem(str(path), int(str(line)), int(str(column)), str(code), str(place), pairs)
