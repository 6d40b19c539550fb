"""A reader of the site: opens pages in windows of their own and notes what goes wrong."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response, Route

PHONE = 360
DESK = 1280

TO_TOP = """async (element) => {
  const { topEdge } = await import(new URL("/assets/javascripts/place.js", location));
  for (let turn = 0; turn < 2; turn++) {
    scrollBy(0, element.getBoundingClientRect().top - topEdge() - 4);
    await new Promise(requestAnimationFrame);
  }
}"""
"""Scrolls so that an element is the first thing below the bars: what is being read."""


LAY_OUT = """document.querySelectorAll("*").forEach((e) => {
  if (getComputedStyle(e).contentVisibility === "auto") e.style.contentVisibility = "visible";
})"""
"""Lays out what waits for the reader to come near it, as if one had come by."""

SETTLE = """async () => {
  // What overflows is looked at when the browser has time, and told of with the next frames.
  await new Promise(requestIdleCallback);
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}"""
"""Waits until the page has done what it does when it has time."""

POLICY_WATCH = """document.addEventListener('securitypolicyviolation', (event) => console.error(
  `policy: ${event.effectiveDirective} refused ${event.blockedURI} ${event.sample}`));"""


def wait_until(page: Page, expression: str, arg: object = None, *, seconds: float = 15) -> None:
    """Wait until an expression holds.

    Playwright's own `wait_for_function` evaluates a text inside the page, which its policy forbids.
    """
    deadline = time.monotonic() + seconds
    while not page.evaluate(expression, arg):
        assert time.monotonic() < deadline, f"{page.url}: never {expression}"
        page.wait_for_timeout(30)


def _stand_still(route: Route) -> None:
    body = "export function mountRandom() {}"
    route.fulfill(body=body, content_type="text/javascript")


class Reader:
    """Opens pages of the site.

    Attributes:
        problems: Errors of scripts, failed requests, and requests to other hosts.
        stays: Whether the page of a random question is kept from leading to one.
    """

    def __init__(self, browser: Browser, base_url: str, site_dir: Path) -> None:
        self._browser = browser
        self._base_url = base_url
        self._site_dir = site_dir
        self._contexts: list[BrowserContext] = []
        self.problems: list[str] = []
        self.stays = False

    def open(
        self,
        path: str,
        *,
        width: int = DESK,
        height: int = 800,
        scripts: bool = True,
        languages: str | None = None,
        **settings: Any,
    ) -> Page:
        """Open a page in a new window with storage of its own.

        Args:
            path: Path from the site's root, with a fragment if wanted.
            width: Width of the window in pixels.
            height: Height of the window in pixels.
            scripts: Whether scripts run.
            languages: What the reader has chosen before: `en`, `zh` or `both`.
            settings: Further settings of the window, as Playwright names them.
        """
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, **settings
        )
        self._contexts.append(context)
        if languages:
            self._remember(context, languages)
        context.add_init_script(POLICY_WATCH)
        context.set_default_timeout(15_000)
        page = context.new_page()
        self.watch(page)
        if self.stays:
            page.route("**/random.js", _stand_still)
        page.goto(self._base_url + path)
        return page

    def watch(self, page: Page) -> None:
        """Note what goes wrong on a page."""
        page.on("pageerror", lambda error: self.problems.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._hear(page, said.type, said.text))
        page.on("request", self._check_host)
        page.on("response", self._check_status)

    def path_with(self, *patterns: str, folder: str = "topics", smallest: bool = False) -> str:
        """Find the first page whose HTML has all patterns, by name or by size.

        Args:
            patterns: Regular expressions.
            folder: Folder below the site's root in which to look.
            smallest: Whether the smallest page comes first, for what takes its time on each.

        Returns:
            Its path, such as `/topics/overfitting/`.
        """
        files = sorted((self._site_dir / folder).glob("*/index.html"))
        if smallest:
            files.sort(key=lambda file: file.stat().st_size)
        for file in files:
            html = file.read_text(encoding="utf-8")
            if all(re.search(pattern, html) for pattern in patterns):
                return f"/{file.parent.relative_to(self._site_dir).as_posix()}/"
        message = f"no page below {folder}/ has {patterns}"
        raise LookupError(message)

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()

    def _remember(self, context: BrowserContext, languages: str) -> None:
        # Once for the window: what the page remembers later must hold.
        context.add_init_script(
            "sessionStorage.started || (sessionStorage.started = 1,"
            f"localStorage.setItem('studybank.languages', '{languages}'))"
        )

    def _hear(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.problems.append(f"{page.url}: {kind}: {text}")

    def _check_host(self, request: Request) -> None:
        if not request.url.startswith((self._base_url, "data:", "blob:")):
            self.problems.append(f"request to another host: {request.url}")

    def _check_status(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.status}: {response.url}")
