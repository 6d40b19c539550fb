"""What the plot scripts share: the frame of a picture, its colours and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

FOLDER = Path(__file__).parent.parent
"""Where the pictures are kept."""

NIGHT = {
    "#1c2430": "#d9dee6",
    "#1f4e8c": "#8fb7ee",
    "#b03a2e": "#f0917f",
    "#2e6b4f": "#86c9a5",
    "#7a4fa3": "#c3a3e6",
    "#9aa3ad": "#6b7480",
    "#6b7480": "#9aa3ad",
    "#e9eef5": "#243042",
}
"""The colours of a dark page, by those of a light one: ink, blue, red, green, violet, two greys
and the ground of a box. Other colours stay as they are."""

_RULE = re.compile(r"([^{}]+?) \{ ([^{}]+?);? \}")
_COLOUR = re.compile("|".join(NIGHT))


def style(day: str, night: str | None = None) -> str:
    """Give the style of a picture on light and dark pages.

    Args:
        day: Rules for a light page, with their line breaks.
        night: Rules for a dark page; by default those of the day that set a colour of `NIGHT`.
    """
    rules = "\n".join(_darken(day.strip())) if night is None else night.strip("\n")
    return f"<style>\n{day.strip()}\n@media (prefers-color-scheme: dark) {{\n{rules}\n}}\n</style>"


def _darken(day: str) -> Iterable[str]:
    for line in day.splitlines():
        rules = [_darken_rule(*rule.groups()) for rule in _RULE.finditer(line)]
        if any(rules):
            yield "  " + " ".join(rule for rule in rules if rule)


def _darken_rule(selector: str, declarations: str) -> str:
    coloured = [
        _COLOUR.sub(lambda found: NIGHT[found[0]], declaration)
        for declaration in declarations.split("; ")
        if _COLOUR.search(declaration)
    ]
    return f"{selector.strip()} {{ {'; '.join(coloured)}; }}" if coloured else ""


def picture(
    size: tuple[float, float], css: str, body: Iterable[str], *, top: int = 0, more: str = ""
) -> str:
    """Give a picture as SVG.

    Args:
        size: Width and height of its view box.
        css: Its style.
        body: Its elements.
        top: Upper edge of its view box.
        more: Further attributes of the root.
    """
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 {top} {size[0]} {size[1]}" '
        f'font-family="system-ui, sans-serif"{more}>'
    )
    return "\n".join((head, css, *body, "</svg>")) + "\n"


def save(name: str, text: str) -> None:
    """Write a picture beside the others."""
    (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")


def scale(values: tuple[float, float], places: tuple[float, float]) -> Callable[[float], float]:
    """Give the place of each value when two values have the given places."""
    (low, high), (start, end) = values, places
    return lambda value: start + (value - low) / (high - low) * (end - start)


def arrow_right(start: int, end: int, y: int) -> list[str]:
    """Give an arrow to the right, of the classes `line` and `head`."""
    return [
        f'<path class="line" d="M{start} {y}H{end - 11}"/>',
        f'<path class="head" d="M{end - 12} {y - 6}v12l12 -6z"/>',
    ]
