"""Whatever stands in a text field, safe HTML comes out."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from html_reading import read_html
from studybank import prose
from studybank.markup import fill, render_markdown, unwrap
from studybank.model.fields import MAX_TEXT
from studybank.prose import find_matches, has_words, mark_ids, plain_text, split_prose

_ALLOWED: dict[str, set[str]] = {
    "a": {"href", "rel"},
    "ol": {"start"},
    "div": {"class"},
    "span": {"class"},
    "th": {"align"},
    "td": {"align"},
    "table": {"class"},
    **{name: set() for name in ("p", "em", "strong", "ul", "li", "blockquote", "pre", "code")},
    **{name: set() for name in ("thead", "tbody", "tr")},
}
_SAFE = re.compile(r"(?:https?|mailto|q):|[^:]*$|[^:]*[/?#]")
_SIGNS = st.sampled_from(
    (
        *(
            "$",
            "$$",
            "[[",
            "]]",
            "[[1]]",
            "](",
            "[x](q:y)",
            "[x](javascript:a)",
            "[x](https://a.org/",
        ),
        *(")", "|", "|--|", "**", "__", "`", "```", "~~~", "# ", "- ", "1. ", "\\", "{", "}", ">"),
        *(
            "<b>",
            "</p>",
            "<script>",
            "&amp;",
            "&",
            '"',
            "'",
            "过拟合",
            "，",
            "x",
            " ",
            "    ",
            "5 %",
        ),
        *("{: .a}", "{.python", "<https://a.org>", 'title="', '"t")', "\n", "\n\n", "\n- ", "\n> "),
        *("\n1. ", "\n```\n"),
    )
)
_TEXT = st.lists(
    _SIGNS | st.text(st.characters(exclude_categories=["Cs"]), max_size=3), max_size=25
).map("".join)


@settings(max_examples=500)
@given(_TEXT)
def test_any_text_becomes_allowed_html(text: str) -> None:
    html = fill(render_markdown(text), text, lambda span: f"<em>{escape(span.content)}</em>")
    for element in read_html(html)[1:]:
        assert element.tag in _ALLOWED
        assert set(element.attributes) <= _ALLOWED[element.tag]
        assert _SAFE.match(element.attributes.get("href", "")), element
    assert html.endswith(unwrap(html)) or html.strip() == f"<p>{unwrap(html)}</p>"


@settings(max_examples=300)
@given(_TEXT)
def test_spans_are_the_whole_text_in_order(text: str) -> None:
    spans = split_prose(text)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert len(mark_ids(text)) == sum(span.kind == "mark" for span in spans)
    assert has_words(text) == any(character.isalpha() for character in plain_text(text))


@settings(max_examples=300)
@given(_TEXT)
def test_spans_are_found_from_sign_to_sign_as_from_character_to_character(text: str) -> None:
    found = [match.span() for match in find_matches(text)]
    assert found == [match.span() for match in prose._PATTERN.finditer(text)]


@pytest.mark.parametrize(
    "piece", ["[", "**", "`a", "- a\n", "a\n", "$", "| ", "<", "> ", "1. a\n\n", "[x](", "$x$\n"]
)
def test_a_long_hostile_text_is_converted_without_an_exception(piece: str) -> None:
    text = (piece * MAX_TEXT)[:MAX_TEXT]
    assert read_html(render_markdown(text))
