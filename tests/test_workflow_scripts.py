"""The workflows' scripts, run as a job runs them, with a `gh` that writes down its calls."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from small_banks import PROJECT

SCRIPTS = PROJECT / ".github/scripts"

_GH = """\
#!/usr/bin/env bash
printf '%q ' "$@" >>"$GH_CALLS"; echo >>"$GH_CALLS"
case "$1 $2" in
  "pr list") echo "${GH_OPEN:-}" ;;
  "api --method") echo "${GH_NUMBER:-}" ;;
  "api repos/owner/name/actions/runs/5/artifacts") echo "${GH_ARTEFACT:-}" ;;
  "api repos/owner/name/actions/artifacts/9/zip") echo "a zip" ;;
esac
"""
_AUTHOR = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *_AUTHOR, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Job:
    """A clone of a repository, and a place for what a job's programs say."""

    def __init__(self, folder: Path) -> None:
        self.remote, self.clone, self.calls = folder / "remote", folder / "clone", folder / "calls"
        programs = folder / "bin"
        programs.mkdir()
        (programs / "gh").write_text(_GH)
        (programs / "gh").chmod(0o755)
        self.environment = {
            "PATH": f"{programs}:{os.environ['PATH']}",
            "HOME": str(folder),
            "GH_CALLS": str(self.calls),
            "GITHUB_ENV": str(folder / "env"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(self.remote)], check=True)
        subprocess.run(["git", "clone", "-q", str(self.remote), str(self.clone)], check=True)
        (self.clone / "content/questions/dropout").mkdir(parents=True)
        (self.clone / "content/questions/dropout/taken.yml").write_text("title: x\n")
        _git(self.clone, "add", "-A")
        _git(self.clone, "commit", "-qm", "Begin")
        _git(self.clone, "push", "-q", "origin", "HEAD:main")

    def run(self, script: str, values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run a script in the clone."""
        return subprocess.run(
            [str(SCRIPTS / script)],
            cwd=self.clone,
            env={**self.environment, **values},
            capture_output=True,
            text=True,
            check=False,
        )

    def said_to_github(self) -> str:
        """Give the calls of `gh`, one on each line."""
        return self.calls.read_text("utf-8") if self.calls.exists() else ""


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


@pytest.fixture
def propose(job: Job, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(path: str | None, number: str = "7") -> subprocess.CompletedProcess[str]:
        folder = tmp_path / "proposal"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "comment.md").write_text("$(touch owned) `id`\n")
        if path is not None:
            (folder / "question.yml").write_text("title: $(touch owned)\n")
            (folder / "path").write_text(path)
        _git(job.clone, "switch", "-q", "--detach", "origin/main")
        return job.run("open-proposal.sh", {"PROPOSAL": str(folder), "NUMBER": number})

    return run


_GOOD = "content/questions/dropout/why-scale.yml"


def test_a_proposal_becomes_a_draft_pull_request_and_an_answer(
    job: Job, propose: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    result = propose(_GOOD)
    assert result.returncode == 0, result.stderr
    assert _git(job.remote, "show", f"proposal/issue-7:{_GOOD}") == "title: $(touch owned)"
    subject = _git(job.remote, "log", "-1", "--format=%s%n%b", "proposal/issue-7")
    assert subject.split("\n")[:2] == ["why-scale: propose", "Closes #7"]
    calls = job.said_to_github()
    assert "pr create --draft --base main --head proposal/issue-7" in calls
    assert "issue comment 7 " in calls
    assert not list(job.clone.rglob("owned"))


def test_a_corrected_proposal_renews_its_branch(
    job: Job, propose: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert propose(_GOOD).returncode == 0
    assert propose("content/questions/dropout/other.yml").returncode == 0
    names = _git(job.remote, "diff", "--name-only", "main", "proposal/issue-7")
    assert names == "content/questions/dropout/other.yml"


def test_a_form_without_a_question_is_answered_only(
    job: Job, propose: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    assert propose(None).returncode == 0
    assert "pr " not in job.said_to_github()
    assert "issue comment 7 " in job.said_to_github()


@pytest.mark.parametrize(
    "path",
    [
        ".github/workflows/x.yml",
        "content/questions/../../x.yml",
        "content/questions/dropout/taken.yml",
        "content/questions/dropout/$(id).yml",
        "content/questions/dropout/x.yml\nsecond.yml",
        "/etc/content/questions/a/b.yml",
        "",
    ],
)
def test_a_path_that_is_no_new_question_ends_the_job(
    job: Job, propose: Callable[..., subprocess.CompletedProcess[str]], path: str
) -> None:
    assert propose(path).returncode == 1
    assert job.said_to_github() == ""
    assert _git(job.remote, "branch", "--format=%(refname:short)") == "main"


def test_an_issue_has_a_number(propose: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    assert propose(_GOOD, number="7; id").returncode == 1


_RUN = {"REPOSITORY": "owner/name", "RUN": "5", "HEAD": "fork:$(id)", "HEAD_SHA": "0" * 40}


def test_a_preview_is_fetched_for_an_open_pull_request(job: Job, tmp_path: Path) -> None:
    result = job.run("fetch-preview.sh", {**_RUN, "GH_NUMBER": "12", "GH_ARTEFACT": "9"})
    assert result.returncode == 0, result.stderr
    assert (job.clone / "site.zip").read_text() == "a zip\n"
    assert (tmp_path / "env").read_text() == "NUMBER=12\n"


@pytest.mark.parametrize(
    ("number", "artefact"), [("", "9"), ("12\nX=y", "9"), ("12", ""), ("12", "9/../1")]
)
def test_nothing_is_fetched_without_a_pull_request_and_an_artefact(
    job: Job, tmp_path: Path, number: str, artefact: str
) -> None:
    result = job.run("fetch-preview.sh", {**_RUN, "GH_NUMBER": number, "GH_ARTEFACT": artefact})
    assert result.returncode == 1
    assert not (tmp_path / "env").exists()
    assert not (job.clone / "site.zip").exists()


def test_a_preview_is_published_and_closed_ones_go(job: Job, tmp_path: Path) -> None:
    previews = tmp_path / "previews"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(previews)], check=True)
    for number, open_ones in (("3", "3"), ("4", "3\n4"), ("12", "4\n12"), ("12", "4\n12")):
        (job.clone / "preview/zh").mkdir(parents=True, exist_ok=True)
        (job.clone / "preview/zh/index.html").write_text(number)
        values = {
            "NUMBER": number,
            "GH_OPEN": open_ones,
            "REPOSITORY": "owner/name",
            "PREVIEW_REMOTE": str(previews),
            "PREVIEW_DEPLOY_KEY": "a key",
            "PREVIEW_URL": "https://previews.example.org/",
        }
        result = job.run("publish-preview.sh", values)
        assert result.returncode == 0, result.stderr
        shutil.rmtree(job.clone / "previews")
    files = _git(previews, "ls-tree", "-r", "--name-only", "main").split("\n")
    assert files == [".nojekyll", "pr-12/zh/index.html", "pr-4/zh/index.html"]
    assert _git(previews, "rev-list", "--count", "main") == "1"
    assert "https://previews.example.org/pr-12/" in job.said_to_github()
