"""Mentions: where an instrument mentions the terms of its glossary, and which mentions become links."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.foundation.remembered import Remembered
from mkdocs_declaration.glossary import definitions
from mkdocs_declaration.glossary.alphabetical import by_letter, grouped_letters
from mkdocs_declaration.glossary.matcher import Matcher
from mkdocs_declaration.instrument.references.search import CrossReference, CrossReferences
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.instrument.text.text import Span
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.glossary.definitions import Definition
    from mkdocs_declaration.glossary.term import GlossaryMap, Term
    from mkdocs_declaration.instrument.model import Clause, Instrument

    References = Mapping[str, Sequence[CrossReference]]
    _Link = TypeVar("_Link", Span, CrossReference)

__all__ = ["Glossary"]


@dataclass(frozen=True)
class Glossary:
    """Terms and where the instrument mentions them."""

    terms: tuple[Term, ...]
    """In alphabetical order of their names."""
    matcher: Matcher
    """Finds them in other texts."""
    mentions: Mapping[str, tuple[Span, ...]]
    """Every mention, by the id of the clause."""
    mentioned_in: Mapping[str, tuple[Clause, ...]]
    """The clauses that mention a term, in the order of the text, by the id of the term."""
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    """The clauses that define terms, by the id of the term."""

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each term in the order of names, counted from 0, by its id."""
        return {term.id: place for place, term in enumerate(self.terms)}

    @cached_property
    def letters(self) -> dict[str, tuple[Term, ...]]:
        """The terms by the letter that their names begin with, or in a script of many by groups of them, in order."""
        return grouped_letters(by_letter(self.terms, lambda term: (term.name, term.id)))

    @cached_property
    def policies(self) -> dict[str, str]:
        """Which mentions of a term become links, `clause`, `page`, `all` or `never`, by its id."""
        return {term.id: term.link for term in self.terms}

    @cached_property
    def used_in(self) -> dict[str, tuple[Clause, ...]]:
        """The clauses that mention a term and are no part of its definition, by the id of the term."""
        return {
            term: tuple(clause for clause in clauses if term not in self._defined_within.get(clause.id, ()))
            for term, clauses in self.mentioned_in.items()
        }

    @cached_property
    def defining(self) -> dict[str, list[str]]:
        """The terms that are defined where a clause first mentions them, by the id of the clause."""
        defining: dict[str, list[str]] = {}
        for term, definition in self.definitions.items():
            for unit in definition.clause.walk():
                if any(span.kind == term for span in self.mentions.get(unit.id, ())):
                    defining.setdefault(unit.id, []).append(term)
                    break
        return defining

    @cached_property
    def _defined_within(self) -> dict[str, set[str]]:
        return definitions.defined_within(self.definitions)

    def leading(self, clause: str) -> tuple[Span, ...]:
        """The mentions in a clause that lead to an entry: those of terms that it does not define itself.

        Args:
            clause: The id of the clause.
        """
        spans, own = self.mentions.get(clause, ()), self._defined_within.get(clause)
        return tuple(span for span in spans if span.kind not in own) if own else spans


class FoundMentions(Remembered[tuple[Span, ...]]):
    """The mentions in words, by the words; and what found them."""

    matcher: Matcher | None = None

    def begin(self, made_with: Sequence[Term] = ()) -> None:
        """Begin a run.

        Args:
            made_with: The terms. If they are not equal to those of the last run, all is forgotten.
        """
        super().begin(made_with)
        self.matcher = self.matcher if self.is_going_on else Matcher(made_with)


def collect(terms: Sequence[Term], instrument: Instrument, memory: FoundMentions | None = None) -> Glossary:
    """Find all mentions of terms in the text of an instrument.

    Args:
        terms: The terms.
        instrument: The instrument; only texts are searched, headings are not.
        memory: What was found in the last run, if this is a server.
    """
    if memory is not None:
        memory.begin(terms)
    matcher = memory.matcher if memory is not None and memory.matcher is not None else Matcher(terms)
    mentions: dict[str, tuple[Span, ...]] = {}
    mentioned_in: dict[str, list[Clause]] = {term.id: [] for term in terms}
    for clause in instrument.clauses:
        if clause.text is None:
            continue
        find = partial(matcher.mentions, clause.text.plain)
        mentions[clause.id] = find() if memory is None else memory.get(clause.text.plain, find)
        for term in dict.fromkeys(span.kind for span in mentions[clause.id]):
            mentioned_in[term].append(clause)
    ordered = tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
    in_clauses = {term: tuple(clauses) for term, clauses in mentioned_in.items()}
    return Glossary(ordered, matcher, mentions, in_clauses, definitions.find(ordered, instrument))


