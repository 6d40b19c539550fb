"""Answers: who gives them, in which language, and what belongs to each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from studybank.importers.choices import Choice
from studybank.importers.lines import Entry, Line, trim
from studybank.importers.raw import RawField, RawPart
from studybank.importers.texts import SHARED, Texts
from studybank.locales import Locale

_FIELDS: Final = ("answer", "analysis", "result", "rationale")
_UNDECIDED: Final = {
    "en": "Not decided yet: the imported answers disagree.",
    "zh": "尚未确定：导入的答案互不一致。",
}


@dataclass
class _Answer:
    by: str
    body: dict[Locale | None, list[Line]] = field(default_factory=dict)
    analysis: list[Line] = field(default_factory=list)
    result: list[Line] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not any(map(trim, [*self.body.values(), self.analysis, self.result]))


def draft_answers(
    part: RawPart, choice: Choice, texts: Texts, *, answerers: Sequence[str], role: str
) -> dict[str, Any]:
    """Make the answers of a part.

    Args:
        part: The part; what options and statements took of its answers is gone already.
        choice: Its options.
        texts: Makes text fields.
        answerers: Neutral names that the bank declares, for those that the notes name.
        role: Role of an answer that nobody is named for.

    Returns:
        `answer` in short form or `answers`, and `resolution` if they disagree; maybe empty.
    """
    grouped = [answer for answer in _group(part.fields) if not answer.is_empty or (
        answer.by and choice.selections.get(answer.by)
    )]  # fmt: skip
    names = _name_answerers(grouped, part, answerers, texts)
    key = [
        chr(ord("A") + at)
        for at, option in enumerate(choice.options)
        if option["verdict"] == "correct"
    ]
    drafted: list[dict[str, Any]] = []
    disputed = False
    for number, answer in enumerate(grouped):
        selected = choice.selections.get(answer.by, []) if choice.options else []
        rival = bool(selected) and selected != key
        disputed = disputed or rival
        made: dict[str, Any] = {}
        if rival:
            made["role"] = "disputed"
        elif number and drafted:
            made["role"] = "alternative"
        elif role != "reference":
            made["role"] = role
        if answer.by:
            made["by"] = names[answer.by]
        if selected and (answer.by or rival):
            made["selected"] = selected
        made.update(_texts_of(answer, texts))
        drafted.append(made)
    if not drafted:
        return {}
    if disputed:
        texts.note("look", [Line(part.number, "")], "answers that disagree", "write the resolution")
        texts.copied += _UNDECIDED.values()
        return {"answers": drafted, "resolution": dict(_UNDECIDED)}
    if len(drafted) == 1 and set(drafted[0]) == {"body"}:
        return {"answer": drafted[0]["body"]}
    return {"answers": drafted}


def _texts_of(answer: _Answer, texts: Texts) -> dict[str, Any]:
    made: dict[str, Any] = {}
    analysis = texts.localize(answer.analysis)
    if analysis:
        made["analysis"] = analysis
    body: dict[str, str] = {}
    for locale, lines in answer.body.items():
        for name, text in (texts.localize(lines, locale) or {}).items():
            body[name] = f"{body[name]}\n\n{text}" if name in body else text
    if body:
        made["body"] = {name: body[name] for name in ("en", "zh", SHARED) if name in body}
    result = texts.localize(answer.result)
    if result:
        made["result"] = result
    return made


def _group(fields: Sequence[RawField]) -> list[_Answer]:
    """Put together what belongs to one answer."""
    answers: list[_Answer] = []
    for raw in fields:
        if raw.name not in _FIELDS:
            continue
        last = answers[-1] if answers else None
        if raw.name != "answer":
            last = answers[0] if answers and raw.name == "analysis" else last
            if last is None:
                last = _Answer("")
                answers.append(last)
            _add(last, raw)
        elif last is not None and _goes_on(last, raw):
            last.by = last.by or raw.by
            last.body.setdefault(raw.locale, []).extend(raw.lines)
        else:
            answers.append(_Answer(raw.by, {raw.locale: list(raw.lines)}))
    return answers


def _add(answer: _Answer, raw: RawField) -> None:
    if raw.name == "analysis":
        answer.analysis += [Line(raw.number, ""), *raw.lines]
    elif raw.name == "result":
        answer.result += [Line(raw.number, ""), *raw.lines]
    else:
        body = answer.body.setdefault(next(reversed(answer.body), None), [])
        body += [Line(raw.number, ""), *raw.lines]


def _goes_on(last: _Answer, raw: RawField) -> bool:
    """Tell whether a label goes on with an answer: its other language, or its first text."""
    if raw.by and last.by and raw.by != last.by:
        return False
    filled = [locale for locale, lines in last.body.items() if trim(lines)]
    if not filled:
        return True
    if raw.by and not last.by:
        return False
    return raw.locale is not None and raw.locale not in filled


def _name_answerers(
    grouped: Sequence[_Answer], part: RawPart, answerers: Sequence[str], texts: Texts
) -> Mapping[str, str]:
    """Give each answerer of a part a neutral name, the one of earlier questions if it is free."""
    numbers = {raw.by: raw.number for raw in part.fields if raw.by}
    people = list(dict.fromkeys(answer.by for answer in grouped if answer.by))
    names: dict[str, str] = {}
    for person in sorted(people, key=lambda person: person not in texts.answerers):
        free = [name for name in answerers if name not in names.values()]
        unknown = [name for name in free if name not in texts.answerers.values()]
        known = texts.answerers.get(person, "")
        choices = [*([known] if known in free else unknown), *free, *answerers[-1:], "maintainers"]
        names[person] = choices[0]
        shared = bool(known and known != choices[0]) or not (known or unknown)
        texts.answerers.setdefault(person, choices[0])
        why = (
            "sources.yml declares no further answerer" if shared else "the bank uses neutral names"
        )
        what = f'answerer "{person}" is called {names[person]}'
        number = numbers[person]
        texts.entries.append(Entry("look" if shared else "guessed", number, number, what, why))
    return names


_NEGATION: Final = re.compile(
    r"^(\W*(?:(?:did|do|does|have|has|was|were|is)(?:\s+(?:I|you|it))?\s+|I\s+did\s+)?)(not|n['’]t|never)\s+|"
    r"^(\W*(?:did|do|have|has|was))(n['’]t)\s+|^(\W*(?:是否|有没有)?)(没有|未曾|未|不曾)(?=[\u3400-\u9fff])",
    re.IGNORECASE,
)
_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d{1,2}[.)、](?!\d))\s*(?:\[[ xX]?\]\s*)?|^\s*[☐□✓✔☑]\s*")


def draft_self_check(lines: Sequence[Line], texts: Texts) -> list[Any]:
    """Make the items of a self-check list; what must not be there becomes `expect: absent`."""
    items: list[list[Line]] = []
    for line in trim(list(lines)):
        item = _ITEM.match(line.text)
        if line.is_blank:
            continue
        if item or not items or not line.text.startswith(" "):
            text = line.text[item.end() :] if item else line.text.strip()
            if item and (mark := re.search(r"[☐□✓✔☑]|\d+", item[0])):
                entry = Entry("recognised", line.number, line.number, "an item's mark", "", mark[0])
                texts.entries.append(entry)
            items.append([Line(line.number, text)])
        else:
            items[-1].append(Line(line.number, line.text.strip()))
    return [_draft_item(item, texts) for item in items if trim(item)]


def _draft_item(item: list[Line], texts: Texts) -> Any:
    split = texts.localize(_without_negation(item, texts)) or {}
    absent = _NEGATION.search(item[0].text)
    return {"expect": "absent", "text": split} if absent else split


def _without_negation(item: list[Line], texts: Texts) -> list[Line]:
    first = item[0]
    match = _NEGATION.search(first.text)
    if not match:
        return item
    before, word = next(
        (a or "", b) for a, b in zip(match.groups()[::2], match.groups()[1::2], strict=True) if b
    )
    rest = first.text[match.end() :]
    text = f"{before.rstrip()} {rest}".strip() if before.isascii() else before + rest
    text = text[:1].upper() + text[1:]
    number = first.number
    if "'" in word or "’" in word:
        # "Didn't" is one word: the report holds the whole, and "Did" in the draft is new.
        texts.copied.append(before)
        word = before.strip() + word
    why = "the item names a mistake; its negation became `expect: absent`"
    texts.entries.append(Entry("guessed", number, number, "a negative self-check item", why, word))
    return [Line(number, text), *item[1:]]
