"""The command that formats content files."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from studybank.cli_shared import content_option, write_text
from studybank.formatting import format_file
from studybank.load import find_records


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if needed.")
@content_option
def fmt(paths: tuple[Path, ...], *, only_check: bool, root: Path) -> None:
    """Write content files in the bank's style: PATHS, or all of them.

    Keys are put in order, what goes without saying is left out, quoted prose becomes a block, and
    Chinese and Latin are set apart by a space. Comments stay. A file is changed only if it then
    says the same.
    """
    changed = 0
    for path, name in find_records(root):
        if paths and not any(path.resolve().is_relative_to(chosen.resolve()) for chosen in paths):
            continue
        data = path.read_bytes()
        result = format_file(name, data)
        if result.obstacle:
            click.echo(f"content/{name}: left as it is: {result.obstacle}.", err=True)
        if result.text.encode() == data:
            continue
        changed += 1
        click.echo(f"content/{name}")
        if not only_check:
            write_text(path, result.text)
    verb = "would be formatted" if only_check else "formatted"
    click.echo(f"{changed} {'file' if changed == 1 else 'files'} {verb}.")
    sys.exit(1 if only_check and changed else 0)
