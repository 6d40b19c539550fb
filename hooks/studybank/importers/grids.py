"""Tables pasted with tabs, and grids of numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from studybank.importers.lines import Entry, Line

_NUMBER: Final = r"[-−+]?\d+(?:\.\d+)?(?:/\d+)?"
_GRID: Final = re.compile(
    rf"^\s*[\[|(⎡⎢⎣]*\s*{_NUMBER}(?:(?:\s*[,，;&]\s*|\s+){_NUMBER})+\s*[\]|)⎤⎥⎦]*[,;]?\s*$"
)
_ENTRY: Final = re.compile(_NUMBER)


class Gridded(NamedTuple):
    """Lines with tables and matrices in the bank's form, and what was done."""

    lines: list[Line]
    entries: list[Entry]


def shape_grids(lines: Sequence[Line]) -> Gridded:
    """Turn tabs into tables and grids of numbers into matrices, outside listings."""
    done = Gridded([], [])
    index, fence = 0, ""
    while index < len(lines):
        text = lines[index].text.strip()
        if text.startswith(("```", "~~~", "$$")):
            sign = text[:2] if text.startswith("$$") else text[:3]
            if sign in ("```", "~~~") or text.count("$$") % 2:
                fence = "" if fence == sign else (fence or sign)
        if not fence:
            for find, write in ((_tab_columns, _write_table), (_grid_columns, _write_matrix)):
                end = _find_end(lines, index, find)
                if end - index > 1:
                    write(lines[index:end], done)
                    index = end
                    break
            else:
                done.lines.append(_without_tabs(lines[index]))
                index += 1
            continue
        done.lines.append(_without_tabs(lines[index]))
        index += 1
    return done


def _without_tabs(line: Line) -> Line:
    return Line(line.number, line.text.replace("\t", "    "))


def _tab_columns(text: str) -> int:
    cells = text.strip().split("\t")
    return len(cells) if len(cells) > 1 and not text.lstrip().startswith(("- ", "* ")) else 0


def _grid_columns(text: str) -> int:
    return len(_ENTRY.findall(text)) if _GRID.match(text) else 0


def _find_end(lines: Sequence[Line], start: int, columns: Callable[[str], int]) -> int:
    wanted = columns(lines[start].text)
    end = start
    while wanted and end < len(lines) and columns(lines[end].text) == wanted:
        end += 1
    return end


def _write_table(lines: Sequence[Line], done: Gridded) -> None:
    done.lines.append(Line(lines[0].number, ""))
    for position, line in enumerate(lines):
        cells = [cell.strip().replace("|", r"\|") for cell in line.text.strip().split("\t")]
        done.lines.append(Line(line.number, f"| {' | '.join(cells)} |"))
        if position == 0:
            done.lines.append(Line(line.number, f"|{'---|' * len(cells)}"))
    done.lines.append(Line(lines[-1].number, ""))
    first, last = lines[0].number, lines[-1].number
    why = "the columns stand apart by tabs; the first row is its head"
    done.entries.append(Entry("guessed", first, last, "a table", why))


def _write_matrix(lines: Sequence[Line], done: Gridded) -> None:
    rows = [" & ".join(_ENTRY.findall(line.text)).replace("−", "-") for line in lines]
    first, last = lines[0].number, lines[-1].number
    done.lines.extend([Line(first, ""), Line(first, "$$"), Line(first, r"\begin{bmatrix}")])
    for line, row in zip(lines, rows, strict=True):
        done.lines.append(Line(line.number, row + (r" \\" if line is not lines[-1] else "")))
    done.lines.extend([Line(last, r"\end{bmatrix}"), Line(last, "$$"), Line(last, "")])
    why = "rows of as many numbers each"
    done.entries.append(Entry("guessed", first, last, "a matrix", why))
