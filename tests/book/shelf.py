"""A bank of every form, and the books made of it, each of them once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from book.pdf_reading import Pdf
from golden_files import GOLDEN, write_questions
from small_banks import FORMULAS, PROJECT
from studybank.bank_check import BankCache, check_bank
from studybank.book.making import Press, open_press
from studybank.book.selection import BookRequest, find_paper
from studybank.errors import Severity

FONT_FOLDER: Final = PROJECT / ".cache/studybank/fonts"
"""Where `studybank fonts` puts fonts for Chinese that the system does not have."""

FILES: Final = GOLDEN / "book"
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def han_characters() -> str:
    """Give every Han character of the real bank once."""
    texts = (path.read_text("utf-8") for path in (PROJECT / "content").rglob("*.yml"))
    return "".join(sorted({character for text in texts for character in _HAN.findall(text)}))


def write_forms(root: Path) -> None:
    """Write a bank with every golden question, and with texts that are hard to set.

    Args:
        root: The `content/` folder to be made.
    """
    write_questions(root)
    shutil.copytree(FILES / "papers", root / "papers", dirs_exist_ok=True)
    for path in (FILES / "questions").iterdir():
        text = path.read_text("utf-8").replace("HAN", han_characters())
        (root / "questions/overfitting" / path.name).write_text(text, "utf-8")


class Shelf:
    """Books and papers of one bank, made when first asked for.

    Attributes:
        root: The `content/` folder.
        press: What makes them.
    """

    def __init__(self, root: Path) -> None:
        checked = check_bank(root, BankCache(FORMULAS))
        errors = [found for found in checked.problems if found.severity is Severity.ERROR]
        assert [str(problem) for problem in errors] == []
        self.root = root
        self.press: Press = open_press(checked, root, FONT_FOLDER)
        self._made: dict[tuple[BookRequest, str], Pdf] = {}

    def book(self, request: BookRequest) -> Pdf:
        """Give a book."""
        return self._take(request, "")

    def paper(self, request: BookRequest, paper: str = "short-paper") -> Pdf:
        """Give a paper."""
        return self._take(request, paper)

    def _take(self, request: BookRequest, paper: str) -> Pdf:
        made = self._made.get((request, paper))
        if made is None:
            bank = self.press.site.bank
            data = (
                self.press.paper(request, find_paper(bank, paper))
                if paper
                else self.press.book(request)
            )
            made = self._made[request, paper] = Pdf(data)
        return made
