"""`declaration.txt`: the numbered text, a unit a line, fit to be compared line by line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.instrument.text.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

INDENT = "    "


def export(edition: Edition) -> bytes:
    """Write `declaration.txt`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline: the title as printed and what the file is, then each unit with its number as
        printed, or with its id in square brackets if it has none.
    """
    lines = [edition.instrument.printed_title.plain, *_about(edition)]
    for division in edition.instrument.divisions:
        lines += _lines(division, 0)
    return ("\n\n".join(lines) + "\n").encode()


def _about(edition: Edition) -> Iterator[str]:
    """What the file is of, and how its marks are read: day and place, address, ids."""
    instrument, words = edition.instrument, edition.words
    if instrument.adopted is not None:
        yield ", ".join(filter(None, (words.date(instrument.adopted.date), instrument.adopted.place)))
    if edition.site_url:
        yield edition.site_url
    if any(_has_id(clause) for clause in instrument.clauses):
        yield words("ids-in-brackets")


def _has_id(clause: Clause) -> bool:
    """Whether a unit has no number by which it could be told."""
    return clause.text is not None and clause.printed is None


def _lines(clause: Clause, depth: int) -> Iterator[str]:
    mark = f"[{clause.id}] " if _has_id(clause) else ""
    for count, line in enumerate(_own(clause)):
        yield f"{INDENT * depth}{mark if count == 0 else ''}{line}"
    inner = depth + (clause.text is not None)
    for child in clause.children:
        yield from _lines(child, depth if child.kind in ("closing", "subparagraph") else inner)


def _own(clause: Clause) -> Sequence[str]:
    """The lines of a unit: of a table its rows, with a bar between cells."""
    if clause.table is not None:
        table = clause.table.each(_marked)
        rows = (*table.header, *table.rows)
        return (*filter(None, [str(table.caption or "")]), *(" | ".join(map(str, row)) for row in rows))
    heading, text = (_marked(part) if part is not None else None for part in (clause.heading, clause.text))
    return replace(clause, heading=heading, text=text).lines


def _marked(text: Text) -> Text:
    """Words with the marks of footnotes in them, in square brackets."""
    words, position = "", 0
    for mark in text.marks:
        words += f"{text.plain[position : mark.start]}[{mark.mark}]"
        position = mark.start
    return Text(words + text.plain[position:]) if text.marks else text


FILES = (Exporter("declaration.txt", "Plain text", "text/plain", "reading", export),)
