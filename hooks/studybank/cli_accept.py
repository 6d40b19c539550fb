"""The command that records translations as right."""

from __future__ import annotations

from pathlib import Path

import click

from studybank.cli_shared import content_option, write_text
from studybank.errors import suggest
from studybank.load import load_content
from studybank.places import LOCK_FILE
from studybank.translations import load_lock, render_lock, update_lock


@click.command()
@click.argument("question_ids", metavar="[IDS]...", nargs=-1)
@content_option
def accept(question_ids: tuple[str, ...], *, root: Path) -> None:
    """Record that both languages of the questions IDS (or of all) say the same."""
    content = load_content(root)
    known = content.bank.question_by_id
    for question_id in question_ids:
        if question_id not in known:
            message = f'There is no readable question "{question_id}". '
            raise click.UsageError((message + suggest(question_id, known)).strip())
    before, problems = load_lock(root)
    for problem in problems:
        click.echo(str(problem), err=True)
    lock = update_lock(before or {}, content, question_ids or known)
    write_text(root / LOCK_FILE, render_lock(lock))
    count = len(question_ids or known)
    click.echo(f"Recorded the translations of {count} questions in {root / LOCK_FILE}.")
