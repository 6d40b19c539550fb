"""A few hundred of the files that `tests/fuzz/run.py` makes, and that it would see a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_tree import write_content
from fuzz import reading
from fuzz.mutations import load_samples, mutate, start_randomness
from studybank.file_cache import FileResult
from studybank.load import load_content
from studybank.strict_yaml import MAX_BYTES, parse_yaml


def test_mutated_files_are_read_without_exception_and_change() -> None:
    samples = load_samples()
    randomness = start_randomness(5)
    for number in range(150):
        name, data = randomness.choice(samples)
        changed = mutate(data, randomness)
        assert reading.find_fault(name, changed, whole=number % 10 == 0) == "", changed


def test_mutations_are_repeatable_and_change_nearly_every_file() -> None:
    samples = load_samples()
    assert len(samples) > 300
    data = samples[0][1]
    made = [mutate(data, start_randomness(seed)) for seed in range(50)]
    assert made == [mutate(data, start_randomness(seed)) for seed in range(50)]
    assert len(set(made)) > 40


def test_a_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str, data: bytes) -> FileResult:
        raise RecursionError(name, data)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "load_file", fail)
        assert "RecursionError" in reading.find_fault("guides/a.yml", b"a: x\n", whole=False)
    with monkeypatch.context() as patch:
        patch.setattr(reading, "parse_yaml", lambda *_: parse_yaml(b"a: y\n", "content/x.yml"))
        told = reading.find_fault("guides/a.yml", b"a: x\n", whole=False)
        assert told == "the reader gives {'a': 'y'}, PyYAML {'a': 'x'}"
    with monkeypatch.context() as patch:
        patch.setattr(reading, "_SECONDS", -1.0)
        assert reading.find_fault("guides/a.yml", b"a: x\n", whole=True).startswith("it took")


def test_of_a_file_without_end_only_its_limit_is_read(tmp_path: Path) -> None:
    root = tmp_path / "content"
    write_content(root, {})
    path = root / "guides/long.yml"
    path.parent.mkdir()
    with path.open("wb") as file:
        file.truncate(1 << 40)
    (problem,) = load_content(root).problems
    assert str(problem).startswith("content/guides/long.yml:1:1: SB106 ")
    assert str(MAX_BYTES) in str(problem)
