from __future__ import annotations

import pytest

from mkdocs_declaration.instrument.inline import Piece, pieces
from mkdocs_declaration.instrument.references.search import CrossReference
from mkdocs_declaration.instrument.text.markup import parse
from mkdocs_declaration.instrument.text.text import Span


def outline(tree: tuple[Piece, ...]) -> str:
    """Pieces in one line: words as they are, elements in brackets."""
    return "".join(
        piece.words if piece.kind == "words" else f"[{piece.term or piece.kind}:{outline(piece.pieces)}]"
        for piece in tree
    )


@pytest.mark.parametrize(
    ("markup", "links", "expected"),
    [
        ("no marks", [], "no marks"),
        ("**WE**, the", [], "[strong:WE], the"),
        ("a UN b", [Span(2, 4, "un")], "a [un:UN] b"),
        ("*the 2004 text* now", [Span(4, 13, "text")], "[em:the [text:2004 text]] now"),
        ("the **UN** now", [Span(4, 6, "un")], "the [un:[strong:UN]] now"),
        ("the **UN** Office", [Span(4, 13, "office")], "the [office:[strong:UN] Office]"),
        ("*the UN* Office", [Span(4, 13, "office")], "[em:the ][office:[em:UN] Office]"),
        ("the UN *Office now*", [Span(4, 13, "office")], "the [office:UN [em:Office]][em: now]"),
        ("**a *b c* d**", [Span(2, 3, "b")], "[strong:a [em:[b:b] c] d]"),
        ("UN UN", [Span(0, 2, "un"), Span(3, 5, "un")], "[un:UN] [un:UN]"),
    ],
)
def test_nesting(markup: str, links: list[Span], expected: str) -> None:
    text, errors = parse(markup)
    assert errors == ()
    assert outline(pieces(text, links)) == expected


def test_links_that_are_written_win_over_others() -> None:
    text, _ = parse("a [b *UN* c](#1) UN [UN](https://e.org) [Article 5](#)")
    links: list[Span | CrossReference] = [
        Span(4, 6, "un"),
        Span(9, 11, "un"),
        Span(12, 14, "un"),
        CrossReference(15, 24, ("5",)),
    ]
    assert outline(pieces(text, links)) == "a [reference:b [em:UN] c] [un:UN] [link:UN] Article 5"
    assert [(piece.kind, piece.target) for piece in pieces(text) if piece.target] == [
        ("reference", "1"),
        ("link", "https://e.org"),
    ]
    assert outline(pieces(text, own=False)) == "a b [em:UN] c UN UN Article 5"
