"""The commands that make the site: MkDocs, in the environment that it needs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

import studybank
from studybank.cli_shared import Failure, content_option

_PASS_ON = {"ignore_unknown_options": True, "allow_interspersed_args": False}


@click.command(context_settings=_PASS_ON)
@click.argument("options", metavar="[MKDOCS_OPTIONS]...", nargs=-1, type=click.UNPROCESSED)
@content_option
def serve(options: tuple[str, ...], *, root: Path) -> None:
    """Serve the site at http://127.0.0.1:8000/ and rebuild it on every change.

    Problems of the content are shown on every page. MKDOCS_OPTIONS go to `mkdocs serve`, such as
    "-a 127.0.0.1:9000" for another port.
    """
    sys.exit(run_mkdocs("serve", options, root))


@click.command(context_settings=_PASS_ON)
@click.argument("options", metavar="[MKDOCS_OPTIONS]...", nargs=-1, type=click.UNPROCESSED)
@content_option
def build(options: tuple[str, ...], *, root: Path) -> None:
    """Write the site to site/; errors in the content stop it.

    MKDOCS_OPTIONS go to `mkdocs build`, such as "-d FOLDER" for another folder.
    """
    sys.exit(run_mkdocs("build", options, root))


def run_mkdocs(command: str, options: tuple[str, ...], root: Path) -> int:
    """Run MkDocs in the project around a `content/` folder, and give its exit status."""
    project = root.resolve().parent
    if not (project / "mkdocs.yml").exists():
        message = f"There is no mkdocs.yml beside {root}: run this in the project's folder."
        raise Failure(message)
    package = str(Path(studybank.__file__).parents[1])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
        # Material prints a banner about MkDocs 2 on every run.
        "NO_MKDOCS_2_WARNING": "1",
    }
    arguments = [sys.executable, "-m", "mkdocs", command, *options]
    try:
        return subprocess.run(arguments, cwd=project, env=environment, check=False).returncode  # noqa: S603 - our own command
    except KeyboardInterrupt:
        # MkDocs has had the same signal, and has said that it stops.
        return 0
