"""Questions in tables: CSV, TSV, and the text that Anki exports."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from studybank.importers.html_reading import has_html, read_html
from studybank.importers.lines import Entry, Line
from studybank.importers.raw import RawField, RawOption, RawQuestion
from studybank.importers.tokens import FieldName
from studybank.locales import Locale

_NAMES: Final[Mapping[str, str]] = {
    "stem": "question front prompt stem text q 问题 题目 题干 正面",
    "stem en": "question_en question(en) english_question 英文题目 英文问题",
    "stem zh": "question_zh question(zh) chinese_question 中文题目 中文问题",
    "answer": "answer back solution a 答案 解答 参考答案 背面",
    "answer en": "answer_en answer(en) english_answer 英文答案",
    "answer zh": "answer_zh answer(zh) chinese_answer 中文答案",
    "rationale": "explanation rationale extra back_extra 解析 解释",
    "approach": "approach 思路",
    "tip": "hint tip 提示",
    "note": "note notes remark 备注",
    "title": "title 标题",
    "heading": "topic chapter deck category 主题 章节 分类",
    "tags": "tags tag 标签",
    "marks": "marks points 分值 分数",
    "level": "level difficulty 难度 级别",
    "label": "id no no. number # 序号 编号 题号",
}
_COLUMNS: Final = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
"""Meaning of a column by its name, in lower case with `_` for spaces."""
_OPTION: Final = re.compile(r"^(?:option |choice |选项)?\s*([A-H])$", re.IGNORECASE)
_HEADER: Final = re.compile(r"^#\s*([a-z ]+):(.*)$")
_SEPARATORS: Final = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "pipe": "|",
    "space": " ",
    "colon": ":",
}
_CLOZE: Final = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
_ANKI_COLUMNS: Final = {
    "tags column": "tags",
    "deck column": "heading",
    "notetype column": "own",
    "guid column": "own",
}
_LOCALES: Final[Mapping[str, Locale]] = {"en": "en", "zh": "zh"}
_NUMBERS: Final = {"marks": r"[1-9]\d{0,2}", "level": "[123]", "label": r"\d{1,4}"}
_FIELDS: Final[tuple[FieldName, ...]] = ("answer", "rationale", "approach", "tip", "note")


@dataclass
class Table:
    """What a table holds.

    Attributes:
        questions: Its rows as questions.
        entries: What was recognised, guessed or left out.
        shape: `anki` or `table`.
    """

    questions: list[RawQuestion] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    shape: str = "table"


def is_table(name: str, lines: Sequence[Line]) -> bool:
    """Tell whether a file is a table, by its name or its lines."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("csv", "tsv"):
        return True
    filled = [line.text for line in lines if not line.is_blank]
    if not filled or ending not in ("txt", "text", ""):
        return False
    if _HEADER.match(filled[0]) and filled[0].lower().startswith(("#separator", "#html")):
        return True
    tabs = {text.count("\t") for text in filled}
    return len(filled) > 1 and len(tabs) == 1 and tabs != {0}


def read_table(name: str, lines: Sequence[Line]) -> Table:
    """Read a table's rows as questions."""
    table = Table()
    headers, body = _read_headers(lines, table)
    separator = _SEPARATORS.get(headers.get("separator", "").strip().lower(), "")
    separator = separator or headers.get("separator", "").strip() or _find_separator(name, body)
    rows = _read_rows(body, separator)
    columns = _find_columns(headers, rows, separator, table)
    for first, last, cells in rows:
        _add_row(first, last, cells, columns, table)
    return table


def _read_headers(lines: Sequence[Line], table: Table) -> tuple[dict[str, str], list[Line]]:
    headers: dict[str, str] = {}
    body = list(lines)
    while body and (match := _HEADER.match(body[0].text)):
        line = body.pop(0)
        headers[match[1].strip().lower()] = match[2]
        table.shape = "anki"
        number = line.number
        table.entries.append(Entry("recognised", number, number, "a header of Anki", "", line.text))
    return headers, body


def _find_separator(name: str, lines: Sequence[Line]) -> str:
    filled = [line.text for line in lines if not line.is_blank][:20]
    counts = {sign: min((text.count(sign) for text in filled), default=0) for sign in "\t;,|"}
    if name.lower().endswith(".csv") and not counts["\t"]:
        return ";" if counts[";"] > counts[","] else ","
    return max(counts, key=lambda sign: counts[sign]) if any(counts.values()) else "\t"


def _read_rows(lines: Sequence[Line], separator: str) -> list[tuple[int, int, list[str]]]:
    """Give first and last line and the cells of each row that is not empty."""
    rows = []
    reader = csv.reader((f"{line.text}\n" for line in lines), delimiter=separator)
    first = 0
    for cells in reader:
        last = reader.line_num
        if any(cell.strip() for cell in cells):
            rows.append((lines[first].number, lines[last - 1].number, cells))
        first = last
    return rows


def _find_columns(
    headers: Mapping[str, str], rows: list[tuple[int, int, list[str]]], separator: str, table: Table
) -> list[str]:
    """Say what each column holds; takes a first row of names off the rows."""
    width = max((len(cells) for _, _, cells in rows), default=0)
    if "columns" in headers:
        names = headers["columns"].split(separator)
        columns = [_name_column(name) for name in names]
    else:
        named = [_name_column(cell) for cell in rows[0][2]] if rows else []
        if "stem" in " ".join(named).split() or sum(map(bool, named)) > 1:
            first, last, cells = rows.pop(0)
            text = " ".join(cells)
            table.entries.append(Entry("recognised", first, last, "names of columns", "", text))
            columns = [
                name or f"other {cell.strip()}" for name, cell in zip(named, cells, strict=True)
            ]
        else:
            columns = ["stem", "answer"]
            if rows and table.shape != "anki":
                why = "the table names no columns"
                table.entries.append(
                    Entry("guessed", rows[0][0], rows[0][0], "question, then answer", why)
                )
    columns += [""] * (width - len(columns))
    for key, meaning in _ANKI_COLUMNS.items():
        place = headers.get(key, "").strip()
        if place.isdecimal() and 0 < int(place) <= len(columns):
            columns[int(place) - 1] = meaning
    return columns if not headers else _shift(columns)


