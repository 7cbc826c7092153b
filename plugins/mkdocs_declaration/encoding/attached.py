"""What is attached to the words of a unit: its table and its footnotes, which have ids of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.tree import Node
from mkdocs_declaration.instrument import parts
from mkdocs_declaration.instrument.tables import Table
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mkdocs_declaration.encoding.tree import Tree
    from mkdocs_declaration.encoding.unit_file import FootnoteData, TableData
    from mkdocs_declaration.instrument.text import Text
    from mkdocs_declaration.problems import Source


def table(data: TableData, around: Node) -> Node:
    """Identify the table of a unit.

    Args:
        data: What the author wrote.
        around: The unit.
    """
    value = Table(data.caption, data.header, data.rows)
    identity = parts.table(around.identity)
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


def with_footnotes(node: Node, footnotes: Sequence[FootnoteData], *, first: bool = False) -> Node:
    """A unit with its footnotes, and with their marks in its words leading to them.

    Args:
        node: The unit with all else that it holds.
        footnotes: What the author wrote.
        first: Whether they stand before what else it holds, since they are those of a heading.
    """
    if not footnotes:
        return node
    notes = [_footnote(data, count, node) for count, data in enumerate(footnotes, 1)]
    ids = {data.mark: note.id for data, note in zip(footnotes, notes, strict=True)}
    children = [_led(child, ids) if child.kind == "table" else child for child in node.children]
    return replace(
        _led(node, ids),
        footnotes=tuple(footnotes),
        children=tuple([*notes, *children] if first else [*children, *notes]),
    )


def check(tree: Tree, source: Source) -> Iterator[Problem]:
    """A mark of a footnote in words has a footnote of its unit, and each footnote is marked once.

    Args:
        tree: Every unit of the encoding.
        source: The file, for the problems.
    """
    for node in tree.nodes:
        if node.kind == "table":
            continue
        tables = [child for child in node.children if child.kind == "table"]
        texts = [text for part in (node, *tables) for text in (part.heading, part.text) if text is not None]
        marks = [mark.mark for text in texts for mark in text.marks]
        stated = [data.mark for data in node.footnotes]
        for mark in dict.fromkeys(marks):
            if mark not in stated:
                message = f"expected a footnote '{mark}' in 'footnotes' of the unit, found none for its mark; "
                message += rf"write it there, or '\[^{mark}]' for these characters"
                yield Problem(Rule.FOOTNOTE, message, source, node.words_at)
        for place, data in enumerate(node.footnotes):
            if data.mark in stated[:place]:
                message = f"expected each mark once in 'footnotes', found '{data.mark}' again"
            elif data.mark is not None and marks.count(data.mark) == 0:
                message = f"expected '[^{data.mark}]' in the words of the unit, where its mark stands, found none"
            else:
                continue
            yield Problem(Rule.FOOTNOTE, message, source, data.where("mark"), len(data.mark))


def _footnote(data: FootnoteData, count: int, around: Node) -> Node:
    return Node(
        kind="footnote",
        expected="footnote",
        identity=parts.footnote(around.identity, data.mark or "", count),
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
