"""Measures what a page costs its reader: bytes of a first visit, and time on a slow phone.

Run by hand:

    PYTHONPATH=hooks:tests python tests/benchmarks/readers.py [--runs 5] [--shell 1000]

The site is built, or `STUDYBANK_SITE` names one that is; it is served in gzip on this machine. It
takes the largest page of every kind and the heaviest topic page, in both languages, each in a
window that has stored nothing. The command ends with 1 if a topic page or the home page passes a
limit. With `--shell` it also builds a bank of three questions and one of so many, and compares
what pages have around their text.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

from benchmarks.gzip_server import compressed, serve_site
from benchmarks.shells import measure_shells
from browser.chromium import find_chromium, open_chromium
from browser.page_kinds import SITES, find_kinds, path_of
from browser.servers import built_site

_SLOWER: Final = 4
_PHONE: Final = ViewportSize(width=360, height=740)
_LIMITS: Final = {"opened": 150.0, "ready": 2.0, "blocked": 0.2, "shift": 0.02}

_TRACED: Final = "toplevel,devtools.timeline"
_TASK: Final = "ThreadControllerImpl::RunTask"
_PAINTED: Final = "firstContentfulPaint"
_LONG: Final = 50_000
"""Microseconds of a task that blocks nobody."""

_OBSERVE: Final = """
window.__shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((e) => {
  if (!e.hadRecentInput) window.__shift += e.value;
})).observe({ type: "layout-shift", buffered: true });
"""
_READY: Final = """async () => {
  if (document.readyState !== "complete")
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  await document.fonts.ready;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() / 1000;
}"""
_COLUMNS: Final = (
    *("Page", "First visit, KB", "All opened, KB", "Requests"),
    *("Ready, s", "Main thread, s", "Before paint, s", "Blocked, s", "CLS"),
)
_OPEN: Final = """async () => {
  for (const step of document.querySelectorAll(".sb-step")) step.open = true;
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
  await document.fonts.ready;
}"""


@dataclass(frozen=True)
class Visit:
    """What one first visit took.

    Attributes:
        kilobytes: Bytes of all answers with their heads, in 1,000.
        opened: The same after every hidden part has been opened and the page read to its end.
        requests: Number of requests.
        elsewhere: Addresses on other hosts.
        ready: Seconds until the page and the letters of its formulas are there.
        busy: Processor time of the page's main thread, in seconds.
        blocked: Sum of what each of its tasks took beyond 50 ms after something was painted, the
            "total blocking time" of web.dev, in seconds of processor time: a machine that has
            other work to do changes it little.
        before: The same of tasks before anything was painted.
        shift: Cumulative layout shift.
    """

    kilobytes: float
    opened: float
    requests: int
    elsewhere: tuple[str, ...]
    ready: float
    busy: float
    blocked: float
    before: float
    shift: float


def visit(browser: Browser, base_url: str, path: str) -> Visit:
    """Open a page for the first time on a slow phone."""
    context = browser.new_context(viewport=_PHONE, device_scale_factor=2, is_mobile=True)
    context.add_init_script(_OBSERVE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    sizes: list[float] = []
    addresses: list[str] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: addresses.append(event["request"]["url"]))
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    trace = _Trace(session)
    page.goto(base_url + path, wait_until="commit")
    ready = page.evaluate(_READY)
    page.wait_for_timeout(500)
    shift = page.evaluate("__shift")
    before, after = trace.end(page, base_url)
    blocked, early = (_add_excess(tasks) for tasks in (after, before))
    first = sum(sizes)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.evaluate(_OPEN)
    page.wait_for_timeout(300)
    context.close()
    elsewhere = tuple(a for a in addresses if not a.startswith((base_url, "data:", "blob:")))
    opened, busy = sum(sizes), sum((*before, *after)) / 1e6
    return Visit(
        first / 1000, opened / 1000, len(addresses), elsewhere, ready, busy, blocked, early, shift
    )


def _add_excess(tasks: Sequence[float]) -> float:
    return sum(max(0, task - _LONG) for task in tasks) / 1e6


class _Trace:
    """A record of what a page's threads do, from now on."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._events: list[dict[str, Any]] = []
        self._ended = False
        session.on("Tracing.dataCollected", lambda event: self._events.extend(event["value"]))
        session.on("Tracing.tracingComplete", self._finish)
        session.send("Tracing.start", {"categories": _TRACED, "transferMode": "ReportEvents"})

    def end(self, page: Page, base_url: str) -> tuple[list[float], list[float]]:
        """Give the processor time of the main thread's tasks before and after the first paint.

        Each is in microseconds.

        Args:
            page: The page that is looked at.
            base_url: Where the site is; the browser has pages of its own that parse HTML too.
        """
        self._session.send("Tracing.end")
        while not self._ended:
            page.wait_for_timeout(20)
        parsing = Counter(
            (event["pid"], event["tid"])
            for event in self._events
            if event["name"] == "ParseHTML"
            and event.get("args", {}).get("beginData", {}).get("url", "").startswith(base_url)
        )
        main = parsing.most_common(1)[0][0]
        mine = [event for event in self._events if (event["pid"], event["tid"]) == main]
        painted = min(event["ts"] for event in mine if event["name"] == _PAINTED)
        before, after = list[float](), list[float]()
        for event in mine:
            if event["name"] == _TASK:
                (before if event["ts"] < painted else after).append(event.get("tdur", 0))
        return before, after

    def _finish(self, _: object) -> None:
        self._ended = True


