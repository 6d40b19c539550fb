"""Fonts cut down to some characters.

fontTools takes a tenth of a second to import, and most builds make no font: it is imported where
it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final

# Part of the cache key of a font: raise it when these options change.
OPTIONS_VERSION: Final = "1"


def read_characters(font: bytes) -> frozenset[int]:
    """Read which Unicode code points a font has."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 - see above

    with TTFont(BytesIO(font), lazy=True) as parsed:
        return frozenset(parsed.getBestCmap())


def build_subset(font: bytes, characters: Iterable[int]) -> bytes:
    """Cut a font down to characters and pack it as woff2.

    The same input gives the same bytes: dates are kept, not renewed.

    Args:
        font: An OpenType font, packed or not.
        characters: Unicode code points; those that the font lacks are ignored.
    """
    from fontTools.subset import (  # type: ignore[import-untyped]  # noqa: PLC0415 - see above
        Options,
        Subsetter,
    )
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - see above

    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.name_IDs = [0, 1, 2, 13, 14]  # who made it, and its licence
    options.notdef_outline = True
    options.hinting = True
    options.drop_tables += ["FFTM"]  # FontForge's own dates
    with TTFont(BytesIO(font), lazy=False, recalcTimestamp=False) as parsed:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=sorted(characters))
        subsetter.subset(parsed)
        parsed.flavor = "woff2"
        packed = BytesIO()
        parsed.save(packed, reorderTables=False)
    return packed.getvalue()
