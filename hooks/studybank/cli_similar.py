"""The command that finds near-duplicates."""

from __future__ import annotations

from pathlib import Path

import click

from studybank.cli_shared import Failure, content_option, locale_option
from studybank.errors import suggest
from studybank.lists import plain
from studybank.load import load_content, question_path
from studybank.locales import Locale
from studybank.similarity import find_similar


@click.command()
@click.argument("question", metavar="[ID|PATH]", required=False)
@click.option("--all", "every", is_flag=True, help="Compare all questions with each other.")
@click.option(
    "--threshold",
    type=click.IntRange(1, 100),
    default=50,
    show_default=True,
    help="Show questions that are at least this much alike, in per cent.",
)
@locale_option
@content_option
def similar(
    question: str | None, *, every: bool, threshold: int, locale: Locale, root: Path
) -> None:
    """Find questions that ask much the same as one question, or as each other.

    Wording is compared in each language, and terms, formulas and numbers where two questions have
    no language in common.
    """
    if (question is None) != every:
        message = "Name one question by its id or file, or write --all."
        raise click.UsageError(message)
    bank = load_content(root).bank
    name = Path(question).stem if question else None
    if name is not None and name not in bank.question_by_id:
        message = f'There is no readable question "{name}". {suggest(name, bank.question_by_id)}'
        raise Failure(message.strip())
    pairs = find_similar(bank, None if name is None else [name], threshold=threshold)
    for pair in pairs:
        click.echo(f"{pair.score} %")
        for found in (bank.question_by_id[pair.one], bank.question_by_id[pair.other]):
            click.echo(f"  {question_path(found)}  {plain(found.title, locale)}")
    if not pairs:
        click.echo(f"No questions are {threshold} % alike or more.")
