"""From lines to tokens: what each line is, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from studybank.importers.debris import find_captions, find_debris
from studybank.importers.exam_marks import take_marks, take_scope
from studybank.importers.labels import find_bare_name, find_label, find_names
from studybank.importers.lines import Line
from studybank.importers.shapes import SHAPES
from studybank.importers.shapes.starts import Start, bare_line
from studybank.importers.tokens import PartStyle, Token

_FENCE: Final = re.compile(r"^\s*(?:>\s*)*(```+|~~~+)")
_LIQUID: Final = re.compile(r"^\s*\{%-?\s*(?:(highlight)\s+([\w+#-]+)|(endhighlight)).*%\}\s*$")
_LABELS: Final[tuple[tuple[PartStyle, str], ...]] = (
    ("alpha", r"[（(][a-h][)）]|[a-h][)）](?=\s)"),
    ("roman", r"[（(](?:x|ix|iv|v?i{1,3}|v)[)）]"),
    ("paren", r"[（(]\d{1,2}[)）]|\d{1,2}[)）](?=\s)"),
    ("decimal", r"\d{1,2}\.\d{1,2}[.、)]?(?=\s+[^\s\d=+*/<>-])"),
    ("number", r"\d{1,2}[.、．](?=\s*[^\s\d])"),
    ("han", r"[（(][一二三四五六七八九十][)）]"),
)
_ITEM: Final = r"^\s*(?:[-*+]\s+)?"
_PARTS: Final = tuple(
    (
        style,
        re.compile(
            rf"{_ITEM}(?:\*\*|__)?(?:part\s*|小题\s*)?({pattern})(?:\*\*|__)?(.*)$", re.IGNORECASE
        ),
    )
    for style, pattern in _LABELS
)
_OPTION: Final = re.compile(
    rf"{_ITEM}(?:\[([ xX])\]\s*)?([✅❌✔✗⚠]\ufe0f?\s*)?(?:\*\*)?[（(]?([A-H])(?:[)）]|[.、．:：])"
    r"(?:\*\*)?\s*(\S.*)$"
)
_VERDICT_LETTER: Final = re.compile(
    rf"{_ITEM}(?:(?P<sign>[✅❌✔✗⚠]\ufe0f?)\s*)?(?:\*\*)?(?:option |选项\s*)?"
    r"(?P<letter>[A-H])(?:\*\*)?(?:"
    r"[.、:：]?\s*(?=[✅❌✔✗⚠]|→|->|=>|⇒|——|—)|"
    r"\s*(?=是?(?:不完全|部分|不)?(?:正确|错误|准确|合理))|"
    r"\s+(?=(?:is|are) (?:not |partly )?(?:correct|incorrect|right|wrong|true|false)\b)|"
    r"(?<=\w)(?(sign)\s+|(?!)))"
)
_FOLLOW_UP: Final = re.compile(
    r"^\s*(?:[-*+>]\s+)?(?:\#{1,6}\s+)?(?:\*\*|__)?"
    r"(?:follow[- ]?up(?: questions?)?s?|追问|后续问题|延伸问题)\s*(\d{0,2})"
    r"(?:\*\*)?\s*(?:[:：.]\s*(?:\*\*)?|$)\s*(.*)$",
    re.IGNORECASE,
)
_ORAL_ASK: Final = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*)?[Qq](\d{0,2})\s*[:：.]\s*(?:\*\*)?\s*(\S.*)$"
)
_SECTION: Final = re.compile(
    r"^\s*(?:section|chapter|part|unit|module|lecture)\s+(?:\d{1,2}|[IVX]{1,4})\b\s*[:：.–—-]?|^\s*第\s*[\d一二三四五六七八九十]+\s*[章节讲部单]|"
    r"^\s*[一二三四五六七八九十]{1,2}、",
    re.IGNORECASE,
)
_NUMBERED_SECTION: Final = re.compile(
    r"^(?:section|chapter|lecture)\s+\d|^第\s*\d+\s*[章讲]", re.IGNORECASE
)
_CODE: Final = re.compile(r"^[A-Z]{1,3}[-.]?\d{1,2}(?:\.\d{1,2})?\s*[-–—:：.·|]?\s+\S")
_LETTER_A: Final = re.compile(r"\W*A\W*")
_LONGEST_HEADING: Final = 80
_ENDS_SENTENCE: Final = re.compile(r"[。.!！?？;；,，]$")
_STRONG_STARTS: Final = 3


def lex(lines: Sequence[Line], shape: str) -> tuple[Token, ...]:
    """Classify the lines of a document of a known shape."""
    return tuple(_Lexer(lines, shape).run())


class _Lexer:
    """Walks through lines, remembering what stays open: listings, formulas, the numbering."""

    def __init__(self, lines: Sequence[Line], shape: str) -> None:
        self.lines = lines
        self.shape = shape
        self.debris = find_debris(lines) | find_captions(lines)
        self.find_start = SHAPES[shape]
        self.last_number = 0
        self.names = find_names(line.text for line in lines)
        self.only_strong = shape == "numbered" and (
            sum(self._is_strong(line.text) for line in lines) >= _STRONG_STARTS
        )

    def _is_strong(self, text: str) -> bool:
        start = self.find_start(text)
        return start is not None and bool(start.values.get("strong"))

    def run(self) -> Iterator[Token]:
        fence, in_display = "", False
        for index, line in enumerate(self.lines):
            text = line.text
            liquid = _LIQUID.match(text)
            opened = _FENCE.match(text)
            if liquid and (liquid[1] or fence):
                fence = "```" if liquid[1] else ""
                written = f"```{liquid[2] or ''}" if liquid[1] else "```"
                yield Token(
                    "code", line.number, written, marker=text.strip(), what="a listing's border"
                )
            elif fence:
                yield Token("code", line.number, text)
                fence = "" if opened and opened[1].startswith(fence) else fence
            elif opened:
                fence = opened[1]
                yield Token("code", line.number, text)
            elif in_display:
                yield Token("text", line.number, text, raw=text)
                in_display = text.count("$$") % 2 == 0
            elif line.is_blank:
                yield Token("blank", line.number)
            elif index in self.debris:
                what = self.debris[index]
                yield Token("left", line.number, marker=text.strip(), what=what, raw=text)
            else:
                in_display = text.count("$$") % 2 == 1
                yield replace(self._classify(index, line), raw=text)

    def _classify(self, index: int, line: Line) -> Token:
        start = self.find_start(line.text)
        if start and self._is_question(start, index):
            return _question(line, start)
        return (
            _follow_up(line, self.shape)
            or self._field(index, line)
            or _heading(line, self.shape)
            or self._plain_heading(index, line)
            or _option(line)
            or _part(line)
            or Token("text", line.number, line.text)
        )

    def _is_question(self, start: Start, index: int) -> bool:
        if self.shape != "numbered":
            return True
        number = int(start.label)
        if self.only_strong:
            if not start.values.get("strong"):
                return False
        elif not self.last_number < number <= self.last_number + 3:
            return number == 1 and self.last_number > 1 and self._follows_heading(index)
        self.last_number = number
        return True

    def _follows_heading(self, index: int) -> bool:
        before = next(
            (line for line in reversed(self.lines[:index]) if not line.is_blank), Line(0, "")
        )
        found = bool(bare_line(before.text).level or _SECTION.match(before.text))
        self.last_number = 1 if found else self.last_number
        return found

    def _field(self, index: int, line: Line) -> Token | None:
        label = find_label(line.text) or find_bare_name(line.text, self.names)
        if label is None or (_LETTER_A.fullmatch(label.marker) and self._is_choice(index)):
            return None
        what = f"a label ({label.field.replace('_', '-')})"
        return Token(
            "field",
            line.number,
            label.rest,
            marker=label.marker,
            what=what,
            field=label.field,
            locale=label.locale,
            by=label.by,
            label=label.part,
        )

    def _is_choice(self, index: int) -> bool:
        """Tell whether `A:` is an option: a `B:` follows soon."""
        following = [line.text for line in self.lines[index + 1 : index + 8]]
        return any(re.match(r"^\s*(?:[-*+]\s+)?\**B\**[:：]", text) for text in following)

    def _plain_heading(self, index: int, line: Line) -> Token | None:
        """Find headings of plain text: `Section 2: …`, `D3 — …`."""
        text = line.text.strip()
        short = len(text) <= _LONGEST_HEADING and (
            not _ENDS_SENTENCE.search(text) or _NUMBERED_SECTION.match(text)
        )
        around = [
            self.lines[at].is_blank for at in (index - 1, index + 1) if 0 <= at < len(self.lines)
        ]
        if not short or not all(around):
            return None
        bare = bare_line(text)
        is_code = self.shape == "practice" and _CODE.match(bare.text)
        if not _SECTION.match(bare.text) and not is_code:
            return None
        return Token("heading", line.number, text, level=1)


def _question(line: Line, start: Start) -> Token:
    marks = take_marks(start.text)
    values = {**start.values, **marks.values, "title_only": start.title_only}
    if start.second:
        values["second"] = start.second
    marker = f"{start.marker} {marks.marker}".strip()
    level = bare_line(line.text).level
    return Token(
        "question",
        line.number,
        marks.text,
        marker=marker,
        what="the start of a question",
        label=start.label,
        level=level,
        values=values,
    )


def _follow_up(line: Line, shape: str) -> Token | None:
    match = _FOLLOW_UP.match(line.text)
    if not match and shape == "oral":
        match = _ORAL_ASK.match(line.text)
    if not match:
        return None
    text = match[2].strip()
    text = text.replace("**", "") if text.count("**") % 2 else text
    marker = line.text[: match.start(2)].strip()
    return Token("follow_up", line.number, text, marker=marker, what="a follow-up", label=match[1])


def _heading(line: Line, shape: str) -> Token | None:
    bare = bare_line(line.text)
    if not bare.level:
        return None
    part = _part(Line(line.number, bare.text))
    styles = (
        ("alpha", "roman", "paren", "decimal") if shape == "exam" else ("alpha", "roman", "paren")
    )
    if part and part.style in styles:
        return part
    scope = take_scope(bare.text)
    return Token(
        "heading",
        line.number,
        scope.text,
        level=bare.level,
        marker=scope.marker,
        values=scope.values,
    )


def _option(line: Line) -> Token | None:
    match = _VERDICT_LETTER.match(line.text)
    if match:
        rest = f"{match['sign'] or ''} {line.text[match.end() :]}".strip()
        letter, what = match["letter"], "an option's letter"
        values = {"judged": True}
        return Token("option", line.number, rest, letter, what, label=letter, values=values)
    match = _OPTION.match(line.text)
    if not match:
        return None
    sign = (match[2] or "").strip()
    text = f"{match[4]} {sign}".strip()
    text = text.replace("**", "") if text.count("**") % 2 else text
    values = {"ticked": True} if (match[1] or "") in "xX" and match[1] else {}
    marker = f"{match[3]} {match[1]}" if values else match[3]
    return Token(
        "option", line.number, text, marker, "an option's letter", label=match[3], values=values
    )


def _part(line: Line) -> Token | None:
    for style, pattern in _PARTS:
        match = pattern.match(line.text)
        if match:
            marks = take_marks(match[2].strip())
            scope = take_scope(marks.text) if len(marks.text) <= _LONGEST_HEADING else marks
            values = {**marks.values, **(scope.values if scope is not marks else {})}
            scoped = scope.marker if scope is not marks else ""
            text = scope.text
            text = text.replace("**", "") if text.count("**") % 2 else text
            marker = f"{line.text[: match.start(2)].strip()} {marks.marker} {scoped}".strip()
            label = re.sub(r"[^\w.]", "", match[1]).strip(".").lower()
            return Token(
                "part",
                line.number,
                text.strip(" :："),
                marker,
                "the label of a part",
                label=label,
                style=style,
                values=values,
            )
    return None
