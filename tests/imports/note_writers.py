"""Notes in every shape, composed of the bank's questions with the usual irregularities."""

from __future__ import annotations

import csv
import html
import io
import random
import re
from collections.abc import Callable, Mapping
from string import ascii_lowercase, ascii_uppercase
from typing import Final

from imports.bank_items import Item, Voice, bank_items
from imports.notes_document import Expected, Notes


def _say(voice: Voice, english: str, chinese: str) -> str:
    return chinese if voice == "zh" else english


def _parts(notes: Notes, item: Item, found: Expected, label: Callable[[int], str]) -> None:
    """Write parts with an answer each, or with one answer to all at the end."""
    at_end = notes.voice != "mixed" and notes.random.random() < 0.3
    for number, part in enumerate(item.parts):
        notes.both(part.stem, found.asked, f"{label(number)} ")
        if not at_end:
            notes.answer(part.answer, found.answered)
    if at_end:
        notes.add(_say(notes.voice, "Answer:", "答案："))
        for number, part in enumerate(item.parts):
            notes.paragraph(part.answer[notes.main], found.answered, f"{label(number)} ")


def _options(notes: Notes, item: Item, found: Expected) -> None:
    sign = notes.pick(".", ")", "、" if notes.voice == "zh" else ".")
    inside = notes.random.random() < 0.5
    for letter, (text, correct, why) in zip(ascii_uppercase, item.options, strict=False):
        line = _flat(text[notes.main])
        found.asked.append(line)
        verdict = notes.pick("✅", "→ 正确：") if correct else notes.pick("❌", "→ 错误：")
        reason = _flat(why[notes.main])
        if inside:
            found.answered.append(reason)
            notes.add(f"{letter}{sign} {line} {verdict} {reason}")
        else:
            notes.add(f"{letter}{sign} {line}")
    notes.add("")
    if not inside:
        key = [
            letter
            for letter, option in zip(ascii_uppercase, item.options, strict=False)
            if option[1]
        ]
        notes.add(_say(notes.voice, "Answer: ", "答案：") + ", ".join(key), "")


def _flat(text: str) -> str:
    """Write a text on one line."""
    return " ".join(re.sub(r"\$\$\s*(.+?)\s*\$\$", r"$\1$", text, flags=re.DOTALL).split())


def _practice(notes: Notes, item: Item, number: int) -> None:
    level = number % 3 + 1
    if level == 1:
        code = f"{ascii_uppercase[number % 26]}{number % 9 + 1}"
        notes.add(
            _say(notes.voice, f"# {code} {item.title['en']}", f"# 第{number}章 {item.title['zh']}"),
            "",
        )
    found = notes.expected[-1]
    time = (
        notes.pick("30 seconds", "3 minutes", "5–7 min")
        if notes.voice != "zh"
        else notes.pick("30秒", "3分钟")
    )
    heading = _say(notes.voice, f"Level {level} ({time})", f"第{'一二三'[level - 1]}级（{time}）")
    notes.add(notes.pick(f"## {heading}", f"**{heading}**", f"### {heading}"), "")
    lead = _say(
        notes.voice, notes.pick("**Prompt:** ", "Prompt: "), notes.pick("题干：", "**题目：**")
    )
    if item.parts:
        notes.both(item.stem, found.asked, lead)
        _parts(notes, item, found, lambda at: f"({ascii_lowercase[at]})")
        return
    notes.both(item.stem, found.asked, lead)
    if item.options:
        _options(notes, item, found)
    if item.approach and notes.voice != "mixed":
        line = _flat(item.approach[notes.main]).replace("→", notes.pick("→", "->"))
        found.answered.append(item.approach[notes.main])
        notes.add(notes.pick("思路：", "**思路**: ") + line, "")
    if item.checks:
        notes.add(_say(notes.voice, "**Self-check** (open after writing)", "自查清单："))
        for check in item.checks:
            found.answered.append(check[notes.main])
            notes.add(notes.pick("- [ ] ", "- ", "* ") + _flat(check[notes.main]))
        notes.add("")
    if item.answer:
        notes.answer(item.answer, found.answered)


