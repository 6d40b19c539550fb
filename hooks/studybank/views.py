"""What the templates ask for while they render a record: texts, labels, links, numbers."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Final, Self

from markupsafe import Markup
from pydantic import BaseModel

from studybank.documents import join_path
from studybank.formulas.records import Formula, TexError
from studybank.glosses import mark_terms
from studybank.locales import HTML_LANG, Locale, other, translate
from studybank.markup import fill, mark_han, render_markdown, split_at_assets, unwrap
from studybank.model.fields import Localized, Minutes
from studybank.model.walk import walk_texts
from studybank.prose import Span, plain_text
from studybank.simple_markdown import is_words
from studybank.site import Site
from studybank.template_code import trust


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a localized text: a text, or the id of an asset that stands alone."""

    text: Localized | None
    asset: str | None


_NO_ASSETS: Final[frozenset[str]] = frozenset()


class TextView:
    """Localized texts of one record as HTML, for a page in one locale.

    Attributes:
        site: What the pages are made from.
        locale: Locale of the page.
        title: Plain title of the record, for names that only screen readers hear.
    """

    def __init__(self, site: Site, locale: Locale, record: BaseModel, title: Localized) -> None:
        self.site = site
        self.record = record
        self._titles = title
        # The whole text that each piece was cut from; the piece is kept, as its id is the key.
        self._origins: dict[int, tuple[Localized, Localized]] = {}
        # Texts as they are where no term is linked, and the terms that are in them.
        self._filled: dict[tuple[str, Locale], Markup] = {}
        self._terms: dict[tuple[str, str, Locale], frozenset[str]] = {}
        self._enter(locale)

    def in_locale(self, locale: Locale) -> Self:
        """Give the view of the same record for a page in another locale.

        What both show is made once: a text looks the same on either page.
        """
        view = copy.copy(self)
        view._enter(locale)  # noqa: SLF001 - a view of the same class
        return view

    def _enter(self, locale: Locale) -> None:
        self.locale: Locale = locale
        self.title = self._titles.get(locale) or self._titles.get(other(locale)) or ""
        # Terms that the page has linked already, by locale; None leaves terms alone.
        self.glossed: Mapping[Locale, set[str]] | None = None
        # How often the page has used each name of a block.
        self.named: Counter[str] = Counter()

    def locales_of(self, texts: Iterable[Localized | None]) -> list[Locale] | None:
        """Give the locales that a block of texts can be shown in, the page's own first.

        Returns:
            None if one text serves all languages.
        """
        is_shared, given = True, {"en": False, "zh": False}
        for text in texts:
            if text is not None:
                is_shared = is_shared and text.is_shared
                given["en"] |= bool(text.en)
                given["zh"] |= bool(text.zh)
        both: tuple[Locale, Locale] = (self.locale, other(self.locale))
        return None if is_shared else [locale for locale in both if given[locale]]

    @cached_property
    def _fields(self) -> dict[int, str]:
        return {id(text): join_path("", *loc) for loc, text in walk_texts(self.record)}

    def is_stale(self, texts: Iterable[Localized | None], locale: Locale) -> bool:
        """Tell whether a block's text in a locale is a translation that is out of date."""
        if not self.site.stale:
            return False
        record_id = getattr(self.record, "id", "")
        return any(
            (record_id, f"{self._field_of(text)}.{locale}") in self.site.stale
            for text in texts
            if text is not None
        )

    def _field_of(self, text: Localized) -> str | None:
        _, whole = self._origins.get(id(text), (text, text))
        return self._fields.get(id(whole))

    def html(self, text: Localized, locale: Locale) -> Markup:
        """Give a text as blocks of HTML; a missing language shows the other with a badge."""
        found = text.get(locale)
        if found is None:
            instead = other(locale)
            badge = escape(translate(locale, "badge.missing"))
            body = self._fill(text.get(instead) or "", instead)
            return trust(
                f'<p class="sb-badge sb-badge--missing">{badge}</p>'
                f'<div lang="{HTML_LANG[instead]}">{body}</div>'
            )
        beside = text.get(other(locale)) or ""
        return self._fill(found, locale, beside)

    def inline(self, text: Localized, locale: Locale) -> Markup:
        """Give a text of one paragraph without the paragraph."""
        found = text.get(locale) or text.get(other(locale)) or ""
        if is_words(found):
            return trust(mark_han(found) if locale == "en" else found)
        return trust(unwrap(self._fill(found, locale)))

    def block_name(self, block: str) -> str:
        """Name a block as no other one of the page, behind the language that a button shows."""
        name = translate(self.locale, "language.of_block", block=block, title=self.title)
        self.named[name] += 1
        number = self.named[name]
        return name if number == 1 else f"{name} ({number})"

    def plain(self, text: Localized, locale: Locale | None = None) -> str:
        """Give a text as plain words, for attributes."""
        locale = locale or self.locale
        return " ".join(plain_text(text.get(locale) or text.get(other(locale)) or "").split())

    def placed_assets(self, text: Localized) -> frozenset[str]:  # noqa: ARG002 - assets are a question's
        """Give the ids of the assets whose place is in a text."""
        return _NO_ASSETS

    def pieces(self, text: Localized) -> Sequence[Piece]:
        """Cut a text at the assets that have their place in it, the same way in both languages."""
        placed = self.placed_assets(text)
        if not placed:
            return [Piece(text, None)]
        cuts = {
            locale: split_at_assets(found, placed)
            for locale in (self.locale, other(self.locale))
            if (found := text.get(locale)) is not None
        }
        if len({cut[1::2] for cut in cuts.values()}) != 1 or len(next(iter(cuts.values()))) == 1:
            return [Piece(text, None)]
        pieces = []
        for index, asset in enumerate(next(iter(cuts.values()))):
            if index % 2:
                pieces.append(Piece(None, asset))
                continue
            texts = {locale: cut[index] for locale, cut in cuts.items() if cut[index]}
            if texts:
                piece = Localized(en=texts.get("en"), zh=texts.get("zh"))
                self._origins[id(piece)] = (piece, text)
                pieces.append(Piece(piece, None))
        return pieces

    def _fill(self, text: str, locale: Locale, beside: str | None = None) -> Markup:
        vocabulary = self.site.vocabularies[locale]
        if beside is not None and self.glossed is not None and vocabulary.pattern is not None:
            seen = self.glossed[locale]
            if not self._terms_in(text, beside, locale) <= seen:
                html = mark_terms(render_markdown(text), beside, vocabulary, seen)
                return self._finish(html, text, locale)
        key = text, locale
        if key not in self._filled:
            self._filled[key] = self._finish(render_markdown(text), text, locale)
        return self._filled[key]

    def _terms_in(self, text: str, beside: str, locale: Locale) -> frozenset[str]:
        """Give the ids of the terms that a page would link in a text if it was its first one."""
        key = text, beside, locale
        if key not in self._terms:
            found: set[str] = set()
            mark_terms(render_markdown(text), beside, self.site.vocabularies[locale], found)
            self._terms[key] = frozenset(found)
        return self._terms[key]

    def _finish(self, html: str, text: str, locale: Locale) -> Markup:
        if locale == "en":
            html = mark_han(html)
        # Sanitised, and filled with what is safe.
        return trust(fill(html, text, lambda span: self.resolve(span, locale)))

    def resolve(self, span: Span, locale: Locale) -> str:  # noqa: ARG002 - marks need it below
        """Give the HTML of a formula or mark."""
        if span.kind in ("inline", "display"):
            return self.formula(span.content, display=span.kind == "display")
        return escape(span.content)

    def formula(self, tex: str, display: bool) -> Markup:
        """Give a formula as HTML."""
        found = self.site.typeset.get(Formula(tex, display))
        if found is None or isinstance(found, TexError):
            return Markup("<code>{}</code>").format(tex)
        return trust(found.html)  # made by MathJax, forbidden commands refused

    def minutes(self, minutes: Minutes) -> str:
        """Write a time budget, such as `30 s`, `3 min` or `5–7 min`."""
        if minutes.low == minutes.high and minutes.low < 1:
            return translate(self.locale, "unit.seconds", count=_short(minutes.low * 60))
        count = _short(minutes.low)
        if minutes.high != minutes.low:
            count += f"–{_short(minutes.high)}"
        return translate(self.locale, "unit.minutes", count=count)

    def marks(self, marks: float, locale: Locale | None = None) -> str:
        """Write marks, such as `[6 marks]`."""
        key = "unit.mark" if marks == 1 else "unit.marks"
        return translate(locale or self.locale, key, count=_short(marks))


def _short(number: float) -> str:
    return f"{number:g}"
