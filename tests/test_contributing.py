from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from small_banks import PROJECT, load_question
from studybank.drafting import render_template
from studybank.errors import load_messages
from studybank.locales import LOCALES, Locale
from studybank.problem_codes import build_code_pages, words_locale

_PAGES = {"en": PROJECT / "CONTRIBUTING.md", "zh": PROJECT / "CONTRIBUTING.zh.md"}
_LINK = re.compile(r"\]\((?P<target>[^)#\s]+)[^)]*\)")


def _template(path: Path) -> str:
    return path.read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]


@pytest.mark.parametrize("locale", LOCALES)
def test_contributing_starts_with_a_template_that_the_bank_takes(locale: Locale) -> None:
    text = _PAGES[locale].read_text("utf-8")
    assert text.index("```yaml") < text.index("\n## ")
    assert load_question(_template(_PAGES[locale])).status == "draft"


@pytest.mark.parametrize("locale", LOCALES)
def test_the_template_is_that_of_the_site_and_of_new(locale: Locale) -> None:
    assert _template(_PAGES[locale]) == render_template("open", in_browser=True)


def test_both_languages_have_the_same_heads_rules_and_commands() -> None:
    shapes = []
    for path in _PAGES.values():
        text = path.read_text("utf-8")
        commands = re.findall(r"run\.py \w+", text)
        heads = re.findall(r"^#+ ", text, re.MULTILINE)
        shapes.append((heads, len(re.findall(r"^\d\. ", text, re.MULTILINE)), commands))
    assert shapes[0] == shapes[1]
    assert shapes[0][1] == 3


@pytest.mark.parametrize(
    "name", ["CONTRIBUTING.md", "CONTRIBUTING.zh.md", "README.md", "README.zh.md"]
)
def test_every_link_to_a_file_leads_to_one(name: str) -> None:
    found = _LINK.findall((PROJECT / name).read_text("utf-8"))
    assert found
    files = [target for target in found if "://" not in target]
    assert [target for target in files if not (PROJECT / target).exists()] == []


def test_the_pages_of_codes_are_those_of_the_messages() -> None:
    for name, text in build_code_pages().items():
        written = (PROJECT / "docs_src" / name).read_text("utf-8")
        assert written == text, "Renew docs_src/codes.*.md by `studybank codes`."


@pytest.mark.parametrize("locale", LOCALES)
def test_the_page_of_codes_explains_every_code_once(locale: Locale) -> None:
    page = build_code_pages()[f"codes.{locale}.md"]
    items = re.findall(
        r'^- \*\*<span id="(SB[12]\d\d)">\1</span>\*\* (.+?)(?:<br>→ .+)?$', page, re.MULTILINE
    )
    assert [code for code, _ in items] == list(load_messages(words_locale(locale)))
    # What is wrong is said in words, not by a placeholder alone.
    assert [code for code, what in items if len(re.sub(r"[\W\d]", "", what)) < 2] == []
    assert "{" not in page


def test_the_citation_names_the_version_and_the_licences_of_the_project() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text("utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    assert citation["version"] == project["version"]
    assert project["license"] in citation["license"]
    assert f"## {project['version']}\n" in (PROJECT / "CHANGELOG.md").read_text("utf-8")
    checked = subprocess.run(
        [
            Path(sys.executable).parent / "check-jsonschema",
            *("--builtin-schema", "vendor.citation-file-format", PROJECT / "CITATION.cff"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


def test_every_folder_of_the_project_has_an_owner() -> None:
    rules = [
        line.split()
        for line in (PROJECT / ".github/CODEOWNERS").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert rules[0][0] == "*"
    for pattern, *owners in rules:
        assert owners
        assert all(owner.startswith("@") for owner in owners)
        assert pattern == "*" or (PROJECT / pattern.strip("/")).exists()
