"""What cannot be printed is told by its place, and never by a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner, Result  # noqa: TID251 - runs our own commands

from book.pdf_reading import Pdf, squeeze
from book.shelf import FONT_FOLDER
from small_banks import FORMULAS
from studybank.bank_check import BankCache
from studybank.book import fonts, making, texts
from studybank.book.fonts import SANS, Faces
from studybank.cli import main

BankTree = Callable[[dict[str, str]], Path]

_NAME: Final = "questions/overfitting/sample.yml"
_GOOD: Final = """
    title:
      en: A sample
      zh: 示例
    tags: [sampling]
    series: bias-variance
    level: 1
    stem:
      en: What is a sample?
      zh: 什么是样本？
    answer:
      en: One drawn item.
      zh: 抽取的一个对象。
    """
_PAPER: Final = """
    title:
      en: A paper
      zh: 一份试卷
    minutes: 5
    marks: 3
    sections:
      - entries:
          - question: sample
            marks: 3
    """
_FIGURE: Final = """
    assets:
      - id: line
        type: figure
        src:
          all: figures/line.svg
        licence: CC-BY-SA-4.0
        alt:
          en: A line
          zh: 一条线
    """


@pytest.fixture(autouse=True)
def _project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Use the project's formulas and fonts, and a folder of the test's own for files."""
    monkeypatch.setattr("studybank.cli_books.open_cache", lambda _: BankCache(FORMULAS))
    monkeypatch.setattr("studybank.cli_books._font_folder", lambda _: FONT_FOLDER)
    monkeypatch.chdir(tmp_path)


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _fails(root: Path, *arguments: str) -> str:
    """Run a command that must end with a message and without a file; give the message."""
    result = _run("pdf", "--content", root, *arguments)
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert sorted(Path().glob("*.pdf")) == []
    return result.output


def test_a_character_without_a_font_is_told(bank_tree: BankTree) -> None:
    message = _fails(bank_tree({_NAME: _GOOD.replace("drawn", "\U00013000")}))
    assert "Error: " in message
    assert "\U00013000" in message


def test_a_character_without_a_font_is_told_with_its_field(
    bank_tree: BankTree,
) -> None:
    message = _fails(bank_tree({_NAME: _GOOD.replace("drawn", "\U00013000")}))
    assert "Error: sample: answers[0].body.en: no font has the characters" in message
    assert "studybank fonts" in message


def test_a_formula_that_cannot_be_set_is_a_picture_and_a_warning(bank_tree: BankTree) -> None:
    tex = r"\smallint_0^1 x"
    text = _GOOD.replace("What is a sample?", f"A sample ${tex}$?")
    text = text.replace("什么是样本？", f"样本 ${tex}$？")
    result = _run("pdf", "--content", bank_tree({_NAME: text}), "--output", "book.pdf")
    assert result.exit_code == 0, result.output
    warning = f"Warning: sample: stem: the formula {tex} is printed as a picture: "
    assert result.output.count(warning) == 1
    book = Pdf(Path("book.pdf").read_bytes())
    assert book.alternatives("Formula").count(tex) == 2
    assert squeeze("A sample ?") in book.text


def test_a_formula_that_cannot_be_drawn_either_is_told_with_its_field(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "draw_formula", lambda _: None)
    text = _GOOD.replace("One drawn item.", r"It is $\smallint x$.")
    text = text.replace("抽取的一个对象。", r"它是 $\smallint x$。")
    message = _fails(bank_tree({_NAME: text}))
    assert "Error: sample: answers[0].body: the formula" in message
    assert "cannot be printed: " in message


def test_a_figure_that_is_gone_is_told(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9"/></svg>'
    root = bank_tree({_NAME: _GOOD + _FIGURE, "figures/line.svg": picture})
    made: list[Path] = []

    def lose(*arguments: object) -> Faces:
        # Between the check, which would have said so, and the PDF.
        (root / "figures/line.svg").unlink()
        made.append(root)
        return choose(*arguments)  # type: ignore[arg-type]

    choose = fonts.choose_faces
    monkeypatch.setattr(making, "choose_faces", lose)
    message = _fails(root)
    assert made
    assert "Error: sample: line: figures/line.svg: the file cannot be read: No such file" in message


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<text>\U00013000</text>", 'has no "\U00013000"'),
        ("<text>open", "the file cannot be read: mismatched tag"),
    ],
)
def test_a_figure_that_cannot_be_drawn_is_told(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch, inner: str, reason: str
) -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    root = bank_tree({_NAME: _GOOD + _FIGURE, "figures/line.svg": f"{head}<path/></svg>"})
    choose = fonts.choose_faces

    def spoil(*arguments: object) -> Faces:
        (root / "figures/line.svg").write_text(f"{head}{inner}</svg>", "utf-8")
        return choose(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "choose_faces", spoil)
    message = _fails(root)
    assert "Error: sample: line: figures/line.svg: " in message
    assert reason in message


