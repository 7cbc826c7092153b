"""Groups of neighbours: long lists of siblings in parts that a reader can overlook, as in articles 1–10."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument import ranges
from mkdocs_declaration.instrument.text.text import capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause

MAX_SIBLINGS = 20
"""How many siblings of one kind are listed without groups."""
IN_A_GROUP = 10
"""How many members a group has; the last one may have fewer."""


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one kind that are listed together."""

    label: str
    """`articles 1–10`."""
    first: Clause
    """The first clause in it."""
    last: Clause
    """The last clause in it."""
    members: tuple[Clause | Group, ...]
    """What it holds, in the order of the text."""

    @property
    def title(self) -> str:
        """The label with a capital at its beginning: what an entry of contents is called."""
        return capital(self.label)


def grouped(
    siblings: Sequence[Clause], holder: Clause | None, words: Catalogue, *, most: int = MAX_SIBLINGS
) -> tuple[Clause | Group, ...]:
    """List siblings so that no list is long.

    Args:
        siblings: Clauses in the order of the text.
        holder: What holds them, or None at the top.
        words: The words of labels.
        most: How many neighbours of one kind are listed without groups, at least `IN_A_GROUP`.

    Returns:
        The siblings; in place of more neighbours of one kind, groups of them, or groups of groups.
    """
    entries: list[Clause | Group] = []
    for _, run in itertools.groupby(siblings, key=lambda clause: clause.kind):
        neighbours: tuple[Clause | Group, ...] = tuple(run)
        while len(neighbours) > most:
            parts = (neighbours[start : start + IN_A_GROUP] for start in range(0, len(neighbours), IN_A_GROUP))
            neighbours = tuple(_group(part, holder, words) for part in parts)
        entries += neighbours
    return tuple(entries)


def beginnings(divisions: Sequence[Clause], words: Catalogue, *, most: int) -> Iterator[tuple[str, str]]:
    """Where a reader may begin: titles of divisions and slugs of their pages, or of groups where divisions are many.

    Args:
        divisions: Those at the top of a text.
        words: The words of labels.
        most: As in `grouped`.
    """
    for entry in grouped(divisions, None, words, most=most):
        yield entry.title, entry.first.slug if isinstance(entry, Group) else entry.slug


def _group(members: tuple[Clause | Group, ...], holder: Clause | None, words: Catalogue) -> Group:
    first, last = _ends(members[0])[0], _ends(members[-1])[1]
    label = (
        ranges.label(first, last, {holder.id: holder} if holder else {}, words) if first is not last else first.label
    )
    return Group(ranges.without(label, holder, words), first, last, members)


def _ends(entry: Clause | Group) -> tuple[Clause, Clause]:
    return (entry.first, entry.last) if isinstance(entry, Group) else (entry, entry)
