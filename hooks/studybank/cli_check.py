"""The command that checks the bank."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import click

from studybank.bank_check import CheckedBank, check_bank, open_cache
from studybank.changes import check_changes
from studybank.cli_progress import show_bar
from studybank.cli_shared import Failure, content_option, locale_option
from studybank.errors import Problem, StudybankError
from studybank.git_history import read_files_at
from studybank.locales import Locale
from studybank.memory import collect_never
from studybank.reports import (
    Findings,
    render_github,
    render_json,
    render_sarif,
    render_text,
    sort_findings,
)

_FORMATS: Final[dict[str, Callable[[Findings, Locale], str]]] = {
    "text": render_text,
    "github": render_github,
    "json": render_json,
    "sarif": render_sarif,
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--format",
    "style",
    type=click.Choice(tuple(_FORMATS)),
    default="text",
    show_default=True,
    help="For people, for annotations on GitHub, or for other programs.",
)
@click.option(
    "--base",
    metavar="REV",
    help="Add what changed since this revision of git: translations left behind, formulas and "
    "numbers changed in one language only.",
)
@click.option("--errors-only", is_flag=True, help="Leave out advice.")
@locale_option
@content_option
def check(  # noqa: PLR0913 - one parameter for each option
    paths: tuple[Path, ...],
    *,
    style: str,
    base: str | None,
    errors_only: bool,
    locale: Locale,
    root: Path,
) -> None:
    """Check the bank: errors first, then advice.

    The whole bank is checked; with PATHS, only what concerns these files and folders is shown.
    The exit status is 0 without errors, 1 with errors, and 2 if the check could not be made.
    """
    collect_never()
    try:
        checked = check_bank(root, open_cache(root), show_bar, typesets=False)
        problems = [*checked.problems, *(_find_changes(checked, root, base) if base else ())]
    except StudybankError as error:
        raise Failure(str(error)) from error
    shown = (problem for problem in problems if _is_below(problem, root, paths))
    findings = sort_findings(shown, checked.content.documents)
    if errors_only:
        findings = Findings(findings.errors, (), findings.documents)
    report = _FORMATS[style](findings, locale)
    if report:
        click.echo(report)
    sys.exit(1 if findings.errors else 0)


def _find_changes(checked: CheckedBank, root: Path, base: str) -> Iterable[Problem]:
    """Give advice on a change, except where the lock has led to the same advice."""
    known = {(found.path, found.field) for found in checked.problems if found.code == "SB202"}
    changes = check_changes(checked.content, read_files_at(root, base, "questions"))
    return (found for found in changes if (found.path, found.field) not in known)


def _is_below(problem: Problem, root: Path, paths: Iterable[Path]) -> bool:
    # Problems name paths from the project's root, whatever the folder is called.
    place = (root / problem.path.removeprefix("content/")).resolve()
    return not paths or any(place.is_relative_to(path.resolve()) for path in paths)
