"""The site's one style sheet."""

from __future__ import annotations

import re
from pathlib import Path

from small_banks import PROJECT
from studybank.listings import COLOURED
from studybank.site_styles import load_styles

FOLDER = PROJECT / "overrides/assets/stylesheets"


def test_every_style_sheet_is_in_it() -> None:
    whole = load_styles(FOLDER)
    for path in FOLDER.glob("*.css"):
        sheet = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        rules = [line.strip() for line in sheet.splitlines() if "{" in line]
        assert rules
        assert [rule for rule in rules if rule not in whole] == [], path.name


def test_comments_and_empty_lines_are_left_out(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.css"):
        tmp_path.joinpath(path.name).write_text("/* a\n b */\n\na { color: red; } /* c */\n")
    assert set(load_styles(tmp_path).splitlines()) == {"a { color: red; }"}


def test_the_kinds_of_token_that_listings_keep_are_those_with_a_colour() -> None:
    css = (FOLDER / "code.css").read_text("utf-8")
    assert set(re.findall(r"\.(\w+)", css)) - {"highlight"} == COLOURED


def test_what_is_for_paper_stays_on_paper() -> None:
    css = load_styles(FOLDER)
    assert css.index("@media print") > css.index(".sb-home__times")
    assert css.count("@page") == 1
