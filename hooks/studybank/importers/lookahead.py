"""What only the following lines tell: whether a heading, list or letter begins something."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from studybank.importers.lines import Line, trim
from studybank.importers.ordinals import ordinal
from studybank.importers.tokens import Token

_ASKS: Final = re.compile(
    r"[?？]\s*[*_]*$|^\W*(?:explain|describe|compute|calculate|derive|show|prove|write|implement|"
    r"compare|name|list|give|state|define|draw|sketch|find|discuss|judge|what|why|how|when|which|"
    r"解释|说明|计算|推导|证明|写出|实现|比较|列出|列举|给出|定义|画出|求|讨论|简述|为什么|什么|如何|判断|指出|说出)",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"\s*[-*+]\s")
ONE_PARAGRAPH: Final = frozenset({"note", "tip", "warning", "constraint", "result", "approach"})
"""Fields that end with their paragraph."""
_MOST_BETWEEN: Final = 3


def asks(text: str) -> bool:
    """Tell whether a text asks for something."""
    return bool(_ASKS.search(text.strip()))


def is_before_question(tokens: Sequence[Token]) -> bool:
    """Tell whether a question starts soon: what stands before it is the heading of a section."""
    between = 0
    for token in tokens:
        if token.kind == "question":
            return True
        between += token.kind not in ("blank", "left", "heading")
        if between > _MOST_BETWEEN:
            return False
    return False


def has_second_option(tokens: Sequence[Token]) -> bool:
    """Tell whether an option B follows before anything else begins."""
    for token in tokens:
        if token.kind in ("question", "heading", "field", "part"):
            return False
        if token.kind == "option":
            return token.label == "B"
    return False


def is_list_going_on(lines: Sequence[Line], tokens: Sequence[Token]) -> bool:
    """Tell whether a list goes on behind a blank line."""
    following = next((token for token in tokens if token.kind != "blank"), None)
    last = trim(list(lines))[-1]
    return following is not None and all(map(_BULLET.match, (last.text, following.raw)))


def may_be_list(token: Token) -> bool:
    """Tell whether the label of a part may as well be the number of a list's item."""
    is_bracketed = token.marker.lstrip("*-+ ").startswith(("(", "（"))
    return token.style == "number" or (token.style == "paren" and not is_bracketed)


def has_own_answer(tokens: Sequence[Token]) -> bool:
    """Tell whether an answer follows a numbered item before the next item."""
    for token in tokens[1:]:
        if token.kind in ("question", "follow_up") or token.style == tokens[0].style:
            return False
        if token.kind == "field" and token.field == "answer":
            return True
    return False


def names_label(lines: Sequence[Line], token: Token) -> bool:
    """Tell whether a text has a label inside: where a line begins with it, that is no new part."""
    pattern = re.compile(rf"[（(]{re.escape(token.label)}[)）]")
    return any(pattern.search(line.text) for line in lines)


def is_prose(token: Token, *, has_options: bool) -> bool:
    """Tell whether a label inside an answer is only how a sentence of it begins."""
    if token.field == "rationale":
        return not has_options
    is_item = bool(re.match(r"\s*(?:[-*+]|\d+\.)\s", token.raw))
    return token.field == "constraint" or (is_item and token.field in ONE_PARAGRAPH)


def is_list_of_asks(tokens: Sequence[Token]) -> bool:
    """Tell whether the numbered list that begins here is one of parts.

    It is if each item asks something, or has an answer of its own.
    """
    style = tokens[0].style
    items: list[list[str]] = []
    numbers: list[int] = []
    in_item = False
    for at, token in enumerate(tokens):
        if token.kind in ("question", "heading", "follow_up"):
            break
        if token.kind == "field":
            is_first = token.field == "answer" and len(items) == 1
            if is_first and _is_answered_by_item(tokens[at:]):
                return True
            break
        if token.kind == "part" and token.style == style:
            items.append([token.text])
            numbers.append(ordinal(token.label, style))
        elif in_item and token.kind != "blank":
            items[-1].append(token.text)
        in_item = token.kind != "blank" and bool(items)
    in_order = numbers == list(range(1, len(items) + 1))
    return in_order and len(items) > 1 and all(asks(" ".join(item)) for item in items)


def _is_answered_by_item(tokens: Sequence[Token]) -> bool:
    """Tell whether a second item follows an answer, and an answer of its own that item."""
    second = False
    for token in tokens:
        if token.kind in ("question", "follow_up"):
            return False
        if token.kind == "part" and ordinal(token.label, token.style) == 2:
            second = True
        elif second and token.kind == "field":
            return token.field == "answer"
    return False
