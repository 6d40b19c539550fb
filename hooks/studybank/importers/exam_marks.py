"""Marks, scope tags, dates and times that stand in headings and questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

_MARKS: Final = re.compile(
    r"\s*(?:[（(\[【]|(?<=[月日0-9a-z])[,，])\s*(?:共|本题)?(\d{1,3}(?:\.\d)?)\s*(?:pts?|points?|marks?|分)\.?\s*[)）\]】]",
    re.IGNORECASE,
)
_SCOPE: Final = re.compile(
    r"\s*[（(\[【]?\s*(不考|可能不考|可能考|必考|会考|重点|not examined|may be examined)"
    r"\s*[)）\]】]?\s*(?=$|[（(\[【])"
)
_TIME: Final = re.compile(
    r"\s*[（(\[【]?\s*(?:about |约)?(\d+(?:\.\d+)?)(?:\s*[-–—~～至到]\s*(\d+(?:\.\d+)?))?\s*"
    r"(seconds?|secs?|s|minutes?|mins?|秒钟?|分钟)\b\s*[)）\]】]?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?|(?<!\d)(1[0-2]|[1-9])\s*月",
    re.IGNORECASE,
)


class Taken(NamedTuple):
    """A text from which something was taken.

    Attributes:
        text: The rest.
        marker: What was taken, as written.
        values: Fields that it states.
    """

    text: str
    marker: str
    values: dict[str, Any]


def take_marks(text: str) -> Taken:
    """Take marks such as `(6 pts)` out of a line."""
    match = _MARKS.search(text)
    if not match:
        return Taken(text, "", {})
    marks = match[1]
    number = int(marks) if "." not in marks else float(marks)
    # Marks at the end of longer brackets leave the bracket that closes these.
    closing = match[0][-1] if match[0].lstrip()[0] in ",，" else ""
    rest = f"{text[: match.start()]}{closing} {text[match.end() :].strip()}".strip()
    return Taken(rest, match[0].strip(), {"marks": number} if number else {})


def take_scope(text: str) -> Taken:
    """Take a scope tag such as 不考 off the end of a heading."""
    match = _SCOPE.search(text)
    if not match:
        return Taken(text, "", {})
    rest = f"{text[: match.start()]} {text[match.end() :].strip()}".strip()
    return Taken(rest, match[0].strip(), {"scope": match[1]})


def take_time(text: str) -> Taken:
    """Take a time such as `(30 seconds)` or `5–7 min` out of a heading."""
    match = _TIME.search(text)
    if not match:
        return Taken(text, "", {})
    unit = 60 if match[3][0] in "sS秒" else 1
    times = [round(float(number) / unit, 2) for number in (match[1], match[2]) if number]
    shown: list[Any] = [int(time) if time == int(time) else time for time in times]
    rest = f"{text[: match.start()]} {text[match.end() :].strip()}".strip()
    return Taken(rest, match[0].strip(), {"minutes": shown if len(shown) == 2 else shown[0]})


def take_date(text: str) -> Taken:
    """Take year and month of an exam out of a heading."""
    year = _YEAR.search(text)
    if not year:
        return Taken(text, "", {})
    values: dict[str, Any] = {"year": int(year[1])}
    spans = [year.span()]
    month = _MONTH.search(text)
    if month:
        name = (month[1] or "").lower()[:3]
        values["month"] = _MONTHS.index(name) + 1 if name else int(month[2])
        spans.append(month.span())
    return Taken(_cut(text, spans), " ".join(text[a:b].strip() for a, b in sorted(spans)), values)


def _cut(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        pieces.append(text[position:start])
        position = end
    return " ".join("".join([*pieces, text[position:]]).split())


_SIGN_VERDICTS: Final = {"✅": "correct", "✔": "correct", "☑": "correct", "❌": "incorrect",
                         "✗": "incorrect", "✘": "incorrect", "⚠": "partly"}  # fmt: skip
_WORD_VERDICTS: Final = (
    (
        r"不完全准确|不完全正确|部分正确|不够准确|partly (?:correct|right|true)|partially correct",
        "partly",
    ),
    (r"不正确|错误|不合理|不对|错|incorrect|wrong|false|not correct|unreasonable", "incorrect"),
    (r"视情况而定|视情况|depends|it depends", "depends"),
    (r"正确|合理|对|correct|right|true|reasonable", "correct"),
)
_SIGN: Final = re.compile(r"\s*([✅✔☑❌✗✘⚠])\ufe0f?\s*")
_WORD: Final = re.compile(
    r"\s*(?:→|->|=>|⇒|——|—|–|[:：])?\s*[*_]{0,2}(?:"
    + "|".join(f"(?P<{verdict}>{words})" for words, verdict in _WORD_VERDICTS)
    + r")(?![\w])[*_]{0,2}\s*[。.,，;；:：—–-]*\s*(?:because|因为)?\s*",
    re.IGNORECASE,
)


class Judged(NamedTuple):
    """A text with a verdict.

    Attributes:
        before: What is judged.
        verdict: `correct`, `incorrect`, `partly` or `depends`.
        marker: The verdict as written.
        reason: What follows it.
    """

    before: str
    verdict: str
    marker: str
    reason: str


def find_verdict(text: str, *, whole: bool = False) -> Judged | None:
    """Find a verdict by sign, or in words behind an arrow.

    Args:
        text: A line.
        whole: The verdict may begin the text without an arrow.
    """
    sign = _SIGN.search(text)
    if sign:
        rest = text[sign.end() :].lstrip("-–—:： ")
        before = text[: sign.start()].rstrip("-–—→:： ")
        # A sign in front may stand for what follows.
        word = _WORD.match(rest)
        marker = sign[0] + (word[0] if word and word.lastgroup == _SIGN_VERDICTS[sign[1]] else "")
        rest = rest[word.end() :] if word and len(marker) > len(sign[0]) else rest
        return Judged(before, _SIGN_VERDICTS[sign[1]], marker.strip(), rest.strip())
    arrow = next(iter(_arrows(text)), None)
    start = arrow.start() if arrow else (0 if whole else None)
    if start is None:
        return None
    word = _WORD.match(text, start)
    if not word:
        return None
    return Judged(
        text[:start].strip(), str(word.lastgroup), word[0].strip(), text[word.end() :].strip()
    )


def _arrows(text: str) -> Iterator[re.Match[str]]:
    for match in re.finditer(r"\s*(?:→|->|=>|⇒|——)", text):
        if _WORD.match(text, match.start()):
            yield match
