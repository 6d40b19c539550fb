from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from small_banks import PROJECT
from studybank.bank_check import check_bank
from studybank.cache import DiskStore
from studybank.cli import main
from studybank.load import load_content
from studybank.similarity import Comparisons, find_similar

BankTree = Callable[[dict[str, str]], Path]

_EN = (
    "A classifier scores 0.98 on its training set and 0.71 on held-out data after $12$ epochs. "
    "Name the fault, and give one cure such as dropout with the reason that it works for $n=3$."
)
_ZH = (
    "某分类器训练 $12$ 轮后，训练集得分 0.98，留出集得分 0.71。指出问题，"
    "并给出一种办法（例如随机失活），说明它在 $n=3$ 时为何有效。"
)


def _question(*, en: str = "", zh: str = "") -> str:
    texts = [f"  {name}: |-\n    {text}" for name, text in (("en", en), ("zh", zh)) if text]
    titles = [f"  {name}: {title}" for name, title in (("en", "Gap"), ("zh", "差距"))]
    kept = [line for line, text in zip(titles, (en, zh), strict=True) if text]
    return "\n".join(["title:", *kept, "stem:", *texts, ""])


def _pairs(root: Path) -> list[tuple[str, str]]:
    return [(pair.one, pair.other) for pair in find_similar(load_content(root).bank)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (_question(en=_EN), _question(en=_EN.replace("Name", "State")), True),
        (_question(en=_EN, zh=_ZH), _question(zh=_ZH.replace("指出", "说出")), True),
        (_question(en=_EN), _question(en=_EN[::-1]), False),
        (_question(en="What is a sample?"), _question(en="What is a sample?"), False),
    ],
)
def test_questions_are_compared_in_each_language(
    bank_tree: BankTree, *, one: str, other: str, alike: bool
) -> None:
    root = bank_tree({"questions/overfitting/a.yml": one, "questions/perceptron/b.yml": other})
    assert _pairs(root) == ([("a", "b")] if alike else [])


def test_questions_without_a_common_language_are_compared_by_terms_and_formulas(
    bank_tree: BankTree,
) -> None:
    formulas = "$\\alpha$ $\\beta$"
    root = bank_tree(
        {
            "questions/overfitting/a.yml": _question(en=f"{_EN} {formulas}"),
            "questions/overfitting/b.yml": _question(zh=f"{_ZH} {formulas}"),
        }
    )
    assert _pairs(root) == [("a", "b")]


def test_the_bank_has_no_near_duplicates() -> None:
    assert find_similar(load_content(PROJECT / "content").bank) == ()


def _run(*arguments: str | Path) -> Result:
    environment = {"LC_ALL": "C.UTF-8"}
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environment)


@pytest.fixture
def root(bank_tree: BankTree) -> Path:
    return bank_tree(
        {
            "questions/overfitting/a.yml": _question(en=_EN, zh=_ZH),
            "questions/overfitting/b.yml": _question(en=_EN.replace("Name", "State")),
            "questions/perceptron/c.yml": _question(en="Draw a line."),
        }
    )


_FOUND = """\
97 %
  content/questions/overfitting/a.yml  Gap
  content/questions/overfitting/b.yml  Gap
"""


@pytest.mark.parametrize("question", ["a", "questions/overfitting/b.yml", "--all"])
def test_similar_takes_an_id_a_file_or_the_whole_bank(root: Path, question: str) -> None:
    result = _run("similar", question, "--content", root)
    assert (result.exit_code, result.output) == (0, _FOUND)


def test_similar_says_when_there_is_nothing(root: Path) -> None:
    result = _run("similar", "c", "--content", root)
    assert result.output == "No questions are 50 % alike or more.\n"


@pytest.mark.parametrize("arguments", [[], ["a", "--all"], ["aa"]])
def test_similar_wants_one_question_or_all(root: Path, arguments: list[str]) -> None:
    assert _run("similar", *arguments, "--content", root).exit_code == 2


def test_status_counts_by_topic_and_form_and_lists_what_is_wanted(root: Path) -> None:
    data = json.loads(_run("status", "--format", "json", "--content", root).output)
    assert (data["questions"], data["statuses"]["draft"], data["forms"]) == (3, 3, {"open": 3})
    topic = data["topics"][0]
    assert (topic["topic"], topic["questions"], topic["untranslated"]) == ("overfitting", 2, 1)
    assert data["wanted"]["empty_topics"] == ["convolution"]
    assert data["wanted"]["unanswered"] == ["a", "b", "c"]
    assert data["wanted"]["untranslated"]["b"] == ["stem.zh", "title.zh"]


def test_status_is_a_table_in_the_language_of_the_terminal(root: Path) -> None:
    output = _run("status", "--content", root, "--locale", "zh").output
    assert "还没有题目的主题 (1)\n  convolution\n" in output
    head, row = output.split("\n")[:2]
    assert head.split()[0] == "题数"
    assert row.split()[:2] == ["overfitting", "2"]


def test_what_is_kept_gives_what_a_new_comparison_gives(
    bank_tree: BankTree, tmp_path: Path
) -> None:
    files = {f"questions/overfitting/q{number}.yml": _question(en=_EN) for number in range(4)}
    root = bank_tree(files)
    known = Comparisons(DiskStore(tmp_path / "kept.sqlite3"))
    assert len(find_similar(load_content(root).bank, known=known)) == 6
    path = root / "questions/overfitting/q2.yml"
    for text in (_EN.replace("Name", "State"), _EN[::-1], _EN):
        path.write_text(_question(en=text), "utf-8")
        bank = load_content(root).bank
        fresh = find_similar(bank)
        assert find_similar(bank, known=known) == fresh
        assert find_similar(bank, known=Comparisons(known.store)) == fresh


def test_a_question_names_the_one_most_like_it_alone(bank_tree: BankTree) -> None:
    texts = (_EN, _EN.replace("Name", "State"), _EN.replace("Name", "State"))
    files = {f"questions/overfitting/q{n}.yml": _question(en=text) for n, text in enumerate(texts)}
    found = [
        problem for problem in check_bank(bank_tree(files)).problems if problem.code == "SB212"
    ]
    assert [(problem.path, dict(problem.values)["other"]) for problem in found] == [
        ("content/questions/overfitting/q1.yml", "content/questions/overfitting/q0.yml"),
        ("content/questions/overfitting/q2.yml", "content/questions/overfitting/q1.yml"),
    ]
