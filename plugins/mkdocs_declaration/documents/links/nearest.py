"""The id that was probably meant by one that does not exist, found without a look at every id of a text."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CANDIDATES = 2_000
"""How many ids are compared at most."""


class Nearest:
    """Ids, by their beginnings.

    Compared are those that begin as the name does, up to a dot: of `5.2.z` those below `5.2` or, if there is none,
    below `5`. Where even the first part is none of theirs, it is those below the first parts that are nearest to it, or
    with another first part and the same others.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        """Take the ids in the order of the text."""
        self._below: dict[str, list[str]] = {}
        for id_ in ids:
            parts = id_.split(".")
            for depth in range(1, len(parts) + 1):
                self._below.setdefault(".".join(parts[:depth]), []).append(id_)
        self._first = [beginning for beginning in self._below if "." not in beginning]

    def find(self, name: str, cutoff: float = 0.6) -> str | None:
        """Find the id nearest to a name.

        Args:
            name: The name; capitals do not count.
            cutoff: How near it must be, from 0 to 1, as `difflib` measures it.
        """
        name = name.casefold()
        close = difflib.get_close_matches(name, self._candidates(name)[:MAX_CANDIDATES], n=1, cutoff=cutoff)
        return close[0] if close else None

    def _candidates(self, name: str) -> list[str]:
        parts = name.split(".")
        for depth in range(len(parts), 0, -1):
            if below := self._below.get(".".join(parts[:depth])):
                return below
        if len(parts) == 1:
            return self._first
        close = difflib.get_close_matches(parts[0], self._first[:MAX_CANDIDATES], n=5, cutoff=0.5)
        if close:
            return [id_ for beginning in close for id_ in self._below[beginning]]
        others = (f"{beginning}.{'.'.join(parts[1:])}" for beginning in self._first)
        return [id_ for id_ in others if id_ in self._below]
