from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studybank.documents import Document, Mapping, Sequence, Text
from studybank.strict_yaml import MAX_BYTES, MAX_DEPTH, parse_yaml


def _parse(source: str | bytes) -> tuple[Document, list[str]]:
    """Parse a file; its problems are given as `line:column code`."""
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    document, problems = parse_yaml(data, "content/x.yml")
    return document, [f"{found.line}:{found.column} {found.code}" for found in problems]


def _root(source: str | bytes) -> Mapping:
    document, problems = _parse(source)
    assert problems == []
    assert document.root is not None
    return document.root


@pytest.mark.parametrize(
    "written",
    [
        *("no", "yes", "on", "Off", "true", "null", "~", "3:30", "1.10", "012", "0o17", "0x1f"),
        *("1_000", "1e-3", ".5", ".inf", "NaN", "2024-05-01", "2024-05-01 10:00:00", "=", "<<"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "'{}'", '"{}"', "|-\n  {}"])
def test_a_scalar_stays_the_text_that_was_written(written: str, form: str) -> None:
    value = _root(f"key: {form.format(written)}\n")["key"]
    assert value == written
    assert isinstance(value, Text)


def test_a_missing_value_is_an_empty_text() -> None:
    assert _root("key:\nother: x\n") == {"key": "", "other": "x"}


def test_keys_stay_text_and_in_their_order() -> None:
    assert list(_root("no: 1\n3:30: 2\n'1': 3\n~: 4\n")) == ["no", "3:30", "1", "~"]


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("|-\n  a\n  b\n", "a\nb"),
        ("|\n  a\n\n  b\n\n", "a\n\nb\n"),
        ("|+\n  a\n\n", "a\n\n"),
        (">-\n  a\n  b\n", "a b"),
        ("'it''s'\n", "it's"),
        ('"say \\"x\\""\n', 'say "x"'),
        ("a b\n  c\n", "a b c"),
        ("|-\n  a: b # c\n  - {d}\n", "a: b # c\n- {d}"),
    ],
)
def test_block_and_quoted_text_is_read_as_yaml_says(block: str, value: str) -> None:
    assert _root(f"key: {block}")["key"] == value


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("a: 1\nb: 2\n  \na: 3\n", "4:1 SB103"),
        ("a:\n  b: 1\n  b: 2\n", "3:3 SB103"),
        ("- {a: 1, a: 2}\n", "1:10 SB103"),
        ("a: !!int 3\n", "1:4 SB104"),
        ("a: !!python/object:os.system x\n", "1:4 SB104"),
        ("a: !x [1]\n", "1:4 SB104"),
        ("a: &x 1\n", "1:4 SB104"),
        ("a: &x 1\nb: *x\n", "2:4 SB104"),
        ("a:\n\tb: 1\n", "2:1 SB105"),
        ("a: 1 \t\n", "1:6 SB105"),
        ("a: {en: Yes, it works, zh: 可以}\n", "1:4 SB108"),
        ("a: {en: two words, zh: 可以}\n", "1:4 SB108"),
        ("a: {en: , zh: 可以}\n", "1:4 SB108"),
        ("a: x\u200ey\n", "1:5 SB109"),
        ("a: x\u202ey\n", "1:5 SB109"),
        ("a: x\u2028y\n", "1:5 SB109"),
        ("a: x\x00y\n", "1:5 SB109"),
        ("a: x\x0cy\n", "1:5 SB109"),
        ("a: x\x85y\n", "1:5 SB109"),
        ("a: x\u200by\n", "1:5 SB109"),
        ("a: x\u00ady\n", "1:5 SB109"),
        ("a: x\ue000y\n", "1:5 SB109"),
        ("a: x\ufeffy\n", "1:5 SB109"),
        ("a: x\U000e0041y\n", "1:5 SB109"),
        ("a: >-\n  - x\n  - y\n", "1:4 SB110"),
        ("a: >\n  x\n  | y |\n", "1:4 SB110"),
        ("a: >\n  $$\n  x\n  $$\n", "1:4 SB110"),
        ("a: Three things\n  - x\n  - y\n", "1:4 SB110"),
        ("a: 'Code\n  ```\n  x'\n", "1:4 SB110"),
        ('a: "\\theta"\n', "1:4 SB111"),
        ('a: "\\u0041"\n', "1:4 SB111"),
        ("", "1:1 SB112"),
        ("# only a comment\n", "1:1 SB112"),
        ("- a\n- b\n", "1:1 SB112"),
        ("text\n", "1:1 SB112"),
        ("a: 1\n---\nb: 2\n", "2:1 SB102"),
        ("? [a, b]\n: 1\n", "1:3 SB102"),
        ("? {a: b}\n: 1\n", "1:3 SB102"),
        ("a: [1\n", "2:1 SB102"),
        ("a: b: c\n", "1:5 SB102"),
        ('a: "x"#y\n', "1:7 SB102"),
        ("a: *unknown\n", "1:4 SB104"),
        ("a: [CLS] token\n", "1:10 SB102"),
        ("a: `x`\n", "1:4 SB102"),
        ('a: "\\sum"\n', "1:5 SB102"),
    ],
)
def test_what_yaml_would_lose_or_change_is_a_problem_at_its_place(
    source: str, problem: str
) -> None:
    assert problem in _parse(source)[1]
    # Every message has its words.
    assert all(str(found) for found in parse_yaml(source.encode(), "content/x.yml")[1])


