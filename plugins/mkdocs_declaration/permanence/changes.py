"""What a lock tells of the history of a text: the days, what changed on each, why, and the words before and after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from mkdocs_declaration.permanence.lock.model import CHANGED, FROZEN, MOVED, REINSTATED, RENAMED, RENUMBERED, RETIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.permanence.lock.model import (
        Event,
        Lock,
        PublishedClause,
        PublishedInstrument,
        PublishedTerm,
    )

__all__ = ["Change", "Changes", "Day"]

ADDED = "added"
KINDS = (ADDED, CHANGED, RENAMED, RENUMBERED, MOVED, RETIRED, REINSTATED)
"""The kinds of changes, in the order in which those of one reason are told."""
OF_WORDS = frozenset({ADDED, CHANGED, RETIRED, REINSTATED})
"""Those that change what the text says."""


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an id on a day."""

    kind: str
    """One of `KINDS`. An id that gave way to another one with the same words, on the same day, is renamed."""
    id: str
    """The id; of a renaming the new one."""
    of: str
    """What has it: `clause`, `term` or `instrument`."""
    before: str | None = None
    """The words before; of a renaming the id, of a renumbering the number or else the eId, of a move the slug. None
    where there was nothing, or where the lock did not keep it."""
    after: str | None = None
    """The same after. Of a term, its name."""
    successor: str = ""
    """Of a retirement: the id that links lead to."""

    @property
    def is_marked(self) -> bool:
        """Whether it is told which words were taken out and put in: not where words of one side alone were kept."""
        is_known = self.kind != CHANGED or None not in (self.before, self.after)
        return self.of == "clause" and self.kind in OF_WORDS and is_known


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed on a day for one reason."""

    reason: str | None
    """Why, in the words that were given at the freezing."""
    is_first: bool = False
    """Whether it is the first publication; all that it has is added."""
    changes: list[Change] = field(default_factory=list)
    """The changes: of clauses in the order of the text, then of those that are gone, then of terms."""

    def count(self, of: str) -> int:
        """How many ids changed of what is a `clause`, `term` or `instrument`."""
        return sum(change.of == of for change in self.changes)

    @property
    def moves(self) -> dict[tuple[str | None, str | None], list[Change]]:
        """The moves, by the slugs of the page before and of the page after."""
        moves: dict[tuple[str | None, str | None], list[Change]] = {}
        for change in self.changes:
            if change.kind == MOVED:
                moves.setdefault((change.before, change.after), []).append(change)
        return moves

    @property
    def kinds(self) -> dict[str, list[Change]]:
        """The changes by their kinds, in the order of `KINDS`."""
        kinds = {kind: [change for change in self.changes if change.kind == kind] for kind in KINDS}
        return {kind: changes for kind, changes in kinds.items() if changes}


@dataclass(frozen=True)
class Day:
    """A day on which something was published."""

    date: str | None
    """The day (ISO 8601, `2026-11-24`); None for what a lock of format 1 did not keep the day of."""
    reasons: tuple[Changes, ...]
    """What changed, by reasons, in the order of the lock."""
    events: int
    """How many events the lock has of that day; each freezing that changes anything adds some."""

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many changes there were of each kind, in the order of `KINDS`; none of a first publication."""
        later = [change.kind for reason in self.reasons if not reason.is_first for change in reason.changes]
        return {kind: later.count(kind) for kind in KINDS if kind in later}

    @property
    def is_first(self) -> bool:
        """Whether it has the first publication."""
        return any(reason.is_first for reason in self.reasons)

    @property
    def changes_words(self) -> bool:
        """Whether the text says anything else than the day before, whatever became of the glossary."""
        later = (change for reason in self.reasons if not reason.is_first for change in reason.changes)
        return any(change.of == "clause" and change.kind in OF_WORDS for change in later)


