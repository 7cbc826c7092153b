"""Relations between clauses by the terms that they share: on other pages, and at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.groups import Group, grouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.glossary.term import Term
    from mkdocs_declaration.instrument.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument

__all__ = ["Glance", "Mark", "Row", "Shared"]

COMMON = 6
"""A term that more clauses than this mention is common: it relates everything to everything."""
MAX_COLUMNS = 50
"""Up to how many pages each page is a column of the picture."""
PICTURED = ("organisation", "instrument", "plan", "mechanism", "fund")
"""Kinds that the picture of the whole shows, in its order; abbreviations and concepts are words, not actors."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A term of a page and where else it is mentioned."""

    term: Term
    clauses: tuple[Clause, ...]
    """Clauses on other pages, in the order of the text."""


def elsewhere(glossary: Glossary, on_page: Sequence[Clause]) -> tuple[Shared, ...]:
    """The terms of a page that other pages mention as well, those of fewest clauses first.

    Args:
        glossary: The terms and their mentions.
        on_page: The clauses of the page.
    """
    slugs = {clause.slug for clause in on_page}
    mentioned = {span.kind for clause in on_page for span in glossary.mentions.get(clause.id, ())}
    shared = []
    for term in sorted(mentioned, key=glossary.order.__getitem__):
        clauses = glossary.mentioned_in[term]
        if len(clauses) > COMMON:
            continue
        if others := tuple(clause for clause in clauses if clause.slug not in slugs):
            shared.append(Shared(glossary.by_id[term], others))
    return tuple(sorted(shared, key=lambda each: len(glossary.mentioned_in[each.term.id])))


@dataclass(frozen=True, slots=True)
class Mark:
    """A clause that mentions a term."""

    clause: Clause
    mentions: int
    """The number of mentions in the clause."""


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the text: a page, or in a text of many pages a division or a group of divisions."""

    title: str
    """What it is called, as in `5. Final provisions`."""
    short: str
    """The same in a few characters, as in `5`."""
    first: Clause
    """The division that it begins with."""


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its marks, column by column."""

    term: Term
    cells: tuple[tuple[Mark, ...], ...]
    """One cell a column, in order."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Terms against parts of the text."""

    columns: tuple[Column, ...]
    """The parts, in order."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    """Kinds and the rows of their terms; within a kind, what is mentioned earliest comes first."""


def at_a_glance(instrument: Instrument, glossary: Glossary, words: Catalogue) -> Glance:
    """Set terms against the pages of the text, or against its top divisions where there are more than `MAX_COLUMNS`.

    Args:
        instrument: The instrument.
        glossary: Its terms and their mentions.
        words: The words of labels.
    """
    columns, place_of = _columns(instrument, words)
    order = {clause.id: place for place, clause in enumerate(instrument.clauses)}
    groups = []
    for kind in PICTURED:
        terms = [t for t in glossary.terms if t.kind == kind and glossary.mentioned_in[t.id]]
        terms.sort(key=lambda term: order[glossary.mentioned_in[term.id][0].id])
        if terms:
            groups.append((kind, tuple(Row(term, _cells(glossary, term, len(columns), place_of)) for term in terms)))
    return Glance(columns, tuple(groups))


def _columns(instrument: Instrument, words: Catalogue) -> tuple[tuple[Column, ...], dict[str, int]]:
    """The columns, and for the slug of each page the place of its column."""
    if len(instrument.pages) <= MAX_COLUMNS:
        pages = instrument.pages.items()
        columns = tuple(Column(page.division.title, _short(page.division), page.division) for _, page in pages)
        return columns, {slug: place for place, slug in enumerate(instrument.pages)}
    parts = grouped(instrument.divisions, None, words)
    columns = tuple(
        Column(part.title, _short(part.first), part.first)
        if isinstance(part, Group)
        else Column(part.title, _short(part), part)
        for part in parts
    )
    # A page begins in the column of the division at the top that it is in; they come in one order.
    place_of: dict[str, int] = {}
    starts = {column.first.id: place for place, column in enumerate(columns)}
    place = 0
    for division in instrument.divisions:
        place = starts.get(division.id, place)
        for unit in division.walk():
            place_of.setdefault(unit.slug, place)
    return columns, place_of


def _short(clause: Clause) -> str:
    return clause.number or clause.label[:1].upper()


def _cells(glossary: Glossary, term: Term, count: int, place_of: Mapping[str, int]) -> tuple[tuple[Mark, ...], ...]:
    cells: list[list[Mark]] = [[] for _ in range(count)]
    for clause in glossary.mentioned_in[term.id]:
        mentions = sum(span.kind == term.id for span in glossary.mentions[clause.id])
        cells[place_of[clause.slug]].append(Mark(clause, mentions))
    return tuple(map(tuple, cells))
