"""The nearest of many names to a name that does not exist, without a comparison with all."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_CANDIDATES = 50
"""How many names are compared at most."""
MAX_HOLDING = 500
"""How many names may share a pair or triple of characters for it to tell them apart."""


class Nearest:
    """Names in an order, of which the nearest to another one can be found.

    Where there are many, only those are compared that share the rarest pairs and triples of characters with it, which a
    table tells: of `artcle-1850` those with `185` and `850`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names in the order in which they are preferred."""
        self._names = tuple(names)

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """The places of the names that hold each pair and triple of characters."""
        holding: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            for gram in _grams(name):
                holding.setdefault(gram, []).append(place)
        return holding

    def find(self, name: str, cutoff: float = 0.6, count: int = 1) -> list[str]:
        """Find the names nearest to another one.

        Args:
            name: The name; capitals count.
            cutoff: How near they must be, from 0 to 1, as `difflib` measures it.
            count: How many are wanted at most.

        Returns:
            The names, the nearest first.
        """
        return difflib.get_close_matches(name, self._candidates(name), n=count, cutoff=cutoff)

    def _candidates(self, name: str) -> list[str]:
        if len(self._names) <= MAX_CANDIDATES:
            return list(self._names)
        postings = [places for gram in _grams(name) if (places := self._holding.get(gram))]
        rare = [places for places in postings if len(places) <= MAX_HOLDING] or [
            places[:MAX_HOLDING] for places in postings
        ]
        shared = Counter(place for places in rare for place in places)
        best = sorted(shared, key=lambda place: (-shared[place], place))[:MAX_CANDIDATES]
        return [self._names[place] for place in best]


class NearestId:
    """Ids, by their beginnings.

    Compared are those that begin as the name does, up to a dot: of `5.2.z` those below `5.2` or, if there is none,
    below `5`. Where even the first part is none of theirs, it is those below the first parts that are nearest to it, or
    with another first part and the same others.
    """

    def __init__(self, ids: Iterable[str]) -> None:
        """Take the ids in the order of the text."""
        below: dict[str, list[str]] = {}
        others: dict[str, list[str]] = {}
        for id_ in ids:
            parts = id_.split(".")
            for depth in range(1, len(parts) + 1):
                below.setdefault(".".join(parts[:depth]), []).append(id_)
            others.setdefault(".".join(parts[1:]), []).append(id_)
        self._below = {beginning: Nearest(ids) for beginning, ids in below.items()}
        self._first = Nearest(beginning for beginning in below if "." not in beginning)
        self._others = {rest: Nearest(ids) for rest, ids in others.items()}

    def find(self, name: str, cutoff: float = 0.6) -> str | None:
        """Find the id nearest to a name.

        Args:
            name: The name; capitals do not count.
            cutoff: How near it must be, from 0 to 1, as `difflib` measures it.
        """
        name = name.casefold()
        close = [id_ for ids in self._candidates(name) for id_ in ids.find(name, cutoff)]
        best = difflib.get_close_matches(name, close, n=1, cutoff=cutoff)
        return best[0] if best else None

    def _candidates(self, name: str) -> list[Nearest]:
        parts = name.split(".")
        for depth in range(len(parts), 0, -1):
            if below := self._below.get(".".join(parts[:depth])):
                return [below]
        if len(parts) == 1:
            return [self._first]
        if close := self._first.find(parts[0], cutoff=0.5, count=5):
            return [self._below[beginning] for beginning in close]
        same = self._others.get(".".join(parts[1:]))
        return [same] if same else []


def _grams(name: str) -> set[str]:
    """The pairs and triples of neighbouring characters in a name, with a mark before the first and after the last."""
    marked = f"\x02{name}\x03"
    return {marked[start : start + size] for size in (2, 3) for start in range(len(marked) - size + 1)}
