"""Ids that questions had before: nobody else may have them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from studybank.checks.context import Context
from studybank.errors import Problem
from studybank.load import Content
from studybank.model.question import Question


def check_former_ids(questions: Iterable[Context[Question]], content: Content) -> Iterator[Problem]:
    """Find former ids that are the id, or a former id, of some question."""
    owners = {
        PurePosixPath(path).stem: path
        for path in content.documents
        if path.startswith("content/questions/")
    }
    for context in questions:
        for index, former in enumerate(context.record.formerly):
            if former in owners:
                yield context.problem("SB120", ("formerly", index), other=owners[former])
            owners.setdefault(former, context.document.path)
