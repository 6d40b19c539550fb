"""Records that go into and come out of formula typesetting."""

from __future__ import annotations

from dataclasses import dataclass


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

    Attributes:
        html: One `span.sb-math` that holds MathJax's CHTML, hidden from assistive technology,
            and the same formula as MathML for it. It has no ids and no `style` attributes.
        mathml: The formula as one well-formed presentation MathML element. The attributes
            `data-mjx-texclass` and `data-mjx-variant` tell what MathML has no words for.
    """

    html: str
    mathml: str


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
