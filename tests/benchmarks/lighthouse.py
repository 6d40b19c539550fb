"""Lighthouse's scores on its phone profile: the home page and the heaviest topic page.

Run by hand; npm fetches Lighthouse the first time:

    PYTHONPATH=hooks:tests python tests/benchmarks/lighthouse.py [--runs 5]

The site is built, or `STUDYBANK_SITE` names one that is. Each page is opened so many times in a
new Chromium, and the median of each score counts. The command ends with 1 if a score is too low,
and names what Lighthouse found.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.gzip_server import serve_site
from benchmarks.readers import find_heaviest_topic
from browser.chromium import find_chromium
from browser.page_kinds import SITES
from browser.servers import built_site

_LIGHTHOUSE: Final = "lighthouse@12.8.2"
"""The last version that runs on Node 20."""

_LEAST: Final = {"performance": 95, "accessibility": 100, "best-practices": 100}
_TIMES: Final = {
    "first-contentful-paint": "FCP, s",
    "largest-contentful-paint": "LCP, s",
    "total-blocking-time": "Blocked, s",
}


@dataclass(frozen=True)
class Report:
    """What Lighthouse says about a page.

    Attributes:
        scores: Score from 0 to 100 by category.
        times: Seconds by audit.
        shift: Cumulative layout shift.
        machine: Lighthouse's own measure of the machine; a free one of today has over 1,500.
        failed: Audits of the categories that must be perfect and were not.
    """

    scores: dict[str, float]
    times: dict[str, float]
    shift: float
    machine: float
    failed: frozenset[str]


def open_report(data: dict[str, Any]) -> Report:
    """Read a report from Lighthouse's JSON."""
    audits, categories = data["audits"], data["categories"]
    failed = {
        reference["id"]
        for name in ("accessibility", "best-practices")
        for reference in categories[name]["auditRefs"]
        if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 1
        if audits[reference["id"]]["scoreDisplayMode"] != "notApplicable"
    }
    return Report(
        {name: categories[name]["score"] * 100 for name in _LEAST},
        {name: audits[name]["numericValue"] / 1000 for name in _TIMES},
        audits["cumulative-layout-shift"]["numericValue"],
        data["environment"]["benchmarkIndex"],
        frozenset(failed),
    )


def run_lighthouse(npx: str, chromium: str, address: str) -> Report:
    """Measure a page once."""
    done = subprocess.run(
        [
            *(npx, "--yes", _LIGHTHOUSE, address, "--quiet", "--output=json"),
            f"--only-categories={','.join(_LEAST)}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        env={**os.environ, "CHROME_PATH": chromium},
        stdout=subprocess.PIPE,
        check=True,
    )
    return open_report(json.loads(done.stdout))


def measure(site_dir: Path, runs: int) -> bool:
    """Print the medians of every page, and tell whether all are good enough."""
    npx, chromium = shutil.which("npx"), find_chromium()
    if npx is None or chromium is None:
        sys.exit("Lighthouse needs npx and a Chromium")
    pages = {"home": "/", "heaviest topic": find_heaviest_topic(site_dir)}
    columns = ("Page", *(name.capitalize() for name in _LEAST), *_TIMES.values(), "CLS", "Machine")
    print(f"| {' | '.join(columns)} |\n|:---|{'---:|' * (len(columns) - 1)}", flush=True)
    good = True
    with serve_site(site_dir) as base_url:
        for site, prefix in SITES.items():
            for name, path in pages.items():
                address = f"{base_url}{prefix}{path}"
                reports = [run_lighthouse(npx, chromium, address) for _ in range(runs)]
                scores = {key: median(each.scores[key] for each in reports) for key in _LEAST}
                times = (median(each.times[key] for each in reports) for key in _TIMES)
                cells = (
                    *(f"{name}, {site}", *(f"{score:.0f}" for score in scores.values())),
                    *(f"{seconds:.2f}" for seconds in times),
                    f"{median(each.shift for each in reports):.3f}",
                    f"{median(each.machine for each in reports):.0f}",
                )
                print(f"| {' | '.join(cells)} |", flush=True)
                failed = frozenset().union(*(each.failed for each in reports))
                if failed:
                    print(f"{name}, {site}: {', '.join(sorted(failed))}", file=sys.stderr)
                good = good and all(scores[key] >= least for key, least in _LEAST.items())
    return good


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5, help="reports of each page")
    chosen = parser.parse_args()
    with built_site() as site_dir:
        good = measure(site_dir, chosen.runs)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