def _exam(notes: Notes, item: Item, number: int) -> None:
    found = notes.expected[-1]
    if number % 8 == 0:
        notes.add(
            _say(
                notes.voice,
                f"# Section {number // 8 + 1}: {item.title['en']}",
                f"# {item.title['zh']}",
            ),
            "",
        )
    year, month = 2018 + number % 7, notes.pick("May", "Sep")
    tag = notes.pick("", "", " (6 pts)", " 可能考")
    english = f"## Q{number % 8 + 1} {year} {month}{tag}"
    chinese = f"## 第{number % 8 + 1}题（{year}年{'5' if month == 'May' else '9'}月）{tag}"
    notes.add(_say(notes.voice, english, chinese), "")
    notes.both(item.stem, found.asked)
    if item.parts:
        _parts(notes, item, found, lambda at: notes_label(notes, at))
    if item.options:
        _options(notes, item, found)
    if item.answer:
        notes.answer(item.answer, found.answered)


def notes_label(notes: Notes, at: int) -> str:
    """Label a part as papers do."""
    return f"（{at + 1}）" if notes.voice == "zh" else f"({ascii_lowercase[at]})"


def _interview(notes: Notes, item: Item, number: int) -> None:
    found = notes.expected[-1]
    if number % 9 == 0:
        notes.add(_say(notes.voice, f"## {item.title['en']}", f"## {item.title['zh']}"), "")
    start = _say(
        notes.voice, notes.pick("Q. ", "**Q.** ", f"Q{number + 1}: "), notes.pick("问：", "问题：")
    )
    notes.both(item.stem, found.asked, start)
    if item.parts:
        _parts(notes, item, found, lambda at: f"{at + 1}.")
    elif item.options:
        _options(notes, item, found)
    elif notes.voice != "mixed" and notes.random.random() < 0.5:
        said = _say(notes.voice, "Answer", "查看答案")
        notes.add("<details>", f"<summary>{said}</summary>", "")
        notes.paragraph(item.answer[notes.main], found.answered)
        notes.add("</details>", "")
    else:
        notes.answer(item.answer, found.answered)


def _oral(notes: Notes, item: Item, number: int) -> None:
    found = notes.expected[-1]
    if number % 8 == 0:
        name = item.title["zh" if notes.voice == "zh" else "en"]
        notes.add(
            _say(
                notes.voice, f"Chapter {number // 8 + 1}: {name}", f"第{number // 8 + 1}章 {name}"
            ),
            "",
        )
    stem = _flat(item.stem[notes.main]).replace('"', "'")
    found.asked.append(stem)
    second = f" ({item.title['zh']})" if notes.voice == "mixed" else ""
    bold = notes.pick("", "**")
    line = _say(notes.voice, f'Question {number + 1}: "{stem}"', f"问题 {number + 1}：“{stem}”")
    notes.add(f"{bold}{line}{bold}{second}", "")
    if item.parts:
        for at, part in enumerate(item.parts):
            notes.paragraph(part.stem[notes.main], found.asked, f"({ascii_lowercase[at]}) ")
    if item.options:
        _options(notes, item, found)
    elif item.answer or item.parts:
        notes.add(_say(notes.voice, notes.pick("Model Answer:", "**Model Answer:**"), "参考答案："))
        if item.parts:
            for at, part in enumerate(item.parts):
                notes.paragraph(
                    part.answer[notes.main], found.answered, f"({ascii_lowercase[at]}) "
                )
        else:
            notes.paragraph(item.answer[notes.main], found.answered)
    if notes.random.random() < 0.4:
        notes.add(_say(notes.voice, f"Page {number + 2} of 90", f"第 {number + 2} 页"), "")
    for at, follow in enumerate(item.follow_ups, 1):
        ask = _say(
            notes.voice, notes.pick(f"Follow-up {at}: ", f"**Follow-up {at}:** "), f"追问{at}："
        )
        found.asked.append(_flat(follow.stem[notes.main]))
        notes.add(ask + _flat(follow.stem[notes.main]), "")
        notes.paragraph(
            follow.answer[notes.main], found.answered, _say(notes.voice, "Answer: ", "答：")
        )


