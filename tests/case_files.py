"""Cases of `tests/cases/`: a small `content/` folder in one file.

    # What the case shows.
    --- # questions/overfitting/sample.yml
    title: …
    --- # problems
    # content/questions/overfitting/sample.yml:8:1: SB131 …

Each part begins with `--- #` and a path below `content/`. The last part, `problems`, holds the
exact lines that loading and checking give; a valid case has none. Behind the path may stand

- `(absent)`: the file, else made by default, is not there;
- `(latin-1)`: the encoding, which is UTF-8 otherwise;
- `(times 900)`: the text is written that many times;
- `(link to topics.yml)`: the file is a symbolic link;
- `(before)`: the file as it was before a change, for `check --base`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from content_tree import write_content
from studybank.bank_check import BankCache, check_bank
from studybank.cache import Store
from studybank.changes import check_changes
from studybank.errors import Problem

CASES = Path(__file__).parent / "cases"

_PART = re.compile(r"^--- # (?P<name>\S+)(?: \((?P<note>[^)]*)\))?\n", re.MULTILINE)


@dataclass(frozen=True)
class CasePart:
    """One file of a case.

    Attributes:
        name: Path below `content/`.
        note: What stands in parentheses behind it, or an empty text.
        text: The file.
    """

    name: str
    note: str
    text: str


@dataclass(frozen=True)
class Case:
    """A case.

    Attributes:
        path: Where it is.
        head: The comment above the first part.
        parts: Its files.
        expected: Lines that loading and checking must give.
    """

    path: Path
    head: str
    parts: tuple[CasePart, ...]
    expected: tuple[str, ...]

    @property
    def code(self) -> str:
        """The code that an invalid case is for, from its name."""
        return self.path.name[:5]


def find_cases(folder: str) -> list[Path]:
    """Find the cases of `invalid` or `valid`."""
    return sorted((CASES / folder).glob("*.yml"))


def load_case(path: Path) -> Case:
    """Load a case."""
    source = path.read_text("utf-8")
    matches = list(_PART.finditer(source))
    ends = [match.start() for match in matches[1:]] + [len(source)]
    parts = tuple(
        CasePart(match["name"], match["note"] or "", source[match.end() : end])
        for match, end in zip(matches, ends, strict=True)
    )
    problems = [part.text for part in parts if part.name == "problems"]
    lines = tuple(line.removeprefix("# ") for text in problems for line in text.splitlines())
    files = tuple(part for part in parts if part.name != "problems")
    return Case(path, source[: matches[0].start()], files, lines)


def write_case(case: Case, root: Path) -> None:
    """Write a case's files below `root`."""
    write_content(root, {})
    for part in case.parts:
        path = root / part.name
        path.parent.mkdir(parents=True, exist_ok=True)
        if part.note == "before":
            continue
        if part.note == "absent":
            path.unlink()
        elif part.note.startswith("link to "):
            path.symlink_to(root / part.note.removeprefix("link to "))
        elif part.note.startswith("times "):
            path.write_text(part.text * int(part.note.removeprefix("times ")), "utf-8")
        else:
            path.write_bytes(part.text.encode(part.note or "utf-8"))


def check_case(case: Case, root: Path, store: Store) -> tuple[Problem, ...]:
    """Write a case and give all of its problems, of loading and of checking."""
    write_case(case, root)
    checked = check_bank(root, BankCache(store))
    before = {part.name: part.text.encode() for part in case.parts if part.note == "before"}
    return tuple(sorted({*checked.problems, *check_changes(checked.content, before)}))


def update_case(case: Case, lines: tuple[str, ...]) -> None:
    """Write the lines that a case gives now into its file."""
    source = case.path.read_text("utf-8")
    kept = source.partition("--- # problems\n")[0]
    listed = "".join(f"# {line}\n" for line in lines)
    case.path.write_text(f"{kept}--- # problems\n{listed}" if lines else kept, "utf-8")
