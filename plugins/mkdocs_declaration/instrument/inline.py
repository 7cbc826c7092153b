"""The words of a clause as a tree of inline pieces: emphasis and links, properly nested, for the templates."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.text import Span, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or an inline element with pieces in it."""

    kind: str
    """`words`, `strong`, `em` or `term`."""
    words: str = ""
    """The words, if that is what it is."""
    term: str = ""
    """The id of the glossary entry that a `term` links to."""
    pieces: tuple[Piece, ...] = ()
    """What is in the element."""


def pieces(text: Text, links: Iterable[Span] = ()) -> tuple[Piece, ...]:
    """Nest emphasis and links.

    A link stays whole: emphasis that begins or ends within it is split at its edges.

    Args:
        text: Words and emphasis.
        links: Spans in the order of the text, without overlaps; their kind is the id of a term.

    Returns:
        Pieces whose words, put together, are the words of the text.
    """
    links = tuple(links)
    starts = [link.start for link in links]
    emphasis = [part for span in text.emphasis for part in _split(span, links, starts)]
    marked = [(span, "term") for span in links] + [(span, span.kind) for span in emphasis]
    # Outer before inner; of two that cover the same words, the link is outer.
    marked.sort(key=lambda mark: (mark[0].start, -mark[0].end, mark[1] != "term"))
    tree, _ = _nest(text.plain, 0, len(text.plain), marked, 0)
    return tree


def _split(span: Span, links: Sequence[Span], starts: Sequence[int]) -> Iterable[Span]:
    """Cut a span at the edges of the links in which it begins or ends: of each there is one at most."""
    edges = []
    before = bisect.bisect_left(starts, span.start) - 1
    if before >= 0 and span.start < links[before].end < span.end:
        edges.append(links[before].end)
    last = bisect.bisect_left(starts, span.end) - 1
    if last >= 0 and links[last].start > span.start and links[last].end > span.end:
        edges.append(links[last].start)
    for start, end in itertools.pairwise((span.start, *edges, span.end)):
        yield Span(start, end, span.kind)


def _nest(
    words: str, start: int, end: int, marked: Sequence[tuple[Span, str]], index: int
) -> tuple[tuple[Piece, ...], int]:
    nested: list[Piece] = []
    position = start
    while index < len(marked) and marked[index][0].start < end:
        span, kind = marked[index]
        if position < span.start:
            nested.append(Piece("words", words[position : span.start]))
        inner, index = _nest(words, span.start, span.end, marked, index + 1)
        nested.append(Piece(kind, term=span.kind if kind == "term" else "", pieces=inner))
        position = span.end
    if position < end:
        nested.append(Piece("words", words[position:end]))
    return tuple(nested), index
