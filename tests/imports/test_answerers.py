from __future__ import annotations

from pathlib import Path

from studybank.importers.importing import Importer
from studybank.load import load_content

_BANK = load_content(Path(__file__).parent / "bank")
_NOTES = """\
## Q1 2024 May

Why does a network overfit?

Anna's answer: It learns noise.

Ben's answer: It has too many weights.

## Q2 2024 May

What is dropout?

Ben: A regulariser.

Anna: Units are switched off.

Pros: it is cheap.
"""


def test_a_person_has_one_name_in_all_questions_also_by_the_name_alone() -> None:
    first, second = (draft.text for draft in Importer(_BANK).run("n.md", _NOTES.encode()).drafts)
    assert first.index("by: answer-a") < first.index("It learns noise")
    assert first.index("by: answer-a") < first.index("by: answer-b")
    assert second.index("by: answer-b") < second.index("A regulariser")
    assert second.index("A regulariser") < second.index("by: answer-a")
    assert second.index("Units are switched off") < second.index("Pros: it is cheap")


def test_more_people_than_the_bank_has_names_for_are_to_be_looked_at() -> None:
    people = ("Anna", "Ben", "Carl", "Dora", "Emil", "Fred", "Gina", "Hugo")
    answers = "\n\n".join(f"{name}'s answer: It is {name.lower()}." for name in people)
    imported = Importer(_BANK).run("n.md", f"## Q1 2024 May\n\nWhy?\n\n{answers}\n".encode())
    kinds = [entry.kind for entry in imported.entries if entry.what.startswith("answerer")]
    assert len(kinds) == len(people)
    assert kinds[0] == "guessed"
    assert kinds[-1] == "look"