def find_heaviest_topic(site_dir: Path) -> str:
    """Find the topic page with the most bytes in gzip, as its path on the English site."""
    files = site_dir.glob("topics/*/index.html")
    heaviest = max(files, key=lambda file: len(compressed(file)))
    return f"/{heaviest.parent.relative_to(site_dir).as_posix()}/"


def choose_pages(site_dir: Path) -> Iterator[tuple[str, str]]:
    """Give names and paths of the pages to visit, each on both sites."""
    kinds = find_kinds(site_dir)
    for site, prefix in SITES.items():
        yield f"heaviest topic, {site}", prefix + find_heaviest_topic(site_dir)
        # The page of a random question leads to one at once; an absent page is nobody's aim.
        for kind in kinds:
            if kind not in ("random", "absent"):
                yield f"{kind}, {site}", path_of(kinds, kind, site)


def take_median(visits: Sequence[Visit]) -> Visit:
    """Give the first visit with the median of what differs between visits."""
    differing = ("ready", "busy", "blocked", "before", "shift")
    medians = {name: median(getattr(each, name) for each in visits) for name in differing}
    return replace(visits[0], **medians)


def find_excess(found: Visit) -> list[str]:
    """Say which limits a visit passes."""
    values = {name: getattr(found, name) for name in _LIMITS}
    over = [
        f"{name} {values[name]:.3f} > {most}"
        for name, most in _LIMITS.items()
        if values[name] > most
    ]
    return over + [f"request to {address}" for address in found.elsewhere]


def measure(site_dir: Path, runs: int) -> dict[str, list[str]]:
    """Visit pages, print a row for each, and give what passes a limit."""
    found = find_chromium()
    if found is None:
        sys.exit("no Chromium: install one, or name it in CHROMIUM")
    excess: dict[str, list[str]] = {}
    print(f"| {' | '.join(_COLUMNS)} |\n|:---|{'---:|' * (len(_COLUMNS) - 1)}", flush=True)
    with serve_site(site_dir) as base_url, open_chromium(found) as browser:
        visit(browser, base_url, "/")  # the browser's own start
        for name, path in choose_pages(site_dir):
            usual = take_median([visit(browser, base_url, path) for _ in range(runs)])
            times = (
                f"{usual.ready:.2f} | {usual.busy:.2f} | {usual.before:.2f} | {usual.blocked:.2f}"
            )
            sizes = f"{usual.kilobytes:.1f} | {usual.opened:.1f} | {usual.requests}"
            print(f"| {name} | {sizes} | {times} | {usual.shift:.3f} |", flush=True)
            if over := find_excess(usual):
                excess[name] = over
    return excess


def print_shells(site_dir: Path, size: int) -> None:
    """Print what pages of three banks have around their text."""
    print("\n| Bank | Questions | Kind | Shell, bytes | gzip, bytes |\n|:---|---:|:---|---:|---:|")
    for shell in measure_shells(site_dir, size):
        for kind, (plain, packed) in shell.kinds.items():
            print(
                f"| {shell.name} | {shell.questions:,} | {kind} | {plain:,} | {packed:,} |",
                flush=True,
            )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3, help="visits of each page (median)")
    parser.add_argument(
        "--shell", type=int, metavar="SIZE", help="compare with banks of 3 and SIZE"
    )
    chosen = parser.parse_args()
    with built_site() as site_dir:
        excess = measure(site_dir, chosen.runs)
        if chosen.shell:
            print_shells(site_dir, chosen.shell)
    for name, over in excess.items():
        print(f"{name}: {'; '.join(over)}", file=sys.stderr)
    sys.exit(1 if excess else 0)


if __name__ == "__main__":
    main()
