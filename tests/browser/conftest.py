"""The real site, built once, served on a free port and read in a real Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.chromium import find_chromium, open_chromium
from browser.reader import Reader
from browser.servers import built_site, serve


@pytest.fixture(scope="session")
def site_dir() -> Iterator[Path]:
    """Build the site; `STUDYBANK_SITE` names one that is built already."""
    with built_site() as folder:
        yield folder


@pytest.fixture(scope="session")
def base_url(site_dir: Path) -> Iterator[str]:
    """Serve the site and give its address, without a slash at the end."""
    with serve(site_dir) as address:
        yield address


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
