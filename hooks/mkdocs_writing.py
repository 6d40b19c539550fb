"""Writes what a build has made, in place of MkDocs.

MkDocs puts the content of a page into the theme's template and writes the whole; it copies every
file again in each build, and those of the theme once per locale. Here the template gets a mark in
the place of the content, so that a page's content is never more than bytes, and only what is not
yet in the site's folder is written.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from typing import Final

from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_shells import PLACE, Shells
from studybank.cache import Store
from studybank.rendering import Packed
from studybank.site_files import SiteFiles

_PLACE: Final = PLACE.encode()

_LEFT: Final = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)
"""Whether files of these kinds are copied is MkDocs' own business."""


def write_assets(site: SiteFiles, files: Files) -> None:
    """Write every file that is no page, and take it out of MkDocs' files."""
    for file in list(files):
        if file.is_documentation_page() or file.inclusion in _LEFT:
            continue
        files.remove(file)
        if file.abs_src_path:
            site.copy(file.abs_src_path, file.abs_dest_path)
        elif site.lacks(file.abs_dest_path, file.content_bytes):
            site.write(file.abs_dest_path, file.content_bytes, file.content_bytes)


def write_pages(
    site: SiteFiles, files: Files, shells: Shells, pages: Mapping[str, Packed], store: Store | None
) -> None:
    """Write pages of the bank, and take them out of MkDocs' files.

    Args:
        site: Where they are written to.
        files: All files; what is left in them MkDocs will write.
        shells: Renders what stands around the content.
        pages: Content by path in `files`.
        store: Keeps shells between builds.
    """
    lacking: dict[str, tuple[File, Packed]] = {}
    for name, packed in pages.items():
        file = files.src_uris[name]
        files.remove(file)
        assert file.page is not None
        about = {"has_formulas": packed.has_formulas, "first": packed.first}
        file.page.meta["studybank"].update(about)
        key = shells.key(file)
        if site.lacks(file.abs_dest_path, (key, packed)):
            lacking[key] = file, packed
    known = store.get_many(list(lacking)) if store else {}
    fresh: dict[str, bytes] = {}
    for key, (file, packed) in lacking.items():
        if key in known:
            shell = zlib.decompress(known[key])
        else:
            shell = shells.render(file).encode()
            fresh[key] = zlib.compress(shell, 1)
        head, _, foot = shell.partition(_PLACE)
        data = b"".join((head, packed.unpack(), foot))
        site.write(file.abs_dest_path, (key, packed), data)
    if store and fresh:
        store.put_many(fresh)
    for file in files.documentation_pages():
        site.leave(file.abs_dest_path)
