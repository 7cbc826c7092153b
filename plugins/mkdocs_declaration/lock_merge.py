"""Two versions of a lock, as two branches wrote them, made one: no id of either is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from mkdocs_declaration.lock import REINSTATED, RETIRED, Event, Lock, PublishedClause, PublishedTerm

if TYPE_CHECKING:
    from collections.abc import Mapping

Published = TypeVar("Published", PublishedClause, PublishedTerm)


def merged(ours: Lock, theirs: Lock) -> Lock:
    """Merge two locks; the text is held against the result, and taken into it, afterwards.

    Args:
        ours: One version. Where both have changed an entry, its words, number and page stand.
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
    """One entry of two: the one that goes on where the other ends, else ours with what happened in either."""
    if theirs.history[: len(ours.history)] == ours.history:
        return theirs if len(theirs.history) > len(ours.history) else ours
    further: list[Event] = [event for event in theirs.history if event not in ours.history]
    return replace(ours, history=tuple(sorted((*ours.history, *further), key=_day)))


def _day(event: Event) -> str:
    return event.date or ""
