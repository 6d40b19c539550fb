"""The command that shows what the bank covers and wants."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from studybank.cli_shared import content_option, locale_option
from studybank.coverage import Coverage, TopicCoverage, build_coverage
from studybank.lists import plain
from studybank.load import load_content
from studybank.locales import Locale, translate
from studybank.terminal import display_width
from studybank.translations import find_stale, load_lock

_COUNTS = ("unreviewed", "unanswered", "untranslated", "stale")


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(("table", "json")),
    default="table",
    show_default=True,
    help="For people, or for other programs.",
)
@locale_option
@content_option
def status(*, style: str, locale: Locale, root: Path) -> None:
    """Show what the bank covers by topic and form, and what it wants."""
    content = load_content(root)
    lock, _ = load_lock(root)
    coverage = build_coverage(content.bank, find_stale(content, lock))
    if style == "json":
        click.echo(json.dumps(_as_data(coverage), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_lines(coverage, locale)))


def _as_data(coverage: Coverage) -> dict[str, Any]:
    wanted = coverage.wanted
    return {
        "questions": coverage.questions,
        "statuses": coverage.statuses,
        "forms": coverage.forms,
        "topics": [_topic_data(found) for found in coverage.topics],
        "wanted": {
            "empty_topics": [topic.id for topic in coverage.empty_topics],
            "unanswered": [question.id for question in wanted.unanswered],
            "unreviewed": [question.id for question in wanted.unreviewed],
            "untranslated": {question.id: fields for question, fields in wanted.untranslated},
            "stale": {question.id: fields for question, fields in wanted.stale},
        },
    }


def _topic_data(found: TopicCoverage) -> dict[str, Any]:
    return {
        "topic": found.topic.id,
        "questions": found.questions,
        "levels": {str(level): count for level, count in found.levels.items()},
        "forms": found.forms,
        **{name: getattr(found, name) for name in _COUNTS},
    }


def _lines(coverage: Coverage, locale: Locale) -> Iterator[str]:
    heads = ["questions", "level_1", "level_2", "level_3", *_COUNTS]
    rows = [["", *(translate(locale, f"overview.{head}") for head in heads)]]
    for found in coverage.topics:
        levels = [found.levels.get(level, 0) for level in (1, 2, 3)]
        numbers = [found.questions, *levels, *(getattr(found, name) for name in _COUNTS)]
        rows.append([found.topic.id, *map(_number, numbers)])
    yield from _table(rows)
    yield ""
    forms = [["", translate(locale, "overview.questions")]]
    forms += [[translate(locale, f"response.{form}"), str(n)] for form, n in coverage.forms.items()]
    yield from _table(forms)
    wanted = coverage.wanted
    lists = {
        "empty_topics": [topic.id for topic in coverage.empty_topics],
        "unanswered": [f"{item.id}  {plain(item.title, locale)}" for item in wanted.unanswered],
        "unreviewed": [f"{item.id}  {plain(item.title, locale)}" for item in wanted.unreviewed],
        "untranslated": [f"{item.id}  {', '.join(names)}" for item, names in wanted.untranslated],
        "stale": [f"{item.id}  {', '.join(names)}" for item, names in wanted.stale],
    }
    for name, items in lists.items():
        if items:
            yield from ("", f"{translate(locale, f'overview.{name}_head')} ({len(items)})")
            yield from (f"  {item}" for item in items)


def _number(number: int) -> str:
    return str(number) if number else "·"


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Align the first column to the left, all others to the right."""
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = [first + " " * (widths[0] - display_width(first))]
        for cell, width in zip(others, widths[1:], strict=True):
            cells.append(" " * (width - display_width(cell)) + cell)
        yield "  ".join(cells).rstrip()
