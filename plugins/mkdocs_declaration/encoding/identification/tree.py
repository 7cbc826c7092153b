"""The tree of an encoding: every unit with its identity and its page, whatever else is wrong with it.

`identification` makes it, `rules` check it, and `assembly` makes the instrument of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.encoding.files.aliases import OtherName
    from mkdocs_declaration.encoding.files.units import BriefData, FootnoteData, NoteData, UnitData
    from mkdocs_declaration.instrument.identity.scopes import Identity, Scope
    from mkdocs_declaration.instrument.numbering.numerals import Number
    from mkdocs_declaration.instrument.text.tables import Table
    from mkdocs_declaration.instrument.text.text import Text
    from mkdocs_declaration.problems import Position

UNKNOWN = "?"
"""Begins the id of a unit whose own cannot be told, and is the page of units whose page cannot be told.

What such a unit holds is checked all the same. No instrument has it: a problem says what is wrong with the unit.
"""
AROUND_THE_BODY = frozenset({"preamble", "conclusion"})
"""What stands before the body and after it, each on a page of its own."""
MISPLACED = "misplaced"
"""The kind of a unit whose kind is unknown, or cannot stand where it does; no clause is made of it or its content."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Node:
    """A unit, a part of the preamble or closing words, with its identity."""

    kind: str
    """That of the clause, or `MISPLACED`."""
    expected: str
    """The kind of unit that belongs in its list: `division`, `paragraph`, `item`, or a part of the preamble."""
    identity: Identity
    scope: Scope
    """The scope that its identity is derived from."""
    parent: str | None
    """The id of the unit that holds it."""
    slug: str
    """The address of its page, or `UNKNOWN`."""
    around: str | None = None
    """The address of the page that it is within, if there is one."""
    unit: UnitData | None = None
    """The unit as written; None for closing words and in the preamble."""
    at: Position
    """Where it gets its id."""
    words_at: Position
    """Where its words begin."""
    heading: Text | None = None
    also: tuple[OtherName, ...] = ()
    """The names that people use for it."""
    brief: tuple[BriefData, ...] = ()
    """What a division says in plain words."""
    text: Text | None = None
    notes: tuple[NoteData, ...] = ()
    number: Number | None = None
    """Its number, if it has one that can be read."""
    number_error: str | None = None
    """The error in its number, for a message."""
    counted: int | None = None
    """The place among unnumbered siblings, from 1; None if numbered or alone of its kind."""
    has_derived_slug: bool = False
    """Whether its page is its own, and its slug follows from its id."""
    table: Table | None = None
    """What it is, if that is a table."""
    footnotes: tuple[FootnoteData, ...] = ()
    """Its footnotes as written."""
    mark: str | None = None
    """The mark of a footnote."""
    children: tuple[Node, ...] = ()
    """The nodes within it, in the order of the text."""

    @property
    def id(self) -> str:
        """The id, which begins with `UNKNOWN` if it cannot be told."""
        return self.identity.id

    @property
    def is_known(self) -> bool:
        """Whether it has an id of its own."""
        return not self.identity.id.startswith(UNKNOWN)

    @property
    def is_division(self) -> bool:
        """Whether it is a division of the body."""
        return self.expected == "division" and self.kind != MISPLACED

    @property
    def may_have_page(self) -> bool:
        """Whether a stated slug is that of its page."""
        return self.is_division or self.kind == MISPLACED

    @property
    def owns_page(self) -> bool:
        """Whether its page is its own: it has an address, stated or derived, or stands before or after the body."""
        has_stated_slug = self.is_division and self.unit is not None and bool(self.unit.slug)
        return self.kind in AROUND_THE_BODY or self.has_derived_slug or has_stated_slug

    def listed(self, expected: str) -> list[Node]:
        """Return the children of one of its lists, in the order of the text."""
        return [child for child in self.children if child.expected == expected]

    def walk(self) -> Iterator[Node]:
        """Itself and all it holds, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Tree:
    """All of an encoding."""

    roots: tuple[Node, ...]
    """The preamble and what stands side by side in the body."""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the order of the text."""
        return tuple(node for root in self.roots for node in root.walk())

    @cached_property
    def clauses(self) -> tuple[Node, ...]:
        """The nodes whose ids are known, in the order of the text."""
        return tuple(node for node in self.nodes if node.is_known)

    @cached_property
    def slugs(self) -> tuple[tuple[str, Position, bool], ...]:
        """The slug of each page, where it is stated, and that it is; else where its division gets its id."""
        slugs = []
        for node in self.nodes:
            if node.kind in AROUND_THE_BODY or node.has_derived_slug:
                slugs.append((node.slug, node.at, node.kind in AROUND_THE_BODY))
            elif node.may_have_page and node.unit is not None and node.unit.slug:
                slugs.append((node.unit.slug, node.unit.where("slug"), True))
        return tuple(slugs)
