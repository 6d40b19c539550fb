"""Every kind of page of a built site, found in the site: a new kind is covered by itself."""

from __future__ import annotations

import re
from pathlib import Path

_KIND = re.compile(r'<article class="[^"]*?(?:sb-content--([a-z]+))?" id="sb-content"')
KINDS = (
    *("home", "topics", "topic", "list", "papers", "paper", "glossary", "notes", "note"),
    *("guides", "guide", "downloads", "wanted", "random", "written", "absent"),
)
"""Kinds of pages; `written` is written by hand, `absent` is the one for unknown addresses."""

SITES = {"en": "", "zh": "/zh"}
"""Path of each site below the root."""


def find_kinds(site_dir: Path, *, whole: bool = True) -> dict[str, str]:
    """Find the largest page of each kind, as its path on the English site.

    Args:
        site_dir: The built site.
        whole: Whether it must have a page of every kind.
    """
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(site_dir.rglob("*.html")):
        path = f"/{file.relative_to(site_dir).as_posix()}"
        if path.startswith("/zh/"):
            continue
        html = file.read_text("utf-8")
        match = _KIND.search(html)
        assert match, path
        kind = "absent" if path == "/404.html" else match[1] or "written"
        found[kind] = max(found.get(kind, (0, "")), (len(html), path.removesuffix("index.html")))
    assert set(found) == set(KINDS) or not whole
    return {kind: path for kind, (_, path) in found.items()}


def path_of(kinds: dict[str, str], kind: str, site: str) -> str:
    """Give the path of a kind's page on a site; both have one page for unknown addresses."""
    return kinds[kind] if kind == "absent" else SITES[site] + kinds[kind]
