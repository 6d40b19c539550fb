"""Reading HTML in tests: elements, texts with their language, and a layout that diffs well."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Final

VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_FORMULA: Final = re.compile(
    r'<mjx-container[^>]* data-tex="([^"]*)" class="(sb-math(?: sb-math--display)?)[^"]*"'
    r".*?</mjx-container>",
    re.DOTALL,
)

_DRAWING: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)


@dataclass
class Element:
    """One element of a page.

    Attributes:
        tag: Its name.
        attributes: Their values by name; empty for those without one.
        parent: The element around it.
        texts: The texts directly inside it.
    """

    tag: str
    attributes: dict[str, str]
    parent: Element | None = field(default=None, repr=False)
    texts: list[str] = field(default_factory=list)

    @property
    def classes(self) -> set[str]:
        """Its classes."""
        return set(self.attributes.get("class", "").split())

    @property
    def language(self) -> str:
        """The language that it or the nearest element around it states."""
        if "lang" in self.attributes:
            return self.attributes["lang"]
        return self.parent.language if self.parent else ""

    def is_inside(self, css_class: str) -> bool:
        """Tell whether it or an element around it has a class."""
        here: Element | None = self
        while here is not None and css_class not in here.classes:
            here = here.parent
        return here is not None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.here = self.root
        self.elements: list[Element] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.elements.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.here.tag != tag or self.here.parent is None:
            self.faults.append(f"</{tag}> ends <{self.here.tag}>")
            return
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        self.here.texts.append(data)


def read_html(html: str) -> list[Element]:
    """Give every element in document order; fail where tags are not balanced."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.faults == []
    assert reader.here is reader.root, f"<{reader.here.tag}> is not ended"
    return [reader.root, *reader.elements]


def tidy(html: str) -> str:
    """Lay HTML out with a tag or text on each line, with formulas as their TeX."""
    writer = _Writer()
    html = _FORMULA.sub(r'<span class="\2">$\1$</span>', html)
    writer.feed(_DRAWING.sub("<svg></svg>", html))
    writer.close()
    return "".join(f"{line}\n" for line in writer.lines)


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.depth = 0
        self.code: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.code is not None:
            self.code.append(self.get_starttag_text() or "")
            return
        written = [name if value is None else f'{name}="{escape(value)}"' for name, value in attrs]
        self._write(f"<{' '.join((tag, *written))}>")
        self.depth += tag not in VOID
        if tag == "pre":
            self.code = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.code is not None:
            if tag != "pre":
                self.code.append(f"</{tag}>")
                return
            # Spaces count in a listing.
            self.lines += (f"|{line}" for line in "".join(self.code).split("\n"))
            self.code = None
        self.depth -= 1
        opened = next((index for index in (-1, -2) if self._opens(index, tag)), None)
        if opened is None:
            self._write(f"</{tag}>")
        else:
            # What holds nothing or one text stays on a line.
            text = self.lines.pop().strip() if opened == -2 else ""
            self.lines[-1] += f"{text}</{tag}>"

    def _opens(self, index: int, tag: str) -> bool:
        if len(self.lines) < -index or (index == -2 and self.lines[-1].strip().startswith("<")):
            return False
        line = self.lines[index].strip()
        return line.startswith((f"<{tag} ", f"<{tag}>")) and "</" not in line

    def handle_data(self, data: str) -> None:
        if self.code is not None:
            self.code.append(escape(data, quote=False))
            return
        for line in data.split("\n"):
            if line.strip():
                self._write(escape(line.strip(), quote=False))

    def _write(self, line: str) -> None:
        self.lines.append(f"{' ' * self.depth}{line}")