def _numbered(notes: Notes, item: Item, number: int) -> None:
    found = notes.expected[-1]
    stem = _flat(item.stem[notes.main])
    found.asked.append(stem)
    notes.add(f"<b>{number + 1}. {html.escape(stem, quote=False)}</b><br>")
    answers = [item] if not item.parts else item.parts
    for at, part in enumerate(item.parts):
        asked = _flat(part.stem[notes.main])
        found.asked.append(asked)
        notes.add(f"<p>({ascii_lowercase[at]}) {html.escape(asked, quote=False)}</p>")
    notes.add("<p>" + _say(notes.voice, "Solution:", "答：") + "</p>")
    for at, part in enumerate(answers):
        text = part.answer[notes.main]
        found.answered.append(text)
        label = f"({ascii_lowercase[at]}) " if item.parts else ""
        notes.add(*_to_html(label + text), "")


def _to_html(text: str) -> list[str]:
    """Write paragraphs and lists as HTML."""
    lines: list[str] = []
    for block in text.split("\n\n"):
        escaped = html.escape(block, quote=False)
        escaped = re.sub(r"\*\*([^*\n]+)\*\*", r"<b>\1</b>", escaped)
        if re.match(r"[-*] ", block):
            items = [re.sub(r"^ *[-*] ", "", line) for line in escaped.split("\n")]
            lines += ["<ul>", *(f"<li>{line}</li>" for line in items), "</ul>"]
        else:
            lines.append(f"<p>{escaped}</p>")
    return lines


def _table(notes: Notes, item: Item, _: int) -> None:
    found = notes.expected[-1]
    found.asked.append(item.stem[notes.main])
    found.answered.append(item.answer[notes.main])
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([item.stem[notes.main], item.answer[notes.main]])
    notes.add(*row.getvalue().rstrip("\n").split("\n"))


def _anki(notes: Notes, item: Item, _: int) -> None:
    found = notes.expected[-1]
    sides = [item.stem[notes.main], item.answer[notes.main]]
    found.asked.append(sides[0])
    found.answered.append(sides[1])
    cells = ["<br>".join(html.escape(side, quote=False).split("\n")) for side in sides]
    notes.add(
        "\t".join('"' + cell.replace('"', '""') + '"' if '"' in cell else cell for cell in cells)
    )


_Writer = Callable[[Notes, Item, int], None]
WRITERS: Final[Mapping[str, tuple[_Writer, str, tuple[str, ...]]]] = {
    "practice": (_practice, ".md", ()),
    "exam": (_exam, ".md", ()),
    "interview": (_interview, ".md", ()),
    "oral": (_oral, ".md", ()),
    "numbered": (
        _numbered,
        ".html",
        ("---", "layout: post", "---", "<style>b { color: red }</style>"),
    ),
    "table": (_table, ".csv", ("question,answer",)),
    "anki": (_anki, ".txt", ("#separator:tab", "#html:true")),
}
"""Shapes with what writes a question, the file's ending, and its first lines."""


def write_notes(
    shape: str, voice: Voice, seed: int, count: int = 80
) -> tuple[str, str, list[Expected]]:
    """Write a document.

    Args:
        shape: A key of `WRITERS`.
        voice: Its language.
        seed: Decides which questions it holds and how they are written.
        count: How many questions.

    Returns:
        Its name, its text, and what must be found of each question.
    """
    writer, ending, head = WRITERS[shape]
    notes = Notes(voice, random.Random(f"{shape} {voice} {seed}"), [*head])  # noqa: S311 - not a secret
    items = [item for item in bank_items() if item.answer or shape not in ("table", "anki")]
    items = [
        item for item in items if not (item.options and (voice == "mixed" or shape == "numbered"))
    ]
    chosen = notes.random.sample(items, min(count, len(items)))
    chosen += notes.random.choices(items, k=count - len(chosen))
    for number, item in enumerate(chosen):
        notes.expected.append(Expected())
        writer(notes, item, number)
    return f"notes{ending}", "\n".join([*notes.lines, ""]), notes.expected
