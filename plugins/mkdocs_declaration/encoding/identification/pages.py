"""Pages that an author need not state: divisions without a slug get one that is derived from their ids.

A stated slug always decides. Where there is none around a division and none within it, the divisions of one kind are
the pages: articles, unless the instrument states another (`pages: chapter`). A division without one of that kind within
is a page itself. So the addresses of an encoding that states all of its slugs are those that it states.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.cache import Paged
from mkdocs_declaration.encoding.identification.tree import Tree
from mkdocs_declaration.encoding.identification.units import page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.encoding.identification.cache import ReadingMemory
    from mkdocs_declaration.encoding.identification.tree import Node

USUAL = "article"
"""The kind of divisions that are pages unless the instrument states another: law is cited by its articles."""


def with_pages(tree: Tree, kind: str, memory: ReadingMemory | None = None) -> Tree:
    """Derive the slugs that are missing.

    Args:
        tree: Every unit of an encoding.
        kind: The kind of divisions that are pages where no slug says otherwise.
        memory: What was read in the last run, if this is a server.

    Returns:
        The tree, in which the page of a division is `UNKNOWN` only if the author's file is wrong.
    """
    if memory is not None:
        memory.paged.begin()
    return Tree(tuple(_paged(root, kind, {}, memory, is_missing=False) for root in tree.roots))


def derived_slug(node: Node, around: Mapping[str, str]) -> str:
    """The slug that follows from an id: `article-5`, `chapter-ii`, `annex-a-article-2`, `article-i-section-8`.

    Args:
        node: The division, whose id is known.
        around: The slugs that follow from the ids of the divisions around it.
    """
    designation = node.number.designation if node.number is not None else None
    if designation is not None and f".{node.id}".endswith(f".{designation}"):
        scope = node.id.removesuffix(designation).removesuffix(".")
        name = f"{around.get(scope, scope)}-{node.kind}-{designation}"
    else:
        # A slug that differs from the id by case alone would have the address of the short link.
        is_name = node.id[0].isalpha() and node.id.islower()
        name = node.id if is_name else f"{node.kind}-{node.id}"
    return re.sub("[^a-z0-9]+", "-", name.lower()).strip("-")


def _paged(node: Node, kind: str, around: Mapping[str, str], memory: ReadingMemory | None, *, is_missing: bool) -> Node:
    """Give pages to a division that is on none, or to divisions within it.

    Args:
        node: A unit that is not within a page.
        kind: The kind of divisions that are pages.
        around: The slugs that follow from the ids of the divisions around it.
        memory: As of `with_pages`.
        is_missing: Whether no slug is stated in the division around it.
    """
    unit = node.unit
    if unit is None or not node.is_division or not node.is_known or "slug" in unit.places:
        return node
    is_missing = is_missing or page_of(unit, node.around) is None
    slug = derived_slug(node, around)
    if is_missing and (node.kind == kind or not _holds(unit, kind)):
        return _with_page(node, slug, memory)
    around = {**around, node.id: slug}
    children = tuple(_paged(child, kind, around, memory, is_missing=is_missing) for child in node.children)
    if all(child is before for child, before in zip(children, node.children, strict=True)):
        return node
    # A group stands on the page of the first division within it, and so do paragraphs of its own.
    first = next(child.slug for child in children if child.may_have_page)
    children = tuple(child if child.may_have_page else _on_page(child, first, None) for child in children)
    return replace(node, slug=first, around=None, children=children)


def _with_page(node: Node, slug: str, memory: ReadingMemory | None) -> Node:
    """A division with a page of its own."""
    known = memory.paged.known((id(node), slug)) if memory is not None else None
    paged = known.paged if known is not None else replace(_on_page(node, slug, None), has_derived_slug=True)
    if memory is not None:
        memory.paged.keep((id(node), slug), Paged(node, paged))
    return paged


def _holds(unit: UnitData, kind: str) -> bool:
    """Whether a division of a kind is within another."""
    return any(child.kind == kind or _holds(child, kind) for child in unit.content)


def _on_page(node: Node, slug: str, around: str | None) -> Node:
    """A unit and all it holds, on a page."""
    within = slug if node.may_have_page else None
    children = tuple(_on_page(child, slug, within if child.may_have_page else None) for child in node.children)
    return replace(node, slug=slug, around=around, children=children)
