"""Generated labels of parts: (a), (i), 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from studybank.model.bank import Loc
from studybank.model.question import Numbering, Part

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")


def build_name(numbering: Numbering, index: int) -> str:
    """Give the bare name of a part, such as `a`, `iii` or `2`.

    Args:
        numbering: How the parts of the parent are labelled.
        index: Place of the part, from 0. Names beyond the alphabet are numbers.
    """
    if numbering == "alpha" and index < len(ascii_lowercase):
        return ascii_lowercase[index]
    if numbering == "roman" and index < len(_ROMAN):
        return _ROMAN[index]
    return str(index + 1)


def walk_named_parts(
    part: Part, loc: Loc = (), path: tuple[str, ...] = ()
) -> Iterator[tuple[Loc, tuple[str, ...], Part]]:
    """Go through the parts below a question, parents first.

    Yields:
        Place in the record, names from the top (`("b", "ii")`, written `b.ii`), and the part.
    """
    for index, child in enumerate(part.parts):
        names = (*path, build_name(part.numbering, index))
        child_loc = (*loc, "parts", index)
        yield child_loc, names, child
        yield from walk_named_parts(child, child_loc, names)


def build_label(parent: Part, index: int, path: tuple[str, ...]) -> str:
    """Give the label that stands before a part: `(a)`, `(i)`, `1.2`, or nothing.

    Args:
        parent: The part or question above.
        index: Place of the part in its parent, from 0.
        path: Names from the top, the part's own last.
    """
    own = parent.parts[index].label
    if own is not None:
        return own
    if parent.numbering == "none":
        return ""
    if parent.numbering == "decimal":
        return ".".join(path)
    return f"({path[-1]})"


def walk_labels(part: Part, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Go through the parts below a question, parents first.

    Yields:
        Names from the top, and the label that stands before the part.
    """
    for index, child in enumerate(part.parts):
        names = (*path, build_name(part.numbering, index))
        yield names, build_label(part, index, names)
        yield from walk_labels(child, names)
