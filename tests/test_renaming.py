from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from small_banks import FORMULAS, build_site
from studybank.bank_check import BankCache, check_bank
from studybank.cli import main
from studybank.cli_shared import Failure, write_all
from studybank.load import load_content
from studybank.pages import build_linker, build_pages

BankTree = Callable[[dict[str, str]], Path]

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7"/></svg>\n'
_OLD = """
    # yaml-language-server: $schema=../../question.schema.json
    id: old
    # The title.
    title:
      en: An old name
      zh: 旧名
    marks: 2
    stem:
      en: What does the figure show? It is not [[old]].
      zh: 图中画的是什么？不是 [[old]]。
    assets:
      - id: old
        type: figure
        src:
          all: figures/old.svg
        licence: CC-BY-SA-4.0
        alt:
          en: A line
          zh: 一条线
    self_check:
      - en: Did you see the line?
        zh: 看到那条线了吗？
    answer:
      en: A line, old as it is.
      zh: 一条线，很旧。
    """
_OTHER = """
    title:
      en: Another
      zh: 另一题
    stem:
      en: See [the other](q:old) and not [this](q:old-one).
      zh: 见[那道题](q:old)，不是[这道](q:old-one)。
    depends_on: [old]
    answer:
      en: The word old stays.
      zh: old 这个词不变。
    related: ['old', old-one]
    """
_OLD_ONE = """
    title:
      en: The old one
      zh: 旧的那道
    stem:
      en: What is a sample?
      zh: 什么是样本？
    answer:
      en: One drawn item.
      zh: 抽取的一个对象。
    """
_PAPER = """
    title:
      en: Paper
      zh: 试卷
    minutes: 10
    marks: 2
    sections:
      - entries:
          - question: old  # the first
    """
_SCOPE = """
    as_of: '2026-05'
    title:
      en: Exam
      zh: 考试
    entries:
      - question: old
        status: in
    """


@pytest.fixture
def root(bank_tree: BankTree) -> Path:
    root = bank_tree(
        {
            "questions/overfitting/old.yml": _OLD,
            "questions/perceptron/other.yml": _OTHER,
            "questions/perceptron/old-one.yml": _OLD_ONE,
            "papers/mock.yml": _PAPER,
            "scopes/exam.yml": _SCOPE,
            "figures/old.svg": _SVG,
            "figures/src/old.py": '"""Draw `old.svg`, of old."""\n\nprint("old.svg", "bold.svg")\n',
        }
    )
    assert _run("accept", "--content", root).exit_code == 0
    return root


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _tree(root: Path) -> dict[str, str]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in files}


def _problems(root: Path) -> list[str]:
    return [str(problem) for problem in check_bank(root, BankCache(FORMULAS)).problems]


def test_an_id_changes_wherever_it_is_named_and_nowhere_else(root: Path) -> None:
    assert _problems(root) == []
    before = _tree(root)
    result = _run("rename", "old", "new-name", "--content", root)
    assert (result.exit_code, result.output.splitlines()[-1]) == (
        0,
        "old is now new-name. Run studybank check, then commit all of it.",
    )
    after = _tree(root)
    assert _problems(root) == []
    gone = {"questions/overfitting/old.yml", "figures/old.svg", "figures/src/old.py"}
    assert set(before) - set(after) == gone
    own = dedent(_OLD).lstrip().replace("id: old\n#", "id: new-name\nformerly: [old]\n#", 1)
    assert after["questions/overfitting/new-name.yml"] == own.replace(
        "figures/old.svg", "figures/new-name.svg"
    )
    other = before["questions/perceptron/other.yml"]
    for old, new in (("(q:old)", "(q:new-name)"), ("[old]", "[new-name]"), ("'old'", "'new-name'")):
        other = other.replace(old, new)
    assert after["questions/perceptron/other.yml"] == other
    assert after["figures/src/new-name.py"] == (
        '"""Draw `new-name.svg`, of old."""\n\nprint("new-name.svg", "bold.svg")\n'
    )
    assert "question: new-name  # the first" in after["papers/mock.yml"]
    lock = after["translations.lock.yml"]
    assert "\nnew-name:\n" in lock
    assert "\nold:\n" not in lock
    assert lock.index("new-name:") < lock.index("old-one:") < lock.index("other:")


def test_a_second_renaming_keeps_both_old_ids(root: Path) -> None:
    for old, new in (("old", "second"), ("second", "third")):
        assert _run("rename", old, new, "--content", root).exit_code == 0
    question = load_content(root).bank.question_by_id["third"]
    assert question.formerly == ("second", "old")
    assert _problems(root) == []


def test_old_links_lead_to_the_question_on_the_site(root: Path) -> None:
    _run("rename", "old", "new-name", "--content", root)
    site = build_site(root)
    page = next(page for page in build_pages(site) if page.uri == "topics/overfitting")
    html = str(page.render("en"))
    assert 'id="new-name"' in html
    assert html.count('id="old"') == 1
    assert 'data-sb-formerly="old"' in html
    assert build_linker(site.bank).page_of_question["old"] == "topics/overfitting"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("olt", "x", 'There is no readable question "olt". Did you mean "old"?'),
        ("old", "other", "is taken: content/questions/perceptron/other.yml"),
        ("old", "old", "is taken"),
        ("old", "New Name", "is no id"),
        ("old", "../x", "is no id"),
    ],
)
def test_rename_refuses_what_cannot_be(root: Path, old: str, new: str, message: str) -> None:
    before = _tree(root)
    result = _run("rename", old, new, "--content", root)
    assert result.exit_code == 2
    assert message in result.output
    assert _tree(root) == before


def test_an_old_id_is_never_given_again(root: Path) -> None:
    _run("rename", "old", "new-name", "--content", root)
    result = _run("rename", "other", "old", "--content", root)
    assert result.exit_code == 2
    assert "it was an id of new-name" in result.output


def test_a_figure_of_that_name_is_not_written_over(root: Path) -> None:
    (root / "figures/new-name.svg").write_text(_SVG, "utf-8")
    before = _tree(root)
    result = _run("rename", "old", "new-name", "--content", root)
    assert result.exit_code == 2
    assert "content/figures/new-name.svg is there already" in result.output
    assert _tree(root) == before


def test_nothing_changes_where_one_file_cannot_be_written(tmp_path: Path) -> None:
    for name in ("kept", "changed", "gone"):
        (tmp_path / name).write_text(name, "utf-8")
    before = _tree(tmp_path)
    written = {"changed": b"1", "new/one": b"2", "kept/below": b"3"}
    with pytest.raises(Failure, match="Nothing changed"):
        write_all(tmp_path, written, ["gone"])
    assert _tree(tmp_path) == before
    write_all(tmp_path, {"changed": b"1"}, ["gone", "changed"])
    assert _tree(tmp_path) == {"kept": "kept", "changed": "1"}
