from __future__ import annotations

import io
import sys

import pytest

from studybank import cli_progress
from studybank.cli_progress import show_bar


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _work(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(cli_progress, "PATIENCE", patience)
    with show_bar("Reading questions", 4) as advance:
        for _ in range(4):
            advance(1)
    return screen.getvalue()


def test_long_work_at_a_terminal_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _work(monkeypatch, _Terminal(), -1)
    assert "Reading questions" in shown
    assert "100%" in shown


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _work(monkeypatch, _Terminal(), 60) == ""


def test_a_log_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _work(monkeypatch, io.StringIO(), -1) == ""
