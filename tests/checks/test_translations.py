from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from studybank.load import load_content
from studybank.places import LOCK_FILE
from studybank.translations import (
    Translation,
    build_lock,
    find_stale,
    hash_text,
    load_lock,
    parse_lock,
    render_lock,
    source_locale,
    update_lock,
)

BankTree = Callable[[dict[str, str]], Path]

_NAME = "questions/overfitting/sample.yml"
_FILE = """
    title:
      en: A sample
      zh: 示例
    stem:
      zh: 什么是样本？
      en: What is a sample?
    answer:
      en: $x_1$
      zh: $x_1$
    """


def test_lock_names_the_language_written_first_and_the_hashes_of_both(bank_tree: BankTree) -> None:
    content = load_content(bank_tree({_NAME: _FILE}))
    assert build_lock(content) == {
        "sample": {
            "title": Translation("en", hash_text("A sample"), hash_text("示例")),
            "stem": Translation("zh", hash_text("什么是样本？"), hash_text("What is a sample?")),
        }
    }


def test_source_of_a_text_that_is_not_there_is_english(bank_tree: BankTree) -> None:
    document = load_content(bank_tree({_NAME: _FILE})).documents[f"content/{_NAME}"]
    assert source_locale(document, ("stem",)) == "zh"
    assert source_locale(document, ("approach",)) == "en"


def test_changed_source_makes_the_translation_stale(bank_tree: BankTree) -> None:
    lock = build_lock(load_content(bank_tree({_NAME: _FILE})))
    changed = load_content(bank_tree({_NAME: _FILE.replace("什么是样本", "什么叫样本")}))
    assert find_stale(changed, lock) == {("sample", "stem.en")}


def test_translation_that_changed_as_well_is_not_stale(bank_tree: BankTree) -> None:
    lock = build_lock(load_content(bank_tree({_NAME: _FILE})))
    both = _FILE.replace("A sample", "An example").replace("示例", "例子")
    assert find_stale(load_content(bank_tree({_NAME: both})), lock) == frozenset()


def test_nothing_is_stale_without_a_lock(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _FILE})
    assert load_lock(root) == (None, ())
    assert find_stale(load_content(root), None) == frozenset()


def test_update_keeps_other_questions_and_drops_those_without_a_file(bank_tree: BankTree) -> None:
    content = load_content(bank_tree({_NAME: _FILE, "questions/overfitting/other.yml": _FILE}))
    old = {"stem": Translation("en", "0" * 10, "1" * 10)}
    lock = update_lock({"other": old, "gone": old}, content, ["sample"])
    assert lock == {"other": old, "sample": build_lock(content)["sample"]}


def test_short_and_long_forms_have_the_same_fields(bank_tree: BankTree) -> None:
    short = build_lock(load_content(bank_tree({_NAME: _FILE.replace("en: $x_1$", "en: One.")})))
    long = _FILE.replace(
        "    answer:\n      en: $x_1$\n      zh: $x_1$\n",
        "    answers:\n      - body:\n          en: One.\n          zh: $x_1$\n",
    )
    assert build_lock(load_content(bank_tree({_NAME: long}))) == short


_HASHES = st.text("0123456789abcdef", min_size=10, max_size=10)
_LOCKS = st.dictionaries(
    st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True),
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,6}(\[[0-9]{1,3}\]|\.[a-z_]{1,6}){0,3}", fullmatch=True),
        st.builds(Translation, st.sampled_from(["en", "zh"]), _HASHES, _HASHES),
        min_size=1,
    ),
)


@given(_LOCKS)
def test_a_lock_that_is_written_and_read_is_the_same(
    lock: dict[str, dict[str, Translation]],
) -> None:
    assert parse_lock(render_lock(lock)) == (lock, ())


def test_lock_is_sorted_by_question_and_field() -> None:
    entry = Translation("en", "0" * 10, "1" * 10)
    text = render_lock({"b": {"title": entry, "stem": entry}, "a": {"title": entry}})
    assert text.splitlines()[1:] == [
        "a:",
        "  title: en 0000000000 1111111111",
        "b:",
        "  stem: en 0000000000 1111111111",
        "  title: en 0000000000 1111111111",
    ]


@given(st.text())
def test_any_lock_file_is_read_without_an_exception(text: str) -> None:
    parse_lock(text)


def test_lock_that_is_a_folder_is_a_problem(bank_tree: BankTree) -> None:
    root = bank_tree({_NAME: _FILE})
    (root / LOCK_FILE).mkdir()
    lock, problems = load_lock(root)
    assert lock is None
    assert [problem.code for problem in problems] == ["SB186"]
