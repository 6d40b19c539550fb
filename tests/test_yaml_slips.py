from __future__ import annotations

import pytest

from small_banks import load_text

_HEAD = "title:\n  en: One\n  zh: 一\n"


@pytest.mark.parametrize(
    ("text", "place", "detail"),
    [
        ("title：\n  en: One\n", (1, 6), 'a full-width colon after "title"'),
        (_HEAD + "level:2\nminutes: 2\n", (4, 7), 'no space after "level:"'),
        (_HEAD + "approach:\n  en: note: look\n", (5, 11), "a colon within a text"),
        (_HEAD + 'approach:\n  en: "a" again\n', (5, 11), "words after the closing quote"),
        (_HEAD + 'approach:\n  en: "a\n  zh: 甲  # "b" c\n', (5, 7), "a quote that is not closed"),
        (_HEAD + "approach:\n  en: 'a\n  zh: 甲\n", (5, 7), "a quote that is not closed"),
        (_HEAD + "stem:\n  en: |-\n      one\n    two\n", (7, 5), "a text that belongs to no key"),
        (_HEAD + "approach:\n  en: @home\n", (5, 7), "a text that begins with @"),
        (_HEAD + "approach:\n  en: `x` is\n", (5, 7), "a text that begins with `"),
        (
            _HEAD + "options:\n  A:\n    text: x\n  - text: y\n",
            (7, 3),
            "an item of a list between keys",
        ),
        ("title:\n  en: One\n zh: 一\n", (3, 2), "a line indented by 1, which fits no line above"),
        (_HEAD + "<<<<<<< HEAD\nlevel: 2\n=======\n", (4, 1), "a merge left its marks"),
        (
            _HEAD + "stem:\n  en: |-\n    Why?\n  loose\n  more\ntags: []\n",
            (7, 3),
            "a text that belongs to no key",
        ),
    ],
)
def test_a_slip_is_named_where_it_was_typed(text: str, place: tuple[int, int], detail: str) -> None:
    (problem,) = [found for found in load_text(text).problems if found.code == "SB102"]
    assert (problem.line, problem.column) == place
    values = dict(problem.values)
    assert values["detail"] == detail
    assert values["remedy"].endswith(".")


def test_what_is_no_known_slip_keeps_the_words_of_the_reader() -> None:
    (problem,) = load_text(_HEAD + "tags: [one, two\n").problems
    assert problem.code == "SB102"
    assert "quotes and colons" in problem.remedy()


def test_a_colon_in_a_text_above_is_not_blamed() -> None:
    text = _HEAD + "stem:\n  en: |-\n    注意：two：three\n  zh: @x\n"
    (problem,) = load_text(text).problems
    assert problem.line == 7
