"""Golden files: what the program gave when somebody last looked at it."""

from __future__ import annotations

import shutil
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
BANK = GOLDEN / "bank"
QUESTIONS = GOLDEN / "questions"


def compare(path: Path, given: str, *, update: bool) -> None:
    """Compare with a golden file, or renew it."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(given, "utf-8")
    written = path.read_text("utf-8") if path.exists() else ""
    assert given == written, f"{path.name} differs; look, then renew by --update-goldens"


def question_names() -> list[str]:
    """Name the folders of golden questions."""
    return sorted(path.name for path in QUESTIONS.iterdir() if path.is_dir())


def write_questions(root: Path) -> None:
    """Write a bank with every golden question in the topic `forms`.

    Args:
        root: The `content/` folder to be made.
    """
    shutil.copytree(BANK / "content", root)
    for folder in ("questions/forms", "figures"):
        (root / folder).mkdir(parents=True)
    for name in question_names():
        shutil.copy(QUESTIONS / name / "question.yml", root / f"questions/forms/{name}.yml")
        for path in (QUESTIONS / name).glob("*.svg"):
            shutil.copy(path, root / "figures")
        if (QUESTIONS / name / "scope.yml").exists():
            shutil.copy(QUESTIONS / name / "scope.yml", root / f"scopes/{name}.yml")
        if (QUESTIONS / name / "lock.yml").exists():
            shutil.copy(QUESTIONS / name / "lock.yml", root / "translations.lock.yml")
