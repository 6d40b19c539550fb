"""Sizes of figures, so that a page keeps their place before they are loaded."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

_VIEW_BOX: Final = re.compile(
    rb"<svg\b[^>]{0,2000}?\bviewBox\s*=\s*[\"']\s*[-0-9.]+[ ,]+[-0-9.]+[ ,]+"
    rb"([0-9]{1,6}(?:\.[0-9]+)?)[ ,]+([0-9]{1,6}(?:\.[0-9]+)?)\s*[\"']"
)
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"


def read_sizes(root: Path, names: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """Read the sizes of figures.

    Args:
        root: The `content/` folder.
        names: Paths below it.

    Returns:
        Width and height in pixels by path; what cannot be read is left out.
    """
    sizes: dict[str, tuple[int, int]] = {}
    for name in names:
        size = parse_size((root / name).read_bytes()[:4096])
        if size:
            sizes[name] = size
    return sizes


def parse_size(head: bytes) -> tuple[int, int] | None:
    """Find the size in the first bytes of an SVG (its viewBox), PNG (IHDR) or WebP file."""
    if head.startswith(_PNG_HEAD):
        size = head[16:24]
        width, height = struct.unpack(">II", size) if len(size) == 8 else (0, 0)
        return (int(width), int(height)) if width and height else None
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _parse_webp(head)
    match = _VIEW_BOX.search(head)
    return (round(float(match[1])), round(float(match[2]))) if match else None


def _parse_webp(head: bytes) -> tuple[int, int] | None:
    """Read the frame size of the three kinds of WebP (RFC 9649, sections 2.4 to 2.7)."""
    kind = head[12:16]
    if len(head) < 30:
        return None
    if kind == b"VP8X":
        width = int.from_bytes(head[24:27], "little") + 1
        return width, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
