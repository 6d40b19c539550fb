"""A strict reader of YAML that keeps the place of every value.

Scalars stay the text that was written; what they mean is the model's business. What makes YAML
lose or change text silently is refused: duplicate keys, tags, anchors and aliases, prose in
flow mappings, escapes in double quotes, folded lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from studybank.documents import Document, Mapping, Sequence, Text, join_path
from studybank.errors import Problem, build_problem
from studybank.yaml_slips import YamlSlip, find_slip

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 32

_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Controls, marks of no width, bidirectional overrides, private use: invisible, or ours."""
_STRUCTURE = re.compile(r"^\s*([-*+] |[0-9]+\. |\||\$\$|```)", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")
_ESCAPE = re.compile(r"\\[^\"\\]")


def parse_yaml(data: bytes, path: str) -> tuple[Document, tuple[Problem, ...]]:
    """Read one YAML file.

    Args:
        data: The file's bytes.
        path: Path for messages.

    Returns:
        The document and its problems. The document's root is None if the file is no mapping or
        stops being YAML somewhere; problems found before that place are kept.
    """
    if len(data) > MAX_BYTES:
        return Document(path, None), (build_problem("SB106", path, 1, 1, limit=MAX_BYTES),)
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Document(path, None), (build_problem("SB101", path, line, 1),)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(source.split("\n"))
    problems = tuple(_find_bad_characters(lines, path))
    if problems:
        return Document(path, None, lines), problems
    builder = _Builder(path, source)
    root = builder.build()
    return Document(path, root, lines), tuple(builder.problems)


def _find_bad_characters(lines: tuple[str, ...], path: str) -> Iterator[Problem]:
    for number, line in enumerate(lines, 1):
        tab = line.find("\t")
        if tab >= 0:
            yield build_problem("SB105", path, number, tab + 1)
        for match in _UNSHOWABLE.finditer(line.replace("\t", " ")):
            character = f"U+{ord(match[0]):04X}"
            yield build_problem("SB109", path, number, match.start() + 1, character=character)


class _Stop(Exception):  # noqa: N818 - not an error of ours: it ends the walk
    """The rest of the file cannot be read."""


_LOOK: Final = (
    "Check the indentation, quotes and colons here; "
    'text with a colon or quotes is safest below "|-".'
)
_ONE: Final = "Put each question into a file of its own, and remove the line."
_COMMENT_DETAIL: Final = "a comment needs a space before it"
_SPACE: Final = 'Write a space before "#", or put the text in quotes.'
_TEMPLATE: Final = "Start from a template: run `studybank new <topic>/<id>`."


class _Builder:
    """Builds nodes from libyaml's events, without recursion."""

    def __init__(self, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.problems: list[Problem] = []
        self.root: Any = None
        self.documents = 0
        # Where the last scalar ends.
        self.read = 0
        # Open collections, each with the key that waits for its value.
        self.stack: list[tuple[Mapping | Sequence, bool]] = []
        self.pending: list[Text | None] = []

    def build(self) -> Mapping | None:
        try:
            for event in yaml.parse(self.source, Loader=yaml.CSafeLoader):
                self._take(event)
            self._check_comments(len(self.source))
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            slip = find_slip(self.source, line, column)
            if slip is None:
                detail = (error.problem or error.context or "unreadable").strip()
                slip = YamlSlip(line, column, detail, _LOOK)
            self._add("SB102", slip.line, slip.column, detail=slip.detail, remedy=slip.remedy)
            return None
        if not isinstance(self.root, Mapping):
            found = "empty" if self.root is None else "not a mapping"
            expected = 'a mapping of fields ("title: …")'
            self._add("SB112", 1, 1, expected=expected, found=found, suggestion=_TEMPLATE)
            return None
        return self.root

    def _add(self, code: str, line: int, column: int, written: str = "", **values: object) -> None:
        self.problems.append(build_problem(code, self.path, line, column, field=written, **values))

    def _take(self, event: Any) -> None:
        mark = event.start_mark
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                line = mark.line + 1
                self._add(
                    "SB102", line, 1, detail='a second document begins here ("---")', remedy=_ONE
                )
                raise _Stop
        elif isinstance(event, yaml.ScalarEvent):
            self._check_event(event)
            self._take_scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._check_event(event)
            mapping = Mapping()
            mapping.keys_at = {}
            self._open(mapping, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._check_event(event)
            self._open(Sequence(), event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.stack.pop()
            self.pending.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._add(
                "SB104", mark.line + 1, mark.column + 1, feature="alias", found=f"*{event.anchor}"
            )
            self._attach(self._place(Text(""), event))

    def _check_comments(self, end: int) -> None:
        """Find comments that begin right behind a sign, between the last scalar and a place.

        libyaml allows that behind quotes, brackets and commas, and takes text away by it.
        """
        for comment in _COMMENT.finditer(self.source, self.read, end):
            start = comment.start()
            if start and self.source[start - 1] not in " \n":
                line = self.source.count("\n", 0, start) + 1
                column = start - self.source.rfind("\n", 0, start)
                self._add("SB102", line, column, detail=_COMMENT_DETAIL, remedy=_SPACE)

    def _check_event(self, event: Any) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            found = f"&{event.anchor}"
            self._add("SB104", mark.line + 1, mark.column + 1, feature="anchor", found=found)
        if event.tag is not None:
            self._add("SB104", mark.line + 1, mark.column + 1, feature="tag", found=event.tag)

    def _place(self, node: Any, event: Any) -> Any:
        """Tell a node where it stands."""
        node.line, node.column = event.start_mark.line + 1, event.start_mark.column + 1
        node.written = ""
        if self.stack:
            parent, _ = self.stack[-1]
            key = self.pending[-1]
            step = str(key) if isinstance(parent, Mapping) else len(parent)
            node.written = join_path(parent.written, step)
        return node

    def _open(self, node: Mapping | Sequence, event: Any) -> None:
        self._place(node, event)
        if len(self.stack) >= MAX_DEPTH:
            self._add("SB107", node.line, node.column, limit=MAX_DEPTH)
            raise _Stop
        if self.stack and isinstance(self.stack[-1][0], Mapping) and self.pending[-1] is None:
            self._add(
                "SB102", node.line, node.column, detail="a key must be a plain word", remedy=_LOOK
            )
            raise _Stop
        self._attach(node)
        self.stack.append((node, bool(event.flow_style)))
        self.pending.append(None)

    def _take_scalar(self, event: Any) -> None:
        text = Text(event.value)
        text.style = None if event.style in (None, "") else event.style
        self._check_comments(event.start_mark.index)
        if text.style in ("|", ">"):
            self.read = event.start_mark.index
            self._check_comments(self.source.find("\n", self.read))
        self.read = event.end_mark.index
        parent, in_flow = self.stack[-1] if self.stack else (None, False)
        if isinstance(parent, Mapping) and self.pending[-1] is None:
            self._take_key(parent, text, event)
            return
        self._place(text, event)
        self._check_scalar(text, event)
        if in_flow and isinstance(parent, Mapping) and text.style is None:
            swallowed = event.start_mark.index == event.end_mark.index
            if swallowed or " " in text:
                self._add("SB108", parent.line, parent.column, parent.written)
        self._attach(text)

    def _take_key(self, parent: Mapping, key: Text, event: Any) -> None:
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if key in parent.keys_at:
            written = join_path(parent.written, str(key))
            self._add("SB103", line, column, written, key=key, first=parent.keys_at[key][0])
        else:
            parent.keys_at[str(key)] = (line, column)
        self.pending[-1] = key

    def _check_scalar(self, text: Text, event: Any) -> None:
        raw = self.source[event.start_mark.index : event.end_mark.index]
        if text.style == '"' and _ESCAPE.search(raw):
            self._add("SB111", text.line, text.column, text.written)
        # Plain and quoted text of several lines is folded as well; its first line begins nothing.
        start = 0 if text.style == ">" else max(raw.find("\n"), 0)
        if text.style != "|" and "\n" in raw and _STRUCTURE.search(raw, start):
            self._add("SB110", text.line, text.column, text.written)

    def _attach(self, node: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent, _ = self.stack[-1]
        if isinstance(parent, Mapping):
            key = self.pending[-1]
            # The first of two equal keys stays; the second is a problem already.
            parent.setdefault(str(key), node)
            self.pending[-1] = None
        else:
            parent.append(node)
