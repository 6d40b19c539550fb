"""Takes the README's picture of PDFs: a page of each of four books and papers.

    PYTHONPATH=hooks:tests:tools python tools/book_pages.py

It needs `pdftoppm` of Poppler, which draws the pages.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

from PIL import Image
from screenshots import join, store

from small_banks import PROJECT
from studybank.bank_check import check_bank, open_cache
from studybank.book.making import Press, open_press
from studybank.book.selection import BookRequest, find_paper

_TARGET: Final = PROJECT / "docs_src/screenshots/pages.png"
_RESOLUTION: Final = 78


@dataclass(frozen=True)
class Leaf:
    """A page of a book or paper.

    Attributes:
        request: The book.
        number: The page's number.
        paper: Id of a paper, or nothing for a study book.
    """

    request: BookRequest
    number: int
    paper: str = ""


_LEAVES: Final = (
    Leaf(BookRequest(topics=("overfitting",)), 5),
    Leaf(BookRequest(("zh",), answers="end"), 2, "mock-exam-1"),
    Leaf(BookRequest(("en",), topics=("norm-penalties",)), 6),
    Leaf(BookRequest(("zh",), page="phone", topics=("convolution-arithmetic",)), 5),
)


def draw(press: Press, leaf: Leaf, program: str) -> Image.Image:
    """Make a book or paper and draw one of its pages."""
    paper = find_paper(press.site.bank, leaf.paper) if leaf.paper else None
    pdf = press.paper(leaf.request, paper) if paper else press.book(leaf.request)
    number = str(leaf.number)
    done = subprocess.run(  # noqa: S603 - our own arguments
        (program, "-r", str(_RESOLUTION), "-f", number, "-l", number, "-png", "-"),
        input=pdf,
        capture_output=True,
        check=True,
    )
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def main() -> None:
    """Write the picture."""
    program = shutil.which("pdftoppm")
    if program is None:
        sys.exit("no pdftoppm: install Poppler (on Debian: apt install poppler-utils)")
    content = PROJECT / "content"
    checked = check_bank(content, open_cache(content))
    press = open_press(checked, content, PROJECT / ".cache/studybank/fonts")
    store(join([draw(press, leaf, program) for leaf in _LEAVES]), _TARGET)


if __name__ == "__main__":
    main()
