"""Takes the README's picture of the site: the home page and a topic page, light and dark.

    PYTHONPATH=hooks:tests python tools/screenshots.py

The site is built, or `STUDYBANK_SITE` names one that is. Interface text is set in Noto Sans where
a system has it, so that the picture does not depend on the system's own interface font.
"""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Browser, ViewportSize

from benchmarks.gzip_server import built_site, serve_site
from browser.chromium import find_chromium, open_chromium
from small_banks import PROJECT

_TARGET: Final = PROJECT / "docs_src/screenshots/topic.png"
_HEIGHT: Final = 880
_GAP: Final = 40
_GROUND: Final = (226, 221, 210)
_FONT: Final = '"Noto Sans", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'


@dataclass(frozen=True)
class Shot:
    """One window.

    Attributes:
        path: Path of the page.
        width: Width of the window in pixels; the height is the same for all.
        scheme: Light or dark.
        languages: What the reader has chosen: `en`, `zh` or `both`.
        opened: Selector of what the reader has opened.
        top: Selector of what stands at the top.
    """

    path: str
    width: int
    scheme: str
    languages: str
    opened: str = ""
    top: str = ""


_SHOTS: Final = (
    Shot("/", 390, "light", "en"),
    Shot("/topics/gradient-descent/", 1180, "light", "both"),
    Shot(
        "/zh/topics/backpropagation/", 390, "dark", "zh", ".sb-step--answer", ".sb-question__head"
    ),
)


def take(browser: Browser, base_url: str, shot: Shot) -> Image.Image:
    """Open a page as a reader would see it and take its picture."""
    context = browser.new_context(
        viewport=ViewportSize(width=shot.width, height=_HEIGHT),
        color_scheme="dark" if shot.scheme == "dark" else "light",
        device_scale_factor=1.5,
    )
    context.add_init_script(f"localStorage.setItem('studybank.languages', '{shot.languages}')")
    page = context.new_page()
    page.goto(base_url + shot.path)
    page.evaluate(
        """([font, opened, top]) => {
          document.documentElement.style.setProperty("--sb-sans-en", font);
          if (opened) document.querySelector(opened).open = true;
          if (top) document.querySelector(top).scrollIntoView();
        }""",
        [_FONT, shot.opened, shot.top],
    )
    page.evaluate("async () => { await document.fonts.ready; }")
    page.wait_for_timeout(500)
    picture = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return picture.convert("RGB")


def join(pictures: list[Image.Image]) -> Image.Image:
    """Put pictures beside each other, their upper edges on one line."""
    width = sum(each.width for each in pictures) + _GAP * (len(pictures) + 1)
    height = max(each.height for each in pictures) + 2 * _GAP
    whole = Image.new("RGB", (width, height), _GROUND)
    left = _GAP
    for picture in pictures:
        whole.paste(picture, (left, _GAP))
        left += picture.width + _GAP
    return whole


def store(whole: Image.Image, target: Path) -> None:
    """Write a picture."""
    # A palette of 256 colours halves the file and shows no difference.
    whole.quantize(256, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(PROJECT)}: {whole.width} x {whole.height}")


def main() -> None:
    """Write the picture."""
    found = find_chromium()
    if found is None:
        sys.exit("no Chromium: install one, or name it in CHROMIUM")
    with built_site() as site, serve_site(site) as base_url, open_chromium(found) as browser:
        whole = join([take(browser, base_url, shot) for shot in _SHOTS])
    store(whole, _TARGET)


if __name__ == "__main__":
    main()
