from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from code_assets import find_listings, find_wrong_listings, run_listing
from golden_files import write_questions
from small_banks import PROJECT
from studybank.load import load_content
from studybank.model.assets import Code


def _code(text: str) -> Code:
    return Code(id="x", type="code", lang="python", text=text, runs=True)


def test_every_listing_that_runs_prints_what_the_bank_says() -> None:
    bank = load_content(PROJECT / "content").bank
    running = [code for _, code in find_listings(bank) if code.runs]
    assert running
    assert all(code.lang == "python" for code in running)
    assert list(find_wrong_listings(bank)) == []


def test_every_output_belongs_to_a_listing_that_runs() -> None:
    listings = list(find_listings(load_content(PROJECT / "content").bank))
    by_name = {(question.id, code.id): code for question, code in listings}
    for question, code in listings:
        if code.role == "output" and code.of is not None:
            assert by_name[question.id, code.of].runs, f"{question.id}/{code.id}"


def test_the_golden_listings_print_what_their_bank_says(tmp_path: Path) -> None:
    write_questions(tmp_path / "content")
    assert list(find_wrong_listings(load_content(tmp_path / "content").bank)) == []


def test_a_wrong_output_is_found(bank_tree: Callable[[dict[str, str]], Path]) -> None:
    question = """
        title: {en: One, zh: 一}
        assets:
        - id: sum
          type: code
          lang: python
          runs: true
          text: print(1 + 1)
        - id: printed
          type: code
          lang: text
          role: output
          of: sum
          text: PRINTED
        """
    root = bank_tree(
        {
            "questions/overfitting/right.yml": question.replace("PRINTED", "'2  '"),
            "questions/overfitting/wrong.yml": question.replace("PRINTED", "'3'"),
            "questions/overfitting/broken.yml": question.replace("1 + 1", "1 / 0"),
        }
    )
    broken, wrong = find_wrong_listings(load_content(root).bank)
    assert wrong == "wrong/printed should be:\n2\n"
    assert broken.startswith("broken/sum fails:\n")
    assert "ZeroDivisionError" in broken


def test_a_listing_runs_alone_and_in_an_empty_folder() -> None:
    run = run_listing(_code("import os, sys\nprint(os.listdir(), sys.flags.isolated)"))
    assert run.output == "['listing.py'] 1\n"
    assert run_listing(_code("import studybank")).code != 0


def test_a_listing_may_use_numpy() -> None:
    assert run_listing(_code("import numpy as np\nprint(np.arange(3))")).output == "[0 1 2]\n"


@pytest.mark.parametrize(
    "text",
    ["x = bytearray(3 << 30)", "open('big', 'wb').write(bytes(2 << 20))", "raise SystemExit(3)"],
)
def test_a_listing_beyond_its_limits_fails(text: str) -> None:
    assert run_listing(_code(text)).code != 0


def test_a_listing_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("code_assets.SECONDS", 1)
    assert run_listing(_code("while True: pass")).code != 0
