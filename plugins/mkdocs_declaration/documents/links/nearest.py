"""The nearest of many names to a name that does not exist."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import Indel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LENGTH = 200
"""Longer names are near to none: no id is longer, and what is compared is bounded."""
FEW = 100
"""So many names are all compared; and a pair or triple of characters that more names have does not tell them apart."""
_GRAMS = 4
_MOST = 5


class Nearest:
    """Names of which the nearest to another one can be found.

    Where there are many, only those are compared that share one of the rarest pairs and triples of characters with it:
    of `artcle-1850` those with `185` and `850`.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names."""
        self._names = tuple(names)

    def find(self, name: str, cutoff: float = 0.6) -> str | None:
        """Find the name nearest to another one; None if none is near.

        Args:
            name: The name; capitals count.
            cutoff: How near it must be, from 0 to 1: the share of characters that both have in their order.
        """
        best = self.best(name, cutoff)
        return best[0] if best else None

    def best(self, name: str, cutoff: float) -> list[str]:
        """The few names that are nearest to another one, the nearest first; see `find`."""
        return _best(name, self._candidates(name), cutoff)

    def _candidates(self, name: str) -> Sequence[str]:
        if len(self._names) <= FEW or len(name) > MAX_LENGTH:
            return self._names
        held = [places for gram in _grams(name) if (places := self._holding.get(gram))]
        rare = [places for places in held if len(places) <= FEW]
        if not rare:
            return self._names
        rarest = sorted(rare, key=len)[:_GRAMS]
        return [self._names[place] for place in sorted({place for places in rarest for place in places})]

    @cached_property
    def _holding(self) -> dict[str, list[int]]:
        """The places of the names that hold each pair and triple of characters."""
        holding: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            for gram in _grams(name):
                holding.setdefault(gram, []).append(place)
        return holding


def _grams(name: str) -> set[str]:
    """The pairs and triples of neighbouring characters in a name, with a mark before the first and after the last."""
    marked = f"\x02{name}\x03"
    return {marked[start : start + size] for size in (2, 3) for start in range(len(marked) - size + 1)}


def share(name: str, other: str) -> float:
    """How near two names are, from 0 to 1: the share of characters that both have in their order."""
    return Indel.normalized_similarity(name, other)


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
        self._below = below
        self._first = Nearest(beginning for beginning in below if "." not in beginning)
        self._others = others

    def find(self, name: str, cutoff: float = 0.6) -> str | None:
        """Find the id nearest to a name; None if none is near.

        Args:
            name: The name; capitals do not count.
            cutoff: How near it must be, from 0 to 1.
        """
        name = name.casefold()
        best = [match for ids in self._candidates(name) for match in _best(name, ids, cutoff)]
        return max(best, key=lambda id_: (share(name, id_), id_), default=None)

    def _candidates(self, name: str) -> list[Sequence[str]]:
        parts = name.split(".")
        for depth in range(len(parts), 0, -1):
            if below := self._below.get(".".join(parts[:depth])):
                return [below]
        if len(parts) == 1:
            return [self._first.best(name, 0)]
        if close := self._first.best(parts[0], 0.5):
            return [self._below[beginning] for beginning in close]
        same = self._others.get(".".join(parts[1:]))
        return [same] if same else []


def _best(name: str, names: Sequence[str], cutoff: float) -> list[str]:
    """The few names that are nearest to another one; of equally near ones the last in the order of characters first."""
    if len(name) > MAX_LENGTH:
        return []
    found = process.extract(name, names, scorer=Indel.normalized_similarity, score_cutoff=cutoff, limit=None)
    nearest = sorted(found, key=lambda match: (match[1], match[0]), reverse=True)
    return [match for match, _, _ in nearest[:_MOST]]
