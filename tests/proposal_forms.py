"""Filled-in forms, as GitHub writes them into an issue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from small_banks import PROJECT
from studybank.cli_proposals import read_labels
from studybank.locales import Locale

TEMPLATES = PROJECT / ".github/ISSUE_TEMPLATE"

GOOD: Mapping[str, str] = {
    "topic": "overfitting · Overfitting · 过拟合",
    "response": "open · Open answer",
    "level": "2",
    "minutes": "1-2",
    "title_en": "Why a gap",
    "title_zh": "为何有差距",
    "stem_en": "Why is the training score higher?\n\nUse $x^2$.",
    "stem_zh": "为什么训练得分更高？\n\n用到 $x^2$。",
    "approach_en": "gap → variance",
    "approach_zh": "差距 → 方差",
    "answer_en": "The model fits the noise of $x^2$.",
    "answer_zh": "模型拟合了 $x^2$ 的噪声。",
    "agreement": "- [X] These are my own words.",
}


def labels_of(locale: Locale) -> Mapping[str, str]:
    """Give the labels of the form in a language, by field."""
    return read_labels(Path(TEMPLATES / f"propose.{locale}.yml"))


def fill_in(fields: Mapping[str, str], locale: Locale = "en") -> str:
    """Write an issue's text from the texts of the fields."""
    return "\r\n\r\n".join(
        f"### {label}\r\n\r\n{fields.get(name, '_No response_')}"
        for name, label in labels_of(locale).items()
    )
