"""The command line: parse, call, print."""

from __future__ import annotations

import os
from pathlib import Path

import click

from studybank.cli_books import fonts, pdf
from studybank.cli_check import check
from studybank.cli_fmt import fmt
from studybank.cli_import import import_notes
from studybank.cli_new import new
from studybank.cli_proposals import codes, propose
from studybank.cli_rename import rename
from studybank.cli_shared import content_option, write_text
from studybank.cli_similar import similar
from studybank.cli_site import build, serve
from studybank.cli_status import status
from studybank.errors import suggest
from studybank.load import load_content
from studybank.memory import collect_rarely
from studybank.places import LOCK_FILE
from studybank.schema import build_schemas
from studybank.translations import load_lock, render_lock, update_lock


@click.group(name="studybank")
@click.version_option(package_name="studybank")
def main() -> None:
    """Studybank: question YAML in, a bilingual study site out."""
    collect_rarely()


main.add_command(new)
main.add_command(check)
main.add_command(fmt)
main.add_command(rename)
main.add_command(similar)
main.add_command(status)
main.add_command(serve)
main.add_command(build)
main.add_command(pdf)
main.add_command(fonts)
main.add_command(propose)
main.add_command(import_notes)
main.add_command(codes)


@main.command()
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


@main.command()
@content_option
def schema(*, root: Path) -> None:
    """Write the JSON Schemas that editors complete the content files from."""
    for name, text in build_schemas().items():
        write_text(root / name, text)
    click.echo(f"Wrote the JSON Schemas in {root}.")


if __name__ == "__main__":
    # run.py says how it was called, so that messages name a command that works.
    main(prog_name=os.environ.get("STUDYBANK_PROGRAM", "studybank"))
