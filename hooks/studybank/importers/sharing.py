"""Texts that are for several: an answer to all parts, a list of follow-ups."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from studybank.importers.answers import draft_answers
from studybank.importers.choices import Choice
from studybank.importers.lines import Entry, Line, trim
from studybank.importers.raw import RawField, RawFollowUp, RawPart
from studybank.importers.texts import Texts

_BULLET: Final = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)、])\s+")


def draft_follow_up(raw: RawFollowUp, texts: Texts) -> list[dict[str, Any]]:
    """Make the follow-ups of a label: one, or one for each item of a list."""
    lines = trim(raw.lines)
    if not lines:
        return []
    starts = [at for at, line in enumerate(lines) if _BULLET.match(line.text)]
    if len(starts) > 1 and not raw.answer and starts[0] == 0:
        ends = [*starts[1:], len(lines)]
        pieces = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
        for piece in pieces:
            match = _BULLET.match(piece[0].text)
            marker = match[0].strip() if match else ""
            number = piece[0].number
            texts.entries.append(Entry("recognised", number, number, "a follow-up", "", marker))
            piece[0] = Line(number, piece[0].text[len(match[0]) if match else 0 :])
        return [{"stem": stem} for piece in pieces if (stem := texts.localize(piece))]
    made: dict[str, Any] = {"stem": texts.localize(lines)}
    part = RawPart(number=lines[0].number, fields=raw.answer)
    made.update(draft_answers(part, Choice(), texts, answerers=(), role="reference"))
    return [made]


def share_answers(raw: RawPart, texts: Texts) -> None:
    """Give each part its item of an answer that is numbered as the parts are."""
    answers = [field for field in raw.fields if field.name == "answer" and trim(field.lines)]
    if len(raw.parts) < 2 or not answers or any(part.fields for part in raw.parts):
        return
    for answer in answers:
        pieces = _cut_numbered(answer.lines)
        if len(pieces) != len(raw.parts):
            return
    for answer in answers:
        for part, (marker, lines) in zip(raw.parts, _cut_numbered(answer.lines), strict=True):
            part.fields.append(RawField("answer", lines[0].number, lines, answer.locale, answer.by))
            number = lines[0].number
            what = f"the answer to part {part.label}"
            texts.entries.append(
                Entry("guessed", number, number, what, "as many answers as parts", marker)
            )
        raw.fields.remove(answer)


def _cut_numbered(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Cut a text at `1.`, `2.` … at the margin; nothing if it does not begin with 1."""
    pieces: list[tuple[str, list[Line]]] = []
    for line in trim(list(lines)):
        match = re.match(r"^[（(]?(\d{1,2})[.)、）]\s*(?=\S)", line.text)
        if match and int(match[1]) == len(pieces) + 1:
            pieces.append((match[0].strip(), [Line(line.number, line.text[match.end() :])]))
        elif pieces:
            pieces[-1][1].append(line)
        else:
            return []
    return pieces