@pytest.mark.parametrize(
    "source",
    [
        "a: {en: [], zh: [1, 2]}\n",
        "a: [conv, 3, x]\n",
        "a: {en: 'Yes, it works', zh: 可以}\n",
        "a: >-\n  one\n  two\n",
        'a: "no backslash"\n',
        "a: 'a \\theta'\n",
        "a: 1. not a list\n",
        "a: x\u00a0y，。“”……\U0001f600\n",
        "---\na: 1\n...\n",
    ],
)
def test_what_yaml_keeps_is_no_problem(source: str) -> None:
    assert _parse(source)[1] == []


def test_bytes_that_are_not_utf8_are_a_problem_at_their_line() -> None:
    assert _parse(b"a: 1\nb: \xff\xfe\n") == (Document("content/x.yml", None), ["2:1 SB101"])
    assert _parse("过拟合: 1".encode("gbk"))[1] == ["1:1 SB101"]


def test_a_byte_order_mark_and_windows_line_ends_change_nothing() -> None:
    plain = "a: 1\nb: |-\n  x\n  y\n"
    document, problems = _parse(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    assert problems == []
    assert document.root == _root(plain)
    assert document.root is not None
    assert document.root.keys_at == {"a": (1, 1), "b": (2, 1)}


def test_a_file_of_more_than_one_mebibyte_is_refused_unread() -> None:
    fits = b"a: " + b"x" * (MAX_BYTES - 4) + b"\n"
    assert len(fits) == MAX_BYTES == 1 << 20
    assert _parse(fits)[1] == []
    assert _parse(fits + b"\n")[1] == ["1:1 SB106"]


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_nesting_ends_at_its_limit(opening: str, closing: str) -> None:
    def nested(depth: int) -> str:
        return f"a: {opening * depth}1{closing * depth}\n"

    assert _parse(nested(MAX_DEPTH - 1))[1] == []
    assert [line[-5:] for line in _parse(nested(MAX_DEPTH))[1]] == ["SB107"]
    assert [line[-5:] for line in _parse(nested(50_000))[1]] == ["SB107"]


def test_the_first_of_two_equal_keys_counts() -> None:
    document, _ = _parse("a: first\na: second\n")
    assert document.root == {"a": "first"}


def test_problems_before_the_place_where_yaml_ends_are_kept() -> None:
    document, problems = _parse("a: &x 1\nb: [\n")
    assert document.root is None
    assert problems == ["1:4 SB104", "3:1 SB102"]


_SAMPLE = """\
title:
  en: Plain words
  zh: '引号 it''s 文'
stem:
  en: |-
    First $a$

      Second 二 line
items:
  - one
  - name: "in \\"quotes\\" here"
    list: [x, y]
"""


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("title",), "1:1 title"),
        (("title", "zh"), "3:3 title.zh"),
        (("items", 0), "10:5 items[0]"),
        (("items", 1), "11:5 items[1]"),
        (("items", 1, "name"), "11:5 items[1].name"),
        (("items", 1, "list", 1), "12:15 items[1].list[1]"),
        (("items", 5), "9:1 items[5]"),
        (("stem", "zh"), "4:1 stem.zh"),
        ((), "1:1 "),
    ],
)
def test_a_problem_stands_at_its_key_or_item(loc: tuple[str | int, ...], place: str) -> None:
    document, _ = _parse(_SAMPLE)
    problem = document.problem("SB113", loc)
    assert f"{problem.line}:{problem.column} {problem.field}" == place


@pytest.mark.parametrize(
    ("loc", "word"),
    [
        (("title", "en"), "words"),
        (("title", "zh"), "文"),
        (("stem", "en"), "$a$"),
        (("stem", "en"), "Second"),
        (("stem", "en"), "line"),
        (("items", 1, "name"), "here"),
    ],
)
def test_an_offset_in_a_text_leads_to_the_word_in_the_file(
    loc: tuple[str | int, ...], word: str
) -> None:
    document, _ = _parse(_SAMPLE)
    text, rest = document.find(loc)
    assert rest == ()
    problem = document.problem("SB138", loc, offset=text.index(word), found=word)
    assert document.lines[problem.line - 1][problem.column - 1 :].startswith(word)


def test_an_offset_counts_from_a_stated_indentation_too() -> None:
    document, problems = _parse("a: |2-\n    deep\n  flat\n")
    assert problems == []
    problem = document.problem("SB138", ("a",), offset=len("  deep\nfl"))
    assert (problem.line, problem.column) == (3, 5)


_LINES = st.lists(
    st.sampled_from(
        ["a: 1", "  b: |-", "    text", "- x", "  - {a: b}", "? c", ": d", "'q'", '"\\x"', "--- x"]
    )
    | st.text(max_size=12),
    max_size=12,
).map("\n".join)


@settings(max_examples=400)
@given(st.binary(max_size=300) | _LINES.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_a_document_and_problems_in_it(data: bytes) -> None:
    document, problems = parse_yaml(data, "content/x.yml")
    assert document.root is not None or problems
    for problem in problems:
        assert str(problem).startswith(f"content/x.yml:{problem.line}:{problem.column}: SB1")
        # The end of a file that lacks a last line end counts as a line of its own.
        assert 1 <= problem.line <= len(data.splitlines()) + 1


@settings(max_examples=200)
@given(_LINES)
def test_every_value_of_a_document_knows_a_place_in_the_file(source: str) -> None:
    document, _ = parse_yaml(source.encode("utf-8", "surrogatepass"), "content/x.yml")
    nodes: list[object] = [document.root] if document.root is not None else []
    while nodes:
        node = nodes.pop()
        assert isinstance(node, Text | Mapping | Sequence)
        lines = (*document.lines, "")
        assert 1 <= node.line <= len(lines)
        assert 1 <= node.column <= len(lines[node.line - 1]) + 1
        if isinstance(node, Mapping):
            assert list(node) == list(node.keys_at)
            nodes.extend(node.values())
        elif isinstance(node, Sequence):
            nodes.extend(node)
