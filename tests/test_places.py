"""Nothing outside `content/` is read, shown or written, whatever a name or a field says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content_tree import write_content
from studybank.bank_check import CheckedBank, check_bank
from studybank.load import load_content
from studybank.translations import load_lock

STRAY = "title: {en: secret, zh: 秘密}\nstem: {en: secret, zh: 秘密}\n"
QUESTION = """
title:
  en: A sample
  zh: 示例
stem:
  en: What is a sample?
  zh: 什么是样本？
answer:
  en: One drawn item.
  zh: 抽取的一个对象。
"""
_OUTSIDE = (
    *("../secret.svg", "figures/../../secret.svg", "figures/../figures/line.svg", "/etc/x.svg"),
    *("//host/x.svg", "file:///etc/x.svg", "https://host.example/x.svg", "data:image/svg+xml,x"),
    *("C:\\x.svg", "C:/x.svg", "\\\\host\\x.svg", "figures\\line.svg", "figures\\..\\..\\x.svg"),
    *("figures/./line.svg", "figures//line.svg", "./figures/line.svg", "figures/line.svg/"),
    *("figures/LINE.svg", "Figures/line.svg", "figures/line.SVG", "figures/l\u0456ne.svg"),
    *("figures/li\u0301ne.svg", "figures/l\u00edne.svg", "figures/line.svg ", "figures/line.svg?x"),
    *(
        "figures/line.svg#x",
        "figures/line%2esvg",
        "%2e%2e/secret.svg",
        "~/x.svg",
        "figures/con.svg",
    ),
    *(
        "figures/line.svg.",
        "figures/line.svg::$DATA",
        "figures/src/line.py",
        "topics.yml",
        "figures",
    ),
)
_IDS = (
    *("..", "../x", "/etc/passwd", "a/b", "a\\b", "C:x", "A", "\u0430", "a\u0301", "\u00e1", "a.b"),
    *("a b", "a\u200bb", "~", ".a", "a.", "%2e%2e", "con.", "a\\0", "\uff41"),
)


def _check(root: Path, *lines: str) -> CheckedBank:
    write_content(root, {})
    (root / "figures").mkdir(exist_ok=True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0L4 4"/></svg>'
    (root / "figures/line.svg").write_text(svg, "utf-8")
    (root.parent / "secret.svg").write_text(svg, "utf-8")
    question = root / "questions/overfitting/sample.yml"
    question.parent.mkdir(parents=True, exist_ok=True)
    question.write_text("\n".join((QUESTION.strip(), *lines, "")), "utf-8")
    return check_bank(root)


@pytest.mark.parametrize("path", _OUTSIDE)
def test_a_figure_is_a_file_below_the_folder_by_its_one_name(path: str, tmp_path: Path) -> None:
    quoted = path.replace("'", "''")
    figure = ("  - id: one", "    type: figure", "    src:", f"      all: '{quoted}'")
    text = ("    licence: CC0-1.0", "    alt:", "      en: A line", "      zh: 一条线")
    checked = _check(tmp_path / "content", "assets:", *figure, *text)
    places = [
        (found.line, found.column, found.field)
        for found in checked.problems
        if found.code == "SB170"
    ]
    assert places == [(14, 7, "assets[0].src.all")]
    assert checked.content.figures == {"figures/line.svg"}


def test_the_one_name_of_a_figure_is_right(tmp_path: Path) -> None:
    figure = ("  - id: one", "    type: figure", "    src:", "      all: figures/line.svg")
    text = ("    licence: CC0-1.0", "    alt:", "      en: A line", "      zh: 一条线")
    checked = _check(tmp_path / "content", "assets:", *figure, *text)
    assert {found.code for found in checked.problems} <= {"SB203"}


@pytest.mark.parametrize("name", _IDS)
@pytest.mark.parametrize("field", ["id", "topic", "series"])
def test_a_name_in_a_question_cannot_be_a_path(field: str, name: str, tmp_path: Path) -> None:
    quoted = name.replace("'", "''")
    checked = _check(tmp_path / "content", f"{field}: '{quoted}'")
    wrong = [found for found in checked.problems if found.field == field or found.code == "SB109"]
    assert wrong
    assert all(found.line == 10 for found in wrong)
    assert checked.content.bank.questions == ()


def test_no_character_nul_reaches_a_field(tmp_path: Path) -> None:
    checked = _check(tmp_path / "content", "id: 'a\0b'")
    assert [str(found)[:53] for found in checked.problems if found.code == "SB109"] == [
        "content/questions/overfitting/sample.yml:10:7: SB109 "
    ]


_NAMES = (
    *("questions/overfitting/A.yml", "questions/Overfitting/a.yml", "questions/overfitting/ .yml"),
    *(
        "questions/overfitting/a\nb.yml",
        "questions/overfitting/\u202egnp.yml",
        "questions/过/a.yml",
    ),
    *("questions/overfitting/a\\b.yml", "questions/overfitting/c:a.yml", "papers/\uff41.yml"),
    *(
        "figures/\u00e9.svg",
        "figures/e\u0301.svg",
        "figures/A.svg",
        "figures/a b.svg",
        "figures/a?.svg",
    ),
    *("figures/-a.svg", "guides/a\x7f.yml", "guides/a\udcff.yml", "figures/\udcff/a.svg"),
)


@pytest.mark.parametrize("name", _NAMES)
def test_a_file_has_a_name_that_every_system_reads_alike(name: str, tmp_path: Path) -> None:
    root = tmp_path / "content"
    write_content(root, {})
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STRAY, "utf-8")
    content = load_content(root)
    (problem,) = content.problems
    assert problem.code == "SB118"
    assert problem.remedy().startswith("Name it and its folders with lower-case letters")
    line = str(problem)
    assert line.encode("utf-8")
    assert line.isprintable()
    assert content.bank.questions == ()
    assert content.figures == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "questions/overfitting/a.yml",
        "questions/overfitting",
        "questions",
        "papers",
        "papers/a.yml",
        "figures",
        "figures/a.svg",
        "figures/deep",
        "glossary.yml",
        "translations.lock.yml",
        "question.schema.json",
    ],
)
@pytest.mark.parametrize("target", ["outside", "nowhere", ".", "/"])
def test_no_symbolic_link_is_followed(name: str, target: str, tmp_path: Path) -> None:
    root, outside = tmp_path / "content", tmp_path / "outside"
    write_content(root, {})
    for place in ("a.yml", "overfitting/a.yml", "deep/a.svg", "a.svg"):
        (outside / place).parent.mkdir(parents=True, exist_ok=True)
        (outside / place).write_text(STRAY, "utf-8")
    path = root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside if target == "outside" else target)
    content = load_content(root)
    assert f"content/{name}:1:1: SB122" in " ".join(str(found) for found in content.problems)
    assert content.bank.questions == ()
    assert content.figures == frozenset()
    assert load_lock(root) == (None, ())


@pytest.mark.parametrize("name", ["questions/overfitting/a.yml", "figures/a.svg", "topics.yml"])
def test_what_is_no_ordinary_file_is_not_opened(name: str, tmp_path: Path) -> None:
    root = tmp_path / "content"
    write_content(root, {})
    path = root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    problems = [str(found) for found in load_content(root).problems]
    assert (
        f"content/{name}:1:1: SB122 The file cannot be read: it is no ordinary file."
        in " ".join(problems)
    )
