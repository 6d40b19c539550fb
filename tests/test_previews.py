from __future__ import annotations

import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from small_banks import PROJECT
from studybank import previews
from studybank.previews import PreviewError, main, unpack_preview


def _write_archive(path: Path, *files: zipfile.ZipInfo | str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in files:
            archive.writestr(file, "text")
    return path


def _special(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = (kind | 0o644) << 16
    return info


def test_a_site_is_unpacked_as_it_is(tmp_path: Path) -> None:
    names = ["index.html", "zh/index.html", "assets/a.12-b_c@2.css", "downloads/book.pdf"]
    archive = _write_archive(tmp_path / "site.zip", *names, zipfile.ZipInfo("empty/"))
    assert unpack_preview(archive, tmp_path / "out") == 4
    found = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in found) == sorted(names)


@pytest.mark.parametrize(
    "name",
    [
        "../index.html",
        "a/../../b.html",
        "/etc/cron.html",
        "C:/x.html",
        "a\\..\\b.html",
        ".git/config.txt",
        "assets/.htaccess",
        ".nojekyll",
        "CNAME",
        "run.sh",
        "page.html\n.html",
        "a//b.html",
        "./a.html",
        "a b.html",
        "$(id).html",
        "-rf.html",
        "é.html",
        "x" * 300 + ".html",
    ],
)
def test_a_path_that_no_site_has_is_refused(tmp_path: Path, name: str) -> None:
    archive = _write_archive(tmp_path / "site.zip", "index.html", name)
    with pytest.raises(PreviewError, match="path"):
        unpack_preview(archive, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_what_is_no_ordinary_file_is_refused(tmp_path: Path, kind: int) -> None:
    archive = _write_archive(tmp_path / "site.zip", "index.html", _special("a.html", kind))
    with pytest.raises(PreviewError, match="ordinary"):
        unpack_preview(archive, tmp_path / "out")


def test_a_file_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    archive = _write_archive(tmp_path / "site.zip", "index.html", "a.html", "A.html")
    with pytest.raises(PreviewError, match="twice"):
        unpack_preview(archive, tmp_path / "out")


def test_size_and_number_are_bounded_before_anything_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = _write_archive(tmp_path / "site.zip", "index.html", "a.html")
    with monkeypatch.context() as patch:
        patch.setattr(previews, "MOST_BYTES", 7)
        with pytest.raises(PreviewError, match="8 bytes"):
            unpack_preview(archive, tmp_path / "out")
    monkeypatch.setattr(previews, "MOST_FILES", 1)
    with pytest.raises(PreviewError, match="2 files"):
        unpack_preview(archive, tmp_path / "out")


def test_an_archive_that_understates_a_size_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "site.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("index.html", "a" * 5_000)
    # The central directory, at the end, says how long the file is.
    data = archive.read_bytes()
    place = data.rindex((5_000).to_bytes(4, "little"))
    archive.write_bytes(data[:place] + (10).to_bytes(4, "little") + data[place + 4 :])
    with pytest.raises(PreviewError, match="cannot be unpacked"):
        unpack_preview(archive, tmp_path / "out")


def test_what_is_no_archive_or_no_site_is_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.zip").write_text("no archive")
    assert main([str(tmp_path / "text.zip"), str(tmp_path / "out")]) == 1
    archive = _write_archive(tmp_path / "site.zip", "other.html")
    assert main([str(archive), str(tmp_path / "out")]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("Refused: the archive cannot be unpacked")
    assert second == "Refused: the archive has no index.html: it is not a site."


def test_it_runs_with_python_alone(tmp_path: Path) -> None:
    archive = _write_archive(tmp_path / "site.zip", "index.html")
    # -S leaves out every installed package, as in the job that publishes.
    result = subprocess.run(
        [sys.executable, "-S", "-m", "studybank.previews", str(archive), str(tmp_path / "out")],
        env={"PYTHONPATH": str(PROJECT / "hooks")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (0, "Unpacked 1 files.\n"), result.stderr
