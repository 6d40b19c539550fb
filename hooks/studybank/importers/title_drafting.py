"""Titles of questions: given by a heading, or made of the question's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from studybank.importers.lines import Line
from studybank.importers.raw import RawQuestion
from studybank.importers.texts import SHARED, Texts
from studybank.importers.titles import is_title, make_title, split_heading


def draft_title(raw: RawQuestion, texts: Texts) -> tuple[dict[str, str], list[Line]]:
    """Make the title that a heading gives, and the lines of it that the stem must keep."""
    title: dict[str, str] = {}
    lead: list[Line] = []
    given = [*raw.title, *([Line(raw.number, raw.second)] if raw.second else [])]
    for line in given:
        locale = texts.guess_locale(line.text)
        title[locale] = line.text
        if not is_title(line.text):
            title[locale] = _copy(line.text, texts)
            lead.append(line)
    missing = {"en", "zh"} - set(title)
    if raw.second and raw.stem and texts.guess_locale(raw.stem[0].text) in missing:
        title[missing.pop()] = _copy(raw.stem[0].text, texts)
    return {name: title[name] for name in ("en", "zh") if title.get(name)}, lead


def _copy(text: str, texts: Texts) -> str:
    """Make a plain title of a text; it counts as a copy."""
    made = make_title(text)
    texts.copied.append(made)
    return made


def generate_title(raw: RawQuestion, part: Mapping[str, Any], texts: Texts) -> dict[str, str]:
    """Make a title of a question's words, or of the headings above it."""
    title: dict[str, str] = {}
    if raw.values.get("level") and raw.headings:
        level = raw.values["level"]
        for name, heading in split_heading(raw.headings[-1]).items():
            locale = name or texts.guess_locale(heading)
            title[locale] = heading[:60] + (
                f", level {level}" if locale == "en" else f"，第 {level} 级"
            )
    else:
        judged = part["statements"][0]["text"] if part.get("statements") else {}
        source = (
            judged
            or part.get("stem")
            or next((found for child in part.get("parts", ()) if (found := child.get("stem"))), {})
        )
        title = {
            texts.default if name == SHARED else name: made
            for name, text in source.items()
            if (made := make_title(text))
        }
    if not title:
        year = str(raw.values.get("provenance", {}).get("year", ""))
        number = f"Q{raw.label} {year}".strip() if raw.label else f"line {raw.number}"
        headings = split_heading(raw.headings[-1]) if raw.headings else {"en": ""}
        for name, heading in headings.items():
            locale = name or texts.guess_locale(heading)
            comma = ", " if locale == "en" else "，"
            title[locale] = comma.join(part for part in (heading[:60], number) if part)
    texts.copied += title.values()
    texts.note("guessed", [Line(raw.number, "")], "the title", "made from the question's words")
    return {name: title[name] for name in ("en", "zh") if name in title}
