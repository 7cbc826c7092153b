"""`declaration.txt`: the numbered text, a unit a line, fit to be compared line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause

INDENT = "    "


def export(edition: Edition) -> bytes:
    """Write `declaration.txt`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline: the title as printed, then each unit with its number as printed.
    """
    lines = [edition.instrument.printed_title.plain]
    for division in edition.instrument.divisions:
        lines += _lines(division, 0)
    return ("\n\n".join(lines) + "\n").encode()


def _lines(clause: Clause, depth: int) -> Iterator[str]:
    yield from (INDENT * depth + line for line in clause.lines)
    inner = depth + (clause.text is not None)
    for child in clause.children:
        yield from _lines(child, depth if child.kind == "closing" else inner)


FILES = (Exporter("declaration.txt", "Plain text", "text/plain", "reading", export),)
