"""MathJax's style sheet, cut into rules and down to those that some formulas use."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

# A quoted text may be any of `{`, `}` and `;`: those are characters that formulas show.
_STRING: Final = r'"(?:[^"\\]|\\.)*"'
_RULE: Final = re.compile(rf"((?:[^{{}}\"]|{_STRING})+)\{{((?:[^{{}}\"]|{_STRING})*)\}}")
_DECLARATION: Final = re.compile(rf"(?:[^;\"]|{_STRING})+")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_TAG: Final = re.compile(r"<((?:mjx|span)[^>]*)>")
_ATTRIBUTE: Final = re.compile(r'([\w-]+)="([^"]*)"')
_CONDITION: Final = re.compile(r'\[([\w-]+)(?:="([^"]*)")?\]')
_PSEUDO: Final = re.compile(r"::?[\w-]+(?:\([^)]*\))?")
# A hack for one engine: other engines must not understand its first selector.
_HACK: Final = "_::-webkit"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its selector list and its declarations, without superfluous white space."""

    selectors: tuple[str, ...]
    body: str

    def __str__(self) -> str:
        """Write the rule on one line."""
        return f"{','.join(self.selectors)}{{{self.body}}}\n"


@dataclass(frozen=True, slots=True)
class Element:
    """Which elements occur: name, classes and attributes, but no text and no place."""

    name: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str], ...]


@functools.lru_cache(maxsize=1)
def parse_rules(css: str) -> tuple[Rule, ...]:
    """Cut a style sheet without nested rules into its rules, in order."""
    return tuple(_build_rules(_COMMENT.sub("", css)))


def find_elements(htmls: Iterable[str]) -> frozenset[Element]:
    """Find every kind of element that occurs in formulas."""
    tags = {tag for html in htmls for tag in _TAG.findall(html)}
    return frozenset(_read_tag(tag) for tag in tags)


def filter_rules(rules: Iterable[Rule], elements: Iterable[Element]) -> tuple[Rule, ...]:
    """Keep the rules of which every part matches some element, in order.

    Fonts and rules for elements that do not occur are dropped; how elements are nested is not
    looked at, so a few more rules than needed may stay.
    """
    known = _Matcher(elements)
    kept = []
    for rule in rules:
        if rule.selectors[0].startswith("@"):
            continue
        if rule.selectors[0].startswith(_HACK):
            kept.append(rule)
            continue
        used = tuple(selector for selector in rule.selectors if known.matches(selector))
        if used:
            kept.append(Rule(used, rule.body))
    return tuple(kept)


class _Matcher:
    """Answers whether compound selectors match, each of them once."""

    def __init__(self, elements: Iterable[Element]) -> None:
        self._elements: dict[str, list[Element]] = {}
        self._all: list[Element] = []
        for element in elements:
            self._elements.setdefault(element.name, []).append(element)
            self._all.append(element)
        self._classes = {name for element in self._all for name in element.classes}
        self._answers: dict[str, bool] = {}

    def matches(self, selector: str) -> bool:
        compounds = re.split(r"\s*[>+~]\s*|\s+", selector)
        return all(self._matches_compound(compound) for compound in compounds)

    def _matches_compound(self, compound: str) -> bool:
        if compound not in self._answers:
            self._answers[compound] = self._search(_PSEUDO.sub("", compound))
        return self._answers[compound]

    def _search(self, compound: str) -> bool:
        conditions = _CONDITION.findall(compound)
        name, *classes = _CONDITION.sub("", compound).split(".")
        if not self._classes.issuperset(classes):
            return False
        candidates = self._elements.get(name.lower(), []) if name not in {"", "*"} else self._all
        return any(
            element.classes.issuperset(classes) and _has(element, conditions)
            for element in candidates
        )


def _has(element: Element, conditions: list[tuple[str, str]]) -> bool:
    attributes = dict(element.attributes)
    return all(name in attributes and value in {"", attributes[name]} for name, value in conditions)


def _build_rules(css: str) -> Iterator[Rule]:
    for selectors, body in _RULE.findall(css):
        names = tuple(" ".join(name.split()) for name in selectors.split(","))
        declarations = (part.strip() for part in _DECLARATION.findall(body))
        parts = (re.sub(r"\s*:\s+", ":", part, count=1) for part in declarations if part)
        short = (part.replace("! important", "!important") for part in parts)
        yield Rule(names, ";".join(short))


def _read_tag(tag: str) -> Element:
    name = tag.split(" ", 1)[0].lower()
    attributes = dict(_ATTRIBUTE.findall(tag))
    classes = attributes.pop("class", "").split()
    attributes.pop("data-tex", None)
    return Element(
        name,
        frozenset(each for each in classes if ":" not in each),
        tuple(sorted(attributes.items())),
    )