def test_a_bank_with_errors_is_told_as_by_the_check(bank_tree: BankTree) -> None:
    message = _fails(bank_tree({_NAME: _GOOD + _FIGURE}))
    assert "content/questions/overfitting/sample.yml:" in message
    assert "line.svg" in message


@pytest.mark.parametrize(
    ("option", "word", "answer"),
    [
        ("--topic", "overfiting", 'There is no topic "overfiting". Did you mean "overfitting"?'),
        ("--tag", "samplings", 'There is no tag "samplings". Did you mean "sampling"?'),
        ("--series", "bias", 'There is no series "bias". Known: bias-variance.'),
        ("--paper", "a-papper", 'There is no paper "a-papper". Did you mean "a-paper"?'),
    ],
)
def test_an_unknown_name_is_told_with_the_one_that_was_meant(
    bank_tree: BankTree, option: str, word: str, answer: str
) -> None:
    root = bank_tree({_NAME: _GOOD, "papers/a-paper.yml": _PAPER})
    assert f"Error: {answer}" in _fails(root, option, word)


def test_a_choice_that_leaves_nothing_is_told(bank_tree: BankTree) -> None:
    message = _fails(bank_tree({_NAME: _GOOD}), "--topic", "perceptron")
    assert "Error: No question has all that was asked for" in message


def test_marks_that_no_question_fits_are_told(bank_tree: BankTree) -> None:
    message = _fails(bank_tree({_NAME: _GOOD}), "--marks", "1")
    assert "Error: No question is worth 1 marks or less" in message


@pytest.mark.parametrize("kind", ["serif", "sans-serif"])
def test_a_missing_font_for_chinese_is_told_with_what_to_install(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    held = ["Libertinus Serif", *(SANS[:1] if kind == "serif" else ["Songti SC"])]

    class Poor:
        def families(self) -> list[str]:
            return held

    monkeypatch.setattr(making, "open_fonts", lambda *_, **__: Poor())
    message = _fails(bank_tree({_NAME: _GOOD}))
    assert f"Error: No {kind} font for Chinese was found. Run `studybank fonts`" in message
    assert "fonts-noto-cjk" in message


def test_fonts_without_npm_are_told_with_what_to_install(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("studybank.cli_books._font_folder", lambda _: tmp_path / "fonts")
    monkeypatch.setenv("PATH", str(tmp_path))
    result = _run("fonts", "--content", bank_tree({_NAME: _GOOD}))
    assert isinstance(result.exception, SystemExit)
    assert result.exit_code == 1
    assert result.output.startswith("Error: npm was not found. Install Node.js")
    assert "fonts-noto-cjk" in result.output


@pytest.mark.parametrize(
    ("epoch", "name"), [("soon", "book.pdf"), ("9" * 30, "book.pdf"), ("0", "nowhere/book.pdf")]
)
def test_a_time_or_file_that_cannot_be_is_told(
    bank_tree: BankTree, monkeypatch: pytest.MonkeyPatch, epoch: str, name: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert "Error: " in _fails(bank_tree({_NAME: _GOOD}), "--output", name)


def test_volumes_have_their_separate_key(bank_tree: BankTree) -> None:
    result = _run("pdf", "--content", bank_tree({_NAME: _GOOD}), "--volumes", "--answers=separate")
    assert result.exit_code == 0
    assert any("key" in path.name for path in Path().glob("*.pdf"))


def test_a_separate_key_is_a_second_file(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD, "papers/a-paper.yml": _PAPER})
    options = ("--paper", "a-paper", "--answers", "separate", "--output", "mine.pdf")
    result = _run("pdf", "--content", root, *options, "--locale", "en")
    assert result.exit_code == 0, result.output
    paper, key = (Pdf(Path(name).read_bytes()) for name in ("mine.pdf", "mine-key.pdf"))
    assert sorted(path.name for path in Path().glob("*.pdf")) == ["mine-key.pdf", "mine.pdf"]
    assert squeeze("What is a sample?") in paper.text
    assert squeeze("One drawn item.") not in paper.text
    assert squeeze("One drawn item.") in key.text
    assert squeeze("What is a sample?") not in key.text
    assert "Wrote mine.pdf (" in result.output


def test_the_same_seed_gives_the_same_file(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _GOOD})
    for name in ("one.pdf", "two.pdf"):
        result = _run("pdf", "--content", root, "--seed", "7", "--locale", "zh", "--output", name)
        assert result.exit_code == 0, result.output
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()
