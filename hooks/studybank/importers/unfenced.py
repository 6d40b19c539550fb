"""Code without fences, as pages leave it when they are copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from studybank.importers.lines import Entry, Line

_STRONG: Final = re.compile(
    r"^\s*(?:import \w[\w.]*(?: as \w+)?$|from [\w.]+ import |(?:async )?def \w+\(.*|"
    r"class \w+[(:].*|for \w[\w, ]* in .+:$|while .+:$|(?:el)?if [^:]+:$|else:$|with .+:$|"
    r"return \S+.*[()\[\]].*|print\(.*\)$|@\w[\w.]*$|#include\s*[<\"]|>>> |"
    r"(?:[\w.]+(?:\[[^\]]*\])?(?:, \w+)*) [-+*/]?= [\w.]+(?:\(.*\)|\[.*\])\S*\s*(?:#.*)?$|"
    r"(?:auto|int|float|double|void|const|using|return|torch::\w+|std::\w+)\b.*[;{]$)"
)
_WEAK: Final = re.compile(
    r"^\s*(?:\w[\w.\[\], ]* ?[-+*/@]?= ?\S.*|\w+(?:\.\w+)*\(.*\)[,;]?|[)\]}]+[,;]?|#\s?\S.*|//.*|"
    r"return\b.*|\.\.\.|pass|break|continue|.*[;{}])$"
)
_NOT_CODE: Final = re.compile(
    r"[\u3400-\u9fff\uff00-\uffef]|\\[a-z]{3,}|\$|^\s*[-*]\s|^\s*#{2,}\s|[^:]\s\w+\s\w+\s\w+\s\w+\.$"
)
_FENCE: Final = re.compile(r"^\s*(?:>\s*)*(?:```|~~~)")
_CPP: Final = re.compile(r"#include|std::|torch::|;\s*$", re.MULTILINE)
_LEAST: Final = 2


def fence_code(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Entry, ...]]:
    """Put fences round runs of lines that are plainly code."""
    result: list[Line] = []
    entries: list[Entry] = []
    index, fenced = 0, False
    while index < len(lines):
        line = lines[index]
        if _FENCE.match(line.text):
            fenced = not fenced
        end = index if fenced else _find_end(lines, index)
        if end - index < _LEAST:
            result.append(line)
            index += 1
            continue
        run = lines[index:end]
        language = "cpp" if _CPP.search("\n".join(item.text for item in run)) else "python"
        result += [Line(run[0].number, f"```{language}"), *run, Line(run[-1].number, "```")]
        why = "the lines look like code"
        what = f"a listing in {language} without fences"
        entries.append(Entry("guessed", run[0].number, run[-1].number, what, why))
        index = end
    return tuple(result), tuple(entries)


def _find_end(lines: Sequence[Line], start: int) -> int:
    """Give the index behind a run of code that begins here; `start` if none does."""
    if not _is_code(lines[start].text, inside=False):
        return start
    strong, end, at = 0, start, start
    while at < len(lines):
        text = lines[at].text
        if text.strip():
            if not _is_code(text, inside=at > start):
                break
            strong += bool(_STRONG.match(text))
            end = at + 1
        elif at + 1 >= len(lines) or not _is_code(lines[at + 1].text, inside=True):
            break
        at += 1
    return end if strong else start


def _is_code(text: str, *, inside: bool) -> bool:
    if not text.strip() or _NOT_CODE.search(text):
        return False
    if _STRONG.match(text) or _WEAK.match(text):
        return True
    return inside and text.startswith(("  ", "\t"))
