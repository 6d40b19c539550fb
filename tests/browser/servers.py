"""The project's own site, built and served on this machine."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sites import environment
from small_banks import PROJECT


class QuietHandler(SimpleHTTPRequestHandler):
    """Answers with a folder's files, without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: failed requests are seen by who asks."""


@contextmanager
def serve(folder: Path, answer: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """Serve a folder on a free port and give its address, without a slash at the end."""
    handler = functools.partial(answer, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@contextmanager
def built_site() -> Iterator[Path]:
    """Give the built site: the one that `STUDYBANK_SITE` names, or a new one."""
    given = os.environ.get("STUDYBANK_SITE")
    if given:
        yield Path(given)
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder],
            cwd=PROJECT,
            env=environment(PROJECT),
            check=True,
        )
        yield Path(folder)