def days(lock: Lock) -> tuple[Day, ...]:
    """Tell the history of a text.

    Args:
        lock: What was published.

    Returns:
        The days, the newest first; what has no day is last.
    """
    opening = lock.instrument.history[:1] if lock.instrument is not None else ()
    first = [(event.date, event.reason) for event in opening if event.kind == FROZEN]
    found: dict[str | None, dict[tuple[bool, str | None], Changes]] = {}
    for event, change in _all(lock):
        is_first = change.kind == ADDED and (event.date, event.reason) in first
        of_day = found.setdefault(event.date, {})
        reason = of_day.setdefault((is_first, event.reason), Changes(event.reason, is_first))
        reason.changes.append(change)
    ordered = sorted(found, key=lambda date: date or "", reverse=True)
    events = Counter(event.date for event in _events(lock))
    return tuple(Day(date, tuple(found[date].values()), events[date]) for date in ordered)


def _events(lock: Lock) -> Iterator[Event]:
    """All events of a lock, as they stand in it."""
    published = (lock.anchors, lock.retired, lock.terms, lock.retired_terms)
    for entry in chain.from_iterable(entries.values() for entries in published):
        yield from entry.history
    if lock.instrument is not None:
        yield from lock.instrument.history


def _all(lock: Lock) -> Iterator[tuple[Event, Change]]:
    """All changes of all ids, those of an id in their order."""
    if lock.instrument is not None:
        yield from _of_instrument(lock.instrument)
    clauses, terms = {**lock.anchors, **lock.retired}, {**lock.terms, **lock.retired_terms}
    yield from _with_renamed([pair for id_, clause in clauses.items() for pair in _of_clause(id_, clause)])
    yield from _with_renamed([pair for id_, term in terms.items() for pair in _of_term(id_, term)])


def _of_instrument(instrument: PublishedInstrument) -> Iterator[tuple[Event, Change]]:
    renamings = [event for event in instrument.history if event.kind == RENAMED]
    after = [*(event.id for event in renamings[1:]), instrument.id]
    for event, id_ in zip(renamings, after, strict=False):
        yield event, Change(RENAMED, id_ or "", "instrument", event.id, id_)


def _of_clause(id_: str, clause: PublishedClause) -> list[tuple[Event, Change]]:
    """What happened to a clause, followed back from what it is: an event keeps what was before it."""
    words, number, eid, page = clause.words, clause.number, clause.eid, clause.page
    pairs = []
    for event in reversed(clause.history):
        before: str | None = None
        after: str | None = None
        if event.kind in (FROZEN, REINSTATED):
            after = words
        elif event.kind == RETIRED:
            before = words
        elif event.kind == CHANGED:
            before, after, words = event.words, words, event.words
        elif event.kind == MOVED:
            before, after, page = event.page, page, event.page or page
        else:
            before, after = (event.number, number) if event.number != number else (event.eid, eid)
            number, eid = event.number, event.eid
        # What a merge gave up may be what it gave way to.
        if event.kind != CHANGED or before != after:
            kind = ADDED if event.kind == FROZEN else event.kind
            pairs.append((event, Change(kind, id_, "clause", before, after, event.successor or "")))
    return pairs[::-1]


def _of_term(id_: str, term: PublishedTerm) -> Iterator[tuple[Event, Change]]:
    for event in term.history:
        kind = ADDED if event.kind == FROZEN else event.kind
        before, after = (term.name, None) if kind == RETIRED else (None, term.name)
        yield event, Change(kind, id_, "term", before, after, event.successor or "")


def _with_renamed(pairs: list[tuple[Event, Change]]) -> Iterator[tuple[Event, Change]]:
    """Changes in which an id that gave way to another with its words is renamed, in the place of the other."""
    given_up = {
        (event.date, event.reason, change.successor, change.before): change.id
        for event, change in pairs
        if change.kind == RETIRED and change.before
    }
    former = {
        (event.date, event.reason, change.id): given_up[words]
        for event, change in pairs
        if change.kind == ADDED and (words := (event.date, event.reason, change.id, change.after)) in given_up
    }
    replaced = {(date, reason, id_) for (date, reason, _), id_ in former.items()}
    for event, change in pairs:
        key = (event.date, event.reason, change.id)
        if change.kind == ADDED and key in former:
            yield event, Change(RENAMED, change.id, change.of, former[key], change.id)
        elif change.kind != RETIRED or key not in replaced:
            yield event, change
