"""The command line: parse, call, print."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from typing import Final

import click

from studybank.memory import collect_rarely

_MODULES: Final[Mapping[str, str]] = {
    "accept": "cli_accept",
    "build": "cli_site",
    "check": "cli_check",
    "codes": "cli_proposals",
    "fmt": "cli_fmt",
    "fonts": "cli_books",
    "import": "cli_import",
    "new": "cli_new",
    "pdf": "cli_books",
    "propose": "cli_proposals",
    "rename": "cli_rename",
    "schema": "cli_schema",
    "serve": "cli_site",
    "similar": "cli_similar",
    "status": "cli_status",
}
"""Where each command is."""


class _Commands(click.Group):
    """Loads a command when it is asked for: all of them take as long as a small check."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own shape
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _MODULES:
            return None
        found = vars(import_module(f"studybank.{_MODULES[cmd_name]}")).values()
        commands = (value for value in found if isinstance(value, click.Command))
        return next(command for command in commands if command.name == cmd_name)


@click.command(cls=_Commands, name="studybank")
@click.version_option(package_name="studybank")
def main() -> None:
    """Studybank: question YAML in, a bilingual study site out."""
    collect_rarely()


if __name__ == "__main__":
    # run.py says how it was called, so that messages name a command that works.
    main(prog_name=os.environ.get("STUDYBANK_PROGRAM", "studybank"))
