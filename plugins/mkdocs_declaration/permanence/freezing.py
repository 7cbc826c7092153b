"""Freezing: the lock that acknowledges the changes since a text was published, and the changes that it cannot take.

Days come from whoever calls: a function here asks no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.permanence.anchors import followed, resolve, reuse
from mkdocs_declaration.permanence.lock.model import (
    CHANGED,
    FROZEN,
    MOVED,
    REINSTATED,
    RENAMED,
    RENUMBERED,
    RETIRED,
    Event,
    Lock,
    PublishedClause,
    PublishedInstrument,
    PublishedTerm,
    digest,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.model import Clause, Instrument

Published = TypeVar("Published", PublishedClause, PublishedTerm)


@dataclass(frozen=True)
class Freezing:
    """The day, the reason and the successors of one freezing."""

    date: str
    """The day (ISO 8601, `2026-11-24`)."""
    reason: str | None = None
    """Why words, numbers or pages changed, or ids were retired or reinstated; None where nothing needs a reason."""
    successors: Mapping[str, str] = field(default_factory=dict)
    """For ids that are no longer in the text, those that links to them lead to."""
    term_successors: Mapping[str, str] = field(default_factory=dict)
    """The same for ids that are no longer in the glossary."""
    first: Event = field(default_factory=lambda: Event(FROZEN, None, None))
    """The event that stands for the freezing of ids in a lock of format 1, which did not keep it."""

    def event(self, kind: str, **before: str | None) -> Event:
        """Something that happened to an id."""
        return Event(kind, self.date, self.reason, **before)


def freeze(lock: Lock, instrument: Instrument, terms: Sequence[Term] | None, freezing: Freezing) -> Lock:
    """Take the ids, words, numbers and pages of an instrument, and the ids of its glossary, into a lock.

    Args:
        lock: What was published so far.
        instrument: The instrument.
        terms: The terms of the glossary; None to leave what is locked of it as it is.
        freezing: The day, the reason, the successors.

    Returns:
        The new lock. Ids that are no longer there and have no successor are in it as they were, and so are retired ids
        that are used again for something else: holding the text against the lock reports them.
    """
    present = {
        clause.id: _clause(clause, lock, freezing)
        for clause in instrument.clauses
        if clause.id not in lock.retired or reuse(clause.id, lock.retired[clause.id], clause) is None
    }
    anchors, retired = _sections(lock.anchors, lock.retired, present, freezing.successors, freezing)
    live_terms, retired_terms = lock.terms, lock.retired_terms
    if terms is not None:
        here = {
            term.id: _term(term, lock, freezing)
            for term in terms
            if term.id not in lock.retired_terms or lock.retired_terms[term.id].name == term.name
        }
        live_terms, retired_terms = _sections(lock.terms, lock.retired_terms, here, freezing.term_successors, freezing)
    return Lock(_instrument(lock, instrument, freezing), anchors, retired, live_terms, retired_terms)


def _sections(
    live: Mapping[str, Published],
    retired: Mapping[str, Published],
    present: Mapping[str, Published],
    successors: Mapping[str, str],
    freezing: Freezing,
) -> tuple[dict[str, Published], dict[str, Published]]:
    """The entries of what is there, and of what is not."""
    here: dict[str, Published] = {}
    lost_after: dict[str | None, dict[str, Published]] = {None: {}}
    before = None
    for id_, entry in live.items():
        if id_ in present:
            before = id_
        elif id_ not in successors:
            lost_after.setdefault(before, {})[id_] = entry
    here |= lost_after[None]
    for id_, entry in present.items():
        here[id_] = entry
        here |= lost_after.get(id_, {})
    gone = {id_: entry for id_, entry in {**live, **retired}.items() if id_ not in here}
    return here, {id_: _retired(id_, entry, successors, freezing) for id_, entry in gone.items()}


def _retired(id_: str, entry: Published, successors: Mapping[str, str], freezing: Freezing) -> Published:
    entry = _with_first(entry, freezing)
    if id_ not in successors:
        return entry
    return replace(entry, history=(*entry.history, freezing.event(RETIRED, successor=successors[id_])))


def _with_first(entry: Published, freezing: Freezing) -> Published:
    """An entry whose history begins with its freezing, which format 1 did not keep."""
    if any(event.kind == FROZEN for event in entry.history):
        return entry
    return replace(entry, history=(freezing.first, *entry.history))


def _clause(clause: Clause, lock: Lock, freezing: Freezing) -> PublishedClause:
    words = clause.words
    published = lock.anchors.get(clause.id)
    if published is None and clause.id in lock.retired:
        published = lock.retired[clause.id]
        published = replace(published, history=(*published.history, freezing.event(REINSTATED)))
    if published is None:
        return PublishedClause(clause.slug, words, clause.printed, clause.eid, (freezing.event(FROZEN),))
    events = []
    if published.words is not None and published.words != words:
        events.append(freezing.event(CHANGED, sha256=digest(published.words), words=published.words))
    if published.eid is not None and (published.number, published.eid) != (clause.printed, clause.eid):
        events.append(freezing.event(RENUMBERED, number=published.number, eid=published.eid))
    if published.page != clause.slug:
        events.append(freezing.event(MOVED, page=published.page))
    history = (*_with_first(published, freezing).history, *events)
    return PublishedClause(clause.slug, words, clause.printed, clause.eid, history)


def _term(term: Term, lock: Lock, freezing: Freezing) -> PublishedTerm:
    if term.id in lock.terms:
        return replace(lock.terms[term.id], name=term.name)
    if term.id in lock.retired_terms:
        history = (*lock.retired_terms[term.id].history, freezing.event(REINSTATED))
        return PublishedTerm(term.name, history)
    return PublishedTerm(term.name, (freezing.event(FROZEN),))


def _instrument(lock: Lock, instrument: Instrument, freezing: Freezing) -> PublishedInstrument:
    published = lock.instrument
    if published is None:
        is_new = not lock.anchors and not lock.retired
        return PublishedInstrument(instrument.id, (freezing.event(FROZEN) if is_new else freezing.first,))
    if published.id == instrument.id:
        return published
    return PublishedInstrument(instrument.id, (*published.history, freezing.event(RENAMED, id=published.id)))


def reinstated(lock: Lock, instrument: Instrument, terms: Sequence[Term] | None) -> list[str]:
    """Retired ids of clauses and of terms that are in the text again as they were."""
    by_id = instrument.by_id
    clauses = [id_ for id_, old in lock.retired.items() if id_ in by_id and reuse(id_, old, by_id[id_]) is None]
    names = {term.id: term.name for term in terms or ()}
    return clauses + [id_ for id_, entry in lock.retired_terms.items() if names.get(id_) == entry.name]


def invalid_successors(lock: Lock, instrument: Instrument, successors: Mapping[str, str]) -> list[str]:
    """Check successors of clauses; return a sentence for each that is invalid.

    Args:
        lock: What was published so far.
        instrument: The instrument.
        successors: For ids that are no longer in the text, those that links to them lead to.
    """

    def leads_to(id_: str) -> str | None:
        clause = resolve(id_, lock, instrument)
        return clause.id if clause is not None else None

    published = lock.anchors.keys() | lock.retired.keys()
    closest = {new: leads_to(new) for new in successors.values()}
    return _invalid(successors, instrument.by_id, published, "text", closest)


def invalid_term_successors(lock: Lock, terms: Sequence[Term], successors: Mapping[str, str]) -> list[str]:
    """Check successors of terms; return a sentence for each that is invalid.

    Args:
        lock: What was published so far.
        terms: The terms of the glossary.
        successors: For ids that are no longer in the glossary, those that links to them lead to.
    """
    ids = {term.id: term for term in terms}
    ends = {new: followed(new, lock.retired_terms, ids) for new in successors.values()}
    closest = {new: end if end in ids else None for new, end in ends.items()}
    return _invalid(successors, ids, lock.terms.keys() | lock.retired_terms.keys(), "glossary", closest)


def _invalid(
    successors: Mapping[str, str],
    present: Mapping[str, object],
    published: Collection[str],
    place: str,
    closest: Mapping[str, str | None],
) -> list[str]:
    sentences = []
    for old, new in successors.items():
        if old in present:
            sentences.append(f"'{old}' is still in the {place} and needs no successor")
        elif old not in published:
            missing = [id_ for id_ in published if id_ not in present]
            sentences.append(f"'{old}' was never published{near_miss(old, missing)}")
        if new not in present:
            end = closest[new]
            close = f"; did you mean '{end}'?" if end else near_miss(new, present)
            sentences.append(f"the successor '{new}' of '{old}' is not in the {place}{close}")
    return sentences
