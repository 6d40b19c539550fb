"""The command that changes a question's id."""

from __future__ import annotations

from pathlib import Path

import click

from studybank.cli_shared import Failure, content_option, write_all
from studybank.load import load_content
from studybank.renaming import RenameError, plan_renaming


@click.command()
@click.argument("old")
@click.argument("new")
@content_option
def rename(old: str, new: str, *, root: Path) -> None:
    """Change the id of a question from OLD to NEW, wherever it is named.

    Its file, the figures named after it, papers, scopes, links and the record of translations
    follow. The question keeps OLD under "formerly", so that old links and saved progress lead on.
    """
    try:
        renaming = plan_renaming(load_content(root), old, new)
    except RenameError as error:
        raise Failure(str(error)) from error
    write_all(root, renaming.written, renaming.removed)
    for name in sorted(renaming.written):
        click.echo(f"content/{name}")
    click.echo(f"{old} is now {new}. Run studybank check, then commit all of it.")
