"""What is attached to the words of a unit: its table and its footnotes, which have ids of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.tree import Node, Tree
from mkdocs_declaration.instrument import parts
from mkdocs_declaration.instrument.tables import Table
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    """A tree in which footnotes of headings stand at the foot of the page that has the heading.

    Those of a group whose divisions are pages of their own stand behind what it says itself, before these divisions.

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
    return replace(node, children=tuple(children))


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
            if data.mark is not None and data.mark in stated[:place]:
                line = node.footnotes[stated.index(data.mark)].where("mark").line
                message = f"expected each mark once in 'footnotes' of a unit, found '{data.mark}' again (first on line "
                message += f"{line}); a mark that stands twice in its words needs one footnote, and another footnote "
                message += "another mark"
            elif data.mark is not None and marks.count(data.mark) == 0 and not _is_beside_number(node, data.mark):
                message = f"expected '[^{data.mark}]' in the words of the unit, where its mark stands, found none"
            else:
                continue
            yield Problem(Rule.FOOTNOTE, message, source, data.where("mark"), len(data.mark))


def _is_beside_number(node: Node, mark: str) -> bool:
    """Whether a mark stands in the number of a unit, which is reported there."""
    return node.unit is not None and f"[^{mark}]" in (node.unit.number or "")


def _footnote(data: FootnoteData, count: int, around: Node, *, is_counted: bool) -> Node:
    return Node(
        kind="footnote",
        expected="footnote",
        identity=parts.footnote(around.identity, data.mark or "", count, is_counted=is_counted),
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
