"""`declaration.md`: the numbered text in Markdown (CommonMark), with emphasis, written links and anchors of units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.instrument.inline import pieces
from mkdocs_declaration.instrument.inline_tables import table_pieces
from mkdocs_declaration.instrument.places import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.inline import Piece
    from mkdocs_declaration.instrument.inline_tables import TablePieces
    from mkdocs_declaration.instrument.model import Clause

_SPECIAL = re.compile(r"([\\`*_\[\]<>&#|~])")
MARKS = {"strong": "**", "em": "*"}
"""Marks of emphasis, where they would be read as such; elsewhere the elements of HTML stand for them."""


def export(edition: Edition) -> bytes:
    """Write `declaration.md`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline. Each unit starts with `<a id="…"></a>`, and with one for each retired id that leads
        to it. A reference leads to the anchor of its unit; one to several units leads to the site, which marks them
        all, or to the first if the address of the site is not known. Characters that Markdown would read as marks are
        escaped, so that no word changes when it is rendered.
    """
    blocks = [f"# {_inline(pieces(edition.instrument.printed_title), edition)}"]
    for division in edition.instrument.divisions:
        blocks += _blocks(division, 2, edition)
    return ("\n\n".join(blocks) + "\n").encode()


def _blocks(clause: Clause, level: int, edition: Edition) -> Iterator[str]:
    anchor = "".join(f'<a id="{id_}"></a>' for id_ in (*edition.former_ids.get(clause.id, ()), clause.id))
    number = escape(clause.printed) if clause.printed else ""
    if clause.text is None:
        heading = _inline(pieces(clause.heading), edition) if clause.heading else ""
        shown = " ".join(part for part in (number, heading) if part)
        yield f"{'#' * min(level, 6)} {anchor}{shown}" if shown else anchor
    elif clause.table is not None:
        yield anchor
        yield _table(table_pieces(clause.table), edition)
    else:
        # The text follows its heading in the same block, where nothing in it can be read as the mark of a list.
        words = "<br>".join(_inline(pieces(part), edition) for part in (clause.heading, clause.text) if part)
        yield f"{anchor}{number}{' ' if number and words else ''}{words}"
    for child in clause.children:
        yield from _blocks(child, level + 1, edition)


def _table(table: TablePieces, edition: Edition) -> str:
    """A table of GitHub Flavored Markdown (0.29, section 4.10), whose first row names the columns or is empty."""
    header, *others = table.header or [[()] * len(table.rows[0])]
    rows = (_row(row, edition) for row in (*others, *table.rows))
    lines = [_row(header, edition), _row([()] * len(header), edition).replace("  ", " --- "), *rows]
    caption = [f"*{_inline(table.caption, edition)}*", ""] if table.caption else []
    return "\n".join([*caption, *lines])


def _row(cells: Sequence[Sequence[Piece]], edition: Edition) -> str:
    return f"|{'|'.join(f' {_inline(cell, edition)} ' for cell in cells)}|"


def escape(words: str) -> str:
    """Words with the characters that Markdown reads as marks escaped.

    A number needs no care: an anchor stands before it, so that it does not begin a line.
    """
    return _SPECIAL.sub(r"\\\1", words)


def _inline(tree: Sequence[Piece], edition: Edition) -> str:
    markup = ""
    for index, piece in enumerate(tree):
        if piece.kind == "words":
            markup += escape(piece.words)
            continue
        if piece.kind == "note":
            markup += f"<sup>[{escape(piece.mark)}](<#{piece.target}>)</sup>"
            continue
        inner = _inline(piece.pieces, edition)
        if piece.kind in ("link", "reference"):
            markup += f"[{inner}](<{piece.target if piece.kind == 'link' else _address(piece, edition)}>)"
            continue
        neighbours = [tree[place].kind for place in (index - 1, index + 1) if 0 <= place < len(tree)]
        if piece.kind in MARKS and _can_be_marked(inner) and set(neighbours) <= {"words"}:
            markup += f"{MARKS[piece.kind]}{inner}{MARKS[piece.kind]}"
        else:
            markup += f"<{piece.kind}>{inner}</{piece.kind}>"
    return markup


def _address(reference: Piece, edition: Edition) -> str:
    """Where a reference leads: to an anchor of the file, or with several units to the site, if its address is known."""
    if reference.target == reference.first or not edition.site_url:
        return f"#{reference.first}"
    return f"{edition.site_url}{address(edition.instrument.by_id[reference.first].slug)}#{reference.target}"


def _can_be_marked(inner: str) -> bool:
    """Whether marks around words are read as emphasis wherever they stand (CommonMark 0.31, section 6.2).

    They are next to a letter or a digit. Next to punctuation it depends on what stands on their other side, and in a
    script without blanks that is a letter as a rule.
    """
    return inner[:1].isalnum() and inner[-1:].isalnum()


FILES = (Exporter("declaration.md", "Markdown", "text/markdown", "reading", export),)