def linked(
    glossary: Glossary, clauses: Iterable[Clause], references: References = MappingProxyType({})
) -> dict[str, tuple[Span | CrossReference, ...]]:
    """Choose what becomes links on one page: mentions of terms, and references to other clauses.

    Args:
        glossary: The terms and their mentions.
        clauses: The clauses of the page, in order.
        references: The references of the text by the id of the clause; no mention in one is a link.

    Returns:
        The links by the id of the clause, in the order of its words and without overlaps.
    """
    seen: set[str] = set()
    chosen: dict[str, tuple[Span | CrossReference, ...]] = {}
    for clause in clauses:
        here = references.get(clause.id, ())
        terms = links(_apart(glossary.leading(clause.id), here), glossary.policies, seen)
        chosen[clause.id] = _merged(terms, here)
    return chosen


def all_linked(glossary: Glossary, clause: Clause, references: References) -> tuple[Span | CrossReference, ...]:
    """All references of a clause, and all mentions that are in none of them, in the order of its words.

    Args:
        glossary: The terms and their mentions.
        clause: The clause.
        references: The references of the text by the id of the clause.
    """
    here = references.get(clause.id, ())
    return _merged(tuple(_apart(glossary.mentions.get(clause.id, ()), here)), here)


def outside_of_terms(references: CrossReferences, glossary: Glossary) -> CrossReferences:
    """The references that are no part of a longer term: an `Annex I Party` is not `Annex I`.

    Args:
        references: The references of a text.
        glossary: The terms and their mentions in it.
    """
    by_clause = {
        id_: tuple(_apart(listed, tuple(_longer(glossary.mentions.get(id_, ()), listed))))
        for id_, listed in references.by_clause.items()
    }
    lost = tuple(
        one
        for one in references.lost
        if not any(
            (span.start <= one.start and one.end < span.end) or (span.start < one.start and one.end <= span.end)
            for span in glossary.mentions.get(one.clause, ())
        )
    )
    return CrossReferences.of_clauses(by_clause, references.in_headings, lost)


def _longer(mentions: Iterable[Span], references: Sequence[CrossReference]) -> Iterator[Span]:
    """The mentions that are longer than any reference that they overlap."""
    begin = 0
    for span in mentions:
        while begin < len(references) and references[begin].end <= span.start:
            begin += 1
        stop = begin
        while stop < len(references) and references[stop].start < span.end:
            stop += 1
        if all(one.end - one.start < span.end - span.start for one in references[begin:stop]):
            yield span


def _merged(terms: tuple[Span, ...], references: Sequence[CrossReference]) -> tuple[Span | CrossReference, ...]:
    return tuple(sorted((*terms, *references), key=lambda link: link.start)) if references else terms


def _apart(links: Iterable[_Link], others: Sequence[Span | CrossReference]) -> Iterator[_Link]:
    """Those of some links that overlap none of others; both are in order, and without overlaps among themselves."""
    begin = 0
    for link in links:
        while begin < len(others) and others[begin].end <= link.start:
            begin += 1
        if begin == len(others) or others[begin].start >= link.end:
            yield link


def unused_terms(glossary: Glossary, written: GlossaryMap) -> list[Problem]:
    """A term is mentioned in the text or in the description of another term.

    Args:
        glossary: The terms and their mentions.
        written: Where the terms are written, for the problems.
    """
    elsewhere = {
        span.kind
        for term in glossary.terms
        for span in glossary.matcher.mentions(f"{term.description or ''} {term.as_of or ''} {term.later or ''}")
        if span.kind != term.id
    }
    return [
        Problem(
            Rule.UNUSED_TERM,
            f"nothing mentions '{term.id}' in any of its forms; correct the forms or remove the term",
            written.source,
            written.ids[term.id],
            len(term.id),
        )
        for term in glossary.terms
        if not glossary.mentioned_in[term.id] and term.id not in elsewhere
    ]


def unknown_sources(written: GlossaryMap, instrument: Instrument) -> Iterator[Problem]:
    """A source that is the text itself names a clause of it.

    Args:
        written: The ids that sources of terms name, and where they are written.
        instrument: The instrument.
    """
    unknown = ((id_, at) for id_, at in written.clauses if id_ not in instrument.by_id)
    for reported, (id_, at) in enumerate(unknown):
        # Of so many problems no more than these are read, and looking for near ones takes its time.
        close = near_miss(id_, instrument.by_id) if reported < MAX_IN_FULL else ""
        message = f"expected the id of a clause for 'clause', found '{id_}'{close}"
        yield Problem(Rule.SOURCE_CLAUSE, message, written.source, at, len(id_))


def links(mentions: Iterable[Span], policies: Mapping[str, str], seen: set[str]) -> tuple[Span, ...]:
    """Choose the mentions of one clause that become links.

    Args:
        mentions: All mentions in the clause.
        policies: `clause`, `page`, `all` or `never` by term; a term that is left out is not linked.
        seen: Terms linked on the page so far; those linked here are added.
    """
    chosen = []
    here: set[str] = set()
    for span in mentions:
        policy = policies.get(span.kind, "never")
        if (
            policy == "all"
            or (policy == "clause" and span.kind not in here)
            or (policy == "page" and span.kind not in seen)
        ):
            chosen.append(span)
            here.add(span.kind)
            seen.add(span.kind)
    return tuple(chosen)
