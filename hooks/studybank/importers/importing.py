"""From files of notes to checked drafts and a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from studybank.cache import Store
from studybank.documents import Mapping as YamlMapping
from studybank.errors import StudybankError
from studybank.importers.account import find_lost
from studybank.importers.assembling import Assembler
from studybank.importers.checking import Checked, check_drafts
from studybank.importers.drafting import Setting, draft_question
from studybank.importers.html_reading import has_html, read_html
from studybank.importers.languages import find_locale
from studybank.importers.lexing import lex
from studybank.importers.lines import Entry, Line
from studybank.importers.naming import Ids, Topics
from studybank.importers.raw import RawQuestion
from studybank.importers.reading import read_lines
from studybank.importers.shapes import find_shape
from studybank.importers.shapes.oral import join_starts
from studybank.importers.tables import is_table, read_table
from studybank.importers.texts import Texts
from studybank.importers.unfenced import fence_code
from studybank.load import Content

_FRONT: Final = re.compile(r"^(---|\+\+\+)$")


class LossError(StudybankError):
    """Words of the input would be lost: a mistake of the importer, never of the notes.

    Attributes:
        lines: Numbers of the lines that hold them.
    """

    def __init__(self, name: str, lines: Sequence[int]) -> None:
        shown = ", ".join(map(str, lines[:20])) + (" …" if len(lines) > 20 else "")
        super().__init__(
            f"{name}: words of the lines {shown} would be lost. Nothing of this file was written; "
            "please report this with the file."
        )
        self.lines = tuple(lines)


@dataclass(frozen=True)
class Draft:
    """A question file to write.

    Attributes:
        path: Its path below the output folder, `<topic>/<id>.yml`.
        text: Its YAML.
        title: Its title, for the report.
        first: First line of the question in the input.
        last: Last line.
    """

    path: str
    text: str
    title: str
    first: int
    last: int


@dataclass(frozen=True)
class Imported:
    """What became of one file.

    Attributes:
        name: The file, as it was given.
        shape: Shape that it was read in.
        drafts: Question files.
        entries: What was recognised, guessed, repaired or left out, by line.
    """

    name: str
    shape: str
    drafts: tuple[Draft, ...]
    entries: tuple[Entry, ...]


@dataclass
class Importer:
    """Imports files into one bank.

    Attributes:
        content: The bank.
        topic: Topic of all questions; guessed if it is None.
        shape: Shape of all documents; guessed if it is None.
        taken: Ids that are in use besides those of the bank.
        store: Typeset formulas, kept between runs.
    """

    content: Content
    topic: str | None = None
    shape: str | None = None
    taken: Iterable[str] = ()
    store: Store | None = None
    _ids: Ids = field(init=False)
    _topics: Topics = field(init=False)
    _answerers: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what the bank already names."""
        bank = self.content.bank
        replaced = [name for question in bank.questions for name in question.replaces]
        stems = [PurePosixPath(path).stem for path in self.content.documents]
        self._ids = Ids([*bank.question_by_id, *replaced, *stems, *self.taken])
        self._topics = Topics(bank)
        declared = [answerer.id for answerer in bank.sources.answerers]
        self._answerers = tuple(name for name in declared if name != "maintainers")

    def run(self, name: str, data: bytes) -> Imported:
        """Import one file.

        Args:
            name: Its name, for messages and for the topic.
            data: Its bytes.

        Raises:
            LossError: Words of the file would be lost.
        """
        reading = read_lines(data)
        source = reading.lines
        entries = list(reading.entries)
        default = find_locale("\n".join(line.text for line in source)) or "en"
        is_html = has_html(source) or name.lower().endswith((".html", ".htm"))
        if is_table(name, source):
            table = read_table(name, source)
            shape, questions = table.shape, table.questions
            entries += table.entries
            is_html = is_html or any("&" in line.text for line in source)
        else:
            shape, questions = self._read_document(source, entries, is_html=is_html)
        texts = Texts(default)
        setting = Setting(shape, self._answerers)
        drafts: dict[str, dict[str, Any]] = {}
        raws: dict[str, RawQuestion] = {}
        before = None
        for number, raw in enumerate(questions, 1):
            raw.label = raw.label or str(number)
            drafted = draft_question(raw, texts, setting)
            path = self._place(name, raw, drafted, entries, before)
            before = path.split("/")[1]
            drafts[path] = drafted
            raws[path] = raw
        checked = check_drafts(drafts, self.content, self.store)
        entries += texts.entries
        entries += _find_problems(checked, raws)
        roots = [result.document.root for result in checked.values()]
        self._refuse_loss(name, source, roots, entries, texts.copied, is_html=is_html)
        made = tuple(
            Draft(
                path.removeprefix("questions/"),
                checked[path].text,
                next(iter(drafts[path]["title"].values())),
                raws[path].number,
                max(raws[path].last, raws[path].number),
            )
            for path in drafts
        )
        return Imported(name, shape, made, tuple(sorted(entries, key=lambda e: (e.first, e.last))))

    def _read_document(
        self, source: Sequence[Line], entries: list[Entry], *, is_html: bool
    ) -> tuple[str, list[RawQuestion]]:
        lines = _without_front_matter(source, entries)
        if is_html:
            lines, found = read_html(lines)
            entries += found
        lines, found = fence_code(lines)
        entries += found
        shape, count = find_shape(lines)
        if self.shape:
            shape = self.shape
        elif lines:
            what = f"the document's shape: {shape}"
            why = f"{count} questions start as in that shape"
            entries.append(Entry("guessed", 1, lines[-1].number, what, why))
        assembler = Assembler(lex(join_starts(lines) if shape == "oral" else lines, shape))
        assembler.run()
        entries += assembler.report.entries
        return shape, assembler.questions

    def _place(
        self,
        name: str,
        raw: RawQuestion,
        drafted: dict[str, Any],
        entries: list[Entry],
        before: str | None,
    ) -> str:
        """Give the path of a draft below `content/`; `before` is the topic of the one before."""
        title: Mapping[str, str] = drafted["title"]
        topic = self.topic
        if topic is None:
            words = [*title.values(), *drafted.get("stem", {}).values()]
            stem = PurePosixPath(name).stem.replace("-", " ").replace("_", " ")
            guess = self._topics.guess([stem, *raw.headings], words)
            known = self._topics.leaves
            default = before or (known[0].id if known else "unsorted")
            topic = guess.topic if guess else default
            kind, why = ("guessed", guess.why) if guess else ("look", "nothing names a topic")
            what = f"the topic: {topic}"
            entries.append(Entry(kind, raw.number, raw.number, what, why))  # type: ignore[arg-type]
        question_id = self._ids.give(topic, title.get("en", ""), raw.label)
        return f"questions/{topic}/{question_id}.yml"

    def _refuse_loss(  # noqa: PLR0913 - all that stands in the account
        self,
        name: str,
        source: Sequence[Line],
        roots: Sequence[YamlMapping | None],
        entries: Sequence[Entry],
        copied: Sequence[str],
        *,
        is_html: bool,
    ) -> None:
        drafts = [root for root in roots if root is not None]
        lost = find_lost(source, drafts, entries, copied, is_html=is_html)
        if lost:
            raise LossError(name, lost)


def _without_front_matter(lines: Sequence[Line], entries: list[Entry]) -> Sequence[Line]:
    """Leave out the settings that a post begins with."""
    if not lines or not _FRONT.match(lines[0].text):
        return lines
    end = next((at for at, line in enumerate(lines[1:], 1) if line.text == lines[0].text), None)
    if end is None:
        return lines
    text = "\n".join(line.text for line in lines[1:end])
    entries.append(
        Entry(
            "left out", 1, lines[end].number, "front matter", "settings of a site generator", text
        )
    )
    return [*(Line(line.number, "") for line in lines[: end + 1]), *lines[end + 1 :]]


def _find_problems(checked: Mapping[str, Checked], raws: Mapping[str, RawQuestion]) -> list[Entry]:
    entries = []
    for path, result in checked.items():
        raw = raws[path]
        for problem in result.waived:
            what = f"{problem.code} {problem.field} {problem.what()}"
            why = "waived in the draft until somebody has looked"
            entries.append(Entry("look", raw.number, max(raw.last, raw.number), what, why))
        for problem in result.errors:
            what = f"{problem.code} {problem.field} {problem.what()}"
            entries.append(
                Entry("look", raw.number, max(raw.last, raw.number), what, problem.remedy())
            )
    return entries
