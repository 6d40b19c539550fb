"""`studybank import`: notes → draft questions, with a report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

import click

from studybank.bank_check import open_cache
from studybank.cli_shared import content_option
from studybank.errors import StudybankError
from studybank.importers.importing import Imported, Importer
from studybank.importers.report import build_report, render_report
from studybank.importers.shapes import SHAPES
from studybank.load import find_topic, load_content

_MANY: Final = 1 << 24


@click.command("import")
@click.argument(
    "files",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--topic", help="Topic of all questions; guessed from headings if left out.")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the drafts go, as <topic>/<id>.yml.  [default: questions/ of the bank]",
)
@click.option(
    "--report",
    "report_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the whole report to this file, as JSON.",
)
@click.option("--shape", type=click.Choice(tuple(SHAPES)), help="Read the notes in this shape.")
@click.option("--dry-run", is_flag=True, help="Report only; write no drafts.")
@content_option
def import_notes(  # noqa: PLR0913, PLR0917 - one parameter for each option
    files: tuple[Path, ...],
    topic: str | None,
    output: Path | None,
    report_path: Path | None,
    shape: str | None,
    dry_run: bool,
    root: Path,
) -> None:
    """Turn notes into draft questions, and say what became of every line.

    Reads Markdown, plain text and HTML (levelled practice, exam notes, interview banks, oral-exam
    sheets, numbered lists and posts), CSV, TSV and Anki's text export; in English, Chinese or
    both. Existing files are never overwritten, and no text is lost: what is in no draft is
    listed with its line and the reason.

    The exit status is 0 if all was recognised, 1 if somebody needs to look at something (what
    the report marks LOOK, or text outside every question), 2 if nothing could be imported.
    """
    content = load_content(root)
    if topic is not None:
        found, suggestion = find_topic(content.bank.topics, topic)
        if found is None or found.topics:
            message = f'There is no topic "{topic}" for questions. {suggestion}'
            raise click.UsageError(message.strip())
    folder = output or root / "questions"
    taken = [path.stem for path in folder.rglob("*.yml")]
    importer = Importer(content, topic, shape, taken, open_cache(root).formulas)
    imported: list[Imported] = []
    failed = False
    for path in files:
        try:
            imported.append(importer.run(path.as_posix(), _read(path)))
        except StudybankError as error:
            click.echo(f"Error: {error}", err=True)
            failed = True
    for item in imported:
        click.echo("\n".join(render_report(item)))
        if not dry_run:
            _write(item, folder)
    report = build_report(imported)
    if report_path:
        _write_report(report, report_path)
    where = "Would write" if dry_run else "Wrote"
    click.echo(f"{where} {report['questions']} drafts in {folder}; {report['look']} to look at.")
    if failed or not report["questions"]:
        sys.exit(2)
    sys.exit(1 if report["look"] else 0)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MANY:
            message = f"{path} is larger than {_MANY >> 20} MiB: split it."
            raise click.ClickException(message)
        return path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise click.ClickException(message) from error


def _write_report(report: dict[str, Any], path: Path) -> None:
    text = json.dumps(report, ensure_ascii=False, indent=1)
    try:
        path.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise click.ClickException(message) from error


def _write(item: Imported, folder: Path) -> None:
    for draft in item.drafts:
        path = folder / draft.path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" refuses to overwrite, whatever has happened since the ids were given.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(draft.text)
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror}."
            raise click.ClickException(message) from error
