"""Fixtures that the tests of books share."""

from __future__ import annotations

import pytest

from book.shelf import Shelf, write_forms


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """Give the books of a bank of every form."""
    root = tmp_path_factory.mktemp("forms") / "content"
    write_forms(root)
    return Shelf(root)
