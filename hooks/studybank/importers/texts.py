"""From lines to the bank's text fields, by language and mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from studybank.importers.blocks import mend_blocks
from studybank.importers.formula_spacing import mend_formula_spacing
from studybank.importers.grids import shape_grids
from studybank.importers.inlines import mend_formulas, mend_inlines, pictures
from studybank.importers.languages import find_locale, split_languages
from studybank.importers.lines import Entry, Line, join_texts, trim
from studybank.locales import LOCALES, Locale
from studybank.prose import has_words

SHARED: Final = "all"
"""Language of a text without words, which is written once for both."""
_FENCE: Final = re.compile(r"^\s*(```+|~~~+)", re.MULTILINE)
_DAMAGED: Final = re.compile(r"\$[^$]*(?:\\ [a-zA-Z]{2,}|[_^] [{\w]|\\[a-z]+ \{)[^$]*\$")
_REPAIRS: Final = (
    (mend_formulas, "signs of formulas"),
    (mend_formula_spacing, "spaces within formulas"),
    (mend_inlines, "signs that Markdown would change"),
    (mend_blocks, "lists, blank lines or wrapped lines"),
)


class Texts:
    """Makes text fields, and remembers what was done and what was copied.

    Attributes:
        default: Language of a text that has none of its own.
        entries: What was guessed or repaired.
        copied: Texts that stand in the draft a second time, such as generated titles.
        pictures: Pictures that texts name.
        answerers: Neutral names of the people who answer, by their own.
    """

    def __init__(self, default: Locale) -> None:
        self.default = default
        self.entries: list[Entry] = []
        self.copied: list[str] = []
        self.pictures: list[str] = []
        self.answerers: dict[str, str] = {}

    def note(self, kind: Any, lines: Sequence[Line], what: str, why: str = "") -> None:
        """Add an entry on some lines."""
        numbers = [line.number for line in lines] or [1]
        self.entries.append(Entry(kind, min(numbers), max(numbers), what, why))

    def localize(
        self, lines: Sequence[Line], locale: Locale | None = None
    ) -> dict[str, str] | None:
        """Make a localized text; None if there is nothing to read."""
        kept = trim(list(lines))
        if not kept:
            return None
        if locale is not None:
            text = self.mend(kept)
            return {locale: text} if text else None
        split = split_languages(kept, self.default)
        if split.guess:
            kind = "guessed" if len(split.lines) > 1 else "look"
            self.note(kind, kept, split.guess, "the languages follow each other")
        return self._finish(
            {name: self.mend(split.lines[name]) for name in LOCALES if split.lines.get(name)}
        )

    def _finish(self, texts: dict[str, str]) -> dict[str, str] | None:
        kept = {name: text for name, text in texts.items() if text}
        if len(kept) == 1 and not has_words(*kept.values()):
            return {SHARED: next(iter(kept.values()))}
        return kept or None

    def mend(self, lines: Sequence[Line]) -> str:
        """Make one text of lines in one language."""
        gridded = shape_grids(trim(list(lines)))
        self.entries += gridded.entries
        text = join_texts(gridded.lines)
        if len(_FENCE.findall(text)) % 2:
            text += "\n" + _FENCE.findall(text)[-1]
            self.note("look", lines, "a listing without an end", "it ends with the text")
        found = [name for name in pictures(text) if name]
        if found:
            self.pictures += found
            what = f"missing picture: {', '.join(found)}"
            self.note("look", lines, what, "draw it for the bank, or describe it in words")
        mended = text
        for change, what in _REPAIRS:
            before, mended = mended, change(mended)
            if mended.strip() != before.strip():
                self.note("repaired", lines, what)
        if _DAMAGED.search(mended):
            self.note("look", lines, "a formula with damaged spacing", "compare it with the source")
        return re.sub(r"[ \t]+$", "", mended, flags=re.MULTILINE).strip("\n")

    def guess_locale(self, text: str) -> Locale:
        """Tell the language of a text."""
        return find_locale(text) or self.default
