"""Exam notes: `Q3 2024 May …` headings, with marks and scope tags."""

from __future__ import annotations

import re
from typing import Final

from studybank.importers.exam_marks import take_date, take_marks, take_scope
from studybank.importers.shapes.starts import Start, bare_line

_NUMBER: Final = re.compile(
    r"(?:^|(?<=\s)|(?<=[（(]))(?:Q(?:uestion)?\s*\.?\s*(\d{1,3}[a-z]?)(?![\w.])|第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*题|题目?\s*(\d{1,3}))",
    re.IGNORECASE,
)
_HAN: Final = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)}
_PROGRAMME: Final = re.compile(r"[（(]([^（()）]{2,60})[)）]")
_SENTENCE: Final = re.compile("[?？:：。–—]")
_SIGNS: Final = " -–—:：,，.·|"
_MOST_BEFORE: Final = 30
_MOST_PROGRAMME: Final = 40


def find_start(text: str) -> Start | None:
    """Find the heading of a past-paper question: a number with a year, or a heading."""
    bare = bare_line(text)
    number = _NUMBER.search(bare.text)
    if not number or number.start() > _MOST_BEFORE:
        return None
    written = next(value for value in number.groups() if value)
    rest = bare.text[: number.start()] + bare.text[number.end() :]
    scope = take_scope(rest)
    marks = take_marks(scope.text)
    date = take_date(marks.text)
    decorated = bare.level or bare.strong
    said = rest.lstrip().startswith((":", "：", ".", "、"))
    if not date.values and (not decorated or number.start() or said):
        return None
    left = date.text.strip(_SIGNS)
    programme = _PROGRAMME.search(left)
    values = {**marks.values, **scope.values}
    provenance = {"kind": "past-paper", **date.values}
    taken = [number[0].strip(), marks.marker, scope.marker, date.marker]
    bare_left = left.strip("()（） ")
    is_titled = bool(_SENTENCE.search(date.text))  # `Q3 2024: a title`
    if date.values and bare_left and len(left) <= _MOST_PROGRAMME and not is_titled:
        provenance["programme"], left = bare_left if left[0] in "(（" else left, ""
    elif date.values and programme and programme[1].strip(_SIGNS):
        provenance["programme"] = programme[1].strip(_SIGNS)
        left = (left[: programme.start()] + left[programme.end() :]).strip(_SIGNS)
    left = re.sub(r"[（(]\s*[,，;；]?\s*[)）]", "", left).strip(_SIGNS)
    provenance["question"] = str(_HAN.get(written, written))
    values["provenance"] = provenance
    if len(written) > 1 or written not in _HAN:
        taken[0] = number[0].replace(written, "").strip()
    marker = " ".join(sorted((part for part in taken if part), key=bare.text.find))
    return Start(written, marker, left, title_only=bool(decorated), values=values)
