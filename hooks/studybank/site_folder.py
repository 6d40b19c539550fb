"""Putting a site into its place only when it is whole.

A build writes into a folder beside the site and exchanges the two at its end, so that whoever
serves the site finds the old one or the new one, whenever the build is killed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

_FLAG: Final = 2
"""Exchange both names: RENAME_EXCHANGE of renameat2(2), RENAME_SWAP of renamex_np(2)."""
_CURRENT_FOLDER: Final = -100
"""AT_FDCWD on Linux."""


def begin(site: Path) -> Path:
    """Give the folder to build a site in.

    Returns:
        A folder beside the site; the site's own where it cannot be exchanged, as a mount point.
    """
    site = site.resolve()
    parent = site.parent
    while not parent.exists():
        parent = parent.parent
    if site.is_mount() or not os.access(parent, os.W_OK):
        return site
    beside = _beside(site)
    _keep_hidden(beside, site)
    shutil.rmtree(beside, ignore_errors=True)
    return beside


def finish(beside: Path, site: Path) -> None:
    """Put a whole site into its place.

    Args:
        beside: What `begin` gave.
        site: The place.
    """
    site = site.resolve()
    if beside == site:
        return
    if not site.exists():
        beside.rename(site)
        return
    if not _exchange(beside, site):
        # Without a way to exchange names there is a moment without a site.
        old = site.with_name(f".{site.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        site.rename(old)
        beside.rename(site)
        old.rename(beside)
    _keep_hidden(beside, site)
    shutil.rmtree(beside, ignore_errors=True)


def give_up(site: Path) -> None:
    """Remove what a build that failed has written beside a site."""
    shutil.rmtree(_beside(site.resolve()), ignore_errors=True)


def _beside(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")


def _keep_hidden(old: Path, site: Path) -> None:
    """Keep what MkDocs leaves alone when it empties a folder, such as `.git`."""
    if not old.is_dir() or not site.is_dir():
        return
    for path in old.glob(".*"):
        if not (site / path.name).exists():
            path.rename(site / path.name)


def _exchange(one: Path, other: Path) -> bool:
    names = os.fsencode(one), os.fsencode(other)
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            places = (_CURRENT_FOLDER, names[0], _CURRENT_FOLDER, names[1], _FLAG)
            return bool(library.renameat2(*places) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(*names, _FLAG) == 0)
    return False
