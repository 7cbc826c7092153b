"""Ids that were published, with the words they stood for: what keeps links alive.

An id in the lock is a promise: it is in the text, or it is retired and has a successor; and its words and its page are
those that were frozen, or the change is acknowledged with a reason.
"""

from __future__ import annotations

import difflib
import json
import shlex
from typing import TYPE_CHECKING

from mkdocs_declaration.characters import revealed
from mkdocs_declaration.places import page_file
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from mkdocs_declaration.lock import Lock, Retired
    from mkdocs_declaration.model import Clause, Instrument
    from mkdocs_declaration.places import Places


def words_of(clause: Clause) -> str:
    """What an id stands for: the heading and the text of a clause, joined by a blank where it has both."""
    return clause.words


def command(encoding: str, lock: str, *successors: str) -> str:
    """The command that takes a text into its lock.

    Args:
        encoding: The path of the encoding.
        lock: The path of the lock.
        successors: Ids that need a successor, which is left to be filled in.
    """
    options = [part for id_ in successors for part in ("--successor", f"{id_}=…")]
    named = [shlex.quote(path) for path in (encoding, lock)]
    return " ".join(("mkdocs-declaration freeze", named[0], "--lock", named[1], *options))


def check(
    lock: Lock,
    instrument: Instrument,
    source: Source,
    *,
    encoding: str,
    places: Places,
) -> list[Problem]:
    """Hold an instrument against what was published.

    Args:
        lock: What was published.
        instrument: The instrument.
        source: The file of the lock, for the problems.
        encoding: The path of the encoding, for the command that is the way out.
        places: What is taken already; former pages and short links of retired ids are added.

    Returns:
        Ids that are lost, words and pages that changed, retired ids that are used again or lead nowhere, addresses of
        pages that are gone and are used again; as warnings, ids that are not frozen yet.
    """
    problems = []
    lines = _lines(source)
    run = f"run '{command(encoding, source.name)}'"

    def problem(rule: Rule, id_: str, message: str, *, among: str = "anchors") -> None:
        line = lines.get((among, json.dumps(id_)))
        problems.append(Problem(rule, message, source, Position(line, 3) if line else None, len(id_) + 2))

    lost = []
    for id_, anchor in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is None:
            lost.append(id_)
            message = f"the published id '{id_}' is no longer in the text; restore it, or run "
            problem(Rule.LOST_ANCHOR, id_, f"{message}'{command(encoding, source.name, id_)}'")
        elif words_of(clause) != anchor.words:
            difference = differing(anchor.words, words_of(clause))
            message = f"the words of '{id_}' are not those that were published: “{difference}”; restore them, or {run}"
            problem(Rule.CHANGED_WORDS, id_, message)
    for id_, retired in lock.retired.items():
        if id_ in instrument.by_id:
            wrong = reuse(id_, retired, instrument.by_id[id_])
            message = f"the id '{id_}' was withdrawn and is back with its words; to reinstate it, {run}"
            problem(Rule.LOST_ANCHOR, id_, wrong or message, among="retired")
        elif resolve(retired.successor, lock, instrument) is None:
            lost.append(id_)
            message = f"the successor '{retired.successor}' of the retired id '{id_}' is not in the text; run "
            problem(Rule.LOST_ANCHOR, id_, f"{message}'{command(encoding, source.name, id_)}'", among="retired")
    if len(lost) > 1:
        message = f"{len(lost)} ids need a successor, all in one go: run '{command(encoding, source.name, *lost)}'"
        problems.append(Problem(Rule.LOST_ANCHOR, message, source))
    for (before, after), ids in relocated(lock, instrument).items():
        way_out = "put them back" if before in instrument.pages else "restore the slug"
        message = f"the published page '{before}/' of {few(ids)} is now '{after}/'; {way_out}, or {run}"
        problem(Rule.MOVED_PAGE, ids[0], message)
    for slug, links in gone(lock, instrument).items():
        message = f"the address '{slug}/' is that of a published page, from which links to {few(list(links))} go on; "
        first = next(iter(links))
        among = "anchors" if first in lock.anchors else "retired"
        holder = places.claim_file(page_file(slug), f"the former page '{slug}/'")
        if holder is not None and holder.renamable:
            problem(Rule.MOVED_PAGE, first, f"{message}rename {holder.name}, which has it now", among=among)
        elif slug in instrument.by_id and slug not in links:
            problem(Rule.MOVED_PAGE, first, f"{message}choose another id than '{slug}'", among=among)
    for slug in instrument.pages:
        withdrawn = lock.retired.get(slug)
        leads_to = resolve(slug, lock, instrument)
        if withdrawn is not None and leads_to is not None and slug not in (leads_to.slug, *withdrawn.pages):
            message = f"the address '{slug}/' is the permanent link of the retired id '{slug}'; choose another slug"
            problem(Rule.MOVED_PAGE, slug, message, among="retired")
    problems += [
        Problem(Rule.NEW_ANCHOR, f"the id '{clause.id}' is not frozen yet; {run} before it is published", source)
        for clause in instrument.clauses
        if clause.id not in lock.anchors and clause.id not in lock.retired
    ]
    return problems


