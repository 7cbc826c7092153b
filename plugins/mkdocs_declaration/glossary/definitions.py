"""Definitions: the clauses of the text that say what a term of the glossary means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.instrument.sentences import ELLIPSIS
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_declaration.glossary.matcher import Matcher
    from mkdocs_declaration.glossary.term import GlossaryMap, Term
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.text.text import Span

__all__ = ["Definition"]

MAX_CHARACTERS = 2_400
"""How many characters of the text are shown as a definition at most; its first unit is shown whole."""
MAX_IN_A_CARD = 600
"""How many of them a card shows."""


@dataclass(frozen=True, slots=True)
class Definition:
    """The clause that defines a term."""

    clause: Clause
    """The clause."""
    units: tuple[Clause, ...]
    """The clause and what it holds, in the order of the text, as far as it is shown."""
    is_cut: bool
    """Whether it holds more than that."""

    @property
    def words(self) -> str:
        """The numbers and words of these units in one line; where more follow, an ellipsis says so."""
        lines = [line for unit in self.units for line in unit.lines]
        return " ".join([*lines, ELLIPSIS] if self.is_cut else lines)


def find(terms: Iterable[Term], instrument: Instrument) -> dict[str, Definition]:
    """Find the clauses that define terms.

    Args:
        terms: The terms.
        instrument: The instrument.

    Returns:
        The definitions by the id of the term; none for a term that names no clause, or one that is not there.
    """
    named = ((term.id, instrument.by_id.get(term.defined_in or "")) for term in terms)
    return {id_: _definition(clause) for id_, clause in named if clause is not None}


def _definition(clause: Clause) -> Definition:
    units: list[Clause] = []
    characters = 0
    for unit in clause.walk():
        characters += len(unit.words)
        if units and characters > MAX_CHARACTERS:
            return Definition(clause, tuple(units), is_cut=True)
        units.append(unit)
    return Definition(clause, tuple(units), is_cut=False)


def defined_within(definitions: Mapping[str, Definition]) -> dict[str, set[str]]:
    """The terms that are defined by a clause or by what holds it: in it they lead to no entry.

    Args:
        definitions: The definitions by the ids of their terms.

    Returns:
        Ids of terms by the id of the clause, for clauses that have any.
    """
    within: dict[str, set[str]] = {}
    for id_, definition in definitions.items():
        for unit in definition.clause.walk():
            within.setdefault(unit.id, set()).add(id_)
    return within


def unknown(written: GlossaryMap, instrument: Instrument) -> Iterator[Problem]:
    """A clause that defines a term is in the text.

    Args:
        written: The ids of clauses that define terms, and where they are written.
        instrument: The instrument.
    """
    absent = ((id_, at) for id_, at in written.definitions.values() if id_ not in instrument.by_id)
    for reported, (id_, at) in enumerate(absent):
        # Of so many problems no more than these are read, and looking for near ones takes its time.
        close = near_miss(id_, instrument.by_id) if reported < MAX_IN_FULL else ""
        message = f"expected the id of a clause for 'defined_in', found '{id_}'{close}"
        yield Problem(Rule.DEFINED_IN, message, written.source, at, len(id_))


def doubtful(
    definitions: Mapping[str, Definition],
    mentions: Mapping[str, Iterable[Span]],
    matcher: Matcher,
    written: GlossaryMap,
    instrument: Instrument,
) -> Iterator[Problem]:
    """A clause that defines a term has one of its forms, as may what it holds and what holds it, headings among them.

    Args:
        definitions: The definitions by the ids of their terms.
        mentions: The mentions of terms in texts, by the id of the clause.
        matcher: Finds terms in headings.
        written: Where the terms are written.
        instrument: The instrument.
    """
    known: dict[str, set[str]] = {}

    def terms_of(unit: Clause) -> set[str]:
        if unit.id not in known:
            in_heading = matcher.mentions(unit.heading.plain) if unit.heading is not None else ()
            known[unit.id] = {span.kind for span in (*mentions.get(unit.id, ()), *in_heading)}
        return known[unit.id]

    for term, definition in definitions.items():
        clause = definition.clause
        if not any(term in terms_of(unit) for units in (clause.walk(), _holders(clause, instrument)) for unit in units):
            id_, at = written.definitions[term]
            expected = f"expected a clause that has a form of '{term}' for 'defined_in', found '{id_}'"
            message = f"{expected}; correct the id or add a form"
            yield Problem(Rule.DEFINITION, message, written.source, at, len(id_))


def _holders(clause: Clause, instrument: Instrument) -> Iterator[Clause]:
    parent = clause.parent
    while parent is not None:
        yield instrument.by_id[parent]
        parent = instrument.by_id[parent].parent
