"""Links between pages: texts name questions, pages and figures; a page needs addresses.

Rendered HTML holds `q:<question id>`, `page:<uri>` and `file:<path>`. They become relative
addresses once it is known which page they stand on, so that a site works below any address
and from a folder.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from studybank.locales import LOCALES, Locale

# What an author writes has no tags of its own left, so that a tag before it tells an attribute
# from a text that looks like one.
_LINK: Final = re.compile(
    r'(?P<before><(?:a|img)\b[^<>]*? (?:href|src)=")'
    r'(?P<kind>q|page|file):(?P<target>[^"#]*)(?P<hash>#[^"]*)?"'
)


@dataclass(frozen=True)
class Linker:
    """Writes relative addresses.

    Attributes:
        page_of_question: Page uri by question id.
        directory_urls: Pages are folders (`topics/x/`) and not files (`topics/x.html`).
    """

    page_of_question: Mapping[str, str]
    directory_urls: bool = True

    def site_path(self, uri: str, locale: Locale) -> str:
        """Give a page's path below the site's root."""
        prefix = "" if locale == LOCALES[0] else f"{locale}/"
        if uri == "index" or uri.endswith("/index"):
            folder = prefix + uri.removesuffix("index")
            return folder if self.directory_urls else f"{folder}index.html"
        return f"{prefix}{uri}/" if self.directory_urls else f"{prefix}{uri}.html"

    def relative(self, target: str, here: str) -> str:
        """Give the address of a path below the root, as seen from another one."""
        folder = posixpath.dirname(here)
        address = posixpath.relpath(target or ".", folder or ".")
        if ":" in address.partition("/")[0]:
            address = f"./{address}"  # Else what stands before the colon is a scheme.
        if (not target or target.endswith("/")) and not address.endswith("/"):
            address += "/"
        return address

    def resolve(self, html: str, uri: str, locale: Locale) -> str:
        """Put addresses into a page's HTML."""
        here = self.site_path(uri, locale)
        # A page has many links to a few pages, and working out an address takes long.
        address_of = cache(lambda page: self.relative(self.site_path(page, locale), here))

        def address(match: re.Match[str]) -> str:
            before, kind, target, fragment = match.groups("")
            if kind == "file":
                return f'{before}{self.relative(target, here)}{fragment}"'
            if kind == "page":
                return f'{before}{address_of(target)}{fragment}"'
            page = self.page_of_question.get(target)
            if page == uri or page is None:
                return f'{before}#{target}"'
            return f'{before}{address_of(page)}#{target}"'

        return _LINK.sub(address, html)
