from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from case_files import check_case, find_cases, load_case, update_case, write_case
from studybank import publishing
from studybank.bank_check import BankCache
from studybank.errors import load_messages
from studybank.locales import LOCALES


class _MemoryStore:
    """Formulas that earlier cases had, so that MathJax starts once at most."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def get_many(self, keys: Sequence[str]) -> dict[str, bytes]:
        return {key: self.known[key] for key in keys if key in self.known}

    def put_many(self, items: Mapping[str, bytes]) -> None:
        self.known.update(items)


_STORE = _MemoryStore()


@pytest.mark.parametrize("path", find_cases("invalid"), ids=lambda path: path.stem)
def test_invalid_case_gives_exactly_its_lines(
    path: Path, tmp_path: Path, *, update_goldens: bool
) -> None:
    case = load_case(path)
    lines = tuple(str(problem) for problem in check_case(case, tmp_path, _STORE))
    if update_goldens:
        update_case(case, lines)
        return
    assert lines == case.expected
    assert any(f" {case.code} " in line for line in lines)


@pytest.mark.parametrize("path", find_cases("valid"), ids=lambda path: path.stem)
def test_valid_case_gives_no_problem(path: Path, tmp_path: Path) -> None:
    case = load_case(path)
    assert [str(problem) for problem in check_case(case, tmp_path, _STORE)] == []
    assert case.expected == ()


def test_every_code_has_an_invalid_case() -> None:
    covered = {path.name[:5] for path in find_cases("invalid")}
    assert sorted(load_messages()) == sorted(covered)


@pytest.mark.parametrize("path", find_cases("invalid"), ids=lambda path: path.stem)
def test_a_server_has_pages_for_an_invalid_bank(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "open_cache", lambda _: BankCache(_STORE))
    case = load_case(path)
    write_case(case, tmp_path / "content")
    publisher = publishing.Publisher(tmp_path, "content", "https://example.org/")
    publication = publisher.publish(directory_urls=True)
    for page in publication.pages.values():
        for locale in LOCALES:
            assert publication.render(page, locale)
    # What a change did is told by `check --base` alone.
    is_change = any(part.note == "before" for part in case.parts)
    assert publication.errors or publication.advice or is_change
