"""Builds of the real repository."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from golden_files import BANK
from sites import Built, build, check, copy_project, find_addresses
from small_banks import PROJECT, build_site
from studybank.locales import LOCALES
from studybank.model.bank import walk_parts
from studybank.model.fields import Localized
from studybank.model.walk import walk_texts
from studybank.pages import build_linker, build_pages
from studybank.prose import plain_text
from studybank.search import FOLDER
from studybank.site import Site

_BASE = "https://example.org/bank/"
_EPOCH = "1700000000"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the repository, which nobody edits while the tests run."""
    return copy_project(tmp_path_factory.mktemp("project") / "copy")


@pytest.fixture(scope="module")
def site(project: Path) -> Site:
    """Give the real bank."""
    return build_site(project / "content")


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the real site below an address with a path."""
    folder = tmp_path_factory.mktemp("built")
    result = build(folder, project, SITE_URL=_BASE, SOURCE_DATE_EPOCH=_EPOCH)
    assert result.code == 0, result.output
    return result


@pytest.fixture(scope="module")
def built_files(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the real site with pages that are files."""
    folder = tmp_path_factory.mktemp("files")
    result = build(folder, project, "--no-directory-urls", SITE_URL=_BASE)
    assert result.code == 0, result.output
    return result


def test_a_build_says_nothing_but_that_it_is_done(built: Built) -> None:
    lines = [line for line in built.output.splitlines() if not line.startswith("INFO")]
    assert lines == []
    assert "Documentation built" in built.output


def test_every_page_is_there_in_both_locales(built: Built, site: Site) -> None:
    linker = build_linker(site.bank)
    expected = {
        f"{linker.site_path(page.uri, locale)}index.html"
        for page in build_pages(site)
        for locale in LOCALES
    }
    written = {
        f"{prefix}{name}/index.html"
        for prefix in ("", "zh/")
        for name in ("cli", "codes", "developers", "import", "style")
    }
    assert set(built.pages) == expected | written | {"404.html"}


def test_a_build_writes_nothing_beside_its_site(built: Built, project: Path) -> None:
    assert built.files
    for folder in ("content", "docs_src", "hooks", "overrides"):
        for path in (project / folder).rglob("*"):
            original = PROJECT / path.relative_to(project)
            assert original.exists() or "__pycache__" in path.parts, path


def test_pages_can_be_files(built_files: Built, site: Site) -> None:
    linker = build_linker(site.bank, directory_urls=False)
    for page in build_pages(site):
        for locale in LOCALES:
            assert linker.site_path(page.uri, locale) in built_files.pages


def test_every_question_is_once_on_its_topic_page(built: Built, site: Site) -> None:
    linker = build_linker(site.bank)
    for question in site.bank.questions:
        for locale in LOCALES:
            page = f"{linker.site_path(f'topics/{question.topic}', locale)}index.html"
            assert built.ids[page].count(question.id) == 1, f"{question.id} on {page}"


def test_no_id_stands_twice_on_a_page(built: Built) -> None:
    for page, ids in built.ids.items():
        twice = {name for name in ids if ids.count(name) > 1} if len(set(ids)) < len(ids) else ()
        assert twice == (), page


def test_every_page_states_its_language(built: Built) -> None:
    for page, html in built.pages.items():
        language = re.search(r'<html lang="([^"]*)"', html)
        assert language is not None
        assert language[1] == ("zh-Hans" if page.startswith("zh/") else "en"), page


