"""Changing a file a little at random, as editors, merges and mistakes do."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

from case_files import find_cases, load_case

_CONTENT: Final = Path(__file__).parents[2] / "content"
_TOKENS: Final = (
    *("&a ", "*a", "!!str ", "!x ", "<<: *a", "---\n", "...\n", "%YAML 1.2\n", "? ", ": ", "- "),
    *("#", " #", "|", "|-", "|+", "|2", ">", ">-", "'", '"', "''", '"\\"', "\\", "\\n", "[", "]"),
    *("{", "}", ", ", ",", "~", "null", "\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t"),
    *("en: ", "zh: ", "stem:\n", "answers:\n  - ", "$", "$$", "[[1]]", "```\n", "| a |\n", "**"),
    *("`", "](q:", "\ufeff", "\u2028", "\x85", "\u200b", "\u00a0", "\u3000", "e\u0301", "：", "。"),
    *("\U0001f600", "\0", "\x7f", "\ue000", "\U000e0041", "\u202e", "%", "@", "=", "0", "-1"),
    *("1e999", "[" * 99),
)


def load_samples() -> list[tuple[str, bytes]]:
    """Load what is mutated: files of the bank and of the cases, by path below `content/`."""
    bank = [
        (path.relative_to(_CONTENT).as_posix(), path.read_bytes())
        for path in sorted(_CONTENT.rglob("*.yml"))
        if not path.name.endswith(".lock.yml") and path.stat().st_size < 30_000
    ]
    cases = [
        (part.name, part.text.encode(part.note or "utf-8"))
        for kind in ("valid", "invalid")
        for path in find_cases(kind)
        for part in load_case(path).parts
        if part.name.endswith(".yml") and part.note in ("", "latin-1") and "lock" not in part.name
    ]
    return bank + [(name, data) for name, data in cases if name.count("/") == _depth(name)]


def _depth(name: str) -> int:
    """Tell how deep a file of this kind lies, so that misplaced ones are left out."""
    return 2 if name.startswith("questions/") else int("/" in name)


def start_randomness(seed: int) -> random.Random:
    """Start randomness that can be repeated."""
    return random.Random(seed)  # noqa: S311 - not secret


def mutate(data: bytes, randomness: random.Random) -> bytes:
    """Change a file in one to six places."""
    for _ in range(randomness.randint(1, 6)):
        data = randomness.choice(_CHANGES)(data, randomness)
    return data


def _flip(data: bytes, randomness: random.Random) -> bytes:
    if not data:
        return data
    at = randomness.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << randomness.randrange(8)]) + data[at + 1 :]


def _splice(data: bytes, randomness: random.Random) -> bytes:
    at = randomness.randrange(len(data) + 1)
    end = min(len(data), at + randomness.choice((0, 0, 0, 1, 2, 9)))
    return data[:at] + randomness.choice(_TOKENS).encode() + data[end:]


def _cut(data: bytes, randomness: random.Random) -> bytes:
    return data[: randomness.randrange(len(data) + 1)]


def _change_lines(change: Callable[[list[bytes], int, random.Random], None]) -> _Change:
    def run(data: bytes, randomness: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, randomness.randrange(len(lines)), randomness)
        return b"\n".join(lines)

    return run


def _move(lines: list[bytes], at: int, randomness: random.Random) -> None:
    lines.insert(randomness.randrange(len(lines)), lines.pop(at))


def _double(lines: list[bytes], at: int, randomness: random.Random) -> None:
    lines.insert(randomness.randrange(len(lines)), lines[at])


def _indent(lines: list[bytes], at: int, randomness: random.Random) -> None:
    end = min(len(lines), at + randomness.choice((1, 1, 2, 5)))
    step = randomness.choice((-4, -2, -1, 1, 2, 4))
    for number in range(at, end):
        line = lines[number]
        lines[number] = b" " * step + line if step > 0 else line.removeprefix(b" " * -step)


def _swap_keys(lines: list[bytes], at: int, randomness: random.Random) -> None:
    other = randomness.randrange(len(lines))
    first, colon, rest = lines[at].partition(b":")
    second, other_colon, other_rest = lines[other].partition(b":")
    if colon and other_colon and at != other:
        lines[at], lines[other] = second + colon + rest, first + other_colon + other_rest


def _add_to_line(lines: list[bytes], at: int, randomness: random.Random) -> None:
    sign = randomness.choice(_TOKENS).encode()
    lines[at] = randomness.choice((lines[at] + sign, sign + lines[at]))


_Change = Callable[[bytes, random.Random], bytes]
_CHANGES: Final[tuple[_Change, ...]] = (
    *(_flip, _splice, _splice, _splice, _cut),
    *map(_change_lines, (_move, _double, _indent, _indent, _swap_keys, _add_to_line)),
)
