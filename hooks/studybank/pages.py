"""From a checked bank to the pages of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from studybank import indexes
from studybank.fingerprint import hash_all
from studybank.links import Linker
from studybank.lists import build_lists, describe_group, group_series, pick_sample, plain
from studybank.locales import LOCALES, Locale, translate
from studybank.matrices import entry_tex
from studybank.model.bank import Bank, walk_topics
from studybank.model.fields import Localized
from studybank.model.question import Question
from studybank.model.shared import Guide, Paper, PaperEntry, ReferenceNote, Topic
from studybank.question_view import QuestionView
from studybank.site import Site
from studybank.templating import render_template
from studybank.views import TextView


@dataclass(frozen=True)
class Page:
    """A page in both locales.

    Attributes:
        uri: Path below the locale's root, without an ending: `topics/overfitting`, `index`.
        kind: Name of its template.
        titles: Plain title by locale.
        descriptions: Plain description by locale; never anything hidden.
        source: The file that a reader would edit, relative to the project's root; may be empty.
        inputs: Gives what the page shows of questions, as plain data that changes with it.
        headings: HTML id and plain text by locale, for the table of contents.
        render: Gives the HTML in a locale; links are still to be resolved.
        render_all: Gives it in all of them, which takes less than one after the other.
    """

    uri: str
    kind: str
    titles: Mapping[Locale, str]
    descriptions: Mapping[Locale, str]
    source: str
    inputs: Callable[[], object]
    headings: Callable[[Locale], Sequence[tuple[str, str]]]
    render: Callable[[Locale], Markup]
    render_all: Callable[[], Mapping[Locale, Markup]]


def build_pages(site: Site) -> tuple[Page, ...]:
    """Build every page of the site, the home page first."""
    return tuple(_PageBuilder(site).build())


def build_linker(bank: Bank, *, directory_urls: bool = True) -> Linker:
    """Build the linker that knows on which page each question stands."""
    pages = {
        name: topic_uri(question.topic)
        for question in bank.questions
        for name in (*question.formerly, question.id)
    }
    return Linker(pages, directory_urls)


def topic_uri(topic_id: str) -> str:
    """Give the uri of a topic's page."""
    return f"topics/{topic_id}"


def _no_questions() -> object:
    return None


def _no_headings(_: Locale) -> Sequence[tuple[str, str]]:
    return ()


