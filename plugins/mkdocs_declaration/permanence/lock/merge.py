"""Two versions of a lock, as two branches wrote them, made one: no id of either is lost."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mkdocs_declaration.permanence.lock.model import (
    CHANGED,
    FROZEN,
    MOVED,
    REINSTATED,
    RENUMBERED,
    RETIRED,
    Event,
    Lock,
    PublishedClause,
    PublishedTerm,
    digest,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Published = TypeVar("Published", PublishedClause, PublishedTerm)
MERGED = "Another branch was merged"
"""The reason for what a merge gives up that was frozen without one."""


def merged(ours: Lock, theirs: Lock) -> Lock:
    """Merge two locks; the text is checked against the result, and taken into it, afterwards.

    Args:
        ours: One version. Where both have changed an entry, its words, number and page stand; those of the other are
            kept as what the entry had before.
        theirs: The other version.

    Returns:
        A lock with the ids of both and with what happened to each in either, in the order of days.
    """
    anchors, retired = _merged(ours.anchors, ours.retired, theirs.anchors, theirs.retired)
    terms, retired_terms = _merged(ours.terms, ours.retired_terms, theirs.terms, theirs.retired_terms)
    return Lock(ours.instrument or theirs.instrument, anchors, retired, terms, retired_terms)


def _merged(
    our_live: Mapping[str, Published],
    our_retired: Mapping[str, Published],
    their_live: Mapping[str, Published],
    their_retired: Mapping[str, Published],
) -> tuple[dict[str, Published], dict[str, Published]]:
    ours, theirs = {**our_live, **our_retired}, {**their_live, **their_retired}
    live: dict[str, Published] = {}
    retired: dict[str, Published] = {}
    for id_ in dict.fromkeys((*our_live, *their_live, *our_retired, *their_retired)):
        entry = _entry(ours[id_], theirs[id_]) if id_ in ours and id_ in theirs else ours.get(id_) or theirs[id_]
        lasting = next((event.kind for event in reversed(entry.history) if event.kind in (RETIRED, REINSTATED)), None)
        (retired if lasting == RETIRED else live)[id_] = entry
    return live, retired


def _entry(ours: Published, theirs: Published) -> Published:
    """One entry of two: the one that goes on where the other ends, else ours, with what happened in either."""
    if len(theirs.history) > len(ours.history) and theirs.history[: len(ours.history)] == ours.history:
        ours, theirs = theirs, ours
    both = zip(ours.history, theirs.history, strict=False)
    common = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], both))
    further: list[Event] = list(theirs.history[common:])
    if isinstance(ours, PublishedClause) and isinstance(theirs, PublishedClause):
        further += _given_up(ours, theirs)
    if all(event in ours.history for event in further):
        return ours
    history = sorted((*ours.history, *further), key=_day)
    # What happened in both alike is kept where it is later, since what an id leads to is what happened last.
    return replace(ours, history=tuple(dict.fromkeys(reversed(history)))[::-1])


def _given_up(kept: PublishedClause, other: PublishedClause) -> list[Event]:
    """What the other entry of a clause has and the kept one never had: its page, from which links go on, and so on."""
    last = other.history[-1] if other.history else Event(FROZEN, None, None)
    reason = last.reason or MERGED
    events = []
    if other.page not in kept.pages:
        events.append(Event(MOVED, last.date, reason, page=other.page))
    if other.eid is not None and other.eid not in kept.eids:
        events.append(Event(RENUMBERED, last.date, reason, number=other.number, eid=other.eid))
    known = {event.sha256 for event in kept.history} | {digest(kept.words or "")}
    if other.words is not None and digest(other.words) not in known:
        events.append(Event(CHANGED, last.date, reason, sha256=digest(other.words), words=other.words))
    return events


def _day(event: Event) -> str:
    return event.date or ""
