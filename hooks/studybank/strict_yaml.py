"""A strict reader of YAML that keeps the place of every value.

Scalars stay the text that was written; what they mean is the model's business. What makes YAML
lose or change text silently is refused: duplicate keys, tags, anchors and aliases, prose in
flow mappings, escapes in double quotes, folded lists.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import Any, Final

import yaml

from studybank.documents import Document, Mapping, Sequence, Text, join_path
from studybank.errors import Problem, build_problem
from studybank.yaml_slips import YamlSlip, find_slip

MAX_BYTES: Final = 1 << 20
MAX_DEPTH: Final = 32

_UNSHOWABLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff\U000e0000-\U0010ffff]"
)
"""Controls, tabs, marks of no width or of direction, private use: invisible, or ours."""
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
    data = data.removeprefix(BOM_UTF8)
    try:
        source = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Document(path, None), (build_problem("SB101", path, line, 1),)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(source.split("\n"))
    if _UNSHOWABLE.search(source):
        return Document(path, None, lines), tuple(_find_bad_characters(lines, path))
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
        self.has_hash = "#" in source
        # The innermost open collection, the key in it that waits for its value, and those around.
        self.parent: Mapping | Sequence | None = None
        self.key: str | None = None
        self.in_flow = False
        self.around: list[tuple[Mapping | Sequence | None, bool]] = []

    def build(self) -> Mapping | None:
        try:
            get_event = yaml.CSafeLoader(self.source).get_event
            while (event := get_event()) is not None:
                if type(event) is yaml.ScalarEvent:
                    self._take_scalar(event)
                else:
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
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.parent, self.in_flow = self.around.pop()
            self.key = None
        elif kind is yaml.MappingStartEvent:
            mapping = Mapping()
            mapping.keys_at = {}
            self._open(mapping, event)
        elif kind is yaml.SequenceStartEvent:
            self._open(Sequence(), event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                line = event.start_mark.line + 1
                detail = 'a second document begins here ("---")'
                self._add("SB102", line, 1, detail=detail, remedy=_ONE)
                raise _Stop
        elif kind is yaml.AliasEvent:
            text = Text("")
            text.style = None
            self._attach(text, event.start_mark)
            self._add("SB104", text.line, text.column, feature="alias", found=f"*{event.anchor}")

    def _check_comments(self, end: int) -> None:
        """Find comments that begin right behind a sign, between the last scalar and a place.

        libyaml allows that behind quotes, brackets and commas, and takes text away by it.
        """
        for comment in _COMMENT.finditer(self.source, self.read, end) if self.has_hash else ():
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

    def _open(self, node: Mapping | Sequence, event: Any) -> None:
        self._check_event(event)
        mark = event.start_mark
        if len(self.around) >= MAX_DEPTH:
            self._add("SB107", mark.line + 1, mark.column + 1, limit=MAX_DEPTH)
            raise _Stop
        if self.key is None and isinstance(self.parent, Mapping):
            detail = "a key must be a plain word"
            self._add("SB102", mark.line + 1, mark.column + 1, detail=detail, remedy=_LOOK)
            raise _Stop
        self._attach(node, mark)
        self.around.append((self.parent, self.in_flow))
        self.parent, self.in_flow = node, bool(event.flow_style)

    def _take_scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_event(event)
        start, end = event.start_mark, event.end_mark
        style = event.style or None
        if self.has_hash:
            self._check_comments(start.index)
            if style in ("|", ">"):
                self.read = start.index
                self._check_comments(self.source.find("\n", self.read))
            self.read = end.index
        parent = self.parent
        if self.key is None and isinstance(parent, Mapping):
            self._take_key(parent, event.value, start)
            return
        text = Text(event.value)
        text.style = style
        self._attach(text, start)
        # Plain and quoted text of several lines is folded as well.
        if style == '"' or (style != "|" and start.line != end.line):
            self._check_scalar(text, self.source[start.index : end.index])
        if self.in_flow and style is None and isinstance(parent, Mapping):
            swallowed = start.index == end.index
            if swallowed or " " in text:
                self._add("SB108", parent.line, parent.column, parent.written)

    def _take_key(self, parent: Mapping, key: str, mark: Any) -> None:
        line, column = mark.line + 1, mark.column + 1
        if key in parent.keys_at:
            written = join_path(parent.written, key)
            self._add("SB103", line, column, written, key=key, first=parent.keys_at[key][0])
        else:
            parent.keys_at[key] = (line, column)
        self.key = key

    def _check_scalar(self, text: Text, raw: str) -> None:
        if text.style == '"' and _ESCAPE.search(raw):
            self._add("SB111", text.line, text.column, text.written)
        # The first line of a plain or quoted text begins nothing.
        start = 0 if text.style == ">" else max(raw.find("\n"), 0)
        if "\n" in raw and _STRUCTURE.search(raw, start):
            self._add("SB110", text.line, text.column, text.written)

    def _attach(self, node: Text | Mapping | Sequence, mark: Any) -> None:
        """Put a node where it belongs and tell it where that is."""
        node.line, node.column = mark.line + 1, mark.column + 1
        parent = self.parent
        if isinstance(parent, Mapping):
            key, written = str(self.key), parent.written
            node.written = f"{written}.{key}" if written else key
            # The first of two equal keys stays; the second is a problem already.
            parent.setdefault(key, node)
            self.key = None
        elif parent is None:
            node.written = ""
            self.root = node
        else:
            node.written = f"{parent.written}[{len(parent)}]"
            parent.append(node)
