"""What tells units of one encoding apart that would have the same eId, or whose ids cannot be told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mkdocs_declaration.encoding.identification.cache import Identified
from mkdocs_declaration.encoding.identification.tree import UNKNOWN
from mkdocs_declaration.instrument.identity import identifiers

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs_declaration.encoding.files.units import UnitData
    from mkdocs_declaration.encoding.identification.cache import ReadingMemory
    from mkdocs_declaration.encoding.identification.tree import Node
    from mkdocs_declaration.instrument.identity.scopes import Identity


class Account:
    """The account of one identification."""

    def __init__(self) -> None:
        """Begin without any unit."""
        self._eids: Counter[str] = Counter()
        self._claimed: list[str] = []
        """The eIds of units that were identified now, in the order of the text."""
        self._unknown = 0

    def unknown_id(self) -> str:
        """An id for a unit whose own cannot be told."""
        self._unknown += 1
        return f"{UNKNOWN}{self._unknown}"

    def distinct(self, identity: Identity) -> Identity:
        """Make an eId distinct from those before it, which are the same if the print repeats a number."""
        self._eids[identity.eid] += 1
        self._claimed.append(identity.eid)
        count = self._eids[identity.eid]
        return identity if count == 1 else identifiers.repeated(identity, count)

    def remembered(
        self, memory: ReadingMemory, unit: UnitData, asked: tuple[object, ...], identify: Callable[[], Node]
    ) -> Node:
        """A unit as it was identified in the last run, if nothing before it has an eId of it; else as it is now.

        Args:
            memory: What was read in the last run.
            unit: The unit.
            asked: All else that its identity depends on.
            identify: What identifies it, and accounts for it here.
        """
        known = memory.divisions.known(id(unit))
        if known is None or known.asked != asked or not self._eids.keys().isdisjoint(known.eids):
            made, unknown = len(self._claimed), self._unknown
            node = identify()
            eids = tuple(self._claimed[made:])
            if self._unknown != unknown or any(self._eids[eid] > 1 for eid in eids):
                return node  # it depends on what stands before it
            known = Identified(unit, asked, node, eids)
        else:
            self._eids.update(known.eids)
        memory.divisions.keep(id(unit), known)
        return known.node
