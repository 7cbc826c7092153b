"""The instrument: immutable, numbered, identified. Every output is a pure function of it."""

from __future__ import annotations

import datetime  # noqa: TC003 - mkdocstrings shows the types
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import Text, capital, unquoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.instrument.identity.labels import LabelStep
    from mkdocs_declaration.instrument.text.tables import Table

__all__ = ["Adoption", "BriefSentence", "Clause", "Instrument", "Members", "Note", "Reference", "TextPage"]

RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
"""Languages (BCP 47 primary subtags) whose usual script runs from right to left."""


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note on the reading of a passage."""

    quote: str
    """The words of the clause that it is about."""
    note: str | None
    """The remark itself."""
    sic: bool
    """Whether the passage reads so in the source."""


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of a brief: what was agreed, in plain words of the editor's. It is no part of the text."""

    text: str
    """The sentence."""
    rests_on: tuple[str, ...]
    """The ids of the clauses that bear it out, in the author's order."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A unit of the text: a division, a paragraph, an item, a recital."""

    id: str
    """The promised id, as in `1.3.ii`."""
    kind: str
    """preamble, opening, citation, lead-in, recital, closing, part, chapter, section, article, annex, paragraph,
    subparagraph, item, subitem, table, footnote, conclusion, formula, done or signature."""
    printed: str | None
    """The number as printed, as in `(ii)`; None if unnumbered."""
    number: str | None
    """The number as cited, as in `1.3(ii)`; None if unnumbered."""
    counted: int | None
    """The place among unnumbered siblings, from 1; None if numbered or alone of its kind."""
    label: str
    """Its name, as in `paragraph 1.3(ii)`."""
    steps: tuple[LabelStep, ...]
    """What it is named by, from the outermost unit on, in any language."""
    eid: str
    """The eId by the Akoma Ntoso Naming Convention 1.0, section 5."""
    slug: str
    """The address of its page, relative to the site's root and without slashes."""
    parent: str | None
    """The id of the unit that holds it."""
    is_repealed: bool = False
    """Whether it stands for what is no longer in force."""
    owns_page: bool = False
    """Whether the page is its own: it states the address. A group without one stands on that of its first division."""
    heading: Text | None = None
    """The heading of a division or a paragraph as printed."""
    text: Text | None = None
    """Its own words, of which there are none if it holds nothing but a list; None for a division."""
    table: Table | None = None
    """The table that it is, whose words are its text."""
    also: tuple[str, ...] = ()
    """Names that people use for a division: the search finds it by them. They are no words of the text."""
    brief: tuple[BriefSentence, ...] = ()
    """What a division says, in plain words of the editor's. They are no words of the text."""
    notes: tuple[Note, ...] = ()
    """Notes on the reading of its words."""
    children: tuple[Clause, ...] = field(default=(), repr=False)
    """The units it holds, in the order of the text."""

    @property
    def title(self) -> str:
        """Number and heading as printed, else the label: what a page or an entry of contents is called."""
        printed = " ".join(part for part in (self.printed, str(self.heading or "")) if part)
        return printed or capital(self.label)

    @property
    def short_label(self) -> str:
        """The number among its siblings: as printed, or counted in square brackets; empty if it has neither."""
        return self.printed or (f"[{self.counted}]" if self.counted else "")

    @property
    def is_called_by_number(self) -> bool:
        """Whether its number says by itself which unit it is, as `1.3(ii)` does, for its id is made of no more."""
        outer, *inner = (self.number or "").split("(")
        first, *further = self.id.removeprefix(outer).split(".")
        return bool(outer) and self.id.startswith(outer) and not first and len(further) == len(inner)

    @property
    def words(self) -> str:
        """Its own words, heading and text joined by a blank: what its id stands for, and what is quoted."""
        return " ".join(str(part) for part in (self.heading, self.text) if part and part.plain)

    @property
    def lines(self) -> tuple[str, ...]:
        """Number, heading and text as lines: the number begins the first, a text follows its heading on the next."""
        words = [str(part) for part in (self.heading, self.text) if part and part.plain]
        first = " ".join(part for part in (self.printed, *words[:1]) if part)
        return (first, *words[1:]) if first else ()

    def walk(self) -> Iterator[Clause]:
        """This unit and all it holds, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source or another version of the text."""

    title: str
    url: str | None
    language: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Members:
    """Who belongs to a party that the text does not name one by one."""

    of: str
    """The party."""
    names: tuple[str, ...]
    """Its members on the day of the instrument."""
    source: Reference
    """Where that is from."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """When, where and how the instrument came to be."""

    date: datetime.date
    place: str | None
    occasion: str | None


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of the text."""

    division: Clause
    """The division whose page it is."""
    groups: tuple[Clause, ...]
    """The groups without a page of their own that begin with this division, outermost first."""

    @property
    def outermost(self) -> Clause:
        """The division that the page begins with."""
        return self.groups[0] if self.groups else self.division


@dataclass(frozen=True)
class Instrument:
    """A legal instrument."""

    id: str
    """A short name for machines."""
    title: str
    """The title as it is cited."""
    printed_title: Text
    """The title as printed."""
    short_title: str
    """The title for headers."""
    summary: str | None
    """Its subject, in a sentence or two."""
    kind: str
    """declaration, convention, charter …"""
    language: str
    """The language of the text (BCP 47)."""
    direction: str
    """`ltr` or `rtl`."""
    parties: tuple[str, ...]
    """Who adopted it."""
    members: tuple[Members, ...]
    """Who belongs to parties that the text does not name one by one."""
    adopted: Adoption | None
    """When and where."""
    sources: tuple[Reference, ...]
    """Where text and facts are from."""
    versions: tuple[Reference, ...]
    """The instrument in other languages."""
    divisions: tuple[Clause, ...]
    """The preamble and the top of the body."""
    brief: tuple[BriefSentence, ...] = ()
    """What it says, in plain words of the editor's. They are no words of the text."""

    @cached_property
    def shown_title(self) -> Text:
        """The title as it heads a page: as printed, without quotation marks around it."""
        return unquoted(self.printed_title)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All units in the order of the text."""
        return tuple(clause for division in self.divisions for clause in division.walk())

    @cached_property
    def by_id(self) -> dict[str, Clause]:
        """All units by id."""
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each unit in the order of the text, counted from 0, by its id."""
        return {clause.id: place for place, clause in enumerate(self.clauses)}

    @cached_property
    def pages(self) -> dict[str, TextPage]:
        """The pages of the text by their slugs, in order."""
        pages = {}
        for clause in self.clauses:
            if clause.owns_page:
                groups: list[Clause] = []
                parent = clause.parent
                while parent is not None and self.by_id[parent].slug == clause.slug:
                    groups.insert(0, self.by_id[parent])
                    parent = self.by_id[parent].parent
                pages[clause.slug] = TextPage(clause, tuple(groups))
        return pages

    @cached_property
    def by_page(self) -> dict[str, tuple[Clause, ...]]:
        """The units that stand on each page of the text, in order, by the slugs of the pages."""
        by_page: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            by_page.setdefault(clause.slug, []).append(clause)
        return {slug: tuple(clauses) for slug, clauses in by_page.items()}
