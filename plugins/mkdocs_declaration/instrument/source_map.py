"""Where in the encoding each clause is written, so that a problem found later points at the author's line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_declaration.problems import Position, Source


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The places of clauses and pages in one encoding."""

    source: Source
    """The file."""
    ids: Mapping[str, Position] = field(default_factory=dict)
    """Where a clause gets its id: its stated `id`, else its number, else its beginning; by the id of the clause."""
    words: Mapping[str, Position] = field(default_factory=dict)
    """Where the words of a clause begin: its text, else its heading, else its beginning; by the id of the clause."""
    slugs: Mapping[str, Position] = field(default_factory=dict)
    """Where the address of a page is stated, or else where its division gets its id; by the slug."""
    instrument: Position | None = None
    """Where the id of the instrument is stated."""
