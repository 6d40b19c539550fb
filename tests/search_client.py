"""The search as a reader's browser runs it: the client's own modules in V8, the index in memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from py_mini_racer import MiniRacer

from small_banks import PROJECT
from studybank.locales import Locale

_SCRIPTS: Final = PROJECT / "overrides/assets/javascripts"
_MODULES: Final = ("search-terms.js", "search-query.js", "search-rank.js")
_INDEX: Final = "search-index.js"
_ROOT: Final = "https://example.org/"

# What a browser has and V8 alone has not: addresses, and requests, which are written down.
_BROWSER: Final = """
let site = "en";
const pageLocale = () => site;
const files = new Map();
let requests = [];
class URL {
  constructor(path, base) {
    const parts = base === undefined ? [] : String(base).split("/").slice(0, -1);
    let rest = String(path);
    for (; rest.startsWith("../"); rest = rest.slice(3)) parts.pop();
    this.href = [...parts, rest].join("/");
  }
  toString() { return this.href; }
}
async function fetch(url) {
  const name = String(url).replace(ROOT_ADDRESS, "").replace(/[?].*/, "");
  requests.push(name);
  const text = files.get(name);
  return { ok: text !== undefined, status: 404, url, json: async () => JSON.parse(text) };
}
"""
# Each time with a new module, which has fetched nothing. V8 has done all of it when `ask`
# returns: nothing waits.
_ASK: Final = """
let answer = "";
async function ask(query, locale, times) {
  site = locale;
  const start = Date.now();
  for (let turn = 0; turn < times; turn++) {
    requests = [];
    const { hits, count } = await openIndex().find(query);
    answer = { ids: hits.map(({ url }) => url.split("#")[1]), count, requests };
  }
  answer.milliseconds = (Date.now() - start) / times;
}
"""


@dataclass(frozen=True)
class Answer:
    """What a query found, and what it cost a reader who has nothing of the index yet.

    Attributes:
        ids: Questions, the best first.
        count: How many there are in all.
        requests: Paths of the files that were fetched.
        size: Bytes of these files, not compressed.
        milliseconds: Time in V8, with reading the files' JSON.
    """

    ids: tuple[str, ...]
    count: int
    requests: tuple[str, ...]
    size: int
    milliseconds: float


Find = Callable[..., Answer]


@contextmanager
def open_modules() -> Iterator[Callable[[str], object]]:
    """Give a function that runs a script in which the modules' exports are known by name."""
    # In a thread of its own: mini-racer refuses one with a running asyncio loop, as Playwright has.
    with ThreadPoolExecutor(1) as pool:
        engine = pool.submit(MiniRacer).result()

        def run(script: str) -> object:
            return pool.submit(engine.eval, script).result()

        try:
            run(_BROWSER.replace("ROOT_ADDRESS", json.dumps(_ROOT)))
            for name in _MODULES:
                run(f"Object.assign(globalThis, {_read_module(name)}());")
            run(f"const openIndex = {_read_module(_INDEX)};")
            yield run
        finally:
            pool.submit(engine.close).result()


@contextmanager
def open_search(files: Mapping[str, bytes]) -> Iterator[Find]:
    """Give a function `find(query, site, times=1)` that asks as a reader of that site does.

    Args:
        files: The index by path below the site's root.
    """
    sizes = {name: len(data) for name, data in files.items()}
    with open_modules() as run:

        def find(query: str, site: Locale, times: int = 1) -> Answer:
            run(f"answer = ''; void ask({json.dumps(query)}, {json.dumps(site)}, {times});")
            found = json.loads(str(run("JSON.stringify(answer)")))
            assert found, f"The search failed on {query}"
            requests = tuple(found["requests"])
            size = sum(sizes[name] for name in requests)
            return Answer(
                tuple(found["ids"]), found["count"], requests, size, found["milliseconds"]
            )

        run(_ASK)
        for name, data in files.items():
            run(f"files.set({json.dumps(name)}, {json.dumps(data.decode())});")
        yield find


def _read_module(name: str) -> str:
    """Give a module as a function that runs it and gives what it exports."""
    source = (_SCRIPTS / name).read_text("utf-8")
    exported = re.findall(r"^export (?:async )?(?:function|const) (\w+)", source, re.MULTILINE)
    source = re.sub(r"^import [^;]*;$", "", source, flags=re.MULTILINE)
    source = re.sub(r"^export ", "", source, flags=re.MULTILINE)
    source = source.replace("import.meta.url", json.dumps(f"{_ROOT}assets/javascripts/{name}"))
    return f"(() => {{\n{source}\nreturn {{ {', '.join(exported)} }};\n}})"
