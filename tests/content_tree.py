"""Writing a `content/` folder from text, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

DEFAULT_FILES = {
    "topics.yml": """
        topics:
          - id: foundations
            title:
              en: Foundations
              zh: 基础
            topics:
              - id: overfitting
                title:
                  en: Overfitting
                  zh: 过拟合
              - id: perceptron
                title:
                  en: Perceptron
                  zh: 感知机
              - id: convolution
                title:
                  en: Convolution
                  zh: 卷积
        series:
          - id: bias-variance
            title:
              en: Bias and variance
              zh: 偏差与方差
        """,
    "sources.yml": """
        answerers:
          - id: maintainers
            name:
              en: Maintainers
              zh: 维护者
          - id: answer-a
            name:
              en: Answer A
              zh: 答案甲
          - id: course-notes
            name:
              en: Course notes
              zh: 课程笔记
        works:
          - id: form-of-an-exam-paper
            title:
              en: Form of an exam paper
              zh: 试卷形式
        """,
    "glossary.yml": """
        terms:
          - id: dropout
            en: dropout
            zh: 随机失活
        """,
}


def write_content(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a `content/` folder, and the single files that are not among them."""
    for name, text in {**DEFAULT_FILES, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8", newline="\n")
