r"""Slips that MathJax accepts in silence, found before a reader finds them.

`$e^-x$`, `$max{0,z}$` or `$softmax(x)$` compile and print something else than was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from studybank.formulas.commands import (
    CALLED_NAMES,
    DECLARATIONS,
    FORBIDDEN,
    GREEK,
    NAMES,
    OPERATORS,
    RELATIONS,
)
from studybank.formulas.records import Formula
from studybank.formulas.tokens import Token, Zone, split_tokens, tokenize

_HAN: Final = re.compile(r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff]")
_HAN_WIDE: Final = re.compile(r"[\U00020000-\U0003ffff]")
_FULL_WIDTH: Final = {
    "，": ",", "、": ",", "。": ".", "；": ";", "：": ":", "！": "!", "？": r"\text{?}",
    "（": "(", "）": ")", "【": "[", "】": "]", "｛": r"\{", "｝": r"\}", "《": r"\langle",
    "》": r"\rangle", "「": r"\text{…}", "」": r"\text{…}", "“": r"\text{…}", "”": r"\text{…}",
    "‘": "'", "’": "'", "…": r"\dots", "—": "-", "～": r"\sim", "\u3000": r"\quad",
}  # fmt: skip
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_BLACKBOARD: Final = frozenset({"mathbb", "Bbb"})
_SUSPECT: Final = re.compile(r"[^\x00-\x7f]|\$|[\^_](?:[-+]|[0-9][0-9.])")
_FORBIDDEN_WORDS: Final = frozenset(f"\\{name}{star}" for name in FORBIDDEN for star in ("", "*"))
_SUSPECT_WORDS: Final = _FORBIDDEN_WORDS.union(
    NAMES, CALLED_NAMES, (f"\\{name}{star}" for name in _BLACKBOARD for star in ("", "*"))
)


@dataclass(frozen=True, slots=True)
class Lint:
    """A slip in a formula.

    Attributes:
        kind: `stray-dollar`, `full-width`, `han`, `loose-exponent`, `bare-braces`,
            `blackboard-digit`, `bare-name` or `forbidden`.
        offset: Character of the TeX at which it begins, from 0.
        found: The characters in question.
        instead: What to write instead; empty if there is nothing to write.
    """

    kind: str
    offset: int
    found: str
    instead: str


def lint(formula: Formula) -> tuple[Lint, ...]:
    """Find slips in a formula, by place in ascending order."""
    if not _may_slip(formula.tex):
        return ()
    tokens = tokenize(formula.tex)
    found = [slip for rule in _RULES for slip in rule(tokens)]
    braces = {slip.offset for slip in found if slip.kind == "bare-braces"}
    kept = (slip for slip in found if slip.kind != "bare-name" or slip.offset not in braces)
    return tuple(sorted(kept, key=lambda slip: (slip.offset, slip.kind)))


def _may_slip(tex: str) -> bool:
    """Tell quickly whether a rule may find something: most formulas hold nothing of that kind."""
    if _SUSPECT.search(tex) or ("{" in tex and "," in tex):
        return True
    return not _SUSPECT_WORDS.isdisjoint(split_tokens(tex))


def may_be_forbidden(tex: str) -> bool:
    """Tell quickly whether a formula may use a command that none may."""
    return not _FORBIDDEN_WORDS.isdisjoint(split_tokens(tex))


def find_forbidden(tokens: Sequence[Token]) -> Iterator[Lint]:
    """Find commands that no formula may use, wherever they stand."""
    for token in tokens:
        if token.command in FORBIDDEN:
            yield Lint("forbidden", token.offset, "\\" + token.command, "")


def _find_dollars(tokens: Sequence[Token]) -> Iterator[Lint]:
    for token in tokens:
        if token.text == "$" and token.zone is not Zone.TEXT:
            yield Lint("stray-dollar", token.offset, "$", r"\$")


def _find_chinese(tokens: Sequence[Token]) -> Iterator[Lint]:
    run, start = "", 0
    for token in tokens:
        is_han = bool(_HAN.match(token.text) or _HAN_WIDE.match(token.text))
        if is_han and token.zone in {Zone.MATH, Zone.WORDS}:
            start = start if run else token.offset
            run += token.text
            continue
        if run:
            yield Lint("han", start, run, rf"\text{{{run}}}")
            run = ""
    if run:
        yield Lint("han", start, run, rf"\text{{{run}}}")


def _find_full_width(tokens: Sequence[Token]) -> Iterator[Lint]:
    for token in tokens:
        if token.zone is Zone.TEXT:
            continue
        for index, sign in enumerate(token.text):
            instead = _FULL_WIDTH.get(sign)
            if instead is None and "！" <= sign <= "～":
                instead = chr(ord(sign) - 0xFEE0)
            if instead is not None:
                yield Lint("full-width", token.offset + index, sign, instead)


def _find_loose_exponents(tokens: Sequence[Token]) -> Iterator[Lint]:
    for index, token in enumerate(tokens):
        if token.text not in {"^", "_"} or token.zone not in {Zone.MATH, Zone.WORDS}:
            continue
        following = tokens[index + 1 : index + 5]
        script = _read_loose_script(following)
        if script:
            yield Lint(
                "loose-exponent", token.offset, token.text + script, f"{token.text}{{{script}}}"
            )


def _read_loose_script(tokens: Sequence[Token]) -> str:
    """Return a script of which TeX would take only the first character; else nothing."""
    if not tokens:
        return ""
    sign = tokens[0].text if tokens[0].text in {"-", "+"} else ""
    rest = tokens[1:] if sign else tokens
    number = _NUMBER.match("".join(token.text for token in rest))
    if number:
        return sign + number[0] if sign or len(number[0]) > 1 else ""
    if not sign or not rest:
        return ""
    if rest[0].command in GREEK or rest[0].command in {"frac", "tfrac", "dfrac", "sqrt", "infty"}:
        return sign + rest[0].text
    return sign + rest[0].text if rest[0].text.isascii() and rest[0].text.isalpha() else ""


def _find_bare_braces(tokens: Sequence[Token]) -> Iterator[Lint]:
    for index, token in enumerate(tokens):
        if token.text != "{" or token.zone is not Zone.MATH:
            continue
        inner = _read_group(tokens, index)
        previous = _previous(tokens, index)
        if not _lists_things(inner, token.depth + 1) or not _opens_no_argument(previous):
            continue
        body = "".join(part.text for part in inner)
        is_name = previous is not None and previous.text.strip("\\") in OPERATORS
        if is_name and previous is not None:
            name = previous.text.strip("\\")
            found = f"{previous.text}{{{body}}}"
            yield Lint("bare-braces", previous.offset, found, rf"\{name}\{{{body}\}}")
        else:
            yield Lint("bare-braces", token.offset, f"{{{body}}}", rf"\{{{body}\}}")


def _read_group(tokens: Sequence[Token], index: int) -> Sequence[Token]:
    """Return what the brace at `index` encloses; nothing if it is never closed."""
    for end in range(index + 1, len(tokens)):
        if tokens[end].text == "}" and tokens[end].depth == tokens[index].depth:
            return tokens[index + 1 : end]
    return ()


def _lists_things(inner: Sequence[Token], depth: int) -> bool:
    """Tell whether a group holds at least two things with a comma between them."""
    words = [token for token in inner if not token.is_space]
    if len(words) < 3 or words[0].command in DECLARATIONS:
        return False
    level = 0
    for token in words[1:-1]:
        level += (token.text in {"(", "["}) - (token.text in {")", "]"})
        if token.text == "," and token.depth == depth and level + (words[0].text in "([") == 0:
            return True
    return False


def _opens_no_argument(previous: Token | None) -> bool:
    """Tell whether a brace after `previous` only groups, so that it would not be printed."""
    if previous is None:
        return True
    if previous.command:
        return previous.command in OPERATORS or previous.command in RELATIONS
    return previous.text in OPERATORS or previous.text in {"=", "<", ">", ":", "(", "+", "-", "|"}


def _previous(tokens: Sequence[Token], index: int) -> Token | None:
    return next((token for token in reversed(tokens[:index]) if not token.is_space), None)


def _find_blackboard_digits(tokens: Sequence[Token]) -> Iterator[Lint]:
    for index, token in enumerate(tokens):
        if token.command not in _BLACKBOARD:
            continue
        following = [part for part in tokens[index + 1 : index + 4] if not part.is_space]
        letters = following[1:2] if following[:1] and following[0].text == "{" else following[:1]
        text = letters[0].text if letters else ""
        if text.isascii() and (text.isdigit() or text.islower()):
            found = rf"\{token.command}{{{text}}}"
            yield Lint("blackboard-digit", token.offset, found, rf"\mathbf{{{text}}}")


def _find_bare_names(tokens: Sequence[Token]) -> Iterator[Lint]:
    for index, token in enumerate(tokens):
        if token.zone is not Zone.MATH:
            continue
        instead = NAMES.get(token.text)
        if instead is None and [part.text for part in tokens[index + 1 : index + 2]] == ["("]:
            instead = CALLED_NAMES.get(token.text)
        if instead is not None:
            yield Lint("bare-name", token.offset, token.text, instead)


_RULES: Final[tuple[Callable[[Sequence[Token]], Iterator[Lint]], ...]] = (
    find_forbidden,
    _find_dollars,
    _find_chinese,
    _find_full_width,
    _find_loose_exponents,
    _find_bare_braces,
    _find_blackboard_digits,
    _find_bare_names,
)
