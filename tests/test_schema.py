from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from case_files import find_cases, load_case
from small_banks import PROJECT
from studybank.load import load_file
from studybank.places import FOLDERS, SINGLE_FILES
from studybank.schema import SCHEMAS, build_schemas

CONTENT = PROJECT / "content"
_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
_NAMES = {kind: name for name, kind in SCHEMAS.items()}
_SCHEMA_OF_FOLDER = {
    "questions": "question",
    **{folder: _NAMES[kind] for folder, kind in FOLDERS.items()},
}


def _content_files() -> list[Path]:
    lists = (CONTENT.glob("*.yml"), *(CONTENT.glob(f"{top}/**/*.yml") for top in _SCHEMA_OF_FOLDER))
    return sorted(path for found in lists for path in found if not path.name.endswith(".lock.yml"))


def _schema_name(path: Path) -> str:
    name = path.relative_to(CONTENT)
    return path.stem if len(name.parts) == 1 else _SCHEMA_OF_FOLDER[name.parts[0]]


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    schemas = {name: json.loads(text) for name, text in build_schemas().items()}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    return {
        name.removesuffix(".schema.json"): Draft202012Validator(schema)
        for name, schema in schemas.items()
    }


def _complaints(validator: Draft202012Validator, data: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_the_schema_files_are_those_of_the_model() -> None:
    written = {path.name: path.read_text("utf-8") for path in CONTENT.glob("*.schema.json")}
    assert written == build_schemas(), "Renew content/*.schema.json by `studybank schema`."


def test_every_kind_of_file_has_a_schema() -> None:
    assert {f"{name}.schema.json" for name in SCHEMAS} == set(build_schemas())
    assert {*SINGLE_FILES.values(), *FOLDERS.values()} < set(SCHEMAS.values())


def test_every_content_file_is_valid_for_an_editor(
    validators: dict[str, Draft202012Validator],
) -> None:
    files = _content_files()
    assert len(files) > 20
    for path in files:
        data = yaml.safe_load(path.read_text("utf-8"))
        assert _complaints(validators[_schema_name(path)], data) == [], path


def test_every_content_file_names_its_schema_in_its_first_line() -> None:
    for path in _content_files():
        match = _MODELINE.match(path.read_text("utf-8"))
        assert match is not None, f"{path} has no modeline"
        schema = (path.parent / match[1]).resolve()
        assert schema == CONTENT / f"{_schema_name(path)}.schema.json", path


def test_what_the_loader_takes_is_valid_for_an_editor(
    validators: dict[str, Draft202012Validator],
) -> None:
    checked = 0
    for path in find_cases("valid"):
        for part in load_case(path).parts:
            folder = part.name.split("/")[0]
            if part.name.endswith(".yml") and folder in _SCHEMA_OF_FOLDER:
                assert load_file(part.name, part.text.encode()).record is not None
                data = yaml.safe_load(part.text)
                complaints = _complaints(validators[_SCHEMA_OF_FOLDER[folder]], data)
                assert complaints == [], f"{path.name}: {part.name}"
                checked += 1
    assert checked >= 8


_TITLE = "title: {en: One, zh: 一}\n"


@pytest.mark.parametrize(
    "text",
    [
        "title: {en: no, zh: 3.10}",
        _TITLE + "answers: [{numbers: [{name: x, value: 0.5}]}]",
        _TITLE + "answers: [{numbers: [{name: x, value: true, unit: 1}]}]",
        _TITLE + "minutes: [0.5, 3]",
        _TITLE + "level: 2\nmarks: 1.5",
        _TITLE + "assets: [{id: m, type: matrix, rows: [[1, 2.5], [x, -3]]}]",
        _TITLE + "assets: [{id: t, type: table, columns: [1, {en: a, zh: 甲}], rows: [[2, $x$]]}]",
        _TITLE + "statements: [{truth: true, text: $x$}, {truth: depends, text: $y$}]",
        _TITLE + "blanks: [{accept: {all: [1, no], en: [2.5]}}]",
        _TITLE + "provenance: {kind: lecture, question: 3, programme: 2024}",
        _TITLE + "depends_on: [1, a]",
        _TITLE + "answer: $x$",
        _TITLE + "answer: {by: answer-a, body: $x$}",
    ],
)
def test_an_editor_accepts_what_its_yaml_parser_makes_of_a_text(
    validators: dict[str, Draft202012Validator], text: str
) -> None:
    assert load_file("questions/a/b.yml", text.encode()).record is not None
    assert _complaints(validators["question"], yaml.safe_load(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "stem: no title",
        _TITLE + "titel: x",
        _TITLE + "level: 4",
        _TITLE + "response: essay",
        _TITLE + "answer: {en: x, fr: y}",
        _TITLE + "options: [{verdict: correct}]",
        _TITLE + "options: [{text: x, verdict: right}]",
        _TITLE + "statements: [{text: x, truth: 1}]",
        _TITLE + "assets: [{id: x, type: video}]",
        _TITLE + "parts: [{stem: x, id: y}]",
        _TITLE + "related: [Not a slug]",
    ],
)
def test_an_editor_marks_what_the_loader_refuses(
    validators: dict[str, Draft202012Validator], text: str
) -> None:
    assert load_file("questions/a/b.yml", text.encode()).problems
    assert _complaints(validators["question"], yaml.safe_load(text)) != []


def _find_hints(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            yield node["description"], node["markdownDescription"]
        node = list(node.values())
    if isinstance(node, list):
        for item in node:
            yield from _find_hints(item)


def test_every_hint_is_in_both_languages() -> None:
    hints = [hint for text in build_schemas().values() for hint in _find_hints(json.loads(text))]
    assert len(hints) > 150
    missing = {plain for plain, _ in hints if "\n" not in plain}
    assert missing == set(), "Write their Chinese in texts/hints.zh.toml, then `studybank schema`."
    for plain, markdown in hints:
        english, chinese = plain.split("\n")
        assert markdown == f"{english}\n\n{chinese}"
        assert re.match(r"[A-Z`]", english), plain
        assert re.search(r"[\u4e00-\u9fff]", chinese), plain


def test_no_chinese_hint_is_left_over() -> None:
    used = {
        plain.partition("\n")[0]
        for text in build_schemas().values()
        for plain, _ in _find_hints(json.loads(text))
    }
    hints = tomllib.loads((PROJECT / "hooks/studybank/texts/hints.zh.toml").read_text("utf-8"))
    assert [english for english in hints["hints"] if english not in " ".join(used)] == []


def test_every_field_of_a_schema_is_described() -> None:
    silent = [
        f"{name}: {record}.{field}"
        for name, text in build_schemas().items()
        for record, definition in {"": json.loads(text), **json.loads(text)["$defs"]}.items()
        for field, schema in definition.get("properties", {}).items()
        if "description" not in schema and "const" not in schema
    ]
    assert silent == []


def test_an_editor_finds_the_schema_of_every_content_file_without_its_first_line() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text("utf-8"))
    schemas = {pattern: PROJECT / name for name, pattern in settings["yaml.schemas"].items()}
    found = {path: schema for pattern, schema in schemas.items() for path in PROJECT.glob(pattern)}
    assert found == {
        path: CONTENT / f"{_schema_name(path)}.schema.json" for path in _content_files()
    }


def test_the_extension_that_completes_is_recommended() -> None:
    extensions = json.loads((PROJECT / ".vscode/extensions.json").read_text("utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]
