from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studybank.documents import Document
from studybank.errors import Problem, build_problem
from studybank.reports import Findings, render_github, render_json, render_sarif, sort_findings
from studybank.reports.excerpt import WIDTH, render_excerpt
from studybank.terminal import display_width

_PATH = "content/questions/overfitting/sample.yml"
_ERROR = build_problem("SB139", _PATH, 8, 18, field="answer.en", found="a%b,\nc")
_ADVICE = build_problem("SB201", _PATH, 7, 1, field="answer.zh", language="Chinese")


@pytest.fixture
def findings() -> Findings:
    return sort_findings([_ERROR, _ADVICE], {_PATH: Document(_PATH, None)})


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [
        ("zh: 抽取的对象", 1, 0),
        ("zh: 抽取的对象", 6, 6),
        ("zh: 抽取的对象", 7, 8),
        ("zh: ｆ（x）", 7, 8),
        ("e\u0301 x", 4, 2),
        ("short", 6, 5),
        ("short", 99, 5),
    ],
)
def test_caret_stands_below_its_character_whatever_the_width_of_those_before(
    line: str, column: int, caret: int
) -> None:
    shown, below = render_excerpt(line, 12, column).split("\n")
    assert shown == f"   12 | {line}"
    assert below == f"      | {' ' * caret}^"


@given(st.text(st.characters(exclude_categories=["C", "M", "Z"]), min_size=1), st.data())
def test_caret_of_any_line_stands_below_its_character(line: str, data: st.DataObject) -> None:
    long = line * 9
    column = data.draw(st.integers(1, len(long)))
    shown, below = (text[8:] for text in render_excerpt(long, 1, column).split("\n"))
    cells, character = 0, ""
    for character in shown:
        if cells >= len(below) - 1:
            break
        cells += display_width(character)
    assert (cells, character) == (len(below) - 1, long[column - 1])
    assert display_width(shown) <= WIDTH + 4


def test_github_commands_escape_what_would_end_them(findings: Findings) -> None:
    error, advice = render_github(findings, "en").split("\n")
    place = "file=content/questions/overfitting/sample.yml"
    assert error == (
        f'::error {place},line=8,col=18,title=SB139::answer.en links to "a%25b,%0Ac". '
        "Link to https://…, to mailto:…, or to a question by [text](q:question-id)."
    )
    assert advice.startswith(f"::notice {place},line=7,col=1,title=SB201::answer.zh has no")


def test_github_commands_escape_more_in_properties() -> None:
    odd = Problem("a,b:c%.yml", 1, 1, "SB101")
    found = render_github(sort_findings([odd], {}), "en")
    assert found.startswith("::error file=a%2Cb%3Ac%25.yml,line=1,")


def test_json_holds_every_problem_in_the_language_asked_for(findings: Findings) -> None:
    report = json.loads(render_json(findings, "zh"))
    assert {name: report[name] for name in ("version", "locale", "files", "errors", "advice")} == {
        "version": 1,
        "locale": "zh",
        "files": 1,
        "errors": 1,
        "advice": 1,
    }
    assert report["problems"][1] == {
        "path": _PATH,
        "line": 7,
        "column": 1,
        "code": "SB201",
        "severity": "advice",
        "field": "answer.zh",
        "what": "没有中文文字：待翻译。",
        "remedy": "请补上。",
    }


def test_sarif_names_a_rule_for_every_result(findings: Findings) -> None:
    log = json.loads(render_sarif(findings, "en"))
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], rules) == ("2.1.0", ["SB139", "SB201"])
    assert [(rules[found["ruleIndex"]], found["level"]) for found in run["results"]] == [
        ("SB139", "error"),
        ("SB201", "note"),
    ]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": _PATH, "uriBaseId": "%SRCROOT%"}
    assert place["region"] == {"startLine": 8, "startColumn": 18}


def test_reports_without_problems_are_valid(findings: Findings) -> None:
    nothing = sort_findings([], findings.documents)
    assert render_github(nothing, "en") == ""
    assert json.loads(render_json(nothing, "en"))["problems"] == []
    assert json.loads(render_sarif(nothing, "en"))["runs"][0]["results"] == []
