"""The lock as a value: published clauses and terms by their ids, each with its history."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Event", "Lock", "PublishedClause", "PublishedInstrument", "PublishedTerm"]

EVENTS = ("frozen", "changed", "renumbered", "moved", "retired", "reinstated", "renamed")
"""Kinds of events in the history of a published id.

It is frozen first, its words change, its printed number or its eId changes, its page changes, it is renamed or
withdrawn, it comes back. The instrument itself can only be renamed.
"""
FROZEN, CHANGED, RENUMBERED, MOVED, RETIRED, REINSTATED, RENAMED = EVENTS


@dataclass(frozen=True, slots=True)
class Event:
    """An event in the history of a published id."""

    kind: str
    """One of `EVENTS`."""
    date: str | None
    """The day (ISO 8601, `2026-11-24`); None where a lock of format 1 did not keep it."""
    reason: str | None
    """Why; None for a first freezing without one."""
    sha256: str | None = None
    """Of a change: the digest of the words before."""
    words: str | None = None
    """Of a change: the words before; None where a lock that was written earlier kept their digest alone."""
    page: str | None = None
    """Of a move: the slug of the page before."""
    number: str | None = None
    """Of a renumbering: the printed number before, if it had one."""
    eid: str | None = None
    """Of a renumbering: the eId before."""
    successor: str | None = None
    """Of a retirement: the id that links lead to from then on."""
    id: str | None = None
    """Of a renaming: the id before."""


class _Published:
    """An id that was published and may be retired."""

    __slots__ = ()
    history: tuple[Event, ...]

    @property
    def retirement(self) -> Event:
        """Its last retirement; of an id that is retired."""
        return next(event for event in reversed(self.history) if event.kind == RETIRED)

    @property
    def successor(self) -> str:
        """The id that links to it lead to; of an id that is retired."""
        return self.retirement.successor or ""


@dataclass(frozen=True, slots=True)
class PublishedClause(_Published):
    """An id of a clause that was published."""

    page: str
    """The slug of the page it is on, or was on last."""
    words: str | None
    """Its words; None where a lock of format 1 did not keep those of a retired id."""
    number: str | None = None
    """Its number as printed, if it has one."""
    eid: str | None = None
    """Its eId; None where a lock of format 1 kept neither it nor the number."""
    history: tuple[Event, ...] = ()
    """Its history, the latest event last."""

    @property
    def pages(self) -> tuple[str, ...]:
        """The slugs of the pages it is and was on, each once."""
        former = (event.page for event in self.history if event.kind == MOVED and event.page is not None)
        return tuple(dict.fromkeys((self.page, *former)))

    @property
    def eids(self) -> tuple[str, ...]:
        """The eIds that it has and had, each once."""
        former = (event.eid for event in self.history if event.kind == RENUMBERED)
        return tuple(dict.fromkeys(eid for eid in (self.eid, *former) if eid is not None))


@dataclass(frozen=True, slots=True)
class PublishedTerm(_Published):
    """An id of a glossary entry that was published."""

    name: str
    """The name of the term."""
    history: tuple[Event, ...] = ()
    """Its history, the latest event last."""


@dataclass(frozen=True, slots=True)
class PublishedInstrument:
    """The instrument as it was published."""

    id: str
    """Its short name for machines, which stands in the addresses of Akoma Ntoso and in records."""
    history: tuple[Event, ...] = ()
    """Its history, the latest event last."""


@dataclass(frozen=True)
class Lock:
    """All ids that were ever published."""

    instrument: PublishedInstrument | None = None
    """The instrument; None where nothing was published or a lock of format 1 did not keep its id."""
    anchors: Mapping[str, PublishedClause] = field(default_factory=dict)
    """The clauses that are in the text, in its order."""
    retired: Mapping[str, PublishedClause] = field(default_factory=dict)
    """Those that are not."""
    terms: Mapping[str, PublishedTerm] = field(default_factory=dict)
    """The terms that are in the glossary."""
    retired_terms: Mapping[str, PublishedTerm] = field(default_factory=dict)
    """Those that are not."""


def digest(words: str) -> str:
    """The SHA-256 digest of words in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(words.encode()).hexdigest()