def _lines(source: Source) -> dict[tuple[str, str], int]:
    """The lines of the entries, counted from 1, by the part they stand in and their key as written."""
    found = {}
    among = "anchors"
    for number, line in enumerate(source.lines, 1):
        among = "retired" if line.startswith(' "retired"') else among
        if line.startswith('  "'):
            found[among, line[2:].partition(": ")[0]] = number
    return found


def reuse(id_: str, retired: Retired, clause: Clause) -> str | None:
    """What is wrong with a retired id that is in the text; None if it is back with its words."""
    if retired.words == words_of(clause):
        return None
    others = f" for other words: “{differing(retired.words, words_of(clause))}”" if retired.words is not None else ""
    return (
        f"the id '{id_}' was retired and is used again{others}; choose another, since old links lead to "
        f"'{retired.successor}'"
    )


def resolve(id_: str, lock: Lock, instrument: Instrument) -> Clause | None:
    """The clause that an id leads to, through any number of successors; None if it leads nowhere."""
    seen = set()
    while id_ not in instrument.by_id and id_ in lock.retired and id_ not in seen:
        seen.add(id_)
        id_ = lock.retired[id_].successor
    return instrument.by_id.get(id_)


def relocated(lock: Lock, instrument: Instrument) -> dict[tuple[str, str], list[str]]:
    """Ids whose page changed, by the slugs of the page that was published and of that of the text."""
    found: dict[tuple[str, str], list[str]] = {}
    for id_, anchor in lock.anchors.items():
        clause = instrument.by_id.get(id_)
        if clause is not None and clause.slug != anchor.page:
            found.setdefault((anchor.page, clause.slug), []).append(id_)
    return found


def moved(lock: Lock, instrument: Instrument) -> dict[str, dict[str, Clause]]:
    """For each page by its slug, the ids that were on it and are not, and the clauses that links to them lead to."""
    found: dict[str, dict[str, Clause]] = {}
    pages = {id_: entry.pages for id_, entry in lock.anchors.items()}
    pages |= {id_: entry.pages for id_, entry in lock.retired.items()}
    for id_, slugs in pages.items():
        clause = resolve(id_, lock, instrument)
        for slug in slugs:
            if clause is not None and clause.slug != slug:
                found.setdefault(slug, {})[id_] = clause
    return found


def gone(lock: Lock, instrument: Instrument) -> dict[str, dict[str, Clause]]:
    """Those of `moved` whose page is no longer there."""
    return {slug: ids for slug, ids in moved(lock, instrument).items() if slug not in instrument.pages}


def few(ids: list[str]) -> str:
    """Name some of many ids: `'1', '1.1' and 9 more`."""
    named = [f"'{id_}'" for id_ in (ids if len(ids) <= 3 else ids[:2])]
    rest = f"{len(ids) - 2} more" if len(ids) > 3 else named.pop()
    return f"{', '.join(named)} and {rest}" if named else rest


def differing(before: str, after: str) -> str:
    """Say where words differ: `[-deleted-]` and `{+inserted+}` with a few words around."""
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
