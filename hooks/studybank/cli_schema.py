"""The command that writes what editors complete content files from."""

from __future__ import annotations

from pathlib import Path

import click

from studybank.cli_shared import content_option, write_text
from studybank.schema import build_schemas


@click.command()
@content_option
def schema(*, root: Path) -> None:
    """Write the JSON Schemas that editors complete the content files from."""
    for name, text in build_schemas().items():
        write_text(root / name, text)
    click.echo(f"Wrote the JSON Schemas in {root}.")
