"""What is attached to the words of a unit: its table and its footnotes, which have ids of their own."""

from __future__ import annotations

import operator
from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.tree import Node, Tree
from mkdocs_declaration.instrument.identity import preamble
from mkdocs_declaration.instrument.text.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.encoding.files.units import FootnoteData, TableData
    from mkdocs_declaration.instrument.text.text import Text


def table(data: TableData, around: Node) -> Node:
    """Identify the table of a unit.

    Args:
        data: What the author wrote.
        around: The unit.
    """
    value = Table(data.caption, data.header, data.rows)
    identity = preamble.table(around.identity)
    return Node(
        kind="table",
        expected="table",
        identity=identity,
        scope=around.identity.inner,
        parent=around.id,
        slug=around.slug,
        at=data.at,
        words_at=data.where("rows"),
        text=value.text,
        table=value,
    )


def with_footnotes(node: Node, footnotes: Sequence[FootnoteData]) -> Node:
    """A unit with its footnotes, and with their marks in its words leading to them.

    Args:
        node: The unit with all else that it holds.
        footnotes: What the author wrote.
    """
    if not footnotes:
        return node
    notes: dict[str | None, Node] = {}
    designations: set[str] = set()
    for count, data in enumerate(footnotes, 1):
        if data.mark in notes and data.mark is not None:
            continue  # it is reported
        mark = (data.mark or "").lower()
        notes[data.mark] = _footnote(data, count, node, is_counted=mark in designations)
        designations.add(mark)
    ids = {mark or "": note.id for mark, note in notes.items()}
    children = [_led(child, ids) if child.kind == "table" else child for child in node.children]
    return replace(
        _led(node, ids),
        footnotes=tuple(footnotes),
        children=(*children, *notes.values()),
    )


def at_foot(tree: Tree) -> Tree:
    """A tree in which footnotes of headings stand before what is on another page than the heading.

    Those of a group whose divisions are pages of their own stand behind what it says itself, before these divisions;
    pages have them at their foot.

    Args:
        tree: Every unit of an encoding, with its page.
    """
    return Tree(tuple(map(_at_foot, tree.roots)))


def _at_foot(node: Node) -> Node:
    if not node.may_have_page:
        return node
    children = [_at_foot(child) for child in node.children]
    if node.footnotes and any(child.slug != node.slug for child in node.walk()):
        place = next(place for place, child in enumerate(children) if child.may_have_page)
        notes = [child for child in children if child.kind == "footnote"]
        children = [*children[:place], *notes, *(child for child in children[place:] if child.kind != "footnote")]
    is_as_before = len(children) == len(node.children) and all(map(operator.is_, children, node.children))
    return node if is_as_before else replace(node, children=tuple(children))


def _footnote(data: FootnoteData, count: int, around: Node, *, is_counted: bool) -> Node:
    return Node(
        kind="footnote",
        expected="footnote",
        identity=preamble.footnote(around.identity, data.mark or "", count, is_counted=is_counted),
        scope=around.identity.inner,
        parent=around.id,
        slug=around.slug,
        at=data.at,
        words_at=data.where("text"),
        text=data.text,
        mark=data.mark,
    )


def _led(node: Node, ids: dict[str, str]) -> Node:
    """A unit in whose words the marks of footnotes lead to these."""

    def led(text: Text) -> Text:
        marks = tuple(replace(mark, target=ids.get(mark.mark, "")) for mark in text.marks)
        return replace(text, marks=marks) if marks else text

    value = node.table.each(led) if node.table is not None else None
    texts: Iterable[Text | None] = (node.heading, node.text)
    heading, text = (led(text) if text is not None else None for text in texts)
    return replace(node, heading=heading, text=value.text if value is not None else text, table=value)
