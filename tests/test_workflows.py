from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from small_banks import PROJECT

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(
    path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"
)
SCRIPTS = sorted((GITHUB / "scripts").glob("*.sh"))
_TOOLS = Path(sys.executable).parent
_ACTION = re.compile(r"uses: (?P<name>\S+)@(?P<version>\S+)(?P<comment> # v[\d.]+)?$")


def _run(*command: str | Path) -> None:
    result = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def _load(path: Path) -> dict[Any, Any]:
    loaded = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def test_zizmor_finds_nothing_in_the_workflows() -> None:
    _run(_TOOLS / "zizmor", "--offline", "--no-config", "--quiet", GITHUB)


def test_shellcheck_finds_nothing_in_the_scripts() -> None:
    assert len(SCRIPTS) >= 5
    _run(_TOOLS / "shellcheck", *SCRIPTS)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", WORKFLOWS),
        ("github-issue-forms", FORMS),
        ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_files_are_valid_for_github(schema: str, files: list[Path]) -> None:
    assert files
    _run(_TOOLS / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_a_whole_hash_with_their_version(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if "uses:" in line and "uses: ./" not in line:
            match = _ACTION.search(line)
            assert match, line
            assert re.fullmatch(r"[0-9a-f]{40}", match["version"]), line
            assert match["comment"], line


def test_an_action_has_one_version_in_all_workflows() -> None:
    uses = {
        (match["name"], match["version"])
        for path in WORKFLOWS
        for match in re.finditer(_ACTION.pattern, path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(uses) == len({name for name, _ in uses}) >= 7


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_takes_no_more_than_it_needs(path: Path) -> None:
    workflow = _load(path)
    assert workflow["permissions"] == {}
    assert "group" in workflow["concurrency"]
    # PyYAML reads the key `on` as a boolean, as YAML 1.1 has it.
    assert "pull_request_target" not in str(workflow[True])
    for job in workflow["jobs"].values():
        assert job["permissions"]
        if "uses" in job:
            continue
        assert 0 < job["timeout-minutes"] <= 60
        for step in job["steps"]:
            if str(step.get("uses", "")).startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_expression_stands_in_a_shell(path: Path) -> None:
    for job in _load(path)["jobs"].values():
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", ""), step


def test_no_workflow_names_the_text_of_an_issue() -> None:
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        assert not re.search(r"github\.event\.(issue\.(title|body)|comment)", text), path


def test_what_has_a_secret_or_may_write_runs_no_code_of_a_pull_request() -> None:
    for path in WORKFLOWS:
        workflow = _load(path)
        for job in workflow["jobs"].values():
            if "write" not in str(job["permissions"]) and "secrets." not in str(job):
                continue
            assert "pull_request" not in workflow[True], path
            for step in job.get("steps", ()):
                if "checkout@" in step.get("uses", ""):
                    assert step["with"].get("ref", "main") == "main"


def test_every_script_of_a_workflow_exists_and_the_other_way_round() -> None:
    named = {
        name
        for path in WORKFLOWS
        for name in re.findall(r"\.github/scripts/([\w-]+\.sh)", path.read_text("utf-8"))
    }
    assert named == {path.name for path in SCRIPTS}
    assert all(path.stat().st_mode & 0o111 for path in SCRIPTS)


def test_the_workflow_of_proposals_waits_for_the_label_that_the_form_sets() -> None:
    condition = _load(GITHUB / "workflows/propose.yml")["jobs"]["draft"]["if"]
    labels = [_load(path)["labels"] for path in FORMS if path.name.startswith("propose.")]
    assert labels[0] == labels[1]
    assert f"'{labels[0][0]}'" in condition
