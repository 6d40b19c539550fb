"""Texts in figures stand in fonts of the book, whatever the system has."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from book.pdf_reading import Pdf
from book.shelf import FONT_FOLDER
from content_tree import write_content
from small_banks import FORMULAS
from studybank.bank_check import BankCache, check_bank
from studybank.book.figure_files import settle_fonts
from studybank.book.fonts import SANS, SERIF, Faces, choose_faces, open_fonts
from studybank.book.making import open_press
from studybank.book.selection import BookRequest

_FACES: Final = Faces(("Serif",), ("Sans",))
_QUESTION: Final = """
    status: unanswered
    title:
      en: A figure
      zh: 图
    stem:
      en: Look.
      zh: 看。
    assets:
      - id: words
        type: figure
        src:
          all: figures/words.svg
        licence: CC-BY-SA-4.0
        alt:
          en: Words
          zh: 词
    """
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 60" font-family="system-ui">'
    '<text x="5" y="40" font-size="30">x₁ 骨直 Word</text></svg>'
)


@pytest.mark.parametrize(
    ("given", "settled"),
    [
        ('<svg><text font-family="Arial"/>', '<svg font-family="Sans"><text font-family="Sans"/>'),
        ('<svg font-family="system-ui, serif">', '<svg font-family="Serif">'),
        ('<svg font-family="system-ui, sans-serif">', '<svg font-family="Sans">'),
        ('<svg font-family="monospace">', '<svg font-family="DejaVu Sans Mono">'),
        ('<svg font-family="monospace">字', '<svg font-family="Sans">字'),
        (
            "<svg><style>text { font-family: a; x: y }</style>",
            '<svg font-family="Sans"><style>text { font-family: Sans; x: y }</style>',
        ),
    ],
)
def test_a_figure_names_fonts_of_the_book(given: str, settled: str) -> None:
    assert settle_fonts(given, _FACES) == settled


def test_a_figure_needs_no_font_of_the_system(tmp_path: Path) -> None:
    known = open_fonts(FONT_FOLDER)
    faces = choose_faces(known)
    folder = tmp_path / "fonts"
    folder.mkdir()
    for font in known.fonts():
        link = folder / Path(font.path or "").name
        if font.family in (*faces.serif, *faces.sans) and not link.exists():
            link.symlink_to(str(font.path))
    root = tmp_path / "content"
    write_content(root, {"questions/overfitting/look.yml": _QUESTION, "figures/words.svg": _SVG})
    checked = check_bank(root, BankCache(FORMULAS))
    press = open_press(checked, root, folder, system_fonts=False)
    assert press.faces.sans[0] in (*SANS, *SERIF)
    pdf = Pdf(press.book(BookRequest(("zh",))))
    page = pdf.pages[pdf.names["q-look"]]
    assert "骨直" in page
    assert "Word" in page
    embedded = {font.name.partition("+")[2] for font in pdf.fonts}
    held = tuple(link.stem.partition("-")[0] for link in folder.iterdir())
    bundled = ("Libertinus", "NewCM", "DejaVu")
    assert [name for name in embedded if not name.startswith((*held, *bundled))] == []
