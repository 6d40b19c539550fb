from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from proposal_forms import TEMPLATES
from small_banks import build_site, load_question
from studybank.drafting import render_template
from studybank.locales import LOCALES, Locale
from studybank.pages import build_pages
from studybank.repository import Repository
from studybank.site import Site

BankTree = Callable[[dict[str, str]], Path]

_EDIT = "https://github.com/owner/name/edit/main/"
_COMMIT = "0123456789abcdef0123456789abcdef01234567"
_NAME = "questions/overfitting/sample.yml"
_QUESTION = """
    title: {en: Sample, zh: 示例}
    stem: {en: What?, zh: 什么？}
    answer: {en: That., zh: 那个。}
    """


@pytest.fixture
def site(bank_tree: BankTree) -> Site:
    return replace(build_site(bank_tree({_NAME: _QUESTION})), edit_url=_EDIT, commit=_COMMIT)


def _page(site: Site, locale: Locale) -> str:
    (page,) = (page for page in build_pages(site) if page.uri == "topics/overfitting")
    return str(page.render(locale))


def test_a_file_is_edited_below_the_address_that_the_site_names() -> None:
    assert Repository(_EDIT).edit("content/x.yml") == f"{_EDIT}content/x.yml"
    assert Repository().edit("content/x.yml") == ""


def test_a_new_question_opens_in_its_folder_with_a_template_that_the_bank_takes() -> None:
    parts = urlsplit(Repository(_EDIT).add_question("dropout"))
    assert parts.path == "/owner/name/new/main/content/questions/dropout"
    (value,) = parse_qs(parts.query)["value"]
    (name,) = parse_qs(parts.query)["filename"]
    assert name.endswith(".yml")
    assert load_question(value).status == "draft"
    assert value == render_template("open", in_browser=True)
    # GitHub and browsers take 8,000 characters and more.
    assert len(parts.geturl()) < 4_000


@pytest.mark.parametrize("locale", LOCALES)
def test_a_report_fills_in_fields_that_the_form_has(locale: Locale) -> None:
    query = parse_qs(urlsplit(Repository(_EDIT, _COMMIT).report("sample", locale)).query)
    (template,) = query["template"]
    form = yaml.safe_load((TEMPLATES / template).read_text("utf-8"))
    fields = {item.get("id") for item in form["body"]}
    assert set(query) - {"template", "title"} == {"question", "language", "commit"} <= fields
    assert query["question"] == ["sample"]
    assert query["commit"] == [_COMMIT[:12]]


@pytest.mark.parametrize("commit", ["", "main", "123", "0123456; x", "ABCDEF0123456"])
def test_what_is_no_commit_is_left_out(commit: str) -> None:
    assert "commit" not in Repository(_EDIT, commit).report("sample", "en")


@pytest.mark.parametrize(
    "edit_url",
    [
        "",
        "https://example.org/edit/",
        "https://github.com/o/r/blob/main/",
        "javascript:alert(1)/edit/main/",
    ],
)
def test_another_kind_of_host_has_no_links_but_those_to_edit(edit_url: str) -> None:
    repository = Repository(edit_url, _COMMIT)
    assert repository.add_question("dropout") == ""
    assert repository.report("sample", "en") == ""


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_links_to_edit_report_and_add(site: Site, locale: Locale) -> None:
    html = _page(site, locale)
    assert f'href="{_EDIT}content/questions/overfitting/sample.yml"' in html
    assert f"/issues/new?template=report.{locale}.yml&amp;title=sample%3A%20" in html
    assert 'href="page:topics/overfitting#sb-add"' in html
    assert html.count('id="sb-add"') == 1
    assert "/new/main/content/questions/overfitting?filename=" in html


def test_a_site_without_a_repository_shows_no_empty_links(site: Site) -> None:
    html = _page(replace(site, edit_url=""), "en")
    assert "sb-add" not in html
    assert "content/questions" not in html
    assert 'href=""' not in html


def test_pages_do_not_change_with_time_but_with_the_commit_alone(site: Site) -> None:
    assert _page(site, "en") == _page(site, "en")
    unknown = _page(replace(site, commit=""), "en")
    assert unknown == _page(site, "en").replace(f"&amp;commit={_COMMIT[:12]}", "")
