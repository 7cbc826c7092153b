"""Relations between clauses by the terms that they share: on other pages, and at a glance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.model import Clause, Instrument

__all__ = ["Glance", "Mark", "Row", "Shared"]

COMMON = 6
"""A term that more clauses than this mention is common: it relates everything to everything."""
PICTURED = ("organisation", "instrument", "plan", "mechanism", "fund")
"""Kinds that the picture of the whole shows, in its order; abbreviations and concepts are words, not actors."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A term of a page and where else it is mentioned."""

    term: Term
    clauses: tuple[Clause, ...]
    """Clauses on other pages, in the order of the text."""


def elsewhere(glossary: Glossary, slug: str) -> tuple[Shared, ...]:
    """The terms of a page that other pages mention as well, those of fewest clauses first.

    Args:
        glossary: The terms and their mentions.
        slug: The page.
    """
    relations = []
    for term in glossary.terms:
        clauses = glossary.mentioned_in[term.id]
        others = tuple(clause for clause in clauses if clause.slug != slug)
        if others and len(others) < len(clauses) <= COMMON:
            relations.append(Shared(term, others))
    return tuple(sorted(relations, key=lambda shared: len(glossary.mentioned_in[shared.term.id])))


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that mentions a term."""

    clause: Clause
    mentions: int
    """The number of mentions in the clause."""


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its marks, page by page."""

    term: Term
    cells: tuple[tuple[Mark, ...], ...]
    """One cell a page of the text, in order."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Terms against pages."""

    slugs: tuple[str, ...]
    """The pages of the text, in order."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    """Kinds and the rows of their terms; within a kind, what is mentioned earliest comes first."""


def at_a_glance(instrument: Instrument, glossary: Glossary) -> Glance:
    """Set terms against the pages of the text.

    Args:
        instrument: The instrument.
        glossary: Its terms and their mentions.
    """
    slugs = tuple(instrument.pages)
    order = {clause.id: place for place, clause in enumerate(instrument.clauses)}
    groups = []
    for kind in PICTURED:
        terms = [t for t in glossary.terms if t.kind == kind and glossary.mentioned_in[t.id]]
        terms.sort(key=lambda term: order[glossary.mentioned_in[term.id][0].id])
        if terms:
            groups.append((kind, tuple(Row(term, _cells(glossary, term, slugs)) for term in terms)))
    return Glance(slugs, tuple(groups))


def _cells(glossary: Glossary, term: Term, slugs: Sequence[str]) -> tuple[tuple[Mark, ...], ...]:
    counts = {
        clause.id: Counter(span.kind for span in glossary.mentions[clause.id])[term.id]
        for clause in glossary.mentioned_in[term.id]
    }
    marks = [Mark(clause, counts[clause.id]) for clause in glossary.mentioned_in[term.id]]
    return tuple(tuple(mark for mark in marks if mark.clause.slug == slug) for slug in slugs)
