"""HTML of text fields as Typst code, and values as Typst code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from book.shelf import FILES
from golden_files import compare
from studybank.book.code import Code, call, join, to_code
from studybank.book.html_text import convert_html
from studybank.markup import render_markdown

_TEXTS: Final = {
    "paragraphs": "One line\nand the next.\n\nAnother paragraph: 5 % & <more>.",
    "emphasis": "**bold**, *leaning*, ***both*** and **bold with *leaning* in it**.",
    "code": "`x = 1`, `` a`b `` and `optimizer.param_groups[0]`, **`in bold`**.",
    "signs": '#let x = [1]; $ _a_ @b \\* "quoted" \\# // no /* comment */ ~ --- `#`',
    "list": "- one\n- *two*\n- three",
    "numbered list": "1. one\n2. two",
    "nested lists": "1. one\n    - a\n    - b\n        1. deep\n2. two",
    "list of paragraphs": "- one\n\n    more of it\n\n- two",
    "table": "| l | c | r | n |\n|:--|:-:|--:|---|\n| 1 | **2** | `3` | $4$ |\n|  | 6 | 7 | 8 |",
    "listing": '```python\ndef f(a):\n    return "\\n"\n\n```\n\nAfter.',
    "quote": "> Quoted **words**.\n>\n> - and a list",
    "links": "[page](https://example.org/?a=b&c=d), [mail](mailto:a@b.org), [question](q:one-id).",
    "formulas and marks": "Inline $x^2$, a mark [[steps]], a gap [[1]] and\n\n$$y = x$$\n\nend.",
    "Chinese": "第一行\n第二行，**粗体**与*强调*。",
    "spaces": "a **b** *c* `d` $e$ f",
}
_HTML: Final = {
    "start of a list": '<ol start="3"><li>third</li><li>fourth</li></ol>',
    "nothing": "",
    "spaces between elements": "<p>a <em>b</em> <strong>c</strong>\n</p>\n\n<p>d</p>",
    "character references": "<p>&lt;b&gt; &amp;amp; &quot;</p>",
}


def _fill(number: int) -> Code:
    return call("token", number)


def _link(address: str, content: Code) -> Code:
    return call("linked", address, content)


def _convert(html: str) -> Code:
    return convert_html(html, _fill, _link)


def test_each_element_of_a_text_becomes_its_counterpart(*, update_goldens: bool) -> None:
    pages = {**{name: render_markdown(text) for name, text in _TEXTS.items()}, **_HTML}
    text = "".join(f"// {name}\n{_convert(html)}\n\n" for name, html in pages.items())
    compare(FILES / "html.typ", text, update=update_goldens)


_STUBS: Final = """
#let token(number) = [token]
#let linked(address, body) = link(address, body)
#let outer-link(address, body) = link(address, body)
"""


def test_every_element_is_code_that_typst_reads() -> None:
    names = set()
    for text in (*map(render_markdown, _TEXTS.values()), *_HTML.values()):
        names |= _names_of(_convert(text))
    assert {"par", "strong", "emph", "enum", "list"} <= names


def _names_of(code: Code) -> set[str]:
    """Evaluate code and name the elements that it gives."""
    # Functions of the layout stand for themselves here.
    stubs = "".join(
        f"#let {name}(..given) = given.pos().filter(x => type(x) == content).join()\n"
        for name in ("block-quote", "listing-text", "text-table", "inline-code", "quoted")
    )
    source = f"{_STUBS}{stubs}#metadata(repr({code}))<found>"
    values = json.loads(typst.query(source.encode(), "<found>", field="value"))
    return {name for name in ("par", "strong", "emph", "enum", "list") if name in values[0]}


_PLAIN: Final = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('"\\\n\r\t#$[]{}*_`/ ')), max_size=30
)
_LEAVES: Final = st.one_of(st.none(), st.booleans(), st.integers(-(2**53), 2**53), _PLAIN)


def _nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    lists = st.lists(inner, max_size=4)
    return st.one_of(inner, lists, st.dictionaries(_PLAIN, inner, max_size=4))


_VALUES: Final = _nested(_nested(_LEAVES))


def _query(values: Any) -> Any:
    source = f"#metadata({to_code(values)})<value>"
    return json.loads(typst.query(source.encode(), "<value>", field="value"))[0]


@settings(max_examples=60)
@given(st.lists(_PLAIN, max_size=20))
def test_a_text_comes_through_typst_as_it_was(texts: list[str]) -> None:
    assert _query(texts) == texts


@settings(max_examples=60)
@given(_VALUES)
def test_data_come_through_typst_as_they_were(value: object) -> None:
    assert _query({"value": value}) == {"value": value}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "none"),
        (True, "true"),
        (1.5, "1.5"),
        (2.0, "2"),
        ('a"b\\c\n', '"a\\"b\\\\c\\n"'),
        ((), "()"),
        ({}, "(:)"),
        (["a"], '("a", )'),
        ({"a b": [1]}, '("a b": (1, ))'),
        (Code("[x]"), "[x]"),
        ([Code("[x]"), "[x]"], '([x], "[x]", )'),
    ],
)
def test_values_are_written_as_typst_writes_them(value: object, code: str) -> None:
    assert to_code(value) == code


def test_calls_and_joins_are_written_as_typst_writes_them() -> None:
    assert call("f", "a", 1, some_name=None) == 'f("a", 1, some-name: none)'
    assert join([Code("a"), Code("b")]) == "{a; b}"


def test_what_typst_does_not_know_is_refused() -> None:
    values: Mapping[str, object] = {"path": Path("x")}
    with pytest.raises(TypeError, match="Path has no counterpart in Typst"):
        to_code(values)
