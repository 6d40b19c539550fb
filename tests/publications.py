"""What a project would publish, with its caches and without."""

from __future__ import annotations

import shutil
from pathlib import Path

from golden_files import write_questions
from small_banks import FORMULAS
from studybank.bank_check import BankCache
from studybank.locales import LOCALES
from studybank.publishing import Publication, Publisher


def _give(publication: Publication) -> dict[str, object]:
    """Give everything that a publication puts on the site."""
    found: dict[str, object] = {
        f"{page.uri} {locale}": (
            publication.render(page, locale),
            page.titles[locale],
            page.descriptions[locale],
            page.headings(locale),
            publication.edit_url(page),
        )
        for page in publication.pages.values()
        for locale in LOCALES
    }
    for name, asset in publication.assets.items():
        found[name] = asset if isinstance(asset, bytes) else asset.read_bytes()
    return {**found, "problems": (publication.errors, publication.advice)}


def publish(project: Path, publisher: Publisher | None = None) -> dict[str, object]:
    """Give the site of a project, with its caches."""
    publisher = publisher or Publisher(project, "content", "https://example.org/edit/")
    return _give(publisher.publish(directory_urls=True))


def publish_cold(project: Path) -> dict[str, object]:
    """Give the site of a project without caches, but for formulas."""
    publisher = Publisher(project, "content", "https://example.org/edit/")
    publisher._cache = BankCache(FORMULAS)
    return publish(project, publisher)


def write_project(root: Path) -> Path:
    """Write a project with a bank that has every field, and its formulas."""
    write_questions(root / "content")
    (root / ".cache/studybank").mkdir(parents=True)
    store = Path(FORMULAS._path)
    if store.exists():
        shutil.copy(store, root / ".cache/studybank")
    return root
