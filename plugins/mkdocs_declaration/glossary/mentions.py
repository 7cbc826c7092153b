"""Mentions: where an instrument mentions the terms of its glossary, and which mentions become links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.foundation.bounds import MAX_IN_FULL
from mkdocs_declaration.glossary.matcher import Matcher
from mkdocs_declaration.instrument.spelling import near_miss
from mkdocs_declaration.problems import Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_declaration.glossary.term import GlossaryMap, Term
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.text import Span

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

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by id."""
        return {term.id: term for term in self.terms}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each term in the order of names, counted from 0, by its id."""
        return {term.id: place for place, term in enumerate(self.terms)}

    @cached_property
    def policies(self) -> dict[str, str]:
        """Which mentions of a term become links, `clause`, `page`, `all` or `never`, by its id."""
        return {term.id: term.link for term in self.terms}


def collect(terms: Sequence[Term], instrument: Instrument) -> Glossary:
    """Find all mentions of terms in the text of an instrument.

    Args:
        terms: The terms.
        instrument: The instrument; only texts are searched, headings are not.
    """
    matcher = Matcher(terms)
    mentions: dict[str, tuple[Span, ...]] = {}
    mentioned_in: dict[str, list[Clause]] = {term.id: [] for term in terms}
    for clause in instrument.clauses:
        if clause.text is None:
            continue
        mentions[clause.id] = matcher.mentions(clause.text.plain)
        for term in dict.fromkeys(span.kind for span in mentions[clause.id]):
            mentioned_in[term].append(clause)
    ordered = tuple(sorted(terms, key=lambda term: (term.name.casefold(), term.id)))
    return Glossary(ordered, matcher, mentions, {term: tuple(clauses) for term, clauses in mentioned_in.items()})


def linked(glossary: Glossary, clauses: Iterable[Clause]) -> dict[str, tuple[Span, ...]]:
    """Choose the mentions that become links on one page.

    Args:
        glossary: The terms and their mentions.
        clauses: The clauses of the page, in order.

    Returns:
        The chosen mentions by the id of the clause.
    """
    seen: set[str] = set()
    return {clause.id: links(glossary.mentions.get(clause.id, ()), glossary.policies, seen) for clause in clauses}


def unused_terms(glossary: Glossary, written: GlossaryMap) -> list[Problem]:
    """A term is mentioned in the text or in the description of another term.

    Args:
        glossary: The terms and their mentions.
        written: Where the terms are written, for the problems.
    """
    elsewhere = {
        span.kind
        for term in glossary.terms
        for span in glossary.matcher.mentions(f"{term.description} {term.as_of or ''} {term.later or ''}")
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
