"""Options with their verdicts, statements to judge, and blanks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from studybank.importers.exam_marks import find_verdict
from studybank.importers.lines import Entry, Line, trim
from studybank.importers.raw import RawField, RawOption, RawPart
from studybank.importers.texts import Texts

_KEY: Final = re.compile(
    r"^\W*(?:(?:the )?(?:correct |right )?"
    r"(?:options?|answers?|choices?)(?: (?:is|are))?|选项?|答案是?)?"
    r"\s*[:：]?\s*[（(]?"
    r"([A-H](?:\s*(?:[,，、;；/&+]|and|和|与|及)?\s*[（(]?[A-H](?![A-Za-z])[)）]?)*)(?![A-Za-z'’])[)）]?\s*"
    r"(?:$|[.。:：,，;；—–-]|(?=because|since|因为|正确|is |are ))\s*",
)
_ALL: Final = re.compile(
    r"\ball\b|select|which (?:of|are|statements)|multiple|哪些|多选|所有|几项", re.IGNORECASE
)
_TRUE_FALSE: Final = re.compile(
    r"[（(\[]?\s*(?:true\s*(?:or|/)\s*false|t\s*/\s*f|判断(?:对错|正误|题|下列说法)?|对(?:还是|或)错|正确还是错误)\s*[)）\]]?\s*[?？.。:：—–-]*\s*",
    re.IGNORECASE,
)
_TRUTH: Final = re.compile(
    r"^\W*(?:(?P<true>true|正确|对|right|correct|[√✓✅])|(?P<false>false|错误?|不对|不正确|wrong|incorrect|[×✗❌])|"
    r"(?P<depends>depends|it depends|视情况而?定?))(?!\w)\ufe0f?[*_]{0,2}\s*[.。,，:：;；—–-]*\s*",
    re.IGNORECASE,
)
_TRUTHS: Final = {"true": True, "false": False}
_GAP: Final = re.compile(
    r"\\?\[\s*(?:\.{2,}|…+|_+)\s*\\?\]|(?:\\_){3,}|_{3,}|[（(][ \u3000_]{2,}[)）]"
)
_FILLERS: Final = re.compile(r"\s*(?:[;；]|\n+|[,，、])\s*")
_LONGEST_FILLER: Final = 40


def find_key(text: str) -> tuple[list[str], str, str]:
    """Find the letters that an answer begins with: letters, the marker, the rest."""
    match = _KEY.match(text)
    if not match:
        return [], "", text
    letters = sorted(set(re.findall("[A-H]", match[1])))
    if len(letters) == 1 and re.match(r"\s*[a-z]", text[match.end(1) :]):
        return [], "", text
    return letters, text[: match.end()].strip(), text[match.end() :].strip()


@dataclass
class Choice:
    """What became of options.

    Attributes:
        options: The model's options; empty if there is no key.
        response: `single-choice` or `multiple-choice`.
        selections: Letters that each answerer chose.
    """

    options: list[dict[str, Any]] = field(default_factory=list)
    response: str = ""
    selections: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class _Verdict:
    text: list[Line]
    verdict: str = ""
    reasons: list[Line] = field(default_factory=list)


def draft_choice(part: RawPart, texts: Texts) -> Choice:
    """Make options of a part, if the notes give a key."""
    choice = Choice()
    found = {option.letter: _judge(option, texts) for option in part.options}
    for raw in part.fields:
        if raw.name in ("answer", "result") and trim(raw.lines):
            letters = _take_key(raw, set(found), texts)
            if letters:
                choice.selections.setdefault(raw.by, letters)
    key = next(iter(choice.selections.values()), [])
    judged = [letter for letter, verdict in found.items() if verdict.verdict]
    if not key and not any(found[letter].verdict == "correct" for letter in judged):
        return choice
    for letter, verdict in found.items():
        if not verdict.verdict:
            verdict.verdict = "correct" if letter in key else "incorrect"
            if judged:
                texts.note(
                    "guessed",
                    verdict.text,
                    f"option {letter} is {verdict.verdict}",
                    "no verdict of its own",
                )
    for verdict in found.values():
        text = texts.localize(verdict.text) or {texts.default: "…"}
        option: dict[str, Any] = {"text": text, "verdict": verdict.verdict}
        rationale = texts.localize(verdict.reasons)
        if rationale:
            option["rationale"] = rationale
        choice.options.append(option)
    correct = [option for option in choice.options if option["verdict"] == "correct"]
    stem = " ".join(line.text for line in part.stem)
    several = len(correct) != 1 or (_ALL.search(stem) and not re.search(r"which of .*\bis\b", stem))
    choice.response = "multiple-choice" if several else "single-choice"
    return choice


def _judge(option: RawOption, texts: Texts) -> _Verdict:
    verdict = _Verdict(list(option.lines))
    if option.ticked:
        verdict.verdict = "correct"
    for index, line in enumerate(option.lines):
        judged = find_verdict(line.text)
        if judged and judged.before and not verdict.verdict:
            verdict.text = [*option.lines[:index], Line(line.number, judged.before)]
            verdict.verdict = judged.verdict
            reason = [Line(line.number, judged.reason)] if judged.reason else []
            verdict.reasons = [*reason, *option.lines[index + 1 :]]
            _recognise(texts, line, "a verdict", judged.marker)
            break
    for by, line in option.reasons:
        _add_reason(verdict, option.letter, by, line, texts)
    return verdict


def _add_reason(verdict: _Verdict, letter: str, by: str, line: Line, texts: Texts) -> None:
    found = find_verdict(line.text, whole=True)
    if found is None:
        verdict.reasons.append(line)
        return
    _recognise(texts, line, "a verdict", found.marker)
    if not verdict.verdict:
        verdict.verdict = found.verdict
    elif verdict.verdict != found.verdict:
        what = f"a second verdict on option {letter}: {found.verdict}"
        texts.note("look", [line], what, by)
    said = " ".join(piece for piece in (found.before, found.reason) if piece)
    if said:
        verdict.reasons.append(Line(line.number, said))


def _recognise(texts: Texts, line: Line, what: str, marker: str) -> None:
    texts.entries.append(Entry("recognised", line.number, line.number, what, "", marker))


def _take_key(raw: RawField, known: set[str], texts: Texts) -> list[str]:
    """Take the letters off the start of an answer."""
    first = trim(raw.lines)[0]
    letters, marker, rest = find_key(first.text)
    if not letters or not set(letters) <= known:
        return []
    _recognise(texts, first, "the key of a choice", marker)
    index = raw.lines.index(first)
    raw.lines[index : index + 1] = [Line(first.number, rest)] if rest else []
    return letters


def list_options(part: RawPart) -> list[Line]:
    """Write options without a key as a list, for the stem."""
    lines: list[Line] = [Line(part.number, "")]
    for option in part.options:
        first, *others = option.lines
        lines.append(Line(first.number, f"- {option.letter}. {first.text}"))
        lines += [Line(line.number, f"    {line.text}") for line in others if not line.is_blank]
        lines += [Line(line.number, f"    {line.text}") for _, line in option.reasons]
    return lines


def is_true_false(lines: Sequence[Line]) -> bool:
    """Tell whether a stem asks for a judgement of what it says."""
    first = trim(list(lines))[:1]
    return bool(first) and bool(_TRUE_FALSE.search(first[0].text)) and len(first[0].text) < 400


def draft_statement(part: RawPart, texts: Texts, *, inherited: bool) -> dict[str, Any] | None:
    """Make a statement with its truth of a part; None if its answer does not tell the truth."""
    stem = trim(part.stem)
    answers = [raw for raw in part.fields if raw.name == "answer" and trim(raw.lines)]
    if len(answers) != 1 or not stem:
        return None
    answer = answers[0]
    first = trim(answer.lines)[0]
    truth = _TRUTH.match(first.text)
    phrase = None if inherited else _TRUE_FALSE.search(stem[0].text)
    if not truth or not (phrase or inherited):
        return None
    asked = ""
    if phrase:
        asked = phrase[0].strip(" ()（）[]—–-:：")
        rest = f"{stem[0].text[: phrase.start()]} {stem[0].text[phrase.end() :]}".strip()
        stem = trim([Line(stem[0].number, rest), *stem[1:]])
    text = texts.localize(stem)
    if text is None:
        return None
    _recognise(texts, first, "the truth of a statement", truth[0].strip())
    index = answer.lines.index(first)
    rest = first.text[truth.end() :].strip()
    answer.lines[index : index + 1] = [Line(first.number, rest)] if rest else []
    statement: dict[str, Any] = {
        "text": text,
        "truth": _TRUTHS.get(truth.lastgroup or "", truth.lastgroup),
    }
    rationale = texts.localize(answer.lines, answer.locale)
    if rationale:
        statement["rationale"] = rationale
    answer.lines.clear()
    part.stem = [Line(part.number, asked)] if asked else []
    return statement


def draft_blanks(stem: dict[str, str], part: RawPart, texts: Texts) -> list[dict[str, Any]]:
    """Make blanks of a stem with gaps, if the answer gives a word for each; marks the stem."""
    counts = {len(_GAP.findall(text)) for text in stem.values()}
    given = [raw for raw in part.fields if raw.name == "blanks"]
    answers = given or [
        raw for raw in part.fields if raw.name in ("answer", "result") and trim(raw.lines)
    ]
    for raw in given:
        raw.name = "answer"  # what it is if the gaps do not take it
    if len(counts) != 1 or len(answers) != 1:
        return []
    count = counts.pop()
    text = "\n".join(line.text.strip() for line in trim(answers[0].lines))
    words = [
        re.sub(r"^(?:[（(]?\d{1,2}[)）.、:：]\s*|[-*]\s+)", "", piece)
        for piece in _FILLERS.split(text)
    ]
    words = [word.strip(" .。*`") for word in words if word.strip(" .。*`")]
    if not count or len(words) != count or any(len(word) > _LONGEST_FILLER for word in words):
        return []
    for locale, written in stem.items():
        numbers = iter(range(1, count + 1))
        stem[locale] = _GAP.sub(lambda _, it=numbers: f"[[{next(it)}]]", written)  # type: ignore[misc]
    key = "all" if len(stem) > 1 else next(iter(stem))
    texts.note("guessed", answers[0].lines, "words for the blanks", "as many words as gaps")
    spare = re.findall(r"(?m)^(?:[（(]?(\d{1,2})[)）.、:：])\s*", text)
    if spare:
        number = answers[0].lines[0].number
        texts.entries.append(
            Entry("recognised", number, number, "numbers of blanks", "", " ".join(spare))
        )
    answers[0].lines.clear()
    return [{"accept": {key: re.split(r"\s+/\s+", word)}} for word in words]
