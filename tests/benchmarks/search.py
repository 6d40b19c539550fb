"""How well the search finds questions, and what a query costs.

    PYTHONPATH=hooks:tests python tests/benchmarks/search.py [--questions 10000]

asks the queries of `search_queries.yml` on the real bank, then on a synthetic one, and prints
Markdown. The client's own modules run in V8 on the index that a build would write.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median
from typing import Final

import yaml

from search_client import Answer, Find, open_search
from small_banks import PROJECT
from studybank.links import Linker
from studybank.load import load_content
from studybank.locales import Locale
from studybank.model.bank import Bank
from studybank.model.fields import LocalizedText
from studybank.model.question import Question
from studybank.model.shared import Topic, Topics
from studybank.pages import build_linker
from studybank.search import SearchIndex

QUERIES: Final = Path(__file__).with_name("search_queries.yml")
LEAST_RECALL: Final = 0.95
MOST_BYTES: Final = 300_000
_TURNS: Final = 5
_PER_PAGE: Final = 25
_NEW_WORDS: Final = 15
"""Words in each language that a synthetic question has alone: larger banks know more words."""


@dataclass(frozen=True)
class Query:
    """A query and what it ought to find.

    Attributes:
        query: What is typed.
        site: Language of the page on which it is typed.
        expect: Ids of questions, each equally right.
        answer: A word of it that the first of them has in its answers only.
    """

    query: str
    site: Locale
    expect: Sequence[str]
    answer: str = ""


@dataclass(frozen=True)
class Result:
    """A query with its answer."""

    query: Query
    answer: Answer

    @property
    def rank(self) -> int:
        """Place of the first expected question among the results; 0 if there is none."""
        ids = self.answer.ids
        return min((ids.index(one) + 1 for one in self.query.expect if one in ids), default=0)


def load_queries() -> dict[str, list[Query]]:
    """Read the queries, by group."""
    groups = yaml.safe_load(QUERIES.read_text("utf-8"))
    return {group: [Query(**record) for record in records] for group, records in groups.items()}


def ask_all(find: Find, queries: Sequence[Query], turns: int = 1) -> list[Result]:
    """Ask every query on its site."""
    return [Result(query, find(query.query, query.site, turns)) for query in queries]


def recall(results: Sequence[Result], depth: int) -> float:
    """Give the share of queries with an expected question among the first results."""
    return mean(0 < result.rank <= depth for result in results)


def build_index(bank: Bank, linker: Linker) -> Mapping[str, bytes]:
    """Make the files of the search as a build does."""
    return SearchIndex().build(bank, linker)


def make_bank(bank: Bank, count: int) -> Bank:
    """Make a synthetic bank: titles, tags and texts of real questions, shuffled, and new words.

    No real bank of this size keeps to the words of a small one, so the lists of the questions
    that have a word are longer here than they would be.
    """
    chance = random.Random(5)  # noqa: S311 - the same bank every time
    titles = [topic.title for topic in bank.topic_by_id.values()]
    topics = tuple(
        Topic(id=f"topic-{number}", title=titles[number % len(titles)])
        for number in range(-(-count // _PER_PAGE))
    )
    questions = tuple(
        chance.choice(bank.questions).model_copy(update=update)
        for update in _make_updates(bank, count, chance)
    )
    return Bank(Topics(topics=topics), questions, bank.glossary, bank.sources)


def _make_updates(bank: Bank, count: int, chance: random.Random) -> Iterator[Mapping[str, object]]:
    for number in range(count):
        named: Question = chance.choice(bank.questions)
        latin = ["".join(chance.choices("aeioulmnprst", k=8)) for _ in range(_NEW_WORDS)]
        han = (chr(chance.randrange(0x4E00, 0x9000)) for _ in range(_NEW_WORDS + 1))
        yield {
            "id": f"synthetic-{number}",
            "topic": f"topic-{number // _PER_PAGE}",
            "series": None,
            "title": named.title,
            "tags": named.tags,
            "approach": LocalizedText(en=" ".join(latin), zh="".join(han)),
        }


def _show_quality(groups: Mapping[str, Sequence[Result]]) -> Iterator[str]:
    yield "| Group | Queries | Recall@1 | Recall@5 | MRR | Bytes, median | Bytes, most | ms |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    everything = [result for results in groups.values() for result in results]
    for group, results in (*groups.items(), ("all", everything)):
        reciprocal = mean(1 / result.rank if result.rank else 0 for result in results)
        sizes = [result.answer.size for result in results]
        milliseconds = mean(result.answer.milliseconds for result in results)
        yield (
            f"| {group} | {len(results)} | {recall(results, 1):.3f} | {recall(results, 5):.3f} |"
            f" {reciprocal:.3f} | {median(sizes):,.0f} | {max(sizes):,} | {milliseconds:.1f} |"
        )
    yield ""
    for group, results in groups.items():
        for result in results:
            if not 0 < result.rank <= 5:
                found = ", ".join(result.answer.ids[:5]) or "nothing"
                wanted = " or ".join(result.query.expect)
                yield f"- {group}: “{result.query.query}” found {found}; wanted {wanted}"


def _show_size(files: Mapping[str, bytes], results: Sequence[Result], count: int) -> str:
    """Give a row of the table: uncompressed bytes, and what a server sends that compresses."""
    packed = {name: len(gzip.compress(data, 6)) for name, data in files.items()}
    sizes = [result.answer.size for result in results]
    small = [sum(packed[name] for name in result.answer.requests) for result in results]
    requests = [len(result.answer.requests) for result in results]
    milliseconds = mean(result.answer.milliseconds for result in results)
    return (
        f"| {count:,} | {len(files):,} | {sum(map(len, files.values())):,} | {median(sizes):,.0f} |"
        f" {max(sizes):,} | {median(small):,.0f} | {max(small):,} | {median(requests):.0f} |"
        f" {max(requests)} | {milliseconds:.1f} |"
    )


def _measure_size(bank: Bank, linker: Linker) -> int:
    """Print what queries cost in a bank, and give the bytes of the dearest."""
    files = build_index(bank, linker)
    queries = [query for group in load_queries().values() for query in group]
    with open_search(files) as find:
        results = ask_all(find, queries)
    print(_show_size(files, results, len(bank.questions)))
    return max(result.answer.size for result in results)


def main() -> int:
    """Ask, measure and print; give 1 if the search finds too little or fetches too much."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=10_000, help="size of the synthetic bank")
    count = parser.parse_args().questions
    bank = load_content(PROJECT / "content").bank
    linker = build_linker(bank)
    with open_search(build_index(bank, linker)) as find:
        groups = {
            group: ask_all(find, queries, _TURNS) for group, queries in load_queries().items()
        }
    print("\n".join(_show_quality(groups)))
    print("\n| Questions | Files | Index | Bytes, median | most | gzip, median | most | Requests,"
          " median | most | ms |")  # fmt: skip
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    most = _measure_size(bank, linker)
    if count:
        large = make_bank(bank, count)
        pages = {question.id: f"topics/{question.topic}" for question in large.questions}
        most = max(most, _measure_size(large, Linker(pages)))
    found = min(recall(results, 5) for results in groups.values())
    print(f"\nWanted: recall@5 of at least {LEAST_RECALL} in each group; the least is {found:.3f}.")
    print(f"Wanted: at most {MOST_BYTES:,} bytes a query; the dearest fetched {most:,}.")
    return 0 if found >= LEAST_RECALL and most <= MOST_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
