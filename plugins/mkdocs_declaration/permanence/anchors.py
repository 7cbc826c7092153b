"""Where ids that were published lead now: through retirements to their successors, through moves to other pages."""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.characters import revealed
from mkdocs_declaration.instrument.places import address, place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.permanence.lock.model import Lock, PublishedClause, PublishedTerm


def resolve(id_: str, lock: Lock, instrument: Instrument) -> Clause | None:
    """The clause that an id leads to, through any number of successors; None if it leads nowhere."""
    return instrument.by_id.get(followed(id_, lock.retired, instrument.by_id))


def followed(
    id_: str, retired: Mapping[str, PublishedClause] | Mapping[str, PublishedTerm], present: Collection[str]
) -> str:
    """The id that an id leads to, through any number of successors.

    Args:
        id_: An id.
        retired: Ids that are retired, by their ids.
        present: Ids that are in the text, or in the glossary.

    Returns:
        The first of them that is present, or an id that leads nowhere.
    """
    seen = set()
    while id_ not in present and id_ in retired and id_ not in seen:
        seen.add(id_)
        id_ = retired[id_].successor
    return id_


def changed(lock: Lock, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Ids whose words changed, each with the difference, in the order of the lock."""
    for id_, published in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is not None and published.words is not None and clause.words != published.words:
            yield id_, differing(published.words, clause.words)


def renumbered(lock: Lock, instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Ids whose printed number or eId changed, each with the difference, in the order of the lock."""
    for id_, published in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is None or published.eid is None:
            continue
        if published.number != clause.printed:
            yield id_, f"the printed number {_quoted(published.number)} is now {_quoted(clause.printed)}"
        elif published.eid != clause.eid:
            yield id_, f"the eId '{published.eid}' is now '{clause.eid}'"


def _quoted(number: str | None) -> str:
    return "none" if number is None else f"'{number}'"


def relocated(lock: Lock, instrument: Instrument) -> dict[tuple[str, str], list[str]]:
    """Ids whose page changed, by the slugs of the page that was published and of that of the text."""
    pages: dict[tuple[str, str], list[str]] = {}
    for id_, published in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is not None and clause.slug != published.page:
            pages.setdefault((published.page, clause.slug), []).append(id_)
    return pages


def moved(lock: Lock, instrument: Instrument) -> dict[str, dict[str, Clause]]:
    """For each page by its slug, the ids that were on it and are not, and the clauses that links to them lead to."""
    pages: dict[str, dict[str, Clause]] = {}
    for id_, published in (*lock.anchors.items(), *lock.retired.items()):
        clause = resolve(id_, lock, instrument)
        for slug in published.pages:
            if clause is not None and clause.slug != slug:
                pages.setdefault(slug, {})[id_] = clause
    return pages


def gone(lock: Lock, instrument: Instrument) -> dict[str, dict[str, Clause]]:
    """Those of `moved` whose page is no longer there."""
    return {slug: ids for slug, ids in moved(lock, instrument).items() if slug not in instrument.pages}


def whole(slug: str, ids: Mapping[str, Clause], successors: Mapping[str, Clause]) -> tuple[Clause, str]:
    """Where a page that is no longer there is now as a whole: a clause, and the address relative to the site's root.

    The division that the page was made for is the id that most others on it begin with.

    Args:
        slug: Its slug. One that is a retired id as well, of a clause that was not on it, leads to the successor.
        ids: The ids that were on it, and the clauses that links to them lead to.
        successors: Retired ids, and the clauses that links to them lead to.
    """
    if slug not in ids and slug in successors:
        return successors[slug], place(successors[slug])
    beginnings: Counter[str] = Counter()
    for id_ in ids:
        beginnings.update(itertools.accumulate(id_.split(".")[:-1], "{}.{}".format))
    division = max(ids, key=beginnings.__getitem__)
    clause = ids[division]
    return clause, address(clause.slug) if clause.id == division and clause.owns_page else place(clause)


def reuse(id_: str, retired: PublishedClause, clause: Clause) -> str | None:
    """Describe a retired id that is in the text again for other words; None if it is back with its words."""
    if retired.words == clause.words:
        return None
    others = f" for other words: “{differing(retired.words, clause.words)}”" if retired.words is not None else ""
    return (
        f"the id '{id_}' was retired and is used again{others}; choose another, since old links lead to "
        f"'{retired.successor}'"
    )


def abbreviated(ids: list[str]) -> str:
    """Name some of many ids: `'1', '1.1' and 9 more`."""
    named = [f"'{id_}'" for id_ in (ids if len(ids) <= 3 else ids[:2])]
    rest = f"{len(ids) - 2} more" if len(ids) > 3 else named.pop()
    return f"{', '.join(named)} and {rest}" if named else rest


def differing(before: str, after: str) -> str:
    """Describe where words differ: `[-deleted-]` and `{+inserted+}` with some words around."""
    old, new = before.split(" "), after.split(" ")
    pieces = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            same = old[i:j]
            pieces.append(" ".join(same if len(same) < 8 else [*same[:3], "…", *same[-3:]]))
            continue
        if i < j:
            pieces.append(f"[-{revealed(' '.join(old[i:j]))}-]")
        if k < m:
            pieces.append(f"{{+{revealed(' '.join(new[k:m]))}+}}")
    return " ".join(pieces)
