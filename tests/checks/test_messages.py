from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

import pytest

from case_files import check_case, find_cases, load_case
from small_banks import FORMULAS, PROJECT
from studybank.errors import Problem, load_messages
from studybank.phrases import find_gaps, load_phrases, translate_phrase

_CHECKS = PROJECT / "hooks/studybank/checks"
_AUTHORS = re.compile(r"“[^”]*”|`[^`]*`|\$.*\$|\([^)]*\)|（[^）]*）|Allowed are.*")
_TWO_ENGLISH_WORDS = re.compile(r"[a-z]{2,} [a-z]{2,}")


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_both_languages_have_messages_for_the_same_codes() -> None:
    assert list(load_messages("en")) == list(load_messages("zh"))


@pytest.mark.parametrize("code", load_messages())
def test_both_languages_fill_the_same_placeholders(code: str) -> None:
    english, chinese = load_messages("en")[code], load_messages("zh")[code]
    assert _placeholders(english.what) == _placeholders(chinese.what)
    assert _placeholders(english.remedy) == _placeholders(chinese.remedy)


def test_every_phrase_keeps_its_gaps_in_translation() -> None:
    phrases = load_phrases("zh")
    assert len(phrases) > 200
    assert [en for en, zh in phrases.items() if find_gaps(en) != find_gaps(zh)] == []


def test_what_the_yaml_library_says_has_better_words_in_both_languages() -> None:
    english, chinese = load_phrases("en"), load_phrases("zh")
    assert set(english) <= set(chinese)
    for phrase, words in english.items():
        assert find_gaps(phrase) == frozenset()
        assert words.format() != phrase.format()


def test_phrases_inside_phrases_are_translated_but_not_what_authors_wrote() -> None:
    def chinese(text: str) -> str:
        return translate_phrase(text, "zh")

    assert chinese("only English: $a$, $b$ and 3 more") == "仅英文有：$a$, $b$ 等，另有 3 处"
    assert chinese("raw HTML (a rule)") == "原始 HTML（a rule）"
    assert translate_phrase("raw HTML (a rule)", "en") == "raw HTML (a rule)"


def test_a_value_that_an_author_wrote_stays_as_it_is() -> None:
    problem = Problem(
        "content/x.yml", 1, 1, "SB119", "id", (("expected", "part"), ("found", "none"))
    )
    assert problem.message("zh").startswith("id 是“none”，但路径里是“part”。")


@pytest.mark.parametrize("path", find_cases("invalid"), ids=lambda path: path.stem)
def test_messages_of_every_case_are_chinese_throughout(path: Path, tmp_path: Path) -> None:
    for problem in check_case(load_case(path), tmp_path, FORMULAS):
        ours = _AUTHORS.sub("", problem.message("zh")[len(problem.field) :])
        ours = ours.replace("and or not", "").replace("weights * 0.", "")
        assert not _TWO_ENGLISH_WORDS.search(ours), problem.message("zh")


def _details() -> Iterator[tuple[str, str]]:
    """Give the English words that checks put into messages, as phrases with gaps."""
    for path in sorted(_CHECKS.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            named: Sequence[tuple[str, ast.expr]] = ()
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                named = [(node.targets[0].id, node.value)]
            elif isinstance(node, ast.keyword) and node.arg:
                named = [(node.arg, node.value)]
            for name, value in named:
                if name in ("detail", "remedy", "instead"):
                    yield from ((path.name, text) for text in _texts(value))


def _texts(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"gap{index}"
                for index, part in enumerate(parts)
            )
        case ast.IfExp(body=one, orelse=other):
            yield from (*_texts(one), *_texts(other))


def test_every_phrase_that_checks_write_has_a_chinese_one() -> None:
    details = list(_details())
    assert len(details) > 50
    worded = [item for item in details if re.sub(r"gap\d+|\W", "", item[1])]
    english = [item for item in worded if translate_phrase(item[1], "zh") == item[1]]
    assert english == []


def test_message_ends_with_what_to_do_in_both_languages() -> None:
    values: Mapping[str, str] = {"detail": "has no answer", "remedy": "Remove it."}
    problem = Problem("content/x.yml", 1, 1, "SB166", "parts[0]", tuple(values.items()))
    assert problem.message() == "parts[0] has no answer. Remove it."
    assert problem.message("zh") == "parts[0] 没有答案。请删掉它。"
