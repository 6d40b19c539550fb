"""Figure files: what their ending says, and nothing that could run or load something."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.parsers import expat

from studybank.errors import Problem, build_problem
from studybank.load import Content

MAX_SVG: Final = 200_000
MAX_RASTER: Final = 1_000_000
_MAX_ELEMENTS: Final = 20_000
_MAX_DEPTH: Final = 64
_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset(
    re.findall(
        "[A-Za-z]+",
        """
    svg g defs symbol use title desc style path rect circle ellipse line polyline polygon text
    tspan textPath marker linearGradient radialGradient stop clipPath mask pattern metadata switch
    filter feGaussianBlur feOffset feBlend feFlood feComposite feMerge feMergeNode feColorMatrix
    """,
    )
)
_MAGIC: Final = {".png": b"\x89PNG\r\n\x1a\n", ".webp": b"RIFF"}
# Blanks and comments may stand in CSS where a browser does not care for them.
_CSS_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_CSS_URL: Final = re.compile(r"url\(\s*+[\"']?+\s*+(?!#)[^)\s]{0,60}", re.IGNORECASE)
_CSS_UNSAFE: Final = re.compile(r"@import|@font-face|expression\s*\(|javascript:|\\", re.IGNORECASE)


class _Fault(NamedTuple):
    """What is wrong with a picture.

    Attributes:
        line: Line, from 1.
        detail: What is wrong, as a clause.
        remedy: What to do.
    """

    line: int
    detail: str
    remedy: str


def check_pictures(content: Content) -> Iterator[Problem]:
    """Check every figure file, whether it is used or not."""
    for name in sorted(content.figures):
        for fault in _check_file(content.root / name):
            yield build_problem(
                "SB172", f"content/{name}", fault.line, 1, detail=fault.detail, remedy=fault.remedy
            )


def _check_file(path: Path) -> tuple[_Fault, ...]:
    try:
        stat = path.stat()
        limit = MAX_SVG if path.suffix == ".svg" else MAX_RASTER
        if stat.st_size > limit:
            detail = f"has {stat.st_size:,} bytes; the limit is {limit:,}"
            return (_Fault(1, detail, "Draw it with fewer points or digits."),)
        return _check_known(path, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        detail = f"cannot be read: {error.strerror or 'unknown reason'}"
        return (_Fault(1, detail, "Make it an ordinary readable file."),)


@functools.lru_cache(maxsize=4_096)
def _check_known(path: Path, modified: int, size: int) -> tuple[_Fault, ...]:  # noqa: ARG001 - the key
    data = path.read_bytes()
    if path.suffix == ".svg":
        return tuple(find_svg_faults(data))
    if not data.startswith(_MAGIC.get(path.suffix, b"")) or (
        path.suffix == ".webp" and data[8:12] != b"WEBP"
    ):
        detail = f"is not what its ending {path.suffix} says"
        return (_Fault(1, detail, "Save it in that format, or rename it."),)
    return ()


def find_svg_faults(data: bytes) -> list[_Fault]:
    """Find what makes an SVG unsafe to show, or unfit.

    The file comes from a pull request. It is decoded as UTF-8 before anything else, because
    another encoding could hide a declaration from the search below. Declarations are refused
    by text: entities could expand without bound or read files, and no figure needs them. Expat
    then reports elements one by one, so that no tree is built from a hostile file.

    Returns:
        At most the first 20 faults, in the order of the file.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [_Fault(1, "is not UTF-8 text", "Save it as UTF-8.")]
    declaration = re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-", text, re.IGNORECASE)
    if declaration:
        line = text.count("\n", 0, declaration.start()) + 1
        return [_Fault(line, f"has {declaration[0]}…", "Delete the declaration.")]
    reader = _SvgReader()
    try:
        reader.read(text)
    except _Enough:
        pass
    except expat.ExpatError as error:
        detail = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        reader.faults.append(_Fault(error.lineno, detail, "Export it again."))
    return reader.faults[:20]


class _Enough(Exception):  # noqa: N818 - not an error: it ends the reading
    """The file has shown enough."""


class _SvgReader:
    """Collects faults while expat reads."""

    def __init__(self) -> None:
        self.faults: list[_Fault] = []
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._depth = self._count = 0
        self._css: list[str] | None = None

    def read(self, text: str) -> None:
        self._parser.Parse(text.encode(), True)

    def _add(self, detail: str, remedy: str) -> None:
        self.faults.append(_Fault(self._parser.CurrentLineNumber, detail, remedy))
        if len(self.faults) >= 20:
            raise _Enough

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, name = tag.rpartition(" ")
        self._count += 1
        self._depth += 1
        if self._count > _MAX_ELEMENTS or self._depth > _MAX_DEPTH:
            self._add("has too many elements", "Draw it with fewer.")
            raise _Enough
        if self._count == 1:
            self._check_root(space, name, attributes)
        if space == _SVG and name not in _ELEMENTS:
            self._add(f"has the element <{name[:40]}>", "Draw with plain shapes and text.")
        elif space != _SVG and self._count > 1:
            self._add(f"has the foreign element <{name[:40]}>", "Save it as plain SVG.")
        if name == "style":
            self._css = []
        for key, value in attributes.items():
            self._check_attribute(key.rpartition(" ")[2].lower(), value)

    def _check_root(self, space: str, name: str, attributes: dict[str, str]) -> None:
        if (space, name) != (_SVG, "svg"):
            self._add("is no SVG", f'Begin with <svg xmlns="{_SVG}" viewBox="…">.')
            raise _Enough
        if "viewBox" not in attributes:
            self._add("has no viewBox", 'Write viewBox="0 0 width height" at <svg>.')

    def _check_attribute(self, name: str, value: str) -> None:
        if name.startswith("on"):
            self._add(f"runs a script ({name[:40]})", "Delete the attribute.")
        elif name in ("href", "src") and not value.strip().startswith("#"):
            self._add(f'refers to "{value[:60]}"', "Refer only to ids of the file itself (#id).")
        elif name == "base":
            self._add("changes its base address", "Delete the attribute.")
        else:
            self._check_css(value)

    def _check_css(self, css: str) -> None:
        plain = _CSS_COMMENT.sub("", css)
        found = _CSS_URL.search(plain) or _CSS_UNSAFE.search(plain)
        if found:
            detail = f"has CSS that may load something ({found[0][:60]})"
            self._add(detail, "Refer only to ids: url(#id).")

    def _text(self, data: str) -> None:
        if self._css is not None:
            self._css.append(data)

    def _end(self, tag: str) -> None:
        self._depth -= 1
        if self._css is not None and tag.rpartition(" ")[2] == "style":
            css, self._css = "".join(self._css), None
            self._check_css(css)
