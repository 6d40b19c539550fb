"""The command that begins a new question."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final, get_args

import click

from studybank.cli_shared import Failure, content_option, write_text
from studybank.drafting import (
    FORM_HELP,
    Draft,
    DraftError,
    build_draft,
    suggest_id,
    suggest_topics,
)
from studybank.load import Content, load_content
from studybank.model.question import Response

_FORMS: Final[tuple[Response, ...]] = get_args(Response)


@click.command()
@click.argument("address", metavar="[TOPIC/ID]", required=False)
@click.option("--form", type=click.Choice(_FORMS), help="What the reader does. [default: open]")
@click.option("--title", help="Title in English or Chinese.")
@click.option("--level", type=click.IntRange(1, 3), help="1 recall, 2 explain, 3 apply and judge.")
@content_option
def new(
    address: str | None, *, form: Response | None, title: str | None, level: int | None, root: Path
) -> None:
    """Begin a new question, from a template with comments in both languages.

    Without TOPIC/ID, and at a terminal, it asks for title, form, level and topic.
    """
    content = load_content(root)
    if address is None:
        if not is_terminal():
            message = "Name the question: studybank new <topic>/<id>."
            raise click.UsageError(message)
        title = title or click.prompt("Title, in English or Chinese")
        form = form or _ask_form()
        level = level or _ask_level()
        address = _ask_address(content, title)
    try:
        draft = build_draft(content, address, form or "open", title=title or "", level=level)
    except DraftError as error:
        raise Failure(str(error)) from error
    _write(draft, root)


def is_terminal() -> bool:
    """Tell whether there is somebody to ask."""
    return sys.stdin.isatty()


def _ask_form() -> Response:
    for name in _FORMS:
        click.echo(f"  {name:<16} {FORM_HELP[name]}")
    choice = click.Choice(_FORMS)
    form: Response = click.prompt("Form", type=choice, default="open", show_choices=False)
    return form


def _ask_level() -> int | None:
    question = "Level (1 recall, 2 explain, 3 apply and judge, 0 none)"
    return click.prompt(question, type=click.IntRange(0, 3), default=0) or None


def _ask_address(content: Content, title: str) -> str:
    for topic in suggest_topics(content.bank, title):
        click.echo(f"  {topic.id:<24} {topic.title.en} · {topic.title.zh}")
    topic_id = click.prompt("Topic (all of them: content/topics.yml)")
    question_id = click.prompt("Id", default=suggest_id(title) or None)
    return f"{topic_id}/{question_id}"


def _write(draft: Draft, root: Path) -> None:
    path = root / draft.name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, draft.text)
    click.echo(f"Wrote {path}. Fill in what has a pencil (✎), then run:")
    click.echo(f"  {click.get_current_context().find_root().info_name} check {path}")
