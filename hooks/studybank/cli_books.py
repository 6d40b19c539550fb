"""The commands that make PDFs."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click

from studybank.bank_check import check_bank, open_cache
from studybank.book.drawing import Draw, draw_paper
from studybank.book.fonts import fetch_fonts
from studybank.book.making import Press, open_press, plan_downloads, write_downloads
from studybank.book.selection import Answers, BookRequest, PageSize, find_paper, select_questions
from studybank.cli_shared import content_option
from studybank.downloads import FOLDER
from studybank.errors import Severity, StudybankError
from studybank.locales import LOCALES, Locale
from studybank.model.shared import Paper

_LOCALES: Final[dict[str, tuple[Locale, ...]]] = {"en": ("en",), "zh": ("zh",), "both": LOCALES}
_FIRST: Final[dict[str, Answers]] = {
    "place": "place",
    "end": "end",
    "none": "none",
    "separate": "none",
}
"""Where the first file has its answers, by what was asked for."""

_DRAWING: Final = ("seed", "minutes", "marks", "level")
_LIMITS: Final = {"topic": "topics", "tag": "tags", "series": "series"}
_UNSAFE: Final = re.compile(r"[^\w.-]+")
"""What a file's name had better not hold."""


def _font_folder(root: Path) -> Path:
    return root.resolve().parent / ".cache/studybank/fonts"


