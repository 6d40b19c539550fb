from __future__ import annotations

import struct
from pathlib import Path

import pytest

from small_banks import PROJECT
from studybank.figures import parse_size, read_sizes
from studybank.load import load_content
from studybank.model.assets import Figure
from studybank.model.walk import walk_records

_PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 360)


@pytest.mark.parametrize(
    ("head", "size"),
    [
        (b'<svg xmlns="x" viewBox="0 0 480 240">', (480, 240)),
        (b"<svg viewBox='0 0 480 240'>", (480, 240)),
        # The three kinds of WebP, of 123 by 45 pixels.
        (bytes.fromhex("5249464644000000574542505650382038000000f003009d012a7b002d00"), (123, 45)),
        (bytes.fromhex("524946462c000000574542505650384c200000002f7a000b00074020698b"), (123, 45)),
        (bytes.fromhex("524946466e00000057454250565038580a000000100000007a00002c0000"), (123, 45)),
        (b'<svg viewBox="0,0,480,240">', (480, 240)),
        (b'<svg viewBox = " -5 -5.5 480.4 239.6 ">', (480, 240)),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<svg\n  viewBox="0 0 1 2">', (1, 2)),
        (b'<svg width="9" height="9" viewBox="0 0 4 5"><svg viewBox="0 0 7 8">', (4, 5)),
        (_PNG, (640, 360)),
        (b'<svg width="9" height="9">', None),
        (b'<svg viewBox="0 0 480">', None),
        (b'<svgx viewBox="0 0 4 5">', None),
        (b"RIFF....WEBPVP8 ", None),
        (b"\x89PNG\r\n\x1a\n\x00\x00", None),
        (b"", None),
        (b'<svg viewBox="0 0 4.5.6 1..2">', None),
        (b"<svg " * 800, None),
    ],
)
def test_a_figures_size_is_read_from_its_first_bytes(
    head: bytes, size: tuple[int, int] | None
) -> None:
    assert parse_size(head) == size


def test_a_figure_that_cannot_be_read_has_no_size(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg viewBox="0 0 4 5">')
    (tmp_path / "b.svg").write_text("text")
    assert read_sizes(tmp_path, ["a.svg", "b.svg"]) == {"a.svg": (4, 5)}


def test_every_figure_of_the_bank_has_a_size_and_is_there() -> None:
    content = load_content(PROJECT / "content")
    sizes = read_sizes(content.root, content.figures)
    assert set(sizes) == content.figures
    assert all(200 <= width <= 680 for width, _ in sizes.values())
    named = {
        path
        for question in content.bank.questions
        for _, record in walk_records(question)
        if isinstance(record, Figure)
        for path in (record.src.all, record.src.en, record.src.zh)
        if path is not None
    }
    assert named <= content.figures
