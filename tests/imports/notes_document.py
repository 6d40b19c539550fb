"""A document of notes that is being written, with the usual irregularities."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

from imports.bank_items import Text, Voice
from studybank.locales import Locale


@dataclass
class Expected:
    """What an import must find of one question: its words, on either side."""

    asked: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)


@dataclass
class Notes:
    """A document that is being written.

    Attributes:
        voice: Its language.
        random: Where its irregularities come from.
        lines: Its lines so far.
        expected: Its questions so far.
    """

    voice: Voice
    random: random.Random
    lines: list[str] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    @property
    def locales(self) -> tuple[Locale, ...]:
        """Languages of each text."""
        return ("en", "zh") if self.voice == "mixed" else (self.voice,)

    @property
    def main(self) -> Locale:
        """Language of a text that is written once."""
        return self.locales[0]

    def pick(self, *choices: str) -> str:
        """Choose one of several ways to write something."""
        return self.random.choice(choices)

    def add(self, *lines: str) -> None:
        """Write lines."""
        self.lines += lines

    def paragraph(self, text: str, side: list[str], lead: str = "") -> None:
        """Write a text that must be found on one side of the last question."""
        side.append(text)
        self.add(*(lead + self.roughen(text)).split("\n"), "")

    def roughen(self, text: str) -> str:
        """Write a text as it is found: other formula signs, other indents, wrapped lines."""
        if self.random.random() < 0.2:
            text = re.sub(r"(?<!\$)\$(?!\$)([^$\n]+)\$(?!\$)", r"\\(\1\\)", text)
        if self.random.random() < 0.2:
            text = re.sub(r"(?<!\$)\$(?!\$)([^$\n]*[\\^_=][^$\n]*)\$(?!\$)", r"$ \1 $", text)
        if self.random.random() < 0.3:
            text = re.sub(
                r"^ {4}(?=[-*\d])", " " * self.random.choice((2, 3)), text, flags=re.MULTILINE
            )
        if self.random.random() < 0.3:
            text = re.sub(r"\n\n(\$\$)", r"\n\1", text)
        if self.random.random() < 0.3:
            text = re.sub(r"(?<=[\u3400-\u9fff]{18})(?=[\u3400-\u9fff]{4})", "\n", text, count=1)
        if self.random.random() < 0.2:
            text = text.replace(" ", "\u00a0", 1)
        return text

    def both(self, text: Text, side: list[str], lead: str = "") -> None:
        """Write a text in each language of the document, one after the other."""
        for number, locale in enumerate(self.locales):
            self.paragraph(text[locale], side, "" if number else lead)

    def answer(self, text: Text, side: list[str]) -> None:
        """Write an answer under a label; in both languages under a label for each."""
        if self.voice == "mixed":
            self.add("中文答案：")
            self.paragraph(text["zh"], side)
            self.add("English answer:")
            self.paragraph(text["en"], side)
            return
        labels = {
            "en": ("Answer:", "**Reference answer:**", "**Answer**", "### Answer", "Solution:"),
            "zh": ("答案：", "**参考答案：**", "参考答案", "### 答案", "答："),
        }[self.main]
        chosen = self.pick(*labels)
        if chosen.endswith((":", "：")) and self.random.random() < 0.4:
            self.paragraph(text[self.main], side, f"{chosen} ")
        else:
            self.add(chosen)
            self.paragraph(text[self.main], side)
