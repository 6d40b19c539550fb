"""A running development server, for tests."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from sites import environment

_PATIENCE = 90.0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _heed_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Server:
    """A running `mkdocs serve`, or another command that serves."""

    def __init__(
        self, project: Path, log: Path, command: tuple[str, ...] = ("mkdocs", "serve")
    ) -> None:
        self.project = project
        self.log = log
        self.address = f"127.0.0.1:{_free_port()}"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *command, "-a", self.address],
                cwd=project,
                env=environment(project),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # Ctrl-C is ignored by what a script has put into the background, and so by all
                # that tests would start there.
                preexec_fn=_heed_interrupts,  # noqa: PLW1509 - only sets a signal's action
            )

    def get(self, path: str) -> str:
        """Give a page, or an empty text where there is none yet."""
        try:
            with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=30) as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def wait_for(self, path: str, is_right: Callable[[str], bool]) -> str:
        """Ask for a page until it is right."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            page = self.get(path)
            if page and is_right(page):
                return page
            time.sleep(0.1)
        raise AssertionError(
            f"/{path} did not become right:\n{self.log.read_text('utf-8')[-2_000:]}"
        )

    def edit(self, name: str, before: str, after: str) -> None:
        """Replace a text in a file of the project."""
        path = self.project / name
        source = path.read_text("utf-8")
        assert before in source
        path.write_text(source.replace(before, after), "utf-8")

    def interrupt(self) -> None:
        """Do what Ctrl-C does: signal the server and everything that it started."""
        os.killpg(self.process.pid, signal.SIGINT)

    def stop(self) -> None:
        """End the server and everything that it started."""
        if self.process.poll() is not None:
            return
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
