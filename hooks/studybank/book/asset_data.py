"""Texts and assets of a question as Typst data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from studybank.book.code import Code, call, mark, to_code
from studybank.book.texts import Text, TextWriter
from studybank.locales import Locale, translate
from studybank.model.assets import Asset, Figure, Math, Matrix, Table
from studybank.model.assets import Code as Listing
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.prose import Span
from studybank.question_view import QuestionView
from studybank.site import Site

Data = Mapping[str, Any]

Words = Mapping[Locale, str]
"""Plain words by locale."""


class PieceWriter(QuestionView):
    """Writes the texts and assets of one question for a book."""

    def __init__(self, site: Site, writer: TextWriter, question: Question) -> None:
        super().__init__(site, writer.locales[0], question)
        self._writer = writer
        self._views = {
            locale: self if locale == self.locale else QuestionView(site, locale, question)
            for locale in writer.locales
        }

    def _words(self, key: str, **values: object) -> Words:
        return {locale: translate(locale, key, **values) for locale in self._writer.locales}

    def _text(self, text: Localized) -> Text:
        return self._writer.text(text, self._mark, self._where(text))

    def _line(self, text: Localized) -> Text:
        return self._writer.text(text, self._mark, self._where(text), inline=True)

    def _where(self, text: Localized) -> str:
        return f"{self.question.id}: {self._field_of(text) or 'text'}"

    def _lines(self, texts: Iterable[Localized]) -> list[Text]:
        return [self._line(text) for text in texts]

    def _prose(self, text: Localized | None) -> list[Data] | None:
        """Write a text that assets may stand in, as texts and assets in turn."""
        if text is None:
            return None
        return [
            self._asset(piece.asset)
            if piece.asset
            else {"kind": "text", "text": self._text(piece.text or text)}
            for piece in self.pieces(text)
        ]

    def _mark(self, span: Span, locale: Locale) -> Code:
        asset = self.assets.get(span.content)
        if asset is None:
            return call("gap", span.content)
        word = translate(locale, "code_role.output" if isinstance(asset, Listing) else "asset.math")
        label = self.asset_label(asset, locale) or word
        return call("asset-link", self.asset_anchor(asset), self.question.id, label)

    def _asset(self, asset_id: str) -> Data:
        asset = self.assets[asset_id]
        labels = {loc: self.asset_label(asset, loc) for loc in self._writer.locales}
        return {
            "kind": mark(f"{self.question.id}: {asset.id}", to_code(asset.type)),
            "anchor": self.asset_anchor(asset),
            "label": labels if any(labels.values()) else None,
            "caption": self._line(asset.caption) if asset.caption else None,
            **self._content(asset),
        }

    def _content(self, asset: Asset) -> Data:
        match asset:
            case Figure():
                return {"pictures": self._pictures(asset)}
            case Listing():
                return {
                    "text": asset.text.rstrip("\n"),
                    "lang": asset.lang,
                    "role": asset.role,
                    "line_numbers": asset.line_numbers,
                    "highlight": list(asset.highlight),
                }
            case Table():
                return {
                    "columns": self._lines(asset.columns),
                    "rows": [self._lines(row) for row in asset.rows],
                }
            case Matrix() | Math():
                where = f"{self.question.id}: {asset.id}"
                tex = self.asset_tex(asset)
                return {"formula": self._writer.formula(tex, where, display=True)}

    def _pictures(self, figure: Figure) -> list[Data]:
        """Write a figure's files: one for all languages, or one for each."""
        sources = {
            loc: (figure.src.en if loc == "en" else figure.src.zh) or figure.src.all
            for loc in self._writer.locales
        }
        alts = self._writer.plain(figure.alt)
        pictures: list[Data] = [
            {"src": f"/{source}", "alt": alts[loc], "locale": loc}
            for loc, source in sources.items()
            if source
        ]
        return pictures[: len(set(sources.values()))]
