"""Steps of the import by themselves."""

from __future__ import annotations

import pytest

from studybank.importers.blocks import mend_blocks
from studybank.importers.exam_marks import find_verdict, take_date, take_marks, take_time
from studybank.importers.inlines import mend_formulas, mend_inlines
from studybank.importers.labels import find_bare_name, find_label, find_names
from studybank.importers.languages import find_locale, split_languages
from studybank.importers.lines import Line
from studybank.importers.reading import read_lines
from studybank.importers.shapes import SHAPES, find_shape
from studybank.importers.titles import make_id, make_title, split_heading


def _lines(text: str) -> list[Line]:
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        (r"so \(x^2\) is", "so $x^2$ is"),
        (r"so $ x^2 $ is", "so $x^2$ is"),
        (r"\[ a=b \]", "\n$$\na=b\n$$\n"),
        ("`\\(kept\\)`", "`\\(kept\\)`"),
    ],
)
def test_formulas_are_written_as_in_the_bank(written: str, mended: str) -> None:
    assert mend_formulas(written) == mended


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("costs $5 and $6", r"costs \$5 and \$6"),
        ("a<b and c>d", r"a\<b and c>d"),
        ("the <bos> token", "the `<bos>` token"),
        ("2*3*4", r"2\*3\*4"),
        ("call __init__", "call `__init__`"),
        ("[[x]]", r"\[\[x\]\]"),
        ("[CLS]: word", r"\[CLS\]: word"),
        ("see [a](../b.md)", "see a (`../b.md`)"),
        ("![alt](a.png)", "[picture `a.png`: alt]"),
    ],
)
def test_signs_show_as_they_were_meant(written: str, mended: str) -> None:
    assert mend_inlines(written) == mended


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("Pros:\n- a\n  - b\n- c", "Pros:\n\n- a\n    - b\n- c"),
        ("1) a\n   - b\n2) c", "1. a\n    - b\n2. c"),
        ("loss is\n$$\na\n$$\nhere", "loss is\n\n$$\na\n$$\n\nhere"),
        ("受监督的\n学习", "受监督的学习"),
        ("一句。\n另一句。", "一句。\n另一句。"),
        ("2012. A net won", "2012\\. A net won"),
        ("(a) one\n(b) two", "- (a) one\n- (b) two"),
    ],
)
def test_blocks_show_as_they_were_meant(written: str, mended: str) -> None:
    assert mend_blocks(written) == mended


@pytest.mark.parametrize(
    ("text", "field", "rest"),
    [
        ("**Reference answer:** it is", "answer", "it is"),
        ("参考答案：如下", "answer", "如下"),
        ("### Solution", "answer", ""),
        ("思路：a → b", "approach", "a → b"),
        ("**Self-check** (later)", "self_check", ""),
        ("💡 Hint: draw", "tip", "draw"),
        ("【答案】是", None, ""),
        ("The answer is: no", None, ""),
        ("An answer by delaying its input: yes", None, ""),
    ],
)
def test_labels_are_found_at_the_start_of_a_line(text: str, field: str | None, rest: str) -> None:
    label = find_label(text)
    assert (label.field if label else None) == field
    assert (label.rest if label else "") == rest


def test_a_label_names_language_answerer_and_part() -> None:
    found = [
        find_label(text)
        for text in ("中文答案：", "English answer:", "Li's answer: x", "答 (b)：三")
    ]
    assert [label and label.locale for label in found] == ["zh", "en", None, None]
    assert [label and label.by for label in found] == ["", "", "Li", ""]
    assert [label and label.part for label in found] == ["", "", "", "b"]


@pytest.mark.parametrize(
    ("text", "verdict", "before", "reason"),
    [
        ("red ✅ it is", "correct", "red", "it is"),
        ("❌ not so", "incorrect", "", "not so"),
        ("此说法 → 不完全准确，缺条件", "partly", "此说法", "缺条件"),
        ("this -> wrong: because", "incorrect", "this", ""),
    ],
)
def test_verdicts_are_found(text: str, verdict: str, before: str, reason: str) -> None:
    found = find_verdict(text)
    assert found is not None
    assert (found.verdict, found.before, found.reason) == (verdict, before, reason)


def test_headings_state_marks_times_and_dates() -> None:
    assert take_marks("Why? (6 pts)").values == {"marks": 6}
    assert take_time("Level 2 (5–7 min)").values == {"minutes": [5, 7]}
    assert take_time("30 秒").values == {"minutes": 0.5}
    assert take_date("Q3 2024 May").values == {"year": 2024, "month": 5}
    assert take_date("2023年9月").values == {"year": 2023, "month": 9}


def test_a_text_in_both_languages_is_taken_apart_only_if_it_is_a_pair() -> None:
    pair = split_languages(_lines("What is a kernel in a network?\n什么是网络中的卷积核？"), "en")
    assert {name: len(lines) for name, lines in pair.lines.items()} == {"en": 1, "zh": 1}
    mixed = split_languages(_lines("A long English answer with many words in it.\n\n感知机"), "en")
    assert list(mixed.lines) == ["en"]
    assert mixed.guess


def test_the_language_of_a_text_is_that_of_its_sentence() -> None:
    assert find_locale("Use the attention (注意力机制与键值) here") == "en"
    assert find_locale("用 SGD 和 Adam 训练 ResNet") == "zh"
    assert find_locale("$x = 1$") is None


def test_files_of_chinese_editors_are_read() -> None:
    reading = read_lines("问：什么是核？".encode("gb18030"))
    assert reading.lines[0].text == "问：什么是核？"
    assert [entry.what for entry in reading.entries] == ["read as GB 18030"]
    assert read_lines("问".encode("utf-16")).lines[0].text == "问"


def test_a_damaged_character_is_marked() -> None:
    reading = read_lines("a\uf0e0b".encode())
    assert reading.lines[0].text == "a□b"
    assert [entry.kind for entry in reading.entries] == ["look"]


def test_titles_are_plain_and_ids_ascii() -> None:
    assert make_title(r"Why is $\sigma(z) \le 1$? Say more.") == "Why is sigma(z) ≤ 1?"
    assert make_id("Why doesn't it stop?") == "why-doesnt-it-stop"
    assert make_id("什么是核？") == ""
    assert split_heading("D3 Dropout 随机失活") == {"en": "Dropout", "zh": "随机失活"}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_document_without_questions_has_no_shape(shape: str) -> None:
    text = "Some prose about nothing in particular."
    assert SHAPES[shape](text) is None
    assert find_shape(_lines(text)) == ("numbered", 0)


def test_a_name_before_a_colon_is_an_answerer_where_another_label_says_so() -> None:
    names = find_names(
        ["Anna's answer: it fits noise.", "Pros:", "小明的答案：拟合噪声", "Answer A:"]
    )
    assert names == {"Anna", "小明"}
    for text, by, rest in (
        ("Anna: no.", "Anna", "no."),
        ("**Anna:**", "Anna", ""),
        ("小明：不对", "小明", "不对"),
    ):
        label = find_bare_name(text, names)
        assert label is not None
        assert (label.field, label.by, label.rest) == ("answer", by, rest)
    assert find_bare_name("Pros: fast", names) is None
    assert find_bare_name("Annabel: no", names) is None
