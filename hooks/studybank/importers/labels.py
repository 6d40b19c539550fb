"""Labels of fields, such as `**Answer:**`, 思路： or `Self-check`, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from studybank.importers.tokens import FieldName
from studybank.locales import Locale


class Label(NamedTuple):
    """A label at the start of a line.

    Attributes:
        field: Field that it begins.
        marker: The label as written.
        rest: What follows on the line.
        locale: Language that it names.
        by: Answerer that it names.
        part: Part or option that it names.
    """

    field: FieldName
    marker: str
    rest: str
    locale: Locale | None = None
    by: str = ""
    part: str = ""


class _Words(NamedTuple):
    """Words of a label.

    Attributes:
        field: What it begins.
        words: Alternatives, as a regular expression.
        bare: Whether they are a label without a colon as well, alone on a line.
        locale: Language that the words name.
    """

    field: FieldName
    words: str
    bare: bool = True
    locale: Locale | None = None


_WORDS: Final = (
    _Words(
        "answer",
        r"中文(?:参考)?(?:答案|回答|解答|版本?)|答案[（(]中文[)）]|"
        r"chinese(?: answer| version)?|answer \(chinese\)",
        locale="zh",
    ),
    _Words(
        "answer",
        r"英文(?:参考)?(?:答案|回答|解答|版本?)|答案[（(]英文[)）]|"
        r"english(?: answer| version)?|answer \(english\)",
        locale="en",
    ),
    _Words("answer", r"中文", bare=False, locale="zh"),
    _Words("answer", r"英文", bare=False, locale="en"),
    _Words(
        "self_check",
        r"self[- ]?check(?:s|[- ]?list| questions)?|check[- ]?list|"
        r"自[查检测](?:清单|列表|表|问题)?|检查清单",
    ),
    _Words(
        "approach", r"(?:解题|答题)?思路|approach|(?:thinking |solution )?route|line of thought"
    ),
    _Words("analysis", r"题目分析|题意分析|审题|analysis(?: of the question)?|question analysis"),
    _Words(
        "result",
        r"final answer|(?:selected|correct|right) (?:answers?|options?)|answer key|"
        r"最终答案|正确(?:答案|选项)|所选(?:答案|选项)|选择|result",
        bare=False,
    ),
    _Words("rationale", r"explanation|rationale|reason(?:ing)?|解析|理由|解释", bare=False),
    _Words("constraint", r"constraints?|rules?|limits?|要求|限制|约束", bare=False),
    _Words("warning", r"common (?:mistakes?|errors?)|pitfalls?|常见错误|易错点", bare=False),
    _Words("tip", r"tips?|hints?|提示|小贴士", bare=False),
    _Words("note", r"notes?|remarks?|备注|注意?", bare=False),
    _Words("stem", r"prompt|题干|题目"),
    _Words("stem", r"task|问题|提示语", bare=False),
    _Words(
        "answer",
        r"(?:(?:reference|model|sample|suggested|standard|full|short|written) )?"
        r"(?:answers?|solutions?)|show (?:the )?(?:answer|solution)|ans|"
        r"(?:参考|标准|示例|口述|完整)?(?:答案|解答|回答|作答)|(?:显示|查看|点击查看|展开)答案",
    ),
    _Words("answer", r"a|答|解", bare=False),
)
_LEAD: Final = (
    r"^\s*(?:>\s*)*(?:[-*+]\s+(?=\*|\[?\b))?(?:\#{1,6}\s+)?"
    r"[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f\s]*[*_]{0,3}[【\[]?"
)
_SIDE: Final = r"[*_]{0,3}\s*(?:[（(][^（()）]{1,60}[)）])?"
_COLON: Final = r"[】\]]?[*_]{0,3}\s*[:：](?!\s*[:：/])[*_]{0,3}"
_END: Final = r"[】\]]?[*_]{0,3}\s*[:：]?[*_]{0,3}\s*$"
_PART: Final = r"(?:[（(](?P<part>[a-hA-H]|[ivx]{1,4}|\d{1,2})[)）])?"


def _compile(words: _Words) -> tuple[_Words, re.Pattern[str]]:
    tail = f"(?:{_COLON}|{_END})" if words.bare else _COLON
    pattern = f"{_LEAD}(?:{words.words})\\s*{_PART}{_SIDE}{tail}"
    return words, re.compile(pattern, re.IGNORECASE)


_PATTERNS: Final = tuple(_compile(words) for words in _WORDS)
_BEHIND: Final = re.compile(
    rf"{_LEAD}(?:answer|solution) (?:by|of|from) (?P<by>[^:：*]{{1,40}}?){_COLON}", re.IGNORECASE
)
_NAMED: Final = re.compile(
    rf"{_LEAD}(?P<by>[^\s:：*#（(][^:：*#]{{0,30}}?)(?:['’]s?\s+(?:answer|solution)|的(?:答案|回答|解答))"
    rf"{_SIDE}{_COLON}",
    re.IGNORECASE,
)
_LETTERED: Final = re.compile(
    rf"{_LEAD}(?:answer\s+(?P<by>[A-Z]|\d)|答案\s*(?P<han>[甲乙丙丁一二三四]))\s*{_COLON}",
    re.IGNORECASE,
)
_BARE_NAME: Final = re.compile(
    r"\s*(?:[-*+]\s+)?[*_]{0,3}(?P<by>[^\s:：*#_][^:：*#_]{0,30})[*_]{0,3}\s*[:：][*_]{0,3}"
)
_MOST_NAMES: Final = 3
_ORDINARY: Final = re.compile(
    r"^(?:the|a|an|this|that|your|model|reference|short|full|long|sample|standard|参考|标准|你|我|正确|"
    r"english|chinese|final|correct|right|中文|英文|示例|上|下)\b|^(?:参考|标准|你|我|正确|中文|英文|最终|示例)$",
    re.IGNORECASE,
)


def find_label(text: str) -> Label | None:
    """Find a label at the start of a line; None if the line begins otherwise."""
    for pattern in (_BEHIND, _LETTERED, _NAMED):
        match = pattern.match(text)
        if match:
            by = next(value for value in match.groups() if value)
            is_name = not by[0].islower() and len(by.split()) <= _MOST_NAMES
            if is_name and not _ORDINARY.match(by.strip()):
                return Label("answer", match[0], text[match.end() :].strip(), by=by.strip())
    for words, pattern in _PATTERNS:
        match = pattern.match(text)
        if match:
            rest = text[match.end() :].strip()
            part = match["part"] or ""
            return Label(words.field, match[0], rest, words.locale, part=part)
    return None


def find_names(texts: Iterable[str]) -> frozenset[str]:
    """Find the answerers that labels of a document name, such as `Anna's answer:`."""
    labels = (find_label(text) for text in texts)
    return frozenset(label.by for label in labels if label and len(label.by) > 1)


def find_bare_name(text: str, names: frozenset[str]) -> Label | None:
    """Find a name alone before a colon, if another label of the document says whose it is.

    Without that, `Anna:` looks like `Pros:`.
    """
    match = _BARE_NAME.match(text)
    if match is None or match["by"] not in names:
        return None
    return Label("answer", match[0], text[match.end() :].strip(), by=match["by"])
