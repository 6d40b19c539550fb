"""Repairs of blocks: lists, wrapped Chinese, blank lines round formulas and listings."""

from __future__ import annotations

import re
from typing import Final

from studybank.prose import split_prose

_ITEM: Final = re.compile(r"^(\s*)(?:([-*+•·])|(\d{1,9})[.)、])(?:\s+|(?<=、))(?=\S)(.*)$")
_LABELLED: Final = re.compile(
    r"^\s*(?=(?:[0-9]{1,2}[)）]|[a-hA-H][).、]|[(（](?:[0-9]{1,2}|[a-h]|[ivx]{1,4}|[一二三四五六])[)）]|[①-⑳])\s*\S)"
)
_CJK: Final = "\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAPPED: Final = re.compile(f"[{_CJK}]$")
_GOES_ON: Final = re.compile(f"^[{_CJK}]")
_ENDED: Final = re.compile("[。！？：；!?:;]$")
_QUOTE: Final = re.compile(r"^\s*((?:>\s?)+)")
_YEAR: Final = re.compile(r"^(\d+)\.(?=\s)")
_FENCE_MARK: Final = "\ue0fe"


def mend_blocks(text: str) -> str:
    """Make blocks show as they were meant.

    Args:
        text: A field whose formulas and signs are in the bank's form.
    """
    kept: list[str] = []
    pieces: list[str] = []
    for span in split_prose(text):
        raw = text[span.start : span.end]
        if span.kind in ("fence", "display"):
            # Set aside as one line, so that what follows sees lines of prose only.
            pieces.append(f"\n\n{_FENCE_MARK}{len(kept)}{_FENCE_MARK}\n\n")
            kept.append(raw.strip("\n"))
        else:
            pieces.append(raw)
    lines = _join_wrapped(_mend_lists("".join(pieces).split("\n")))
    mended = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return re.sub(
        f"( *){_FENCE_MARK}(\\d+){_FENCE_MARK}", lambda found: _put(kept[int(found[2])]), mended
    )


def _put(raw: str) -> str:
    lines = raw.split("\n")
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines)


def _mend_lists(lines: list[str]) -> list[str]:
    """Indent lists by 4 spaces a level, with a blank line before, numbers from 1."""
    result: list[str] = []
    levels: list[tuple[int, int]] = []  # indent as written, last number (0 for bullets)
    after_blank = True
    for line in lines:
        stripped = line.strip()
        if not stripped:
            result.append("")
            after_blank = True
            continue
        item = _ITEM.match(line) or (_LABELLED.match(line) and re.match(r"^(\s*)()()(.*)$", line))
        if item:
            levels = _find_levels(levels, item, after_blank=after_blank)
            if levels:
                if not after_blank and result and not _is_item(result[-1]) and not levels[1:]:
                    result.append("")
                result.append(_write_item(item, levels))
            else:
                result.append(_YEAR.sub(r"\1\\.", stripped))
        elif levels and (not after_blank or line.startswith("  ")):
            result.append("    " * len(levels) + stripped)
        else:
            levels = []
            result.append(_mend_quote(stripped))
        after_blank = False
    return [line.rstrip() for line in result]


def _is_item(line: str) -> bool:
    return bool(re.match(r"\s*(?:-|\d+\.) ", line)) or line.startswith("    ")


def _find_levels(
    levels: list[tuple[int, int]], item: re.Match[str], *, after_blank: bool
) -> list[tuple[int, int]]:
    """Give the open lists with this item in the last; none if the number fits in no list."""
    indent, number = len(item[1].expandtabs(4)), int(item[3] or 0)
    kept = [level for level in levels if level[0] <= indent]
    if kept and indent - kept[-1][0] < 2:
        last = kept[-1][1]
        # A list of the other kind at the same place begins anew.
        if number and last and number != last + 1:
            number = last + 1 if number == 1 and not after_blank else number
        if (number == 0) == (last == 0) or number == 1:
            if number and last and number not in (last + 1, 1):
                return []
            return [*kept[:-1], (kept[-1][0], number)]
        return [] if number else [*kept[:-1], (kept[-1][0], 0)]
    return [*kept, (indent, number)] if number in (0, 1) else []


def _write_item(item: re.Match[str], levels: list[tuple[int, int]]) -> str:
    indent = "    " * (len(levels) - 1)
    number = item[3]
    sign = f"{number}." if number else "-"
    return f"{indent}{sign} {item[4].strip()}"


def _mend_quote(line: str) -> str:
    quote = _QUOTE.match(line)
    return f"> {line[quote.end() :].strip()}".rstrip() if quote else line


def _join_wrapped(lines: list[str]) -> list[str]:
    """Join Chinese lines that were only wrapped."""
    result: list[str] = []
    for line in lines:
        before = result[-1] if result else ""
        joins = (
            _WRAPPED.search(before)
            and _GOES_ON.match(line.strip())
            and not _ENDED.search(before)
            and not before.startswith(("|", ">"))
            and not re.match(r"\s*(?:-|\d+\.) |[|>]", line)
        )
        if joins:
            result[-1] = before + line.strip()
        else:
            result.append(line)
    return result
