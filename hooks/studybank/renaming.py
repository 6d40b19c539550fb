"""A question's id changed everywhere, planned in memory before anything is written.

The question keeps its old id under `formerly`; the site puts an anchor there and takes saved
progress along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from studybank.drafting import DraftError, check_id, find_owner
from studybank.errors import StudybankError, suggest
from studybank.formatting.nodes import Block, Node, Scalar, parse_nodes, walk_scalars
from studybank.formatting.order import rank_key
from studybank.load import Content, find_records, load_file
from studybank.locales import LOCALES
from studybank.model.question import Question
from studybank.model.walk import walk_texts
from studybank.places import LOCK_FILE
from studybank.translations import Translation, hash_text, parse_lock, render_lock

_ID_FIELDS: Final = frozenset({"related", "replaces", "depends_on", "question"})
"""Fields, in questions, papers and scopes, whose values may be the id of a question."""


class RenameError(StudybankError):
    """The question cannot be renamed; nothing has been written."""


@dataclass(frozen=True)
class Renaming:
    """What a change of an id does to the files of `content/`.

    Attributes:
        written: New contents by path below `content/`.
        removed: Paths whose files go away.
    """

    written: Mapping[str, bytes]
    removed: tuple[str, ...]


def plan_renaming(content: Content, old: str, new: str) -> Renaming:
    """Plan the change of a question's id.

    Args:
        content: What the bank holds.
        old: The question's id.
        new: The id that it gets; it must be free.

    Raises:
        RenameError: There is no such question, the new id is taken or is none, or a file cannot
            be changed safely.
    """
    question = content.bank.question_by_id.get(old)
    if question is None:
        message = f'There is no readable question "{old}". '
        raise RenameError((message + suggest(old, content.bank.question_by_id)).strip())
    try:
        check_id(new)
    except DraftError as error:
        raise RenameError(str(error)) from error
    owner = find_owner(content, new)
    if owner is not None:
        message = f'The id "{new}" is taken: {owner}. Ids are never used twice.'
        raise RenameError(message)
    return _Planner(content.root, question, new).plan()


class _Planner:
    def __init__(self, root: Path, question: Question, new: str) -> None:
        self.root = root
        self.old, self.new = question.id, new
        self.name = f"questions/{question.topic}/{self.old}.yml"
        self.new_name = f"questions/{question.topic}/{new}.yml"
        self.figures = dict(self._find_figures())

    def plan(self) -> Renaming:
        for name in self.figures.values():
            if (self.root / name).exists():
                message = f"content/{name} is there already; rename one of the figures by hand."
                raise RenameError(message)
        written: dict[str, bytes] = {}
        hashes: dict[str, dict[str, str]] = {}
        for path, name in find_records(self.root):
            data = path.read_bytes()
            changed = self._change(name, data)
            if changed != data:
                target = self.new_name if name == self.name else name
                hashes[PurePosixPath(name).stem] = self._verify(name, data, target, changed)
                written[target] = changed
        for before, after in self.figures.items():
            data = (self.root / before).read_bytes()
            written[after] = self._in_script(data) if before.endswith(".py") else data
        lock = self.root / LOCK_FILE
        if lock.exists():
            written[LOCK_FILE] = self._in_lock(lock.read_text("utf-8", "replace"), hashes)
        return Renaming(written, (self.name, *self.figures))

    def _in_lock(self, text: str, hashes: Mapping[str, Mapping[str, str]]) -> bytes:
        """Let the record of translations know the question, and texts that linked to it."""
        lock, problems = parse_lock(text)
        if problems:
            message = f"{problems[0]}"
            raise RenameError(message)
        renamed: dict[str, dict[str, Translation]] = {}
        for question_id, fields in lock.items():
            known = hashes.get(question_id, {})
            renamed[self.new if question_id == self.old else question_id] = {
                field: Translation(entry.source, *(known.get(text, text) for text in entry[1:]))
                for field, entry in fields.items()
            }
        return render_lock(renamed).encode()

    def _find_figures(self) -> Iterator[tuple[str, str]]:
        """Find the figures that are named after the question, and what draws them."""
        for folder in ("figures", "figures/src"):
            for path in sorted((self.root / folder).glob(f"{self.old}.*")):
                ending = path.name.removeprefix(self.old)
                yield f"{folder}/{path.name}", f"{folder}/{self.new}{ending}"

    def _in_script(self, data: bytes) -> bytes:
        pattern = rf"(?<![\w-]){re.escape(self.old)}(?=\.(?:(?:en|zh)\.)?(?:svg|png|webp)\b)"
        return re.sub(pattern, self.new, data.decode()).encode()

    def _change(self, name: str, data: bytes) -> bytes:
        words = (self.old.encode(), *(figure.encode() for figure in self.figures))
        if name != self.name and not any(word in data for word in words):
            return data
        try:
            source = data.decode()
            root = parse_nodes(source)
        except ValueError:
            return data  # Its own errors are for `check`.
        edits = list(self._edits(source, root, ""))
        if name == self.name:
            edits += self._own_edits(source, root)
        for start, end, text in sorted(edits, reverse=True):
            source = source[:start] + text + source[end:]
        return source.encode()

    def _edits(self, source: str, node: Node, field: str) -> Iterator[tuple[int, int, str]]:
        if isinstance(node, Scalar):
            raw = source[node.start : node.end]
            changed = re.sub(rf"\]\(q:{re.escape(self.old)}(?=[)#])", f"](q:{self.new}", raw)
            if field in _ID_FIELDS and node.value == self.old:
                changed = raw.replace(self.old, self.new)
            elif node.value in self.figures:
                changed = raw.replace(node.value, self.figures[node.value])
            if changed != raw:
                yield node.start, node.end, changed
            return
        for entry in node.entries or ():
            yield from self._edits(source, entry.value, entry.key.value)
        for item in node.items:
            yield from self._edits(source, item, field)

    def _own_edits(self, source: str, root: Block) -> Iterator[tuple[int, int, str]]:
        """Change the question's own id, and keep the old one."""
        written = root.get("id")
        if isinstance(written, Scalar):
            yield written.start, written.end, self.new
        before = root.get("formerly")
        if isinstance(before, Block) and before.items:
            first = next(walk_scalars(before))
            line = source[source.rfind("\n", 0, first.start) + 1 : first.start]
            behind = ", " if before.is_flow else f"\n{line}"
            yield first.start, first.start, f"{self.old}{behind}"
            return
        place = rank_key(Question, "formerly")
        later = (e.key for e in root.entries or () if rank_key(Question, e.key.value) > place)
        start = _find_start(source, next((key.line for key in later), 0))
        yield start, start, f"formerly: [{self.old}]\n"

    def _verify(self, name: str, data: bytes, target: str, changed: bytes) -> dict[str, str]:
        """Make sure that a file can still be read.

        Returns:
            The hashes of its changed texts, new by old.
        """
        before, after = load_file(name, data), load_file(target, changed)
        if before.record is None:
            return {}
        if after.record is None or len(after.problems) > len(before.problems):
            message = f"content/{name} cannot be changed safely; change it by hand first."
            raise RenameError(message)
        if name == self.name and self.old not in getattr(after.record, "formerly", ()):
            message = f"content/{name} cannot keep its old id; write it under formerly first."
            raise RenameError(message)
        texts = zip(walk_texts(before.record), walk_texts(after.record), strict=True)
        return {
            hash_text(old): hash_text(new)
            for (_, one), (_, other) in texts
            for locale in LOCALES
            if (old := one.get(locale)) and (new := other.get(locale)) and old != new
        }


def _find_start(source: str, line: int) -> int:
    """Give the offset of a key's first line: comments stay with the key below them."""
    lines = source.split("\n")
    while line and lines[line - 1].startswith("# ") and "yaml-language" not in lines[line - 1]:
        line -= 1
    return sum(len(text) + 1 for text in lines[:line])
