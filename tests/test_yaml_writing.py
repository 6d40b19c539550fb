from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from studybank.yaml_writing import MODELINE, write_yaml

_ANY = st.text(max_size=40) | st.text(
    "ab: #|>-'\"\\\\\n\r\t\x85\u2028&*!%@`[]{},?甲、", max_size=20
)
_READABLE = re.compile(yaml.reader.Reader.NON_PRINTABLE.pattern)


def _plain(text: str) -> str:
    """Give what is left of a text where indentation and kinds of line breaks do not count."""
    lines = (line.strip() for line in text.replace("\t", " " * 4).splitlines())
    return "\n".join(line for line in lines if line)


def _read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes text of everything


@given(_ANY, _ANY)
@example("key: value", "- item")
@example("a\n---\nid: x", "a\u2028id: x")
@example("  first line indented\nnext", "\n\n  x")
@example("x: |", "...")
@example("true", "a:")
@example("a\t# b", "a:\tb")
def test_no_text_leaves_its_scalar(one: str, other: str) -> None:
    tree = {
        "title": {"en": one, "zh": other},
        "stem": {"all": one},
        "tags": [one, other],
        "options": [{"text": {"en": other}, "verdict": one}, {"all": other}],
    }
    written = write_yaml(tree)
    if _READABLE.search(written):
        return  # No reader takes such characters; what they stand in is refused as a whole.
    found = _read(written)
    assert list(found) == list(tree)
    assert list(found["title"]) == ["en", "zh"]
    assert list(found["options"][0]) == ["text", "verdict"]
    texts = [found["title"]["en"], found["title"]["zh"], found["stem"], *found["tags"]]
    texts += [found["options"][0]["text"]["en"], found["options"][0]["verdict"]]
    texts.append(found["options"][1])
    expected = [one, other, one, one, other, other, one, other]
    assert list(map(_plain, texts)) == list(map(_plain, expected))


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("Why not zero?", "x: Why not zero?"),
        ("Zero: why?", "x: 'Zero: why?'"),
        ("It's #1", "x: 'It''s #1'"),
        ("yes", "x: 'yes'"),
        (True, "x: true"),
        (0.5, "x: 0.5"),
        ([1, 2], "x: [1, 2]"),
        (["noise", "a, b"], "x: [noise, 'a, b']"),
        ("a\nb", "x: |-\n  a\n  b"),
        ("  a\nb", "x: |2-\n    a\n  b"),
        ({"all": "$x$"}, "x: '$x$'"),
        ({"en": "# no comment"}, "x:\n  en: |-\n    # no comment"),
    ],
)
def test_a_value_is_written_as_plainly_as_is_safe(value: object, line: str) -> None:
    assert write_yaml({"x": value}) == f"{MODELINE}{line}\n"
