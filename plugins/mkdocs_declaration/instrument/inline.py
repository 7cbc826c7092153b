"""The words of a clause as a tree of inline pieces: emphasis and links, properly nested, for the templates."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from mkdocs_declaration.instrument.ranges import JOIN
from mkdocs_declaration.instrument.text.text import NOWHERE, FootnoteMark, Span, Text, TextLink

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mkdocs_declaration.instrument.references.search import CrossReference

    _Link: TypeAlias = Span | CrossReference | TextLink
    _Mark: TypeAlias = Span | CrossReference | TextLink | FootnoteMark

__all__ = ["Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or an inline element with pieces in it."""

    kind: str
    """`words`, `strong`, `em`, `sup`, `sub`, `note`, `term`, `reference`, or `link` for one that leads out."""
    words: str = ""
    """The words, if that is what it is."""
    term: str = ""
    """The id of the glossary entry that a `term` links to."""
    target: str = ""
    """The id of the clause or the range that a `reference` leads to: `5.2`, `4~7`; the address of a `link`."""
    mark: str = ""
    """The mark of a footnote, if that is what it is: `note`. It is none of the words."""
    pieces: tuple[Piece, ...] = ()
    """What is in the element."""

    @property
    def first(self) -> str:
        """The id of the clause that a `reference` leads to, of a range the first."""
        return self.target.partition(JOIN)[0]


def pieces(text: Text, links: Iterable[Span | CrossReference] = (), *, own: bool = True) -> tuple[Piece, ...]:
    """Nest emphasis and links.

    A link stays whole: emphasis that begins or ends within it is split at its edges. One that is written in the text
    wins over others.

    Args:
        text: Words and emphasis.
        links: Spans whose kind is the id of a term, and references, in the order of the text, without overlaps.
        own: Whether links that are written in the text become such, and marks of footnotes; not so within another link.

    Returns:
        Pieces whose words, put together, are the words of the text, in ordinary signs within `sup` and `sub`.
    """
    all_links: tuple[_Link, ...] = tuple(links)
    if not (all_links or text.emphasis or text.links or text.marks):  # most are words alone
        return (Piece("words", text.drawn),) if text.drawn else ()
    if own and text.links:
        all_links = _with_own(all_links, text.links)
    starts = [link.start for link in all_links]
    emphasis = [part for span in text.emphasis for part in _split(span, all_links, starts)]
    marked: list[tuple[_Mark, str]] = [(link, _kind(link)) for link in all_links]
    marked += [(span, span.kind) for span in emphasis]
    marked += [(note, "note") for note in text.marks if own]
    # Outer before inner; of two that cover the same words, the link is outer, and the sort keeps it before. The mark of
    # a footnote belongs to the words before it.
    marked.sort(key=lambda mark: (mark[0].start, mark[0].start < mark[0].end, -mark[0].end))
    tree, _ = _nest(text.drawn, 0, len(text.drawn) + 1, marked, 0)
    return tree


def _with_own(links: Sequence[_Link], own: Sequence[TextLink]) -> tuple[_Link, ...]:
    """Links with those that are written in the text, in order, and without what these overlap."""
    ends = [link.end for link in own]

    def is_apart(link: _Link) -> bool:
        place = bisect.bisect_right(ends, link.start)
        return place == len(own) or own[place].start >= link.end

    leading = (link for link in own if link.target != NOWHERE)
    return tuple(sorted((*filter(is_apart, links), *leading), key=lambda link: link.start))


def _kind(link: _Link) -> str:
    if isinstance(link, Span):
        return "term"
    return "link" if isinstance(link, TextLink) and not link.target.startswith("#") else "reference"


def _split(span: Span, links: Sequence[_Link], starts: Sequence[int]) -> Iterable[Span]:
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
    words: str, start: int, end: int, marked: Sequence[tuple[_Mark, str]], index: int
) -> tuple[tuple[Piece, ...], int]:
    nested: list[Piece] = []
    position = start
    while index < len(marked) and marked[index][0].start < end:
        mark, kind = marked[index]
        if position < mark.start:
            nested.append(Piece("words", words[position : mark.start]))
        inner, index = _nest(words, mark.start, mark.end, marked, index + 1)
        if isinstance(mark, FootnoteMark):
            nested.append(Piece(kind, mark=mark.mark, target=mark.target))
        elif isinstance(mark, Span):
            nested.append(Piece(kind, term=mark.kind if kind == "term" else "", pieces=inner))
        else:
            nested.append(Piece(kind, target=mark.target.removeprefix("#"), pieces=inner))
        position = mark.end
    if words[position:end]:
        nested.append(Piece("words", words[position:end]))
    return tuple(nested), index