def _targets(page: str, address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    path = unquote(parts.path)
    if path.startswith("/"):
        prefix = urlsplit(_BASE).path
        assert path.startswith(prefix), f"{page}: {address} leaves the site"
        path = path.removeprefix(prefix)
    elif path:
        path = posixpath.join(posixpath.dirname(page), path)
    else:
        path = page
    path = posixpath.normpath(path) + ("/" if path.endswith("/") else "")
    if path in ("", ".", "./") or path.endswith("/"):
        path = f"{path.removesuffix('/')}/index.html".removeprefix("./").removeprefix("/")
    return path, unquote(parts.fragment)


def _broken(built: Built) -> Iterator[str]:
    for page, html in built.pages.items():
        for tag, _, address in find_addresses(html):
            if re.match(r"[a-z]+:", address) and not address.startswith(_BASE):
                continue
            path, fragment = _targets(page, address.replace(_BASE, urlsplit(_BASE).path))
            if path not in built.files and f"{path}/index.html" not in built.files:
                yield f"{page}: <{tag}> leads to {address}"
            # Material makes the anchors of its own switches, such as "#__search", by script.
            elif fragment not in ("", *built.ids.get(path, [fragment])) and fragment[:2] != "__":
                yield f"{page}: <{tag}> leads to {address}, without that anchor"


def test_pages_with_a_toolbar_say_so_to_the_style_sheet(built: Built) -> None:
    barred = {name for name, html in built.pages.items() if '<body class="sb-barred">' in html}
    assert barred == {n for n, html in built.pages.items() if 'data-sb-component="toolbar"' in html}
    assert 0 < len(barred) < len(built.pages)


def test_every_internal_address_leads_somewhere(built: Built) -> None:
    assert sum(len(list(find_addresses(html))) for html in built.pages.values()) > 2_000
    assert list(_broken(built)) == []


def test_every_internal_address_of_pages_as_files_leads_somewhere(built_files: Built) -> None:
    assert list(_broken(built_files)) == []


def test_no_mark_of_ours_is_left(built: Built) -> None:
    for page, html in built.pages.items():
        for _, _, address in find_addresses(html):
            assert not address.startswith(("q:", "page:", "file:")), page
        assert not re.search("[\ue000-\uf8ff]", html), page
        prose = re.sub(r"<(script|code|pre)\b.*?</\1>", "", html, flags=re.DOTALL)
        assert "[[" not in re.sub(r'data-tex="[^"]*"', "", prose), page


def test_nothing_is_loaded_from_elsewhere(built: Built) -> None:
    for page, html in built.pages.items():
        for tag, attributes, address in find_addresses(html):
            followed = tag == "a" or 'rel="canonical"' in attributes or "alternate" in attributes
            assert followed or not re.match(r"[a-z]+:|//", address), f"{page}: {address}"
    for name in built.files:
        if name.endswith(".css"):
            css = (built.folder / name).read_text("utf-8")
            assert not re.search(r"url\([\"']?(?:https?:)?//|@import", css), name


def test_every_page_begins_with_its_policy_and_holds_nothing_that_it_refuses(built: Built) -> None:
    for page, html in built.pages.items():
        meta = '<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="'
        policy = html.partition(meta)[2].partition('"')[0]
        assert policy.startswith("default-src 'none'; script-src 'self' 'sha256-"), page
        assert "unsafe" not in policy, page
        assert re.findall(r"<style\b|<[^<>]*\s(?:style|on[a-z]+)=|javascript:", html) == [], page


def test_canonical_addresses_and_the_site_map_stand_below_the_site_url(built: Built) -> None:
    for page, html in built.pages.items():
        found = re.search(r'<link rel="canonical" href="([^"]*)">', html)
        if page != "404.html":
            assert found is not None
            assert found[1] == _BASE + page.removesuffix("index.html")
    site_map = (built.folder / "sitemap.xml").read_text("utf-8")
    places = re.findall(r"<loc>(.*?)</loc>", site_map)
    assert all(place.startswith(_BASE) for place in places)
    assert len(places) == len(set(places)) > 40


def test_the_site_holds_nothing_of_the_program(built: Built) -> None:
    kinds = {Path(name).suffix for name in built.files}
    assert not kinds & {".py", ".yml", ".yaml", ".md", ".toml", ".pyc", ".lock"}
    assert not any("hooks" in name or "schema.json" in name for name in built.files)


def _hidden_texts(site: Site) -> Iterator[tuple[str, Localized]]:
    hidden = ("approach", "self_check", "answers", "resolution", "rubric", "notes", "rationale")
    for question in site.bank.questions:
        for loc, text in walk_texts(question):
            in_follow_up = "follow_ups" in loc and "answers" in loc
            if in_follow_up or any(name in loc for name in hidden):
                yield question.id, text


def _probes(text: str) -> set[str]:
    """Give runs of words that are long enough to stand for a text."""
    return {
        run.strip()
        for run in re.findall(r"[\u4e00-\u9fff]{10,}|(?:[A-Za-z]+ ){5,}[A-Za-z]+", plain_text(text))
    }


def test_nothing_hidden_is_in_descriptions_or_the_search(built: Built, site: Site) -> None:
    titles = " ".join(str(question.title) for question in site.bank.questions)
    visible = titles + " ".join(
        text
        for question in site.bank.questions
        for _, part in walk_parts(question)
        for found in (
            part.stem,
            *(option.text for option in part.options),
            *(statement.text for statement in part.statements),
        )
        if found
        for text in (found.en or "", found.zh or "")
    )
    descriptions = " ".join(
        re.findall(
            r'<meta (?:name|property)="[^"]*" content="([^"]*)"', " ".join(built.pages.values())
        )
    )
    indexes = [path for path in built.folder.rglob("*.json") if "search" in path.as_posix()]
    assert indexes
    searched = " ".join(
        json.dumps(json.loads(p.read_text("utf-8")), ensure_ascii=False) for p in indexes
    )
    checked = 0
    for owner, text in _hidden_texts(site):
        for written in (text.en or "", text.zh or ""):
            for probe in _probes(written):
                if probe not in visible:
                    checked += 1
                    assert probe not in descriptions, f"{owner}: {probe}"
                    assert probe not in searched, f"{owner}: {probe}"
    assert checked > 200


def test_the_search_knows_every_question_in_both_locales(built: Built, site: Site) -> None:
    folder = built.folder / FOLDER
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = sorted(folder.glob("questions-*.json"))
    known = [entry for path in files for entry in json.loads(path.read_text("utf-8"))]
    assert sorted(entry["id"] for entry in known) == sorted(q.id for q in site.bank.questions)
    linker = build_linker(site.bank)
    for entry in known:
        for locale in LOCALES:
            path, _ = manifest["pages"][entry["page"]][locale]
            assert path == linker.site_path(entry["page"], locale)
            assert entry["id"] in built.ids[f"{path}index.html"]


def test_the_same_sources_give_the_same_bytes(built: Built, project: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "again", project, SITE_URL=_BASE, SOURCE_DATE_EPOCH=_EPOCH)
    assert again.code == 0, again.output
    assert again.files == built.files
    different = [
        name
        for name in sorted(built.files)
        if (again.folder / name).read_bytes() != (built.folder / name).read_bytes()
    ]
    assert different == []


def test_an_error_in_the_content_ends_a_build_with_the_list_of_check(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", BANK / "content")
    broken = project / "content/questions/overfitting/gap-read.yml"
    broken.write_text(broken.read_text("utf-8").replace("level: 2", "level: two"), "utf-8")
    (project / "content/questions/perceptron/step-unit.yml").write_text("title: [\n", "utf-8")
    result = build(tmp_path / "site", project)
    code, lines = check(project)
    problems = [line for line in lines if " SB1" in line]
    assert (result.code, code) == (1, 1)
    assert len(problems) == 2
    assert [line for line in result.output.splitlines() if " SB1" in line] == problems
    assert "Traceback" not in result.output
    assert not (tmp_path / "site/index.html").exists()
