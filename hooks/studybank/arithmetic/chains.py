r"""Splitting a formula into chains of sides that relations join.

`k = 3,\ a = 2\cdot3 = 6 \approx 6.0` has two chains; the second has four sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from studybank.arithmetic.tokens import Kind, Token

# Words that end one statement and begin another, also together with punctuation.
_CONNECTIVE = re.compile(
    r"(?:[\s,;.:，；。：]|\b(?:and|or|so|then|hence|thus|therefore|with|for|if|where|since|because|but"
    r"|while|i\.e)\b|且|和|所以|因此|故|即|则|于是|得|或|而|其中|以及|从而)+",
    re.IGNORECASE,
)
_LIST_WORD = re.compile(r"(?:[\s,，]|\b(?:and|or)\b|和|或|以及)*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Chain:
    """Sides in order, and the relations between them: one fewer than sides."""

    sides: tuple[tuple[Token, ...], ...]
    relations: tuple[Token, ...]


def build_chains(tokens: Iterable[Token]) -> list[Chain]:
    """Split tokens into chains, at breaks and relations outside all brackets."""
    chains: list[Chain] = []
    sides: list[tuple[Token, ...]] = []
    relations: list[Token] = []
    side: list[Token] = []
    depth = 0
    for token in [*_settle_layout(list(tokens)), Token(Kind.BREAK, "", 0, 0)]:
        depth = max(0, depth + (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE))
        ends_all = not token.text and token.kind is Kind.BREAK
        is_split = token.kind in (Kind.BREAK, Kind.COMMA, Kind.RELATION)
        if not is_split or (depth and not ends_all):
            side.append(token)
            continue
        sides.append(tuple(side))
        side = []
        if token.kind is Kind.RELATION:
            relations.append(token)
            continue
        chains.append(Chain(tuple(sides), tuple(relations)))
        if token.kind is Kind.COMMA and not relations:
            # "the mean of 3, 4, 5 = 4": what follows a bare list may be its last item.
            side = [Token(Kind.OTHER, "list", token.start, token.end)]
        sides, relations = [], []
    return chains


def _settle_layout(tokens: list[Token]) -> list[Token]:
    """Decide for each run of line ends, alignment marks and wide spaces what it means."""
    settled: list[Token] = []
    position = 0
    while position < len(tokens):
        token = _read_connective(tokens[position])
        if token.kind is not Kind.LAYOUT:
            settled.append(token)
            position += 1
            continue
        end = position
        while end < len(tokens) and tokens[end].kind is Kind.LAYOUT:
            end += 1
        before = settled[-1] if settled else None
        after = _read_connective(tokens[end]) if end < len(tokens) else None
        settled.extend(_read_layout(tokens[position:end], before, after))
        position = end
    return settled


def _read_connective(token: Token) -> Token:
    if token.kind is Kind.TEXT and _CONNECTIVE.fullmatch(token.text):
        kind = Kind.COMMA if _LIST_WORD.fullmatch(token.text) else Kind.BREAK
        return Token(kind, token.text, token.start, token.end)
    return token


def _read_layout(run: list[Token], before: Token | None, after: Token | None) -> list[Token]:
    ending = (Kind.RELATION, Kind.BREAK, Kind.COMMA)
    if before is None or after is None or before.kind in ending or after.kind in ending:
        return []
    if before.kind is Kind.OPERATOR or after.kind is Kind.CLOSE or before.kind is Kind.OPEN:
        return []
    start, end = run[0].start, run[-1].end
    stop = Token(Kind.BREAK, "layout", start, end)
    if after.kind is not Kind.OPERATOR:
        return [stop]
    if after.text == "-" and any(token.text != "&" for token in run):
        # Either the line before goes on, or a new one starts with a negative number.
        unsure = Token(Kind.OTHER, "layout", start, end)
        return [unsure, stop, unsure]
    return []
