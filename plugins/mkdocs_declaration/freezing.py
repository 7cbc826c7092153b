"""Taking a text into the lock of its ids: what changed since it was published, and the lock that acknowledges it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.anchors import differing, resolve, reuse, words_of
from mkdocs_declaration.lock import Anchor, Change, Lock, Move, Retired, digest
from mkdocs_declaration.problems import near_miss

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.model import Clause, Instrument


def freeze(lock: Lock, instrument: Instrument, successors: Mapping[str, str], reason: str) -> tuple[Lock, list[str]]:
    """Take the ids, words and pages of an instrument into a lock.

    Args:
        lock: What was published so far.
        instrument: The instrument. Retired ids that are in it again have the words that they had.
        successors: For ids that are no longer in the text, those that links to them lead to.
        reason: Why words or pages changed, or ids were retired or reinstated.

    Returns:
        The new lock, and the ids that are lost: no longer in the text and without a successor in it.
    """
    anchors = {clause.id: _anchor(clause, lock, reason) for clause in instrument.clauses}
    retired = {id_: entry for id_, entry in lock.retired.items() if id_ not in anchors}
    gone = {id_: anchor for id_, anchor in lock.anchors.items() if id_ not in anchors}
    entries: dict[str, Anchor | Retired] = {**retired, **gone}
    for id_, entry in entries.items():
        if id_ in successors:
            retired[id_] = Retired(
                entry.page, successors[id_], reason, words=entry.words, changes=entry.changes, former=entry.former
            )
    frozen = Lock(anchors, retired)
    known = (*gone, *(id_ for id_ in lock.retired if id_ not in gone))
    return frozen, [id_ for id_ in known if resolve(id_, frozen, instrument) is None]


def _anchor(clause: Clause, lock: Lock, reason: str) -> Anchor:
    words = words_of(clause)
    before = lock.anchors.get(clause.id)
    if before is None and clause.id in lock.retired:
        withdrawn = lock.retired[clause.id]
        # Its words went and came back; both have their reason.
        there_and_back = (Change(digest(words), withdrawn.reason), Change(digest(words), reason))
        before = Anchor(withdrawn.page, words, (*withdrawn.changes, *there_and_back), withdrawn.former)
    if before is None:
        return Anchor(clause.slug, words)
    changes, former = before.changes, before.former
    if before.words != words:
        changes = (*changes, Change(before.sha256, reason))
    if before.page != clause.slug:
        former = (*former, Move(before.page, reason))
    return Anchor(clause.slug, words, changes, former)


def changed(lock: Lock, instrument: Instrument) -> Iterable[tuple[str, str]]:
    """Ids whose words changed, each with the difference, in the order of the text."""
    for id_, anchor in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is not None and words_of(clause) != anchor.words:
            yield id_, differing(anchor.words, words_of(clause))


def back(lock: Lock, instrument: Instrument) -> tuple[list[str], list[str]]:
    """Retired ids that are in the text again: those with their words, and what is wrong with the others."""
    found = {
        id_: reuse(id_, entry, instrument.by_id[id_]) for id_, entry in lock.retired.items() if id_ in instrument.by_id
    }
    return [id_ for id_, wrong in found.items() if wrong is None], [wrong for wrong in found.values() if wrong]


def unfit(lock: Lock, instrument: Instrument, successors: Mapping[str, str]) -> list[str]:
    """What is wrong with successors, a sentence each.

    Args:
        lock: What was published so far.
        instrument: The instrument.
        successors: For ids that are no longer in the text, those that links to them lead to.
    """
    published = lock.anchors.keys() | lock.retired.keys()
    found = []
    for old, new in successors.items():
        if old in instrument.by_id:
            found.append(f"'{old}' is still in the text and needs no successor")
        elif old not in published:
            found.append(f"'{old}' was never published{near_miss(old, published - instrument.by_id.keys())}")
        if new not in instrument.by_id:
            leads_to = resolve(new, lock, instrument)
            close = f"; did you mean '{leads_to.id}'?" if leads_to else near_miss(new, instrument.by_id)
            found.append(f"the successor '{new}' of '{old}' is not in the text{close}")
    return found
