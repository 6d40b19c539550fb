"""Synthetic banks of any size, and the same text as Markdown pages for MkDocs alone."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml

from content_tree import write_content

_TOPICS_A_CHAPTER: Final = 4
_NAMES: Final = {
    "en": ("Approach", "Self-check", "Answer", "Topic"),
    "zh": ("思路", "自查", "答案", "主题"),
}

_QUESTION: Final = """
    title:
      en: Step {number} of the descent
      zh: 下降的第 {number} 步
    tags: [descent, step-{group}]
    level: {level}
    minutes: [3, 5]
    marks: 6
    status: reviewed
    stem:
      en: |-
        A model has the loss $L(w)=(w-{number})^2+{group}$ and starts at the weight zero. Its
        gradient is followed with the step size $\\eta={number}/10^4$. Where does it stand after
        one step, and what would a larger step change? Give the reason in two sentences,
        then name one case in which the loss would grow.
      zh: |-
        某模型的损失为 $L(w)=(w-{number})^2+{group}$，权重从零开始，沿梯度方向更新，步长为
        $\\eta={number}/10^4$。一步之后权重在哪里？若步长更大，会有什么变化？请用两句话说明理由，
        再指出一种损失反而增大的情形。
    approach:
      en: gradient at zero → one step against it → compare with the minimum at {number}
      zh: 求零处的梯度 → 沿反方向走一步 → 与最小值点 {number} 比较
    self_check:
      - en: Computed the gradient before the step?
        zh: 先求梯度再更新了吗？
      - en: Said why a step that is too large overshoots?
        zh: 说明了步长过大为何会越过最小值吗？
      - en: Named a case in which the loss grows?
        zh: 指出了损失增大的情形吗？
    answer:
      en: |-
        The gradient at zero points away from the minimum at {number}, so the weight moves there.

        - A **larger step** arrives sooner, as long as it does not cross the minimum.
        - Beyond twice the best step the weight lands farther away than it was, and the loss grows.
      zh: |-
        零处的梯度背离位于 {number} 的最小值点，因此权重向它移动。

        - **较大的步长**更快到达，前提是没有越过最小值点。
        - 超过最佳步长的两倍，权重会落到更远处，损失反而增大。
    """

_STOCK_CONFIG: Final = """\
site_name: Stock
site_url: http://127.0.0.1:8000/
theme:
  name: material
  font: false
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, name: English, default: true, build: true}
        - {locale: zh, name: 中文, build: true}
markdown_extensions:
  - attr_list
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.tasklist
  - pymdownx.arithmatex: {generic: true}
"""


def write_bank(root: Path, count: int, per_topic: int) -> None:
    """Write the `content/` folder of so many questions, with two formulas and three hidden blocks.

    Args:
        root: The folder.
        count: Number of questions.
        per_topic: Questions on a topic's page.
    """
    topics = -(-count // per_topic)
    lines = ["topics:"]
    for chapter in range(-(-topics // _TOPICS_A_CHAPTER)):
        lines += _topic(f"chapter-{chapter}", f"Chapter {chapter}", f"第 {chapter} 章", "  ")
        lines.append("    topics:")
        first = chapter * _TOPICS_A_CHAPTER
        for topic in range(first, min(first + _TOPICS_A_CHAPTER, topics)):
            lines += _topic(f"topic-{topic}", f"Topic {topic}", f"主题 {topic}", "      ")
    files = {"topics.yml": "\n".join([*lines, ""])}
    for number in range(1, count + 1):
        name = f"questions/topic-{(number - 1) // per_topic}/step-{number}.yml"
        files[name] = _question(number)
    write_content(root, files)


def _question(number: int) -> str:
    return _QUESTION.format(number=number, group=number % 23, level=number % 3 + 1)


def _topic(name: str, en: str, zh: str, indent: str) -> list[str]:
    return [
        f"{indent}- id: {name}",
        f"{indent}  title:",
        f"{indent}    en: {en}",
        f"{indent}    zh: {zh}",
    ]


def write_stock(root: Path, count: int, per_topic: int) -> None:
    """Write the same questions as a project of MkDocs, Material and mkdocs-static-i18n.

    A page has one language, as is usual there; its formulas are left to the reader's browser.
    """
    (root / "docs").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(_STOCK_CONFIG, "utf-8")
    for locale, (*_, topic_name) in _NAMES.items():
        (root / f"docs/index.{locale}.md").write_text("# Stock\n", "utf-8")
        for topic in range(-(-count // per_topic)):
            first = topic * per_topic + 1
            numbers = range(first, min(first + per_topic, count + 1))
            pieces = [f"# {topic_name} {topic}\n"]
            pieces += ["\n".join(_stock_question(number, locale)) for number in numbers]
            path = root / f"docs/chapter-{topic // _TOPICS_A_CHAPTER}/topic-{topic}.{locale}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text("\n".join(pieces), "utf-8")


def _stock_question(number: int, locale: str) -> Iterator[str]:
    question: dict[str, Any] = yaml.load(_question(number), yaml.CSafeLoader)
    approach, self_check, answer, _ = _NAMES[locale]
    yield f"## {question['title'][locale]} {{ #step-{number} }}\n\n{question['stem'][locale]}\n"
    checks = "\n".join(f"- [ ] {check[locale]}" for check in question["self_check"])
    texts = {
        approach: question["approach"][locale],
        self_check: checks,
        answer: question["answer"][locale],
    }
    for name, text in texts.items():
        yield f'??? note "{name}"\n\n{textwrap.indent(text, "    ")}\n'