@click.command()
@click.option(
    "--locale",
    type=click.Choice(tuple(_LOCALES)),
    default="both",
    show_default=True,
    help="Languages of the book.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option("--paper", "paper_id", help="Make this paper of content/papers/ instead of a book.")
@click.option("--topic", "topics", multiple=True, help="Only this topic or chapter (repeatable).")
@click.option("--tag", "tags", multiple=True, help="Only questions with this tag (repeatable).")
@click.option("--series", multiple=True, help="Only this series (repeatable).")
@click.option(
    "--answers",
    type=click.Choice(tuple(_FIRST)),
    help="Where answers stand: after each question (books), at the end (papers), nowhere, or in "
    "a second file.",
)
@click.option(
    "--page",
    type=click.Choice(("a4", "letter", "phone")),
    default="a4",
    show_default=True,
    help="Size of its pages.",
)
@click.option("--seed", help="Draw a paper by lot; the same seed gives the same paper.")
@click.option("--minutes", type=click.FloatRange(1), help="Duration of a drawn paper.")
@click.option("--marks", type=click.FloatRange(1), help="Most marks of a drawn paper.")
@click.option("--level", type=click.IntRange(1, 3), help="Level of a drawn paper's questions.")
@click.option("--volumes", is_flag=True, help="Make a file for each chapter.")
@click.option("--site", is_flag=True, help=f"Make all that the site offers, in {FOLDER}/.")
@content_option
def pdf(root: Path, **options: Any) -> None:
    """Make a study book or practice paper as PDF; of the whole bank without more."""
    _check_options(options)
    try:
        with click.progressbar(length=3, label="Checking the bank") as bar:
            press = _open(root, bar)
            if not options["site"]:
                bar.label = "Making the PDF"
                files = _make(press, options)
                bar.update(1)
        if options["site"]:
            _make_site(press, root.resolve().parent / FOLDER)
            files = []
    except StudybankError as error:
        raise click.ClickException(str(error)) from error
    for warning in press.warnings:
        click.echo(f"Warning: {warning}", err=True)
    for path, data in files:
        try:
            path.write_bytes(data)
        except OSError as error:
            message = f"{path} cannot be written: {error.strerror}."
            raise click.ClickException(message) from error
        click.echo(f"Wrote {path} ({len(data) / 2**20:.1f} MiB).")


@click.command()
@content_option
def fonts(root: Path) -> None:
    """Fetch fonts for Chinese (Noto Sans SC and Noto Serif SC, OFL 1.1) into the cache."""
    try:
        for path in fetch_fonts(_font_folder(root)):
            click.echo(f"{path}")
    except StudybankError as error:
        raise click.ClickException(str(error)) from error


def _open(root: Path, bar: Any) -> Press:
    checked = check_bank(root, open_cache(root))
    bar.update(1)
    errors = [found for found in checked.problems if found.severity is Severity.ERROR]
    if errors:
        click.echo("\n".join(["", *map(str, errors)]), err=True)
        sys.exit(1)
    press = open_press(checked, root, _font_folder(root))
    bar.update(1)
    return press


def _make(press: Press, options: dict[str, Any]) -> list[tuple[Path, bytes]]:
    paper = _paper(press, options)
    answers: str = options["answers"] or ("end" if paper else "place")
    request = _request(options, _FIRST[answers])
    path: Path = options["output"] or Path(_name(options, request, paper))
    requests = [(path, request)]
    if answers == "separate":
        requests.append((path.with_stem(f"{path.stem}-key"), replace(request, answers="key")))
    if paper:
        return [(name, press.paper(wanted, paper)) for name, wanted in requests]
    if options["volumes"]:
        return [
            (name.with_stem(f"{name.stem}-{chapter}"), data)
            for name, wanted in requests
            for chapter, data in press.volumes(wanted)
        ]
    return [(name, press.book(wanted)) for name, wanted in requests]


def _request(options: dict[str, Any], answers: Answers) -> BookRequest:
    page: PageSize = options["page"]
    return BookRequest(
        _LOCALES[options["locale"]],
        page,
        answers,
        options["topics"],
        options["tags"],
        options["series"],
    )


def _paper(press: Press, options: dict[str, Any]) -> Paper | None:
    bank = press.site.bank
    if options["paper_id"]:
        return find_paper(bank, options["paper_id"])
    if not any(options[name] for name in _DRAWING):
        return None
    seed, minutes, marks, level = (options[name] for name in _DRAWING)
    questions = select_questions(bank, _request(options, "end"))
    return draw_paper(questions, Draw(seed or "1", minutes, marks, level))


def _check_options(options: dict[str, Any]) -> None:
    """Refuse options that would be ignored.

    Raises:
        click.UsageError: Two options exclude each other.
    """
    drawn = [f"--{name}" for name in _DRAWING if options[name]]
    limits = [f"--{option}" for option, name in _LIMITS.items() if options[name]]
    if options["paper_id"] and (drawn or limits):
        message = f"A paper of the bank is taken as it is: leave out {', '.join(drawn + limits)}."
        raise click.UsageError(message)
    if options["volumes"] and (options["paper_id"] or drawn):
        message = "A paper has no chapters: leave out --volumes."
        raise click.UsageError(message)


def _name(options: dict[str, Any], request: BookRequest, paper: Paper | None) -> str:
    """Name a file by what was asked for, so that two requests do not share one."""
    parts = [paper.id if paper else "study-book"]
    if paper and not options["paper_id"]:
        parts.append(options["seed"] or "1")
        chosen = (("minutes", "min"), ("marks", "marks"), ("level", "level"))
        parts += [f"{options[name]:g}{unit}" for name, unit in chosen if options[name]]
    parts += [word for name in _LIMITS.values() for word in options[name]]
    if options["answers"] not in (None, "separate"):
        parts.append(f"answers-{options['answers']}")
    parts += [*request.locales, *([request.page] if request.page != "a4" else [])]
    return f"{_UNSAFE.sub('-', '-'.join(parts)).strip('-')}.pdf"


def _make_site(press: Press, folder: Path) -> None:
    plan = plan_downloads(press.site.bank)
    with click.progressbar(length=len(plan), label=f"Making {FOLDER}/") as bar:
        for _ in write_downloads(press, plan, folder):
            bar.update(1)
    click.echo(f"Wrote {len(plan)} files in {folder.name}/.")
