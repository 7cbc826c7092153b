"""The texts of a table as trees of inline pieces, for the templates and the files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.inline import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.references.search import CrossReference
    from mkdocs_declaration.instrument.text.tables import Table
    from mkdocs_declaration.instrument.text.text import Span, Text


@dataclass(frozen=True, slots=True)
class TablePieces:
    """A table whose texts are trees of pieces, which are empty in empty cells."""

    caption: tuple[Piece, ...]
    header: list[list[tuple[Piece, ...]]]
    rows: list[list[tuple[Piece, ...]]]


def table_pieces(table: Table, links: Sequence[Span | CrossReference] = ()) -> TablePieces:
    """Nest emphasis and links in the texts of a table.

    Args:
        table: The table.
        links: Mentions and references in the words of all of it, in their order.
    """
    starts = {id(part): start for part, start in table.parts()}

    def tree(part: Text) -> tuple[Piece, ...]:
        if id(part) not in starts:
            return pieces(part, []) if part.marks else ()
        start, end = starts[id(part)], starts[id(part)] + len(part.plain)
        inside = (link for link in links if start <= link.start and link.end <= end)
        return pieces(part, [replace(link, start=link.start - start, end=link.end - start) for link in inside])

    caption = tree(table.caption) if table.caption is not None else ()
    header, rows = ([[tree(cell) for cell in row] for row in part] for part in (table.header, table.rows))
    return TablePieces(caption, header, rows)
