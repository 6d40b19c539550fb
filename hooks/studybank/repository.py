"""Links into the project's repository: edit a file, add a question, report a mistake.

All of them follow from the address that edits a file, `https://github.com/o/r/edit/main/`. Where
that has another shape there is an edit link and no other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from studybank.drafting import render_template
from studybank.locales import Locale, translate

_GITHUB: Final = re.compile(r"(?P<root>https://[^/\s]+/[^/\s]+/[^/\s]+)/edit/(?P<branch>[^\s?#]+)/")
_COMMIT: Final = re.compile(r"[0-9a-f]{7,64}")
_SHOWN: Final = 12
"""Characters of a commit that name it."""


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the files of the site are kept.

    Attributes:
        edit_url: What stands before a file's path in a link to edit it; may be empty.
        commit: The commit that the site was built from, where it is known.
    """

    edit_url: str = ""
    commit: str = ""

    def edit(self, path: str) -> str:
        """Give the address that edits a file; empty where there is none."""
        return f"{self.edit_url}{quote(path)}" if self.edit_url else ""

    def add_question(self, topic: str) -> str:
        """Give the address that opens a new file in a topic's folder, with the template in it."""
        match = _GITHUB.fullmatch(self.edit_url)
        if match is None:
            return ""
        values = {"filename": "new-question.yml", "value": render_template("open", in_browser=True)}
        query = urlencode(values, quote_via=quote)
        return f"{match['root']}/new/{match['branch']}/content/questions/{quote(topic)}?{query}"

    def report(self, question_id: str, locale: Locale) -> str:
        """Give the address of the form that reports a mistake, filled in as far as is known."""
        match = _GITHUB.fullmatch(self.edit_url)
        if match is None:
            return ""
        name, language = quote(question_id), quote(translate(locale, "language.name"))
        query = (
            f"template=report.{locale}.yml&title={name}%3A%20&question={name}&language={language}"
        )
        if _COMMIT.fullmatch(self.commit):
            query += f"&commit={self.commit[:_SHOWN]}"
        return f"{match['root']}/issues/new?{query}"
