"""The promises of a lock, one function a rule, all of one signature: what was published leads to its words.

An id in the lock is a promise: it is in the text, or it is retired and has a successor; and its words, its number and
its page are those that were frozen, or the change is acknowledged with a reason. Problems stand where an author edits.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import cached_property
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
    from collections.abc import Callable, Iterator, Mapping

    from mkdocs_declaration.instrument.places import Holder
    from mkdocs_declaration.permanence.draft import Draft
    from mkdocs_declaration.permanence.lock.model import Lock, PublishedClause, PublishedTerm

TOP = Position(1, 1)
"""Where a problem stands that concerns a file from its beginning."""


@dataclass(frozen=True)
class Ids:
    """The ids of clauses, or those of terms, beside those that were published."""

    rule: Rule
    """The rule that a lost id breaks."""
    file: str
    """The name of their file in messages: `text` or `glossary`."""
    option: str
    """The option of the command that gives a successor to one of them."""
    source: Source
    """The file that they are in."""
    present: Mapping[str, Position | None]
    """Those that are there, in the order of the file, each with the place where it is stated."""
    live: Mapping[str, PublishedClause] | Mapping[str, PublishedTerm]
    """Those that were published and are not retired."""
    retired: Mapping[str, PublishedClause] | Mapping[str, PublishedTerm]
    """Those that are retired."""
    withdrawn: Callable[[str, str], str]
    """Describes a retired id that is there again, given the id and the command that reinstates it."""
    is_underlined: bool
    """Whether the whole id is underlined in a message."""

    @cached_property
    def missing(self) -> list[str]:
        """Those that were published and are neither there nor retired."""
        return [id_ for id_ in self.live if id_ not in self.present]

    @cached_property
    def without_successor(self) -> list[str]:
        """Those that are retired and lead to nothing that is there, or will be reported as missing."""
        ends = {id_: followed(id_, self.retired, self.present) for id_ in self.retired if id_ not in self.present}
        return [id_ for id_, end in ends.items() if end not in self.present and end not in self.live]

    def problem(self, rule: Rule, message: str, id_: str | None, at: Position | None) -> Problem:
        """A problem with one of them, or with the file."""
        return Problem(rule, message, self.source, at, len(id_) if id_ and self.is_underlined else 1)


@dataclass(frozen=True)
class Comparison:
    """A draft beside the lock of what was published."""

    lock: Lock
    draft: Draft
    lock_source: Source
    """The file of the lock."""

    @cached_property
    def clauses(self) -> Ids:
        """The ids of clauses."""
        instrument, source_map, retired = self.draft.instrument, self.draft.source_map, self.lock.retired

        def withdrawn(id_: str, run: str) -> str:
            back = f"the id '{id_}' was withdrawn and is back with its words; to reinstate it, {run}"
            return reuse(id_, retired[id_], instrument.by_id[id_]) or back

        return Ids(
            rule=Rule.LOST_ANCHOR,
            file="text",
            option="--successor",
            source=source_map.source,
            present={clause.id: source_map.ids.get(clause.id) for clause in instrument.clauses},
            live=self.lock.anchors,
            retired=retired,
            withdrawn=withdrawn,
            is_underlined=False,
        )

    @cached_property
    def terms(self) -> Ids | None:
        """The ids of terms; None where no glossary is named."""
        if self.draft.terms is None:
            return None
        names = {term.id: term.name for term in self.draft.terms}
        glossary_map, retired = self.draft.glossary_map, self.lock.retired_terms

        def withdrawn(id_: str, run: str) -> str:
            if names[id_] == retired[id_].name:
                return f"the id '{id_}' was withdrawn and is back; to reinstate it, {run}"
            used_again = f"the id '{id_}' was retired and is used again; choose another, since old links lead to "
            return f"{used_again}'{retired[id_].successor}'"

        return Ids(
            rule=Rule.LOST_TERM,
            file="glossary",
            option="--term-successor",
            source=glossary_map.source,
            present={id_: glossary_map.ids[id_] for id_ in names},
            live=self.lock.terms,
            retired=retired,
            withdrawn=withdrawn,
            is_underlined=True,
        )

    @property
    def both(self) -> tuple[Ids, ...]:
        """The ids of clauses and, where a glossary is named, those of terms."""
        return (self.clauses,) if self.terms is None else (self.clauses, self.terms)

    def run(self, ids: Ids, *without_successor: str) -> str:
        """Return the way to take the text into its lock: `run 'mkdocs-declaration freeze …'`.

        Args:
            ids: Of clauses or of terms; with these, the glossary is taken as well.
            without_successor: Ids that need a successor, which is left to be filled in.
        """
        encoding, lock = self.draft.source_map.source.name, self.lock_source.name
        parts = ["mkdocs-declaration freeze", shlex.quote(encoding), "--lock", shlex.quote(lock)]
        if ids is not self.clauses:
            parts += ["--glossary", shlex.quote(ids.source.name)]
        for id_ in without_successor:
            parts += [ids.option, f"{id_}=…"]
        return f"run '{' '.join(parts)}'"


def check(lock: Lock, draft: Draft, lock_source: Source) -> list[Problem]:
    """Check a draft against what was published.

    Args:
        lock: What was published.
        draft: The text.
        lock_source: The file of the lock, for the way out.

    Returns:
        Ids that are lost, words, numbers and pages that changed, retired ids that are used again or lead nowhere,
        addresses of pages that are gone and are used again; as warnings, ids that are not frozen yet.
    """
    comparison = Comparison(lock, draft, lock_source)
    return [problem for rule in RULES for problem in rule(comparison)]


def glossary_is_named(comparison: Comparison) -> Iterator[Problem]:
    """A glossary whose ids were published is still named."""
    published = len(comparison.lock.terms) + len(comparison.lock.retired_terms)
    if comparison.terms is None and published:
        message = f"{published} ids of a glossary were published, and no glossary is named; name it"
        yield Problem(Rule.LOST_TERM, message, comparison.lock_source)


def published_ids_are_there(comparison: Comparison) -> Iterator[Problem]:
    """A published id is in its file, or is retired."""
    for ids in comparison.both:
        before = None
        for id_ in ids.live:
            if id_ in ids.present:
                before = id_
                continue
            stood = f", which stood after '{before}'," if before else ""
            way_out = f"restore it, or {comparison.run(ids, id_)}"
            message = f"the published id '{id_}'{stood} is no longer in the {ids.file}; {way_out}"
            at = ids.present[before] if before else TOP
            yield ids.problem(ids.rule, message, None, at or TOP)


def retired_ids_stay_retired(comparison: Comparison) -> Iterator[Problem]:
    """A retired id is used no more; one that is back as it was is reinstated."""
    for ids in comparison.both:
        for id_ in ids.retired:
            if id_ in ids.present:
                message = ids.withdrawn(id_, comparison.run(ids))
                yield ids.problem(ids.rule, message, id_, ids.present[id_])


def retired_ids_lead_on(comparison: Comparison) -> Iterator[Problem]:
    """The successor of a retired id is in its file, or is retired and has one in its turn."""
    for ids in comparison.both:
        for id_ in ids.without_successor:
            successor = f"the successor '{ids.retired[id_].successor}' of the retired id '{id_}'"
            message = f"{successor} is not in the {ids.file}; {comparison.run(ids, id_)}"
            yield ids.problem(ids.rule, message, None, TOP)


def successors_are_given_together(comparison: Comparison) -> Iterator[Problem]:
    """Where several ids need a successor, one command gives them all."""
    for ids in comparison.both:
        lost = [*ids.missing, *ids.without_successor]
        if len(lost) > 1:
            message = f"{len(lost)} ids need a successor, all in one go: {comparison.run(ids, *lost)}"
            yield ids.problem(ids.rule, message, None, None)


def words_stay(comparison: Comparison) -> Iterator[Problem]:
    """The words of a published id are those that were published."""
    ids, words = comparison.clauses, comparison.draft.source_map.words
    for id_, difference in changed(comparison.lock, comparison.draft.instrument):
        message = f"the words of '{id_}' are not those that were published: “{difference}”; restore them, or "
        yield ids.problem(Rule.CHANGED_WORDS, f"{message}{comparison.run(ids)}", None, words.get(id_))


def numbers_stay(comparison: Comparison) -> Iterator[Problem]:
    """The printed number and the eId of a published id are those that were published."""
    ids = comparison.clauses
    for id_, difference in renumbered(comparison.lock, comparison.draft.instrument):
        message = f"'{id_}' is not as it was published: {difference}; restore it, or {comparison.run(ids)}"
        yield ids.problem(Rule.CHANGED_IDENTITY, message, None, ids.present[id_])


def instrument_stays(comparison: Comparison) -> Iterator[Problem]:
    """The id of the instrument is the one that was published."""
    published, instrument = comparison.lock.instrument, comparison.draft.instrument
    if published is not None and published.id != instrument.id:
        ids, at = comparison.clauses, comparison.draft.source_map.instrument
        message = f"the instrument was published as '{published.id}' and is now '{instrument.id}'; restore the id, or "
        yield ids.problem(Rule.CHANGED_IDENTITY, f"{message}{comparison.run(ids)}", None, at)


def pages_stay(comparison: Comparison) -> Iterator[Problem]:
    """A published id is on its page."""
    ids, instrument, slugs = comparison.clauses, comparison.draft.instrument, comparison.draft.source_map.slugs
    for (before, after), moved in relocated(comparison.lock, instrument).items():
        is_kept = before in instrument.pages
        message = f"the published page '{before}/' of {abbreviated(moved)} is now '{after}/'; "
        message += f"{'put them back' if is_kept else 'restore the slug'}, or {comparison.run(ids)}"
        first = ids.present[moved[0]]
        yield ids.problem(Rule.MOVED_PAGE, message, None, first if is_kept else slugs.get(after, first))


def addresses_are_free(comparison: Comparison) -> Iterator[Problem]:
    """An address that was published is nothing else's: former pages and short links of retired ids are claimed."""
    instrument, retired, places = comparison.draft.instrument, comparison.lock.retired, comparison.draft.places
    former = gone(comparison.lock, instrument)
    for slug, links in former.items():
        holder = places.claim_file(page_file(slug), f"the former page '{slug}/'")
        if holder is not None and slug not in links:
            address = f"that of a published page, from which links to {abbreviated(list(links))} go on"
            yield _clash(comparison, slug, address, holder)
    for id_ in retired:
        if id_ in instrument.by_id:
            continue
        places.claim_id(id_, f"the retired id '{id_}'")
        clause = resolve(id_, comparison.lock, instrument)
        if clause is None or id_ == clause.slug or id_ in former or id_ in retired[id_].pages:
            continue
        holder = places.claim_file(page_file(id_), f"the short link of the retired id '{id_}'")
        if holder is not None:
            yield _clash(comparison, id_, f"the permanent link of the retired id '{id_}'", holder)


def _clash(comparison: Comparison, slug: str, address: str, holder: Holder) -> Problem:
    """An address that something has beside what was published there."""
    way_out = "rename it" if holder.renamable else "choose another slug or id for it"
    message = f"the address '{slug}/' is {address}; {holder.name} has it now, {way_out}"
    source = holder.source or comparison.clauses.source
    return Problem(Rule.MOVED_PAGE, message, source, holder.at, len(slug) if holder.at else 1)


def ids_are_frozen(comparison: Comparison) -> Iterator[Problem]:
    """Every id is frozen before it is published."""
    for ids in comparison.both:
        for id_, at in ids.present.items():
            if id_ not in ids.live and id_ not in ids.retired:
                message = f"the id '{id_}' is not frozen yet; {comparison.run(ids)} before it is published"
                yield ids.problem(Rule.NEW_ANCHOR, message, id_, at)


RULES: tuple[Callable[[Comparison], Iterator[Problem]], ...] = (
    glossary_is_named,
    published_ids_are_there,
    retired_ids_stay_retired,
    retired_ids_lead_on,
    successors_are_given_together,
    words_stay,
    numbers_stay,
    instrument_stays,
    pages_stay,
    addresses_are_free,
    ids_are_frozen,
)
"""All rules."""
