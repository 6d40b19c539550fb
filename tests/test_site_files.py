"""What a server leaves in its folder, and what it writes anew."""

from __future__ import annotations

from pathlib import Path

from studybank.site_files import SiteFiles


def _write(site: SiteFiles, path: Path, identity: object, text: str) -> bool:
    lacks = site.lacks(str(path), identity)
    if lacks:
        site.write(str(path), identity, text.encode())
    return lacks


def test_a_file_is_written_when_it_differs_and_once_in_a_build(tmp_path: Path) -> None:
    site, page = SiteFiles(), tmp_path / "topics/x/index.html"
    site.begin(str(tmp_path))
    assert _write(site, page, "old", "old")
    assert not _write(site, page, "other", "other"), "the first one in a build counts"
    site.finish()
    site.begin(str(tmp_path))
    assert not _write(site, page, "old", "never written")
    assert page.read_text() == "old"
    site.finish()
    site.begin(str(tmp_path))
    assert _write(site, page, "new", "new")
    assert page.read_text() == "new"


def test_a_file_is_copied_when_its_source_has_changed(tmp_path: Path) -> None:
    site, source, copy = SiteFiles(), tmp_path / "source.js", tmp_path / "site/source.js"
    source.write_text("one")
    for text in ("one", "longer"):
        source.write_text(text)
        site.begin(str(tmp_path / "site"))
        site.copy(str(source), str(copy))
        site.finish()
        assert copy.read_text() == text
        copy.write_text("left alone")
        site.begin(str(tmp_path / "site"))
        site.copy(str(source), str(copy))
        site.finish()
        assert copy.read_text() == "left alone"


def test_what_no_build_asks_for_any_more_is_removed_and_nothing_else(tmp_path: Path) -> None:
    site, kept, gone, foreign, page = SiteFiles(), *(tmp_path / name for name in "abcd")
    for path in (foreign, page):
        path.write_text("of another")
    site.begin(str(tmp_path))
    assert _write(site, kept, 1, "kept")
    assert _write(site, gone, 1, "gone")
    site.leave(str(page))
    site.finish()
    site.begin(str(tmp_path))  # This build fails.
    assert _write(site, kept, 2, "half")
    site.begin(str(tmp_path))
    assert _write(site, kept, 3, "kept")
    site.finish()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "c"]


def test_nothing_is_known_of_another_folder(tmp_path: Path) -> None:
    site = SiteFiles()
    for folder in (tmp_path / "one", tmp_path / "two"):
        site.begin(str(folder))
        assert _write(site, folder / "index.html", "same", "same")
        site.finish()
    assert (tmp_path / "one/index.html").exists()
