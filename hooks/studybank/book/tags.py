"""The tags of a volume as part of a book's: one tree, one numbering, identifiers of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, String


def join_tags(
    book: pikepdf.Pdf,
    part: pikepdf.Pdf,
    pages: Sequence[pikepdf.Page],
    *,
    prefix: str,
    in_front: bool = False,
) -> None:
    """Put the tags of a volume behind those of a book, or in front of them.

    Args:
        book: The book, which the volume's pages have been copied to.
        part: The volume.
        pages: The copied pages; first ones that are not copied have a tag each.
        prefix: What no other volume's identifiers begin with.
        in_front: The volume's pages stand in front of the others.
    """
    left_out = len(part.pages) - len(pages)
    tree: Any = book.Root.StructTreeRoot
    more: Any = book.copy_foreign(part.Root.StructTreeRoot)
    document = tree.K[0]
    added_tags = list(more.K[0].K)[left_out:]
    for tag in added_tags:
        tag.P = document
    if in_front:
        document.K = Array([*added_tags, *document.K])
    else:
        document.K.extend(added_tags)
    shift = int(tree.ParentTreeNextKey)
    dropped = {int(page.StructParents) for page in list(part.pages)[:left_out]}
    parents: Any = tree.ParentTree.Nums
    added = list(more.ParentTree.Nums)
    for key, parent in zip(added[::2], added[1::2], strict=True):
        if int(key) not in dropped:
            parents.extend([int(key) + shift, parent])
    tree.ParentTreeNextKey = shift + int(more.ParentTreeNextKey)
    _shift_keys(pages, shift)
    _join_identifiers(tree, more, prefix)
    for name, role in more.get("/RoleMap", pikepdf.Dictionary()).items():
        tree.RoleMap[name] = role


def _shift_keys(pages: Iterable[pikepdf.Page], shift: int) -> None:
    for page in pages:
        holders: list[Any] = [page.obj, *page.get("/Annots", Array())]
        for holder in holders:
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    holder[key] = int(holder[key]) + shift


def _join_identifiers(tree: Any, more: Any, prefix: str) -> None:
    """Rename the head cells of tables, which their cells name, and note them."""
    if "/IDTree" not in more:
        return
    flat = list(more.IDTree.Names)
    tables: dict[tuple[int, int], Any] = {}
    for head in flat[1::2]:
        head.ID = String(prefix + str(head.ID))
        table = _table_of(head)
        tables[table.objgen] = table
    for table in tables.values():
        for cell in _cells(table):
            _rename_heads(cell, prefix)
    if "/IDTree" not in tree:
        tree.IDTree = pikepdf.Dictionary(Names=Array())
    known = list(tree.IDTree.Names)
    entries = [
        *zip(known[::2], known[1::2], strict=True),
        *((head.ID, head) for head in flat[1::2]),
    ]
    entries.sort(key=lambda entry: str(entry[0]))
    tree.IDTree.Names = Array([item for entry in entries for item in entry])


def _table_of(tag: Any) -> Any:
    while tag.S != "/Table":
        tag = tag.P
    return tag


def _cells(tag: Any) -> Iterable[Any]:
    for child in tag.get("/K", ()):
        if not isinstance(child, pikepdf.Dictionary):
            continue
        if child.get("/S") in ("/TD", "/TH"):
            yield child
        elif child.get("/S") in ("/TR", "/THead", "/TBody", "/TFoot"):
            yield from _cells(child)


def _rename_heads(cell: Any, prefix: str) -> None:
    for attributes in cell.get("/A", ()):
        if "/Headers" in attributes:
            attributes.Headers = Array([String(prefix + str(name)) for name in attributes.Headers])
