"""What was published and the text are held against each other: every address that a link may have leads to its words.

An id in the lock is a promise: it is in the text, or it is retired and has a successor; and its words, its number and
its page are those that were frozen, or the change is acknowledged with a reason. Problems stand where an author edits.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import page_file
from mkdocs_declaration.permanence.anchors import (
    abbreviated,
    changed,
    followed,
    gone,
    relocated,
    renumbered,
    resolve,
    reuse,
)
from mkdocs_declaration.problems import Position, Problem, Rule, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.glossary.term import GlossaryMap, Term
    from mkdocs_declaration.instrument.model import Instrument
    from mkdocs_declaration.instrument.places import Holder, Places
    from mkdocs_declaration.instrument.source_map import SourceMap
    from mkdocs_declaration.permanence.lock import Lock

TOP = Position(1, 1)
"""Where a problem stands that concerns a file from its beginning."""


@dataclass(frozen=True)
class Draft:
    """An instrument and its glossary, read but not yet checked against what was published."""

    instrument: Instrument
    """The instrument."""
    source_map: SourceMap
    """Where its clauses are written."""
    terms: Sequence[Term] | None
    """The terms of its glossary; None where no glossary is named."""
    glossary_map: GlossaryMap
    """Where its terms are written."""
    places: Places
    """What is taken by the text and by files; former pages and short links of retired ids are added."""


def command(text: Draft, lock: str, *options: tuple[str, str], with_glossary: bool = False) -> str:
    """The command that takes a text into its lock.

    Args:
        text: The text.
        lock: The path of the lock.
        options: Names of options and ids that need a successor, which is left to be filled in.
        with_glossary: Whether the ids of the glossary are taken as well.
    """
    parts = ["mkdocs-declaration freeze", shlex.quote(text.source_map.source.name), "--lock", shlex.quote(lock)]
    if with_glossary:
        parts += ["--glossary", shlex.quote(text.glossary_map.source.name)]
    return " ".join((*parts, *(part for option, id_ in options for part in (option, f"{id_}=…"))))


def check(lock: Lock, text: Draft, lock_source: Source) -> list[Problem]:
    """Hold a text against what was published.

    Args:
        lock: What was published.
        text: The text.
        lock_source: The file of the lock, for the way out.

    Returns:
        Ids that are lost, words, numbers and pages that changed, retired ids that are used again or lead nowhere,
        addresses of pages that are gone and are used again; as warnings, ids that are not frozen yet.
    """
    clauses = _Clauses(lock, text, lock_source.name)
    return [
        *clauses.lost(),
        *clauses.changed(),
        *clauses.relocated(),
        *clauses.occupied(),
        *clauses.new(),
        *_terms(lock, text, lock_source),
    ]


@dataclass(frozen=True)
class _Clauses:
    """The clauses of a text beside those that were published."""

    lock: Lock
    text: Draft
    lock_name: str

    @property
    def run(self) -> str:
        """The command that acknowledges a change."""
        return f"run '{command(self.text, self.lock_name)}'"

    def problem(self, rule: Rule, message: str, at: Position | None, length: int = 1) -> Problem:
        """A problem in the encoding."""
        return Problem(rule, message, self.text.source_map.source, at, length)

    def lost(self) -> list[Problem]:
        """A published id is in the text, or is retired and has a successor in it."""
        by_id, ids = self.text.instrument.by_id, self.text.source_map.ids
        problems = []
        lost = []
        before = None
        for id_ in self.lock.anchors:
            if id_ in by_id:
                before = id_
                continue
            lost.append(id_)
            stood = f", which stood after '{before}'," if before else ""
            way_out = f"restore it, or run '{command(self.text, self.lock_name, ('--successor', id_))}'"
            message = f"the published id '{id_}'{stood} is no longer in the text; {way_out}"
            problems.append(self.problem(Rule.LOST_ANCHOR, message, ids.get(before or "", TOP)))
        for id_, retired in self.lock.retired.items():
            if id_ in by_id:
                wrong = reuse(id_, retired, by_id[id_])
                message = f"the id '{id_}' was withdrawn and is back with its words; to reinstate it, {self.run}"
                problems.append(self.problem(Rule.LOST_ANCHOR, wrong or message, ids.get(id_)))
            elif resolve(id_, self.lock, self.text.instrument) is None:
                end = followed(id_, self.lock.retired, by_id)
                if end in self.lock.anchors:
                    continue  # it is lost itself, and reported
                lost.append(id_)
                way_out = f"run '{command(self.text, self.lock_name, ('--successor', id_))}'"
                message = f"the successor '{retired.successor}' of the retired id '{id_}' is not in the text; {way_out}"
                problems.append(self.problem(Rule.LOST_ANCHOR, message, TOP))
        if len(lost) > 1:
            options = [("--successor", id_) for id_ in lost]
            way_out = f"run '{command(self.text, self.lock_name, *options)}'"
            message = f"{len(lost)} ids need a successor, all in one go: {way_out}"
            problems.append(self.problem(Rule.LOST_ANCHOR, message, None))
        return problems

    def changed(self) -> list[Problem]:
        """Words, printed numbers, eIds and the id of the instrument are those that were published."""
        places, instrument = self.text.source_map, self.text.instrument
        problems = []
        for id_, difference in changed(self.lock, instrument):
            message = f"the words of '{id_}' are not those that were published: “{difference}”; restore them, or "
            problems.append(self.problem(Rule.CHANGED_WORDS, f"{message}{self.run}", places.words.get(id_)))
        for id_, difference in renumbered(self.lock, instrument):
            message = f"'{id_}' is not as it was published: {difference}; restore it, or {self.run}"
            problems.append(self.problem(Rule.CHANGED_IDENTITY, message, places.ids.get(id_)))
        published = self.lock.instrument
        if published is not None and published.id != instrument.id:
            message = f"the instrument was published as '{published.id}' and is now '{instrument.id}'; restore the id, "
            problems.append(self.problem(Rule.CHANGED_IDENTITY, f"{message}or {self.run}", places.instrument))
        return problems

    def relocated(self) -> list[Problem]:
        """A published id is on its page."""
        places, pages = self.text.source_map, self.text.instrument.pages
        problems = []
        for (before, after), ids in relocated(self.lock, self.text.instrument).items():
            way_out = "put them back" if before in pages else "restore the slug"
            message = f"the published page '{before}/' of {abbreviated(ids)} is now '{after}/'; "
            at = places.ids.get(ids[0]) if before in pages else places.slugs.get(after, places.ids.get(ids[0]))
            problems.append(self.problem(Rule.MOVED_PAGE, f"{message}{way_out}, or {self.run}", at))
        return problems

    def occupied(self) -> list[Problem]:
        """An address that was published is nothing else's."""
        instrument, retired = self.text.instrument, self.lock.retired
        problems = []
        former = gone(self.lock, instrument)
        for slug, links in former.items():
            holder = self.text.places.claim_file(page_file(slug), f"the former page '{slug}/'")
            if holder is not None and slug not in links:
                address = f"that of a published page, from which links to {abbreviated(list(links))} go on"
                problems.append(self.clash(slug, address, holder))
        for id_ in retired:
            clause = resolve(id_, self.lock, instrument)
            if id_ not in instrument.by_id:
                self.text.places.claim_id(id_, f"the retired id '{id_}'")
            if clause is None or id_ in instrument.by_id or id_ in (*former, clause.slug, *retired[id_].pages):
                continue
            holder = self.text.places.claim_file(page_file(id_), f"the short link of the retired id '{id_}'")
            if holder is not None:
                problems.append(self.clash(id_, f"the permanent link of the retired id '{id_}'", holder))
        return problems

    def clash(self, slug: str, address: str, holder: Holder) -> Problem:
        """An address that something has beside what was published there."""
        way_out = "rename it" if holder.renamable else "choose another slug or id for it"
        message = f"the address '{slug}/' is {address}; {holder.name} has it now, {way_out}"
        source = holder.source or self.text.source_map.source
        return Problem(Rule.MOVED_PAGE, message, source, holder.at, len(slug) if holder.at else 1)

    def new(self) -> list[Problem]:
        """Every id is frozen before it is published."""
        published = self.lock.anchors.keys() | self.lock.retired.keys()
        return [
            self.problem(
                Rule.NEW_ANCHOR,
                f"the id '{clause.id}' is not frozen yet; {self.run} before it is published",
                self.text.source_map.ids.get(clause.id),
            )
            for clause in self.text.instrument.clauses
            if clause.id not in published
        ]


