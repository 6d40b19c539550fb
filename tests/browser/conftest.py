"""The real site, built once, served on a free port and read in a real Chromium."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.chromium import find_chromium, open_chromium
from browser.reader import Reader

PROJECT = Path(__file__).parents[2]


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: failed requests are seen by the reader."""


@pytest.fixture(scope="session")
def site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site; `STUDYBANK_SITE` names one that is built already."""
    given = os.environ.get("STUDYBANK_SITE")
    if given:
        return Path(given)
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
        cwd=PROJECT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder


@pytest.fixture(scope="session")
def base_url(site_dir: Path) -> Iterator[str]:
    """Serve the site and give its address, without a slash at the end."""
    handler = functools.partial(_QuietHandler, directory=str(site_dir))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a Chromium of the system."""
    found = find_chromium()
    if found is None:
        pytest.fail("no Chromium: install one, or name it in CHROMIUM")
    with open_chromium(found) as browser:
        yield browser


@pytest.fixture
def reader(browser: Browser, base_url: str, site_dir: Path) -> Iterator[Reader]:
    """Give a reader who opens pages and in the end saw no error on any of them."""
    reader = Reader(browser, base_url, site_dir)
    yield reader
    reader.close()
    assert reader.problems == []
