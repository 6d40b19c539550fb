"""What the commands have in common: options, the terminal's language, writing files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from studybank.locales import LOCALES, Locale


class Failure(click.ClickException):
    """Something that a command cannot do; its exit status is that of wrong usage."""

    exit_code = 2


content_option = click.option(
    "--content",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default="content",
    show_default=True,
    help="The folder that holds the bank.",
)


def terminal_locale(environment: Mapping[str, str]) -> Locale:
    """Give the language of a terminal: Chinese if its locale says so, else English.

    Args:
        environment: Environment variables; as in POSIX, the first of `LC_ALL`, `LC_MESSAGES`
            and `LANG` that is set decides.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    wanted = next((environment[name] for name in names if environment.get(name)), "")
    return "zh" if wanted.lower().replace("_", "-").split(".")[0].split("-")[0] == "zh" else "en"


def _choose_locale(_context: click.Context, _option: click.Parameter, value: str | None) -> Locale:
    return "zh" if value == "zh" else "en" if value else terminal_locale(os.environ)


locale_option = click.option(
    "--locale",
    type=click.Choice(LOCALES),
    callback=_choose_locale,
    help="Language of the messages; the terminal's own if left out.",
)


def write_text(path: Path, text: str) -> None:
    """Write a file so that it is whole or as before, whatever happens meanwhile."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def write_all(root: Path, written: Mapping[str, bytes], removed: Iterable[str]) -> None:
    """Write and remove files so that all of it happens or nothing.

    Args:
        root: The folder.
        written: Contents by path below it.
        removed: Paths whose files go away, unless they are written too.

    Raises:
        Failure: The disk refused; what had been done is undone.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for name in (*written, *sorted(set(removed) - set(written))):
            path, data = root / name, written.get(name)
            before[path] = path.read_bytes() if path.exists() else None
            if data is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
    except OSError as error:
        for path, kept in before.items():
            if kept is not None:
                path.write_bytes(kept)
            elif path.is_file():
                path.unlink()
        message = f"{error.filename or root} cannot be written: {error.strerror}. Nothing changed."
        raise Failure(message) from error
