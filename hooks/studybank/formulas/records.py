"""Records that go into and come out of formula typesetting."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final

_BETWEEN: Final = "\0"
"""Stands in no HTML and in no XML."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as its author wrote it.

    Attributes:
        tex: TeX without its delimiters.
        display: Whether it stands on lines of its own.
    """

    tex: str
    display: bool


@dataclass(frozen=True, slots=True)
class Typeset:
    """A formula in the forms that the outputs need.

    A bank holds tens of thousands, and each is shown in few places: they are held compressed.

    Attributes:
        packed: All forms, compressed.
    """

    packed: bytes

    @classmethod
    def pack(cls, html: str, mathml: str) -> Typeset:
        """Make the record of a formula from its forms."""
        return cls(zlib.compress(f"{html}{_BETWEEN}{mathml}".encode(), 1))

    @property
    def html(self) -> str:
        """One `mjx-container.sb-math` that holds MathJax's CHTML and the same formula as MathML.

        CHTML is hidden from assistive technology, for which there is the other one. Neither has
        ids or `style` attributes.
        """
        return self._unpack()[0]

    @property
    def mathml(self) -> str:
        """The formula as one well-formed presentation MathML element.

        The attributes `data-mjx-texclass` and `data-mjx-variant` tell what MathML has no words for.
        """
        return self._unpack()[2]

    def _unpack(self) -> tuple[str, str, str]:
        return zlib.decompress(self.packed).decode().partition(_BETWEEN)


@dataclass(frozen=True, slots=True)
class TexError:
    """Why a formula was refused.

    Attributes:
        message: What is wrong in plain words.
        offset: Character of the TeX where it was noticed, from 0; None if it is not known.
    """

    message: str
    offset: int | None


@dataclass(frozen=True, slots=True)
class MathAssets:
    """What a site must serve so that its formulas look right.

    Attributes:
        css: Style sheet; it names the fonts relative to its own folder.
        fonts: File name and bytes of each font, by name in ascending order.
    """

    css: str
    fonts: tuple[tuple[str, bytes], ...]