def _shift(columns: list[str]) -> list[str]:
    """Put Anki's question and answer into the first columns that hold nothing of its own."""
    if "stem" in columns:
        return columns
    free = [at for at, name in enumerate(columns) if name in ("", "answer")]
    for at, name in zip(free, ("stem", "answer"), strict=False):
        columns[at] = name
    return columns


def _name_column(name: str) -> str:
    plain = re.sub(r"\s*\(", "(", name.strip().lower()).replace(" ", "_")
    option = _OPTION.match(name.strip())
    return (
        f"option {option[1].upper()}"
        if option and plain not in ("a", "q")
        else _COLUMNS.get(plain, "")
    )


def _add_row(first: int, last: int, cells: list[str], columns: list[str], table: Table) -> None:
    question = RawQuestion(number=first, last=last, label=str(len(table.questions) + 1))
    for cell, column in zip(cells, columns, strict=False):
        lines, entries = _cell_lines(cell, first)
        table.entries += entries
        if cell.strip():
            _add_cell(question, column, lines, cell.strip(), table)
    for extra in cells[len(columns) :]:
        _leave(first, extra, "a cell beyond the columns", table)
    if question.stem or question.title:
        table.entries.append(Entry("recognised", first, last, "a row as a question"))
        table.questions.append(question)
    else:
        for cell in cells:
            _leave(first, cell, "a row without a question", table)


def _cell_lines(cell: str, first: int) -> tuple[list[Line], tuple[Entry, ...]]:
    lines: Sequence[Line] = [Line(first, text) for text in cell.split("\n")]
    entries: tuple[Entry, ...] = ()
    if has_html(lines) or "&" in cell:
        lines, entries = read_html(lines)
        lines = [Line(first, line.text) for line in lines]
        entries = tuple(
            Entry(e.kind, first, first, e.what, e.why, e.text) for e in entries if e.text
        )
    return list(lines), entries


def _add_cell(
    question: RawQuestion, column: str, lines: list[Line], cell: str, table: Table
) -> None:
    number = question.number
    kind, _, rest = column.partition(" ")
    if kind == "stem":
        _add_stem(question, lines, table)
    elif kind in _FIELDS:
        name: FieldName = next(name for name in _FIELDS if name == kind)
        question.fields.append(RawField(name, number, lines, _LOCALES.get(rest)))
    elif kind == "option":
        question.options.append(RawOption(rest, lines))
    elif kind == "title":
        question.title = lines
    elif kind in ("tags", "heading", "own", "marks", "level", "label"):
        _add_value(question, kind, cell, table)
    else:
        what = f"a note from the column {rest}" if rest else "a note from a further column"
        why = "the column's name is not known" if rest else "the column has no name"
        noted = _head(rest, lines) if rest else lines
        question.fields.append(RawField("note", number, noted))
        table.entries.append(Entry("guessed", number, number, what, why))


def _add_stem(question: RawQuestion, lines: list[Line], table: Table) -> None:
    number = question.number
    text = "\n".join(line.text for line in lines)
    words = [match[1] for match in _CLOZE.finditer(text)]
    if words:
        lines = [Line(number, piece) for piece in _CLOZE.sub(_gap, text).split("\n")]
        question.fields.append(RawField("blanks", number, [Line(number, "; ".join(words))]))
        marks = " ".join(re.findall(r"\{\{(c\d+)::", text))
        table.entries.append(Entry("recognised", number, number, "a cloze", "", marks))
    question.stem += [Line(number, ""), *lines] if question.stem else lines


def _add_value(question: RawQuestion, kind: str, cell: str, table: Table) -> None:
    """Add what a cell states rather than says: tags, a topic, marks and so on."""
    number = question.number
    what = {"heading": "a topic", "own": "a mark of Anki"}.get(kind, kind)
    if kind == "own":
        table.entries.append(Entry("left out", number, number, what, "it says nothing", cell))
        return
    if kind == "tags":
        tags = (re.sub(r"[^a-z0-9]+", "-", tag.lower()) for tag in re.split(r"[\s,;，；]+", cell))
        question.values["tags"] = sorted({tag.strip("-")[:64] for tag in tags if tag.strip("-")})
    elif kind == "heading":
        question.headings = (*question.headings, cell)
    elif not re.fullmatch(_NUMBERS[kind], cell):
        _leave(number, cell, f"a cell of the column {kind}", table)
        return
    elif kind == "label":
        question.label = cell
    else:
        question.values[kind] = int(cell)
    table.entries.append(Entry("recognised", number, number, what, "", cell))


def _head(name: str, lines: list[Line]) -> list[Line]:
    return [Line(lines[0].number, f"{name}: {lines[0].text}"), *lines[1:]]


def _gap(match: re.Match[str]) -> str:
    return f"[...] ({match[2]})" if match[2] else "[...]"


def _leave(number: int, cell: str, what: str, table: Table) -> None:
    if cell.strip():
        table.entries.append(
            Entry("left out", number, number, what, "it fits nowhere", cell.strip())
        )
