"""What is converted in the simple way comes out as Markdown and the sanitiser write it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from small_banks import PROJECT
from studybank import markup
from studybank.load import load_content
from studybank.model.walk import walk_texts
from studybank.prose import split_prose
from studybank.simple_markdown import convert_simply, is_words

_SIGNS = st.sampled_from(
    (
        *(
            "*",
            "**",
            "`",
            "``",
            "- ",
            "1. ",
            "2. ",
            "+ ",
            "-",
            "\n",
            "\n\n",
            "\n- ",
            "\n1. ",
            "\n2. ",
        ),
        *(
            " ",
            "  ",
            "x",
            "Ab",
            "7",
            "１",
            "过拟合",
            "，",
            "。",
            "“",
            "(",
            '"',
            "'",
            "−",
            "\ue0000\ue001",
        ),
        *(
            "%",
            " %",
            "=",
            "==",
            "/",
            ":",
            "!",
            "#",
            "_",
            "[x]",
            "{x}",
            "+",
            "@",
            "^",
            "~",
            "\\",
            "&",
            "<",
        ),
    )
)


def _convert(source: str) -> str:
    return markup._convert(source, "$x$", split_prose("$x$"))


@settings(max_examples=1_000)
@given(st.lists(_SIGNS, max_size=14).map("".join))
def test_a_simple_text_comes_out_as_markdown_writes_it(source: str) -> None:
    found = convert_simply(source)
    assert found in (None, _convert(source))
    assert not is_words(source) or found == f"<p>{source}</p>"


@given(st.characters(codec="utf-8"))
def test_a_sign_is_simple_only_if_nothing_changes_it(sign: str) -> None:
    for source in (sign, f"a{sign}b", f"a\n{sign}", f"`a{sign}b`", f"- {sign}a\n- a{sign}"):
        assert convert_simply(source) in (None, _convert(source))


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One\ntwo", "<p>One\ntwo</p>"),
        (
            "- **a** b\n- `c_d`",
            "<ul>\n<li><strong>a</strong> b</li>\n<li><code>c_d</code></li>\n</ul>",
        ),
        ("1. *a*\n2. b\n\nc", "<ol>\n<li><em>a</em></li>\n<li>b</li>\n</ol>\n<p>c</p>"),
    ],
)
def test_paragraphs_flat_lists_emphasis_and_code_are_simple(source: str, html: str) -> None:
    assert convert_simply(source) == html == _convert(source)


def test_the_texts_of_the_bank_come_out_as_markdown_writes_them() -> None:
    texts = {
        text
        for question in load_content(PROJECT / "content").bank.questions
        for _, localized in walk_texts(question)
        for text in (localized.en, localized.zh)
        if text is not None
    }
    simple = {text: html for text in texts if (html := convert_simply(text)) is not None}
    assert len(simple) > 1_000
    assert [text for text, html in simple.items() if html != _convert(text)] == []
