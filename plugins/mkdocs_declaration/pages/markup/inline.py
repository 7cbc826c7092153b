"""Inline pieces as HTML: the words of a clause with their emphasis and links.

This is a function and no macro, since it is called several times for every clause: for its page, the full text, a book.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.instrument.model import Clause


class To(Protocol):
    """What gives the address of a place on another page, as seen from the page that is written."""

    def __call__(self, target: str, fragment: str = "", /) -> str:
        """Give the address of a page by its slug, and of a place on it."""


def _nowhere(target: str, fragment: str = "", /) -> str:
    raise ValueError(f"expected pieces without links, found one to {target}#{fragment}")


class InlineMarkup:
    """Writes inline pieces."""

    def __init__(self, by_id: Mapping[str, Clause], words: Catalogue, *, is_book: bool = False) -> None:
        """Take what links lead to.

        Args:
            by_id: The clauses by their ids.
            words: The words of the interface.
            is_book: Whether it is for the book, where what styles draw on pages is written.
        """
        self._by_id, self._words, self._is_book = by_id, words, is_book

    def __call__(self, tree: Iterable[Piece], to: To | None) -> Markup:
        """Write pieces.

        Args:
            tree: The pieces, as `pieces` gives them.
            to: What gives addresses; may be None if none of the pieces leads anywhere.

        Raises:
            ValueError: A piece leads somewhere, and there is nothing that gives addresses.
        """
        return Markup(self._written(tree, to or _nowhere))  # noqa: S704 - escaped piece by piece

    def _written(self, tree: Iterable[Piece], to: To) -> str:
        return "".join(escape(piece.words) if piece.kind == "words" else self._element(piece, to) for piece in tree)

    def _element(self, piece: Piece, to: To) -> str:
        if piece.kind == "note":
            return self._note(piece, self._address(piece.target, piece.target, to))
        within = self._written(piece.pieces, to)
        if piece.kind == "term":
            return f'<a class="term" href="{escape(to("glossary", piece.term))}">{within}</a>'
        if piece.kind == "reference":
            return f'<a class="reference" href="{self._address(piece.first, piece.target, to)}">{within}</a>'
        if piece.kind == "link":
            return f'<a class="link" href="{escape(piece.target)}">{within}</a>'
        return f"<{piece.kind}>{within}</{piece.kind}>"

    def _address(self, id_: str, target: str, to: To) -> str:
        return escape(to(self._by_id[id_].slug, target))

    def _note(self, piece: Piece, address: str) -> str:
        """The mark of a footnote, which is none of the words: style sheets draw it."""
        mark, name = escape(piece.mark), escape(self._words.numbered("footnote", piece.mark))
        drawn = f"<sup>{mark}</sup>" if self._is_book else ""
        return (
            f'<a class="clause-footnote-mark" role="doc-noteref" href="{address}" data-mark="{mark}"'
            f' aria-label="{name}">{drawn}</a>'
        )
