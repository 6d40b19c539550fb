"""The Content-Security-Policy of a page: what a browser may run and load for it.

It stands in the page itself, so that it holds wherever the site is put. An inline script runs
only if its hash is in the policy, and hashes are taken from the shell alone: should a script
ever get into what authors wrote, the page would not run it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Final

_CHARSET: Final = '<meta charset="utf-8">'
_META: Final = '<meta http-equiv="Content-Security-Policy" content="{policy}">'
_SCRIPT: Final = re.compile(r"<script\b(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_NOT_INLINE: Final = re.compile(r"""\bsrc=|\btype=["']?+(?!module\b|text/javascript\b)""")
"""Attributes of a script that is fetched, or that is data and never runs."""

_SOURCES: Final = (
    "default-src 'none'",
    # No style stands in a page: formulas are typeset with classes, scripts set properties.
    "style-src 'self'",
    # Material's icons are data: addresses in its style sheets.
    "img-src 'self' data:",
    "font-src 'self'",
    # The search's index, and the live reload of the development server.
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)


def build_policy(html: str) -> str:
    """Build the policy of a page from its HTML.

    Args:
        html: The whole page. What authors wrote is in its `article`.
    """
    head, _, rest = html.partition("<article")
    # The last end tag is the shell's own, whatever was written inside.
    foot = rest.rpartition("</article>")[2]
    scripts = " ".join(("script-src 'self'", *dict.fromkeys(_hash_scripts(head + foot))))
    return "; ".join((_SOURCES[0], scripts, *_SOURCES[1:]))


def add_policy(html: str) -> str:
    """Put a page's policy into it, before everything that it governs.

    Raises:
        ValueError: The page does not begin as ours do; without its policy it must not be shown.
    """
    before, charset, after = html.partition(_CHARSET)
    if not charset:
        message = f"a page without {_CHARSET} has no place for its policy"
        raise ValueError(message)
    return f"{before}{charset}{_META.format(policy=build_policy(html))}{after}"


def allow_scripts(html: str, addition: str) -> str:
    """Let a page that has its policy run the inline scripts of something added to it.

    Args:
        html: The page; one without a policy is returned as it is.
        addition: HTML that is put into the page later, not by an author.
    """
    hashes = "".join(f" {found}" for found in _hash_scripts(addition))
    return html.replace("; script-src 'self'", f"; script-src 'self'{hashes}", 1)


def _hash_scripts(html: str) -> Iterator[str]:
    """Give the source expression of each inline script."""
    for script in _SCRIPT.finditer(html):
        if not _NOT_INLINE.search(script["attributes"]):
            digest = hashlib.sha256(script["text"].encode()).digest()
            yield f"'sha256-{base64.b64encode(digest).decode()}'"
