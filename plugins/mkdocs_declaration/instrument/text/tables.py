"""Tables of a text. Their words are those of the caption and the cells, row by row, with blanks between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Row = tuple[Text, ...]
"""The cells of a row, which may be empty."""


@dataclass(frozen=True)
class Table:
    """A table: all rows have as many cells."""

    caption: Text | None
    """What stands over it."""
    header: tuple[Row, ...]
    """The rows that name the columns."""
    rows: tuple[Row, ...]
    """The others."""

    @cached_property
    def text(self) -> Text:
        """All of its words as one text, with emphasis, links and marks of footnotes."""
        plain = " ".join(part.plain for part, _ in self.parts())
        signs = " ".join(part.drawn for part, _ in self.parts())
        emphasis, links, marks = [], [], []
        for part, start in self.parts():
            emphasis += [replace(span, start=span.start + start, end=span.end + start) for span in part.emphasis]
            links += [replace(link, start=link.start + start, end=link.end + start) for link in part.links]
            marks += [replace(mark, start=mark.start + start) for mark in part.marks]
        return Text(plain, tuple(emphasis), tuple(links), tuple(marks), "" if signs == plain else signs)

    def each(self, change: Callable[[Text], Text]) -> Table:
        """The table with each of its texts changed."""
        rows = ([tuple(map(change, row)) for row in part] for part in (self.header, self.rows))
        header, others = map(tuple, rows)
        return Table(change(self.caption) if self.caption is not None else None, header, others)

    def parts(self) -> Iterator[tuple[Text, int]]:
        """Its texts that have words, and where each begins in the words of all."""
        start = 0
        for part in self._texts():
            if part.plain:
                yield part, start
                start += len(part.plain) + 1

    def _texts(self) -> Iterable[Text]:
        if self.caption is not None:
            yield self.caption
        for row in (*self.header, *self.rows):
            yield from row
