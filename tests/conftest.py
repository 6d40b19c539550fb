"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from content_tree import write_content

# What a test run gives depends on the code alone, not on chance or on how busy the machine is.
# `--hypothesis-profile=explore` looks for texts that no run has tried.
settings.register_profile("same", settings.get_profile("ci"))
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that renews golden files instead of comparing with them."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="Write what the program gives now into the golden files.",
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be renewed."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def bank_tree(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Return a function that writes a `content/` folder and gives its path.

    Its files are given by path below `content/`, as text that may be indented as a whole.
    `topics.yml`, `sources.yml` and `glossary.yml` are minimal ones unless given.
    """

    def write(files: dict[str, str]) -> Path:
        root = tmp_path / "content"
        write_content(root, files)
        return root

    return write
