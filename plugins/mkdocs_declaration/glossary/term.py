"""A term of a glossary as an immutable value, and where its author wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.model import Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.problems import Position, Source

__all__ = ["Term"]

KINDS = ("organisation", "instrument", "mechanism", "fund", "plan", "abbreviation", "concept")
"""Kinds of terms."""
POLICIES = ("clause", "page", "all", "never")
"""Which mentions become links: the first in each clause, the first on each page, every mention, none."""


@dataclass(frozen=True, slots=True)
class TermSource(Reference):
    """Where facts about a term are from."""

    clause: str | None = None
    """The id of the clause that says so, where it is the text itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term of the glossary."""

    id: str
    """The id, as in `who`; the entry's address is `/glossary/#who`."""
    name: str
    """The name it goes by, as in `WHO`."""
    full_name: str | None = None
    """The name in full, where it differs."""
    kind: str
    """One of `KINDS`."""
    forms: tuple[str, ...]
    """The forms that are mentions in a text, each letter for letter; a blank is any white space."""
    also: tuple[str, ...] = ()
    """Names that people use for it and no text has: the search finds it by them."""
    never_in: tuple[str, ...] = ()
    """Longer words that hold a form and are something else, as `data subject` is where `subject` is the term."""
    ignore_case: bool = False
    """Whether the case of letters does not matter in the forms."""
    link: str = "clause"
    """One of `POLICIES`: which mentions become links."""
    description: str | None = None
    """A definition in neutral words, as of the day of the instrument; None if the text alone says what it is."""
    defined_in: str | None = None
    """The id of the clause that defines it, where the text does."""
    as_of: str | None = None
    """Facts as of the day of the instrument that may have changed since."""
    later: str | None = None
    """Later developments."""
    url: str | None = None
    """The official address."""
    sources: tuple[TermSource, ...] = ()
    """Where the facts are from."""


@dataclass(frozen=True, slots=True)
class GlossaryMap:
    """The places of terms in one file, so that a problem found later points at the author's line."""

    source: Source
    """The file."""
    ids: Mapping[str, Position] = field(default_factory=dict)
    """Where the id of a term is stated, by the id; where an id stands twice, the first place."""
    clauses: tuple[tuple[str, Position], ...] = ()
    """The ids of clauses that are sources of terms, each where it is stated."""
    definitions: Mapping[str, tuple[str, Position]] = field(default_factory=dict)
    """The ids of clauses that define terms, each with its place, by the id of the term."""
