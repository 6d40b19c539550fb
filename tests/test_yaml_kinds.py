"""Every kind of construct that YAML has: the data that its author means, or a problem.

The cases are tables in `cases/yaml/`, by the chapters of the YAML 1.2.2 specification.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from studybank.strict_yaml import parse_yaml

_FOLDER = Path(__file__).parent / "cases/yaml"
_CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(_FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, list) else str(node)


@pytest.mark.parametrize("case", _CASES)
def test_a_construct_is_read_as_meant_or_is_a_problem(case: dict[str, Any]) -> None:
    document, problems = parse_yaml(case["yaml"].encode(), "content/x.yml")
    told = [f"{found.line}:{found.column} {found.code}" for found in problems]
    if "data" in case:
        assert told == []
        assert _plain(document.root) == case["data"]
    else:
        assert case["problem"] in told


def test_every_case_has_its_own_name_and_text() -> None:
    cases = [param.values[0] for param in _CASES]
    assert len({case["yaml"] for case in cases if isinstance(case, dict)}) == len(cases) > 250


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "big5", "shift-jis"]
)
def test_another_encoding_is_a_problem_at_its_line(encoding: str) -> None:
    document, problems = parse_yaml("a: x\nb: 文\n".encode(encoding), "content/x.yml")
    assert document.root is None
    assert {problem.code for problem in problems} <= {"SB101", "SB109"}
    assert 1 <= problems[0].line <= 2


@pytest.mark.parametrize(
    "data", [b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe6\x96", b"\xff"]
)
def test_bytes_that_utf8_does_not_allow_are_a_problem_at_their_line(data: bytes) -> None:
    _, (problem,) = parse_yaml(b"a: x\nb: y" + data, "content/x.yml")
    assert (problem.line, problem.code) == (2, "SB101")
