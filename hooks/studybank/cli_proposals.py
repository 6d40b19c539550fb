"""The commands for those who look after the project's place on GitHub."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
import yaml

from studybank.bank_check import check_bank, open_cache
from studybank.cli_shared import content_option
from studybank.errors import Problem, Severity
from studybank.load import find_topic, load_content
from studybank.locales import LOCALES, Locale
from studybank.problem_codes import build_code_pages
from studybank.proposal_comment import render_comment
from studybank.proposals import FormProblem, Proposal, build_proposal, parse_form


class _Form(NamedTuple):
    """A filled-in form: its language, its labels by field, its texts, what is wrong."""

    locale: Locale
    labels: Mapping[str, str]
    fields: Mapping[str, str]
    problems: Sequence[FormProblem]


@click.command()
@click.argument("event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for question.yml, path and comment.md.",
)
@content_option
def propose(event: Path, *, output: Path, root: Path) -> None:
    """Turn an issue made by the form "Propose a question" into a question file.

    EVENT is the JSON file by which GitHub tells a workflow of the issue. What the reader is
    answered is always written; the question only if it has no errors.
    """
    body = json.loads(event.read_text("utf-8"))["issue"]["body"] or ""
    form = _read_form(body, root.resolve().parent / ".github/ISSUE_TEMPLATE")
    proposal, problems = build_proposal(form.fields)
    problems = [*form.problems, *problems]
    found: Sequence[Problem] = ()
    if proposal is not None and not problems:
        problems += _check_names(proposal, root)
        found = () if problems else _check_question(proposal, root)
    output.mkdir(parents=True, exist_ok=True)
    refused = problems or any(problem.severity is Severity.ERROR for problem in found)
    if proposal is not None and not refused:
        (output / "question.yml").write_text(proposal.text, "utf-8", newline="\n")
        (output / "path").write_text(proposal.path, "utf-8")
    comment = render_comment(
        form.locale, proposal, form_problems=problems, problems=found, labels=form.labels
    )
    (output / "comment.md").write_text(comment, "utf-8", newline="\n")
    click.echo("The question was refused." if refused else f"Wrote {output / 'question.yml'}.")


@click.command()
@click.option(
    "--output",
    default="docs_src",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder for codes.en.md and codes.zh.md.",
)
def codes(*, output: Path) -> None:
    """Write the list of all codes of problems, in both languages."""
    for name, text in build_code_pages().items():
        (output / name).write_text(text, "utf-8", newline="\n")
    click.echo(f"Wrote the list of codes in {output}.")


def _read_form(body: str, folder: Path) -> _Form:
    """Read a form in the language whose labels it has most of."""
    forms = []
    for locale in LOCALES:
        labels = read_labels(folder / f"propose.{locale}.yml")
        fields, problems = parse_form(body, {label: field for field, label in labels.items()})
        forms.append(_Form(locale, labels, fields, problems))
    return max(forms, key=lambda form: len(form.fields))


def read_labels(path: Path) -> Mapping[str, str]:
    """Read the labels of a form by field."""
    form: Any = yaml.safe_load(path.read_text("utf-8"))
    return {item["id"]: item["attributes"]["label"] for item in form["body"] if "id" in item}


def _check_names(proposal: Proposal, root: Path) -> Sequence[FormProblem]:
    problems = []
    bank = load_content(root).bank
    topic, suggestion = find_topic(bank.topics, proposal.topic)
    if topic is None:
        problems.append(FormProblem("unknown_topic", "topic", (("suggestion", suggestion),)))
    if proposal.id in bank.question_by_id:
        problems.append(FormProblem("taken_id", "id"))
    return problems


def _check_question(proposal: Proposal, root: Path) -> Sequence[Problem]:
    """Check the bank with the question in it, in a copy, and give the question's problems."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "content"
        shutil.copytree(root, copy)
        path = Path(folder) / proposal.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(proposal.text, "utf-8", newline="\n")
        checked = check_bank(copy, open_cache(root), typesets=False)
    return [problem for problem in checked.problems if problem.path == proposal.path]
