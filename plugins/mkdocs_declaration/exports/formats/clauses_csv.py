"""`clauses.csv`: a row a clause, for spreadsheets and for programs that read tables (RFC 4180).

The file begins with a byte order mark: without one Excel takes UTF-8 for the code page of the machine and shows `’` as
`â€™`, while programs that read tables pass over it (`utf-8-sig` in Python; pandas and R know it). Every text is quoted
and nothing in it is changed: a sign before `=`, `+`, `-` or `@`, which keeps a spreadsheet from taking a cell for a
formula, would be a sign that the law does not have. What is in the cells is the publisher's own text, of which control
characters are refused; who opens it in a spreadsheet imports the columns as text, which the numbers need as well
(`1.10` is none).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.instrument.places import address, place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_declaration.edition import Edition

COLUMNS = ("position", "id", "kind", "number", "label", "heading", "text", "parent", "address", "short_link")
"""The names of the columns, which are the first row. More may be added behind them."""


def export(edition: Edition) -> bytes:
    """Write `clauses.csv`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a byte order mark, lines that end in CR LF, every field in quotation marks: the names of the columns,
        then the clauses in the order of the text. What there is none of is empty. Positions count from 1. Addresses are
        relative to the site's root where that of the site is not known.
    """
    table = io.StringIO(newline="")
    writer = csv.writer(table, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_rows(edition))
    return table.getvalue().encode("utf-8-sig")


def _rows(edition: Edition) -> Iterator[tuple[object, ...]]:
    for position, clause in enumerate(edition.instrument.clauses, 1):
        heading, text = (str(words) if words is not None else "" for words in (clause.heading, clause.text))
        links = (f"{edition.site_url}{path}" for path in (place(clause), address(clause.id)))
        number, parent = clause.number or "", clause.parent or ""
        yield position, clause.id, clause.kind, number, clause.label, heading, text, parent, *links


FILES = (Exporter("clauses.csv", "CSV", "text/csv", "data", export),)
