"""The command line: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from studybank.bank_check import check_bank, open_cache
from studybank.cli_books import content_option, fonts, pdf
from studybank.cli_proposals import codes, propose
from studybank.errors import Problem, Severity, StudybankError, suggest
from studybank.load import load_content
from studybank.places import LOCK_FILE
from studybank.schema import build_schemas
from studybank.translations import load_lock, render_lock, update_lock


@click.group()
@click.version_option(package_name="studybank")
def main() -> None:
    """Studybank: question YAML in, a bilingual study site out."""


main.add_command(pdf)
main.add_command(fonts)
main.add_command(propose)
main.add_command(codes)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--errors-only", is_flag=True, help="Leave out advice.")
@content_option
def check(paths: tuple[Path, ...], *, errors_only: bool, root: Path) -> None:
    """Check the bank: errors first, then advice.

    The whole bank is checked; with PATHS, only what concerns these files and folders is shown.
    The exit status is 1 if there are errors.
    """
    try:
        checked = check_bank(root, open_cache(root))
    except StudybankError as error:
        raise click.ClickException(str(error)) from error
    shown = [problem for problem in checked.problems if _is_below(problem, root, paths)]
    errors = [problem for problem in shown if problem.severity is Severity.ERROR]
    advice = [problem for problem in shown if problem.severity is Severity.ADVICE]
    for problem in [*errors, *([] if errors_only else advice)]:
        click.echo(str(problem))
    files = len(checked.content.documents)
    click.echo(f"{_count(errors, 'error')}, {_count(advice, 'piece')} of advice; {files} files.")
    sys.exit(1 if errors else 0)


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


def write_text(path: Path, text: str) -> None:
    """Write a file so that it is whole or as before, whatever happens meanwhile."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def _is_below(problem: Problem, root: Path, paths: Iterable[Path]) -> bool:
    # Problems name paths from the project's root, whatever the folder is called.
    place = (root / problem.path.removeprefix("content/")).resolve()
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)


def _count(items: list[Problem], name: str) -> str:
    return f"{len(items)} {name}{'' if len(items) == 1 else 's'}"


if __name__ == "__main__":
    main()