class _PageBuilder:
    """Builds pages; each method gives the pages of one kind."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.bank = site.bank

    def build(self) -> Iterator[Page]:
        yield self.named_page("home", "index", self.home_values, self.all_questions)
        yield self.named_page("topics", "topics/index", self.topics_values, self.all_questions)
        for topic in walk_topics(self.bank.topics.topics):
            if topic.id in self.site.questions_by_topic:
                yield self.topic_page(topic)
        yield from self.list_pages()
        yield self.named_page("papers", "papers/index", lambda _: {"papers": self.bank.papers})
        yield from (self.paper_page(paper) for paper in self.bank.papers)
        yield self.glossary_page()
        yield self.named_page("notes", "notes/index", lambda _: {"records": self.bank.notes})
        yield from (self.record_page("note", "notes", note) for note in self.bank.notes)
        yield self.named_page("guides", "guides/index", lambda _: {"records": self.bank.guides})
        yield from (self.record_page("guide", "guides", guide) for guide in self.bank.guides)
        yield self.named_page("downloads", "downloads", self.downloads_values)
        wanted = cache(self.find_wanted)
        yield self.named_page(
            "wanted", "wanted", lambda _: {"wanted": wanted()}, self.all_questions
        )
        yield self.random_page()

    def page(  # noqa: PLR0913 - keyword-only: the fields of a page
        self,
        kind: str,
        uri: str,
        *,
        titles: Mapping[Locale, str],
        descriptions: Mapping[Locale, str],
        values: Callable[[Locale], Mapping[str, Any]],
        source: str = "",
        inputs: Callable[[], object] = _no_questions,
        headings: Callable[[Locale], Sequence[tuple[str, str]]] = _no_headings,
    ) -> Page:
        def render(locale: Locale, views: dict[str, QuestionView]) -> Markup:
            view = TextView(
                self.site, locale, self.bank.topics, Localized(en=titles["en"], zh=titles["zh"])
            )
            view.glossed = {"en": set(), "zh": set()}

            def question_html(question: Question, entry: PaperEntry | None = None) -> Markup:
                # Whatever is the same in the other locale's page was made for that one.
                known = views.get(question.id) or QuestionView(self.site, locale, question)
                question_view = views[question.id] = known.in_locale(locale)
                question_view.glossed, question_view.named = view.glossed, view.named
                return question_view.render(entry)

            return render_template(
                locale,
                f"pages/{kind}.html",
                site=self.site,
                bank=self.bank,
                view=view,
                title=titles[locale],
                question_html=question_html,
                **values(locale),
            )

        def render_all() -> Mapping[Locale, Markup]:
            views: dict[str, QuestionView] = {}
            return {locale: render(locale, views) for locale in LOCALES}

        def alone(locale: Locale) -> Markup:
            return render(locale, {})

        return Page(
            uri, kind, titles, descriptions, source, cache(inputs), headings, alone, render_all
        )

    def named_page(
        self,
        kind: str,
        uri: str,
        values: Callable[[Locale], Mapping[str, Any]],
        inputs: Callable[[], object] = _no_questions,
    ) -> Page:
        """Build a page whose title and description are interface text."""
        return self.page(
            kind,
            uri,
            titles={locale: translate(locale, f"page.{kind}") for locale in LOCALES},
            descriptions={locale: translate(locale, f"description.{kind}") for locale in LOCALES},
            values=values,
            inputs=inputs,
        )

    def all_questions(self) -> object:
        return self.site.questions_input

    def find_wanted(self) -> indexes.Wanted:
        return indexes.find_wanted(self.bank, self.site.stale, self.site.known)

    def home_values(self, _: Locale) -> Mapping[str, Any]:
        return {"sample": pick_sample(self.bank), "chapters": self.bank.topics.topics}

    def topics_values(self, _: Locale) -> Mapping[str, Any]:
        return {"chapters": self.bank.topics.topics}

    def downloads_values(self, _: Locale) -> Mapping[str, Any]:
        papers = {paper.id: paper.title for paper in self.bank.papers}
        return {"downloads": self.site.downloads, "paper_titles": papers}

    def topic_page(self, topic: Topic) -> Page:
        questions = self.site.questions_by_topic[topic.id]
        titles = {locale: plain(topic.title, locale) for locale in LOCALES}
        return self.page(
            "topic",
            topic_uri(topic.id),
            titles=titles,
            descriptions={
                locale: translate(
                    locale, "description.topic", count=len(questions), title=titles[locale]
                )
                for locale in LOCALES
            },
            values=lambda _: {
                "topic": topic,
                "number": self.site.topic_numbers[topic.id],
                "groups": group_series(questions),
                "series_by_id": {series.id: series for series in self.bank.topics.series},
                "count": len(questions),
            },
            inputs=lambda: tuple(map(self.site.question_input, questions)),
            headings=lambda locale: [
                (question.id, plain(question.title, locale)) for question in questions
            ],
        )

    def list_pages(self) -> Iterator[Page]:
        """Build the pages that list questions by something."""
        for question_list in build_lists(self.bank):
            yield self.list_page(question_list.kind, question_list.groups, question_list.head)

    def list_page(
        self,
        kind: str,
        groups: tuple[indexes.Group, ...],
        head: Callable[[Locale, str], str],
    ) -> Page:
        return self.page(
            "list",
            kind,
            titles={locale: translate(locale, f"page.{kind}") for locale in LOCALES},
            descriptions={locale: translate(locale, f"description.{kind}") for locale in LOCALES},
            values=lambda locale: {
                "groups": [(group, head(locale, group.anchor)) for group in groups]
            },
            inputs=lambda: (self.site.entries_input, hash_all(map(describe_group, groups))),
            headings=lambda locale: [
                (group.anchor, head(locale, group.anchor)) for group in groups
            ],
        )

    def paper_page(self, paper: Paper) -> Page:
        return self.page(
            "paper",
            f"papers/{paper.id}",
            titles={locale: plain(paper.title, locale) for locale in LOCALES},
            descriptions={
                locale: translate(
                    locale,
                    "description.paper",
                    marks=f"{paper.marks:g}",
                    minutes=f"{paper.minutes:g}",
                )
                for locale in LOCALES
            },
            values=lambda _: {"paper": paper},
            inputs=lambda: tuple(
                self.site.question_input(question)
                for section in paper.sections
                for entry in section.entries
                if (question := self.bank.question_by_id.get(entry.question))
            ),
            source=f"content/papers/{paper.id}.yml",
        )

    def glossary_page(self) -> Page:
        uses = cache(lambda: indexes.find_term_uses(self.bank, self.site.known))

        def values(locale: Locale) -> Mapping[str, Any]:
            key = (lambda term: term.en.lower()) if locale == "en" else (lambda term: term.zh)
            return {"terms": sorted(self.bank.glossary.terms, key=key), "uses": uses()}

        return self.named_page("glossary", "glossary", values, self.all_questions)

    def record_page(self, kind: str, folder: str, record: ReferenceNote | Guide) -> Page:
        titles = {locale: plain(record.title, locale) for locale in LOCALES}
        source = "references" if kind == "note" else "guides"
        return self.page(
            kind,
            f"{folder}/{record.id}",
            titles=titles,
            descriptions={
                locale: translate(locale, f"description.{kind}", title=titles[locale])
                for locale in LOCALES
            },
            values=lambda _: {"record": record, "entry_tex": entry_tex},
            source=f"content/{source}/{record.id}.yml",
        )

    def random_page(self) -> Page:
        return self.page(
            "random",
            "random",
            titles={locale: translate(locale, "random.title") for locale in LOCALES},
            descriptions={locale: translate(locale, "random.title") for locale in LOCALES},
            values=lambda _: {},
            inputs=lambda: self.site.entries_input,
        )
