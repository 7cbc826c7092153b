"""Relations between clauses by the terms and subjects that they share: on other pages, and at a glance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.glossary.subject import RECITAL, Subject
from mkdocs_declaration.glossary.term import Term
from mkdocs_declaration.instrument.buckets import Group, grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mkdocs_declaration.glossary.mentions import Glossary
    from mkdocs_declaration.glossary.subject import Subjects
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause, Instrument
    from mkdocs_declaration.instrument.references.search import CrossReferences

__all__ = ["Glance", "Mark", "Related", "Row"]

COMMON = 6
"""A term or subject that more clauses than this have is common: it relates everything to everything."""
MAX_RECITALS, MAX_CLAUSES = 5, 6
"""How many recitals and other clauses are related to a page at most: those that share most of what they are about."""
MAX_HERE = 4
"""Up to how many clauses of a page are named that share something with another; more are the page as a whole."""
MAX_COLUMNS = 50
"""Up to how many pages each is a column of the picture; of more pages, up to how many divisions at the top."""
MAX_MARKS = 12
"""How many clauses of a column are marked for a term; the entry of the term lists all."""
MANY_ROWS = 60
"""A picture of more rows than this is looked at a part at a time, below heads that stay."""
WIDE = 2
"""How many characters stand beside each other at the head of a narrow column, of narrow ones twice as many: `VII`."""
MAX_REFERRING = 12
"""How many of the clauses that refer to one are listed at it."""
PICTURED = ("organisation", "instrument", "plan", "mechanism", "fund")
"""Kinds that the picture of the whole shows, in its order."""
WORDS = ("abbreviation", "concept")
"""The other kinds: words of the text, which name no actor and stand in too many of its clauses for a picture."""


@dataclass(frozen=True, slots=True)
class Related:
    """A clause of another page, and what it shares with a page."""

    clause: Clause
    terms: tuple[Term, ...]
    """Terms that both mention, in the order of their names."""
    subjects: tuple[Subject, ...]
    """Subjects that both are about, in the order of their names."""
    here: tuple[Clause, ...]
    """The clauses of the page that mention these terms or are about these subjects, if they are few."""


def elsewhere(
    instrument: Instrument, glossary: Glossary, subjects: Subjects, on_page: Sequence[Clause]
) -> tuple[Related, ...]:
    """The clauses of other pages that share rare terms or subjects with a page, in the order of the text.

    Recitals say why the whole was agreed: any subject relates them to what they bear on. What is shared weighs more the
    rarer it is, and less in a clause that is about much else: the weights are divided by the root of their number, as
    vectors of words are by their length (G. Salton and C. Buckley, "Term-Weighting Approaches in Automatic Text
    Retrieval", Information Processing & Management 24, 1988).

    Args:
        instrument: The instrument.
        glossary: The terms and their mentions.
        subjects: What the clauses are about.
        on_page: The clauses of the page.
    """
    slugs = {clause.slug for clause in on_page}
    reasons: dict[str, _Reasons] = {}
    mentioned: dict[str, list[Clause]] = {}
    about: dict[str, list[Clause]] = {}
    for clause in on_page:
        for id_ in {span.kind for span in glossary.mentions.get(clause.id, ())}:
            mentioned.setdefault(id_, []).append(clause)
        for subject in subjects.of.get(clause.id, ()):
            about.setdefault(subject.id, []).append(clause)

    def share(clauses: Iterable[Clause], weight: float, here: list[Clause], shared: Term | Subject) -> None:
        for clause in clauses:
            if clause.slug not in slugs:
                reasons.setdefault(clause.id, _Reasons()).add(weight, here, shared)

    for id_ in sorted(mentioned, key=glossary.order.__getitem__):
        clauses = glossary.mentioned_in[id_]
        if len(clauses) <= COMMON:
            share(clauses, 1 / len(clauses), mentioned[id_], glossary.by_id[id_])
    for id_ in sorted(about, key=subjects.order.__getitem__):
        clauses = subjects.clauses[id_]
        some = clauses if len(clauses) <= COMMON else subjects.recitals[id_]
        share(some, 1 / len(clauses), about[id_], subjects.by_id[id_])

    def weight(id_: str) -> float:
        terms = {span.kind for span in glossary.mentions.get(id_, ())}
        rare = sum(len(glossary.mentioned_in[term]) <= COMMON for term in terms)
        return reasons[id_].weight / math.sqrt(rare + len(subjects.of.get(id_, ())))

    strongest = sorted(reasons, key=lambda id_: (-weight(id_), instrument.order[id_]))
    recitals = [id_ for id_ in strongest if instrument.by_id[id_].kind == RECITAL]
    others = [id_ for id_ in strongest if instrument.by_id[id_].kind != RECITAL]
    chosen = sorted((*recitals[:MAX_RECITALS], *others[:MAX_CLAUSES]), key=instrument.order.__getitem__)
    return tuple(reasons[id_].related(instrument.by_id[id_], instrument) for id_ in chosen)


def also_about(subjects: Subjects, on_page: Sequence[Clause]) -> tuple[tuple[Clause, tuple[Subject, ...]], ...]:
    """What the clauses of a page are about beside what all of them are about, which its heading says.

    Args:
        subjects: What the clauses are about.
        on_page: The clauses of the page.

    Returns:
        The clauses that are about something else, in the order of the text, each with its other subjects.
    """
    of = [(clause, subjects.of[clause.id]) for clause in on_page if clause.id in subjects.of]
    ids = [{subject.id for subject in about} for _, about in of]
    common = set.intersection(*ids) if len(ids) > 1 else set()
    others = ((clause, tuple(subject for subject in about if subject.id not in common)) for clause, about in of)
    return tuple((clause, about) for clause, about in others if about)


class _Reasons:
    """What a clause shares with a page, as it is found."""

    def __init__(self) -> None:
        self.weight = 0.0
        self.shared: list[Term | Subject] = []
        self.here: dict[str, Clause] = {}

    def add(self, weight: float, here: Iterable[Clause], shared: Term | Subject) -> None:
        self.weight += weight
        self.shared.append(shared)
        self.here |= {clause.id: clause for clause in here}

    def related(self, clause: Clause, instrument: Instrument) -> Related:
        here = (
            sorted(self.here.values(), key=lambda one: instrument.order[one.id]) if len(self.here) <= MAX_HERE else ()
        )
        return Related(
            clause,
            tuple(shared for shared in self.shared if isinstance(shared, Term)),
            tuple(shared for shared in self.shared if isinstance(shared, Subject)),
            tuple(here),
        )


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

    @property
    def name(self) -> str:
        """What it is called beside the short form: its heading, or its title where it has none."""
        heading = self.first.heading
        return heading.plain if heading is not None and heading.plain in self.title else self.title


@dataclass(frozen=True, slots=True)
class Row:
    """A term and its marks, column by column."""

    term: Term
    cells: tuple[tuple[Mark, ...], ...]
    """One cell a column, in order, with the first `MAX_MARKS` clauses."""
    more: tuple[int, ...]
    """How many more clauses each column has."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Terms against parts of the text."""

    columns: tuple[Column, ...]
    """The parts, in order."""
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    """Kinds and the rows of their terms; within a kind, what is mentioned earliest comes first."""

    @property
    def is_long(self) -> bool:
        """Whether it has more than `MANY_ROWS` rows."""
        return sum(len(rows) for _, rows in self.groups) > MANY_ROWS

    @property
    def has_long_heads(self) -> bool:
        """Whether the short form of a column is wider than `WIDE`, so that a narrow column would break it."""
        return any(len(column.short) - column.short.count("I") / 2 > WIDE for column in self.columns)


def referring(
    instrument: Instrument, references: CrossReferences, clauses: Iterable[Clause]
) -> tuple[tuple[Clause, tuple[Clause, ...], int], ...]:
    """The clauses whose words refer to those of a page.

    Args:
        instrument: The instrument.
        references: Its references.
        clauses: The clauses of the page.

    Returns:
        Each clause that is referred to, the first `MAX_REFERRING` clauses that do, and how many more there are.
    """
    named = ((clause, references.referred_to_in.get(clause.id, ())) for clause in clauses)
    return tuple(
        (clause, tuple(instrument.by_id[id_] for id_ in ids[:MAX_REFERRING]), max(0, len(ids) - MAX_REFERRING))
        for clause, ids in named
        if ids
    )


def at_a_glance(instrument: Instrument, glossary: Glossary, words: Catalogue) -> Glance:
    """Set terms against the pages of the text, or against its top divisions where there are more than `MAX_COLUMNS`.

    Args:
        instrument: The instrument.
        glossary: Its terms and their mentions.
        words: The words of labels.
    """
    columns, place_of = _columns(instrument, words)
    groups = []
    for kind in PICTURED:
        terms = [t for t in glossary.terms if t.kind == kind and glossary.mentioned_in[t.id]]
        terms.sort(key=lambda term: instrument.order[glossary.mentioned_in[term.id][0].id])
        if terms:
            groups.append((kind, tuple(_row(glossary, term, len(columns), place_of) for term in terms)))
    return Glance(columns, tuple(groups))


def _columns(instrument: Instrument, words: Catalogue) -> tuple[tuple[Column, ...], dict[str, int]]:
    """The columns, and for the slug of each page the place of its column."""
    if len(instrument.pages) <= MAX_COLUMNS:
        pages = instrument.pages.items()
        columns = tuple(Column(page.division.title, _short(page.division), page.division) for _, page in pages)
        return columns, {slug: place for place, slug in enumerate(instrument.pages)}
    parts = grouped(instrument.divisions, None, words, most=MAX_COLUMNS)
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


def _row(glossary: Glossary, term: Term, count: int, place_of: Mapping[str, int]) -> Row:
    cells: list[list[Clause]] = [[] for _ in range(count)]
    for clause in glossary.mentioned_in[term.id]:
        cells[place_of[clause.slug]].append(clause)
    marks = (
        tuple(
            Mark(clause, sum(span.kind == term.id for span in glossary.mentions[clause.id]))
            for clause in clauses[:MAX_MARKS]
        )
        for clauses in cells
    )
    return Row(term, tuple(marks), tuple(max(0, len(clauses) - MAX_MARKS) for clauses in cells))
