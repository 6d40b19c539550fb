"""Localized texts as Typst data: one content for all languages, or one for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from studybank.book.code import Code, call, join, mark, to_code
from studybank.book.errors import BookError
from studybank.book.figure_files import settle_fonts
from studybank.book.fonts import Faces
from studybank.book.html_text import Block, convert_blocks
from studybank.formulas.pictures import Picture, draw_formula
from studybank.formulas.records import Formula, TexError, Typeset
from studybank.locales import Locale, other, translate
from studybank.markup import render_markdown, unwrap
from studybank.model.fields import Localized
from studybank.prose import Span, plain_text, split_prose
from studybank.typst_math import UnknownMathError, render_equation

Text = Code | Mapping[Locale, Code]
"""Content for every language, or by locale; arrays of contents that correspond one by one."""

Resolve = Callable[[Span, Locale], Code]
"""Gives the content of a mark in a text of a locale."""


class TextWriter:
    """Writes texts for the locales of a book.

    Attributes:
        locales: Locales of the book, the main one first.
        warnings: What is printed otherwise than its author may expect, with its place.
    """

    def __init__(
        self,
        locales: Sequence[Locale],
        typeset: Mapping[Formula, Typeset | TexError],
        find_question: Callable[[str], bool],
        faces: Faces,
    ) -> None:
        self.locales = tuple(locales)
        self._typeset = typeset
        self._find_question = find_question
        self._faces = faces
        self.warnings: list[str] = []
        self._equations: dict[Formula, Code] = {}

    def text(self, text: Localized, resolve: Resolve, where: str, *, inline: bool = False) -> Text:
        """Write a text; a missing language shows the other one with a remark.

        Where the languages of a book have the same paragraphs, lists and tables in the same
        order, each has an array of them and of the lists' items, which can stand side by side.

        Args:
            text: The text.
            resolve: Gives the content of a mark.
            where: Question and field, for messages.
            inline: A text of one paragraph goes into a line.
        """

        def write(locale: Locale, found: str) -> tuple[Block, ...]:
            return self._write(found, locale, resolve, where, inline=inline)

        def mark_all(codes: Mapping[Locale, Code]) -> Text:
            return {locale: mark(f"{where}.{locale}", code) for locale, code in codes.items()}

        if text.is_shared:
            return mark(where, _join(write(self.locales[0], text.en or "")))
        written = {loc: write(loc, found) for loc in self.locales if (found := text.get(loc))}
        if written:
            shapes = {tuple((b.tag, len(b.items)) for b in blocks) for blocks in written.values()}
            rows = sum(max(1, items) for _, items in min(shapes))
            apart = len(written) > 1 and len(shapes) == 1 and rows > 1 and not inline
            return mark_all(
                {loc: (_list if apart else _join)(blocks) for loc, blocks in written.items()}
            )
        instead = other(self.locales[0])
        body = _join(write(instead, text.get(instead) or ""))
        remark = translate(self.locales[0], "badge.missing")
        return mark_all({instead: call("untranslated", remark, body)})

    def plain(self, text: Localized) -> Mapping[str, str]:
        """Write a text without markup, by locale."""
        return {
            locale: " ".join(plain_text(text.get(locale) or text.get(other(locale)) or "").split())
            for locale in self.locales
        }

    def formula(self, tex: str, where: str, *, display: bool) -> Code:
        """Write a formula.

        Raises:
            BookError: It was refused or cannot be printed.
        """
        formula = Formula(tex, display)
        known = self._equations.get(formula)
        if known is None:
            known = self._equations[formula] = self._convert(formula, where)
        return known

    def _convert(self, formula: Formula, where: str) -> Code:
        found = self._typeset.get(formula)
        if not isinstance(found, Typeset):
            reason = found.message if found else "it was not typeset"
            message = f"{where}: the formula {formula.tex} cannot be printed: {reason}"
            raise BookError(message)
        try:
            written = render_equation(found.mathml, tex=formula.tex, display=formula.display)
        except UnknownMathError as error:
            picture = draw_formula(formula)
            if picture is None:
                message = f"{where}: the formula {formula.tex} cannot be printed: {error.reason}"
                raise BookError(message) from error
            self.warnings.append(
                f"{where}: the formula {formula.tex} is printed as a picture: {error.reason}."
            )
            return self._place(formula, picture)
        return Code(written.removeprefix("#"))

    def _place(self, formula: Formula, picture: Picture) -> Code:
        size = (picture.width, picture.height, picture.depth)
        tex = " ".join(formula.tex.split())
        svg = settle_fonts(picture.svg, self._faces)
        return call("formula-picture", formula.display, tex, svg, *(round(x, 4) for x in size))

    def _write(
        self, text: str, locale: Locale, resolve: Resolve, where: str, *, inline: bool
    ) -> tuple[Block, ...]:
        spans = split_prose(text)

        def fill(number: int) -> Code:
            span = spans[number]
            if span.kind in ("inline", "display"):
                return self.formula(span.content, where, display=span.kind == "display")
            if span.kind == "mark":
                return resolve(span, locale)
            return to_code(span.content)

        html = render_markdown(text)
        html = unwrap(html) if inline else html
        return convert_blocks(html, fill, self.link, slanted=locale != "zh")

    def link(self, address: str, content: Code) -> Code:
        """Write a link; to a question that the book does not hold, its text alone."""
        if not address.startswith("q:"):
            return call("outer-link", address, content) if address else content
        question = address.removeprefix("q:")
        return (
            call("question-link", question, content) if self._find_question(question) else content
        )


def _join(blocks: Sequence[Block]) -> Code:
    return join(block.code for block in blocks)


def _list(blocks: Sequence[Block]) -> Code:
    return to_code([code for block in blocks for code in block.items or (block.code,)])