def _terms(lock: Lock, text: Draft, lock_source: Source) -> list[Problem]:
    """A published id of the glossary is in it, or is retired and has a successor in it."""
    published = {**lock.terms, **lock.retired_terms}
    if text.terms is None:
        if not published:
            return []
        message = f"{len(published)} ids of a glossary were published, and no glossary is named; name it"
        return [Problem(Rule.LOST_TERM, message, lock_source)]
    by_id = {term.id: term for term in text.terms}
    at = text.glossary_map.ids
    problems = []
    lost = []

    def run(*options: tuple[str, str]) -> str:
        return f"run '{command(text, lock_source.name, *options, with_glossary=True)}'"

    def problem(rule: Rule, message: str, place: Position | None, length: int = 1) -> None:
        problems.append(Problem(rule, message, text.glossary_map.source, place, length))

    before = None
    for id_ in lock.terms:
        if id_ in by_id:
            before = id_
            continue
        lost.append(id_)
        stood = f", which stood after '{before}'," if before else ""
        way_out = f"restore it, or {run(('--term-successor', id_))}"
        message = f"the published id '{id_}'{stood} is no longer in the glossary; {way_out}"
        problem(Rule.LOST_TERM, message, at[before] if before else TOP)
    for id_, retired in lock.retired_terms.items():
        if id_ in by_id:
            again = f"the id '{id_}' was retired and is used again; choose another, since old links lead to "
            back = f"the id '{id_}' was withdrawn and is back; to reinstate it, {run()}"
            is_back = by_id[id_].name == retired.name
            message = back if is_back else f"{again}'{retired.successor}'"
            problem(Rule.LOST_TERM, message, at[id_], len(id_))
        elif (end := followed(id_, lock.retired_terms, by_id)) not in by_id and end not in lock.terms:
            lost.append(id_)
            way_out = run(("--term-successor", id_))
            successor = f"the successor '{retired.successor}' of the retired id '{id_}'"
            problem(Rule.LOST_TERM, f"{successor} is not in the glossary; {way_out}", TOP)
    if len(lost) > 1:
        way_out = run(*(("--term-successor", id_) for id_ in lost))
        problem(Rule.LOST_TERM, f"{len(lost)} ids need a successor, all in one go: {way_out}", None)
    for id_ in by_id:
        if id_ not in published:
            message = f"the id '{id_}' is not frozen yet; {run()} before it is published"
            problem(Rule.NEW_ANCHOR, message, at[id_], len(id_))
    return problems
