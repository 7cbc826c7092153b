"""Marks of footnotes in words, and the footnotes that they lead to: each has the other in the same unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.tree import AROUND_THE_BODY, MISPLACED
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.files.units import FootnoteData, TableData
    from mkdocs_declaration.encoding.identification.tree import Node, Tree
    from mkdocs_declaration.instrument.text.text import Text
    from mkdocs_declaration.problems import Position, Source

_WORDS_OF_DIVISIONS = frozenset({"text", "table", "items", "closing", "paragraphs"})
"""Keys that a division does not have; what stands in them is reported as misplaced."""


def check(tree: Tree, source: Source) -> Iterator[Problem]:
    """A mark of a footnote in words has a footnote of its unit, and each footnote is marked once.

    A mark and its footnote that stand in two units, of which one holds the other, are one mistake.

    Args:
        tree: Every unit of the encoding.
        source: The file, for the problems.
    """
    alone = _MarksAlone(tree)
    for node in tree.nodes:
        if not node.footnotes:
            continue
        first: dict[str, FootnoteData] = {}
        marked = {mark.mark for text, _ in _marked(node) for mark in text.marks}
        for data in node.footnotes:
            if data.mark is None:
                continue
            if data.mark in first:
                message = _repeated(data, first[data.mark])
            elif data.mark not in marked and not _may_be_marked(node, data.mark):
                first[data.mark] = data
                mark = alone.taken(node, data.mark)
                if mark is not None and mark.node.kind == "footnote":
                    yield _within_footnote(mark, source)
                    continue
                message = _unmarked(data, mark)
            else:
                first[data.mark] = data
                continue
            yield Problem(Rule.FOOTNOTE, message, source, data.where("mark"), len(data.mark))
    for mark in alone.left():
        if mark.node.kind == "footnote":
            yield _within_footnote(mark, source)
            continue
        message = f"expected a footnote '{mark.mark}' in 'footnotes' of the unit, found none for its mark; "
        message += rf"write it there, or '\[^{mark.mark}]' for these characters"
        yield Problem(Rule.FOOTNOTE, message, source, mark.at)


@dataclass(frozen=True, slots=True, eq=False)
class _MarkAlone:
    """A mark that has no footnote in its unit."""

    node: Node
    mark: str
    at: Position


class _MarksAlone:
    """Marks that have no footnote in their units, by the units that they stand in."""

    def __init__(self, tree: Tree) -> None:
        self._all = [_MarkAlone(node, mark, at) for node in tree.nodes for mark, at in _without_footnote(node)]
        self._parents = {node.id: node.parent for node in tree.nodes} if self._all else {}
        self._taken: set[_MarkAlone] = set()
        self._own: dict[tuple[str, str], _MarkAlone] = {}
        self._within: dict[tuple[str, str], list[_MarkAlone]] = {}
        for mark in self._all:
            self._own[mark.node.id, mark.mark] = mark
            for id_ in self._around(mark.node.id):
                self._within.setdefault((id_, mark.mark), []).append(mark)

    def taken(self, node: Node, mark: str) -> _MarkAlone | None:
        """The first such mark in what a unit holds, or in what holds the unit; it is given once."""
        outside = (self._own.get((id_, mark)) for id_ in self._around(node.id))
        found = (*self._within.get((node.id, mark), ()), *(other for other in outside if other is not None))
        first = next((other for other in found if other not in self._taken), None)
        if first is not None:
            self._taken.add(first)
        return first

    def left(self) -> Iterator[_MarkAlone]:
        """Those that were not given."""
        return (mark for mark in self._all if mark not in self._taken)

    def _around(self, id_: str | None) -> Iterator[str]:
        """A unit and those that hold it, from the inside out."""
        while id_ is not None:
            yield id_
            id_ = self._parents.get(id_)


def _marked(node: Node) -> Iterator[tuple[Text, Position]]:
    """The texts of a unit that marks may stand in, with their places; a table is of the unit that it follows."""
    unit = node.unit
    if node.heading is not None:
        yield node.heading, unit.where("heading") if unit is not None else node.words_at
    if node.text is not None:
        yield node.text, node.words_at
    if unit is not None and unit.table is not None:
        yield from _in_table(unit.table)


def _in_table(table: TableData) -> Iterator[tuple[Text, Position]]:
    if table.caption is not None:
        yield table.caption, table.where("caption")
    for key in ("header", "rows"):
        for place, row in enumerate(getattr(table, key)):
            yield from ((cell, table.where(f"{key}.{place}")) for cell in row)


def _without_footnote(node: Node) -> Iterator[tuple[str, Position]]:
    """The marks in the words of a unit that has no footnote of theirs, each once; none if some cannot be read."""
    unit, heading, text = node.unit, node.heading, node.text
    has_table = unit is not None and unit.table is not None
    if not has_table and not (text is not None and text.marks) and not (heading is not None and heading.marks):
        return
    stated = {data.mark for data in node.footnotes}
    if node.kind in (MISPLACED, "table") or None in stated:
        return
    marks = ((mark.mark, at) for text, at in _marked(node) for mark in text.marks if mark.mark not in stated)
    first: dict[str, Position] = {}
    for mark, at in marks:
        first.setdefault(mark, at)
    yield from first.items()


def _may_be_marked(node: Node, mark: str) -> bool:
    """Whether the mark of a footnote may stand in words of its unit: what cannot be read is reported there."""
    unit = node.unit
    if unit is None:
        return node.text is None and node.kind not in AROUND_THE_BODY
    is_beside_number = f"[^{mark}]" in (unit.number or "")
    is_misplaced = node.is_division and not _WORDS_OF_DIVISIONS.isdisjoint(unit.places)
    is_broken = not unit.broken.isdisjoint({"heading", "text", "table"}) or unit.has_unknown_key
    is_broken_table = unit.table is not None and bool(unit.table.broken or unit.table.has_unknown_key)
    return is_beside_number or is_misplaced or is_broken or is_broken_table


def _repeated(data: FootnoteData, first: FootnoteData) -> str:
    """What is wrong with a footnote that has the mark of one before it."""
    message = f"expected each mark once in 'footnotes' of a unit, found '{data.mark}' again (first on line "
    message += f"{first.where('mark').line}); a mark that stands twice in its words needs one footnote, and another "
    return f"{message}footnote another mark"


def _unmarked(data: FootnoteData, elsewhere: _MarkAlone | None) -> str:
    """What is wrong with a footnote whose mark is not in the words of its unit, but in another unit or nowhere."""
    if elsewhere is None:
        return f"expected '[^{data.mark}]' in the words of the unit, where its mark stands, found none"
    message = f"expected the footnote '{data.mark}' in 'footnotes' of the unit in whose words its mark stands, on line "
    return f"{message}{elsewhere.at.line}, found it in another unit; move it there"


def _within_footnote(mark: _MarkAlone, source: Source) -> Problem:
    message = f"expected no mark of a footnote in the words of a footnote, found '[^{mark.mark}]'; put it into the "
    message += rf"words of the unit, beside that of the footnote, or write '\[^{mark.mark}]' for these characters"
    return Problem(Rule.FOOTNOTE, message, source, mark.at)
