"""What the question templates ask for: labels, anchors, assets, the order of hidden parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Final

from markupsafe import Markup

from studybank.listings import highlight_lines
from studybank.locales import LOCALES, Locale, translate
from studybank.markup import mark_han, split_at_assets
from studybank.matrices import matrix_tex
from studybank.model.answer import Answer
from studybank.model.assets import Asset, Code, Math, Matrix, Table
from studybank.model.bank import walk_parts
from studybank.model.fields import Localized
from studybank.model.labels import build_label, build_name, walk_labels
from studybank.model.question import Blank, Option, Part, Provenance, Question, Statement
from studybank.model.shared import PaperEntry, Scope, ScopeEntry
from studybank.model.walk import part_assets, walk_texts
from studybank.prose import Span
from studybank.site import Site
from studybank.templating import load_macro
from studybank.views import TextView

Path = tuple[str, ...]

_PLACING: Final = frozenset(("stem", "approach", "analysis", "body", "resolution"))
"""Fields whose texts may hold assets between their paragraphs."""


@dataclass(frozen=True, slots=True)
class Step:
    """One hidden part of a question.

    Attributes:
        kind: `approach`, `self_check`, `answer`, `others`, `follow_ups` or `notes`.
        anchor: Its HTML id.
        count: Number of items, 0 where it does not matter.
    """

    kind: str
    anchor: str
    count: int = 0


class QuestionView(TextView):
    """A question for a page in one locale."""

    def __init__(self, site: Site, locale: Locale, question: Question) -> None:
        super().__init__(site, locale, question, question.title)
        self.question = question
        self.assets: dict[str, Asset] = {}
        counts: dict[str, int] = {}
        self._numbers: dict[str, int] = {}
        for _, part in walk_parts(question):
            for _, asset in part_assets(part):
                self.assets.setdefault(asset.id, asset)
                counts[asset.type] = counts.get(asset.type, 0) + 1
                self._numbers.setdefault(asset.id, counts[asset.type])

    def render(self, entry: PaperEntry | None = None) -> Markup:
        """Give the question as HTML, as a paper sets it if it is on one."""
        return load_macro(self.locale, "question.html", "question")(self, self.question, entry)

    # Labels and links

    def anchor(self, path: Path) -> str:
        """Give the HTML id of a part; the question's own for an empty path."""
        return f"{self.question.id}--{'-'.join(path)}" if path else self.question.id

    def child_path(self, part: Part, index: int, path: Path) -> Path:
        """Give the names from the top of a part's child."""
        return (*path, build_name(part.numbering, index))

    def label(self, part: Part, index: int, child_path: Path) -> str:
        """Give the label of a part's child."""
        return build_label(part, index, child_path)

    def part_name(self, path: Path) -> str:
        """Give a part's names for screen readers, such as ` b ii`."""
        return " ".join(("", *path))

    @cached_property
    def _labels(self) -> dict[str, tuple[str, str]]:
        return {
            ".".join(names): (self.anchor(names), label or f"({names[-1]})")
            for names, label in walk_labels(self.question)
        }

    def dependencies(self, part: Part, entry: PaperEntry | None) -> Sequence[str]:
        """Give what a part builds on, without parts that a paper does not set."""
        return [
            target
            for target in part.depends_on
            if target not in self._labels
            or entry is None
            or not entry.parts
            or target.partition(".")[0] in entry.parts
        ]

    def dependency_href(self, target: str) -> str:
        """Give the link to what a part builds on."""
        return f"#{self._labels[target][0]}" if target in self._labels else f"q:{target}"

    def dependency_label(self, target: str, path: Path) -> str:  # noqa: ARG002 - part of the call
        """Name what a part builds on."""
        return self._labels[target][1] if target in self._labels else self.title_of(target)

    def title_of(self, question_id: str) -> str:
        """Give the title of another question as plain text."""
        question = self.site.bank.question_by_id.get(question_id)
        return self.plain(question.title) if question else question_id

    def edit_url(self, question: Question) -> str:
        """Give the link that opens a question's file for editing; empty where there is none."""
        path = f"content/questions/{question.topic}/{question.id}.yml"
        return self.site.repository.edit(path)

    def report_url(self, question: Question) -> str:
        """Give the link that reports a mistake in a question; empty where there is none."""
        return self.site.repository.report(question.id, self.locale)

    def is_set(self, part: Part, index: int, entry: PaperEntry) -> bool:
        """Tell whether a paper sets one of the question's own parts."""
        return not entry.parts or build_name(part.numbering, index) in entry.parts

    # Marks, scopes, sources

    def total_marks(self, part: Part) -> float:
        """Add up the marks of a question."""
        if part.marks is not None:
            return part.marks
        return sum(self.total_marks(child) for child in part.parts)

    def scope_entries(self, question_id: str) -> Sequence[tuple[Scope, ScopeEntry]]:
        """Give what the scope overlays say of a question."""
        return self.site.scope_entries.get(question_id, ())

    def answerer(self, answerer_id: str) -> Localized:
        """Give the name of an answerer."""
        for answerer in self.site.bank.sources.answerers:
            if answerer.id == answerer_id:
                return answerer.name
        return Localized(en=answerer_id, zh=answerer_id)

    def source_name(self, source_id: str) -> str:
        """Give the name of an answerer or the title of a work."""
        for work in self.site.bank.sources.works:
            if work.id == source_id:
                return self.plain(work.title)
        return self.plain(self.answerer(source_id))

    def provenance(self, provenance: Provenance) -> str:
        """Say in a line which form the question follows."""
        date = "-".join(f"{part:02}" for part in (provenance.year, provenance.month) if part)
        details = [
            translate(self.locale, f"provenance.{provenance.kind}"),
            self.source_name(provenance.work) if provenance.work else "",
            provenance.programme or "",
            date,
            provenance.question or "",
        ]
        return " · ".join(detail for detail in details if detail)

    # Answers

    def main_answers(self, part: Part) -> Sequence[Answer]:
        """Give the reference and model answers."""
        return [answer for answer in part.answers if answer.role in ("reference", "model")]

    def other_answers(self, part: Part) -> Sequence[Answer]:
        """Give the rival and alternative answers."""
        return [answer for answer in part.answers if answer.role not in ("reference", "model")]

    def steps(self, part: Part, path: Path) -> Sequence[Step]:
        """Give the hidden parts in the order in which a reader opens them."""
        anchor = self.anchor(path)
        others = len(self.other_answers(part))
        has_key = part.options or part.statements or part.blanks
        has_answer = has_key or len(part.answers) > others or part.resolution or part.rubric
        steps = []
        if part.approach is not None:
            steps.append(Step("approach", f"{anchor}--approach"))
        if part.self_check:
            steps.append(Step("self_check", f"{anchor}--self-check", len(part.self_check)))
        if has_answer:
            steps.append(Step("answer", f"{anchor}--answer"))
        if others:
            steps.append(Step("others", f"{anchor}--other-answers", others))
        if part.follow_ups:
            steps.append(Step("follow_ups", f"{anchor}--follow-ups", len(part.follow_ups)))
        if not has_answer and (part.notes or part.references):
            steps.append(Step("notes", f"{anchor}--notes", len(part.notes)))
        return steps

    def is_wanted(self, part: Part) -> bool:
        """Tell whether a part asks for an answer that nobody has written."""
        has_key = bool(part.options or part.statements or part.blanks)
        return not (part.answers or part.parts or has_key)

    def rationales(
        self, items: Sequence[Option] | Sequence[Statement] | Sequence[Blank]
    ) -> list[Localized]:
        """Give the reasons and the words of a key that differ by language."""
        texts = [item.rationale for item in items if item.rationale is not None]
        # Verdicts and accepted words are words of a language too.
        return texts or [Localized(en="-", zh="—")]

    def accepted(self, blank: Blank, locale: Locale) -> Sequence[str]:
        """Give the words that fill a blank in a locale, the best first."""
        own = blank.accept.en if locale == "en" else blank.accept.zh
        instead = blank.accept.zh if locale == "en" else blank.accept.en
        return (*own, *blank.accept.all) or instead

    # Assets

    @cached_property
    def _places(self) -> Mapping[int, frozenset[str]]:
        """Ids of the assets that a text places, by the text's id; an asset has one place."""
        free = frozenset(self.assets)
        places: dict[int, frozenset[str]] = {}
        if not free:
            return places
        for loc, text in walk_texts(self.question):
            if loc[-1] not in _PLACING:
                continue
            cuts = {
                split_at_assets(found, free)[1::2]
                for locale in LOCALES
                if (found := text.get(locale)) is not None
            }
            # Where the languages place different assets, the marks stay references.
            places[id(text)] = frozenset(cuts.pop()) if len(cuts) == 1 else frozenset()
            free -= places[id(text)]
        return places

    def placed_assets(self, text: Localized) -> frozenset[str]:
        """Give the ids of the assets whose place is in a text."""
        return self._places.get(id(text), frozenset())

    def unplaced_assets(self, owner: Part | Answer) -> list[str]:
        """Give the ids of the assets that no text places, in order."""
        if not owner.assets:
            return []
        placed = frozenset().union(*self._places.values())
        return [asset.id for asset in owner.assets if asset.id not in placed]

    def asset(self, asset_id: str) -> Markup:
        """Give an asset as HTML."""
        return load_macro(self.locale, "asset.html", "asset")(self, self.assets[asset_id])

    def asset_anchor(self, asset: Asset) -> str:
        """Give the HTML id of an asset."""
        return f"{self.question.id}--{asset.id}"

    def asset_label(self, asset: Asset, locale: Locale) -> str:
        """Give an asset's label, such as `Figure 1`; formulas and outputs have none."""
        if isinstance(asset, Math) or (isinstance(asset, Code) and asset.role == "output"):
            return ""
        return translate(locale, f"asset.{asset.type}", number=self._numbers[asset.id])

    def asset_tex(self, asset: Matrix | Math) -> str:
        """Give the TeX of a matrix or formula."""
        return asset.tex if isinstance(asset, Math) else matrix_tex(asset.rows)

    def code_lines(self, asset: Code) -> list[Markup]:
        """Give the highlighted lines of a listing."""
        return [Markup(mark_han(line)) for line in highlight_lines(asset.text, asset.lang)]  # noqa: S704

    def table_texts(self, asset: Table) -> list[Localized]:
        """Give every text of a table."""
        return [*asset.columns, *(cell for row in asset.rows for cell in row)]

    def image_size(self, path: str) -> Markup:
        """Give the attributes that keep a figure's place before it is loaded."""
        size = self.site.figure_sizes.get(path)
        return Markup(' width="{}" height="{}"').format(*size) if size else Markup("")

    def resolve(self, span: Span, locale: Locale) -> str:
        """Give the HTML of a formula, a reference to an asset, or a blank."""
        if span.kind != "mark":
            return super().resolve(span, locale)
        asset = self.assets.get(span.content)
        if asset is not None:
            is_code = isinstance(asset, Code)
            kind = translate(locale, "code_role.output" if is_code else "asset.math")
            label = self.asset_label(asset, locale) or kind
            return f'<a class="sb-ref" href="#{self.asset_anchor(asset)}">{escape(label)}</a>'
        word = escape(translate(locale, "block.blank"))
        return (
            f'<span class="sb-blank" data-sb-blank="{escape(span.content)}">'
            f'<span class="sb-visually-hidden">{word} </span>{escape(span.content)}</span>'
        )
