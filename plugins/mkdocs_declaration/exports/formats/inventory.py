"""`objects.inv`: clauses as labels and terms as glossary terms, in the form of Sphinx's inventory."""

from __future__ import annotations

import functools
import re
import zlib
from typing import TYPE_CHECKING, NamedTuple

from mkdocs_declaration.exports.exporter import Exporter
from mkdocs_declaration.instrument.places import GLOSSARY, address, place

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.term import Term


class Entry(NamedTuple):
    """An entry of the domain `std`."""

    name: str
    """What a reference names: `1.3.ii`, or the name of a term, or its id where the format cannot hold the name."""
    role: str
    """`label` or `term`."""
    uri: str
    """The address relative to the site's root."""
    title: str
    """What a reference shows: `paragraph 1.3(ii)`."""


def entries(edition: Edition) -> list[Entry]:
    """Write the entries, clauses in the order of the text, then terms.

    Sphinx folds the names of labels to lower case before it looks them up (sphinx.domains.std, `XRefRole` of `ref`), so
    an id with capitals stands a second time without them.

    Args:
        edition: What can be referred to.
    """
    written = []
    for clause in edition.instrument.clauses:
        uri = place(clause)
        written += [Entry(name, "label", uri, clause.label) for name in dict.fromkeys((clause.id, clause.id.lower()))]
    for old, clause in edition.successors.items():
        written.append(Entry(old, "label", place(clause), clause.label))
    for term in edition.glossary.terms:
        uri = f"{address(GLOSSARY)}#{term.id}"
        known = (term.full_name, *term.forms)
        every = dict.fromkeys((_readable(term), *(name for name in known if name and not _is_cut(name))))
        written += [Entry(name, "term", uri, term.name) for name in every]
    names = {entry.name for entry in written if entry.role == "term"}
    for old, successor in edition.retired_terms.items():
        uri, name = f"{address(GLOSSARY)}#{successor}", edition.glossary.by_id[successor].name
        former = edition.lock.retired_terms[old].name
        readable = [old] if _is_cut(former) else [former, old]
        written += [Entry(known_as, "term", uri, name) for known_as in dict.fromkeys(readable) if known_as not in names]
        names |= set(readable)
    return written


def _readable(term: Term) -> str:
    """The name of a term, or its id where readers of the format would take a part of the name for something else.

    They part a line at the first word before a number (sphinx.util.inventory, `_load_v2`), as in `resolution 1373`.
    """
    return term.id if _is_cut(term.name) else term.name


def _is_cut(name: str) -> bool:
    return bool(re.search(r"\S\s+\S+\s+-?\d+(?=\s)", f"{name} "))


def version(edition: Edition) -> str:
    """What an inventory states as the version of what it is of: the day on which it was last published with a change.

    Args:
        edition: What can be referred to.

    Returns:
        The newest day of the lock (ISO 8601), else the day of adoption; empty where neither is known.
    """
    if edition.newest is not None:
        return edition.newest
    return edition.instrument.adopted.date.isoformat() if edition.instrument.adopted else ""


def export(edition: Edition) -> bytes:
    """Write `objects.inv`, for a site without mkdocstrings.

    Args:
        edition: What can be referred to.

    Returns:
        An inventory of version 2 (sphinx.util.inventory): four lines of text, then compressed lines of name, domain and
        role, priority, address, and the words that a reference shows.
    """
    lines = "".join(f"{entry.name} std:{entry.role} -1 {entry.uri} {entry.title}\n" for entry in entries(edition))
    head = (
        "# Sphinx inventory version 2\n"
        f"# Project: {edition.instrument.short_title}\n"
        f"# Version: {version(edition)}\n"
        "# The remainder of this file is compressed using zlib.\n"
    )
    return head.encode() + _compressed(lines)


@functools.lru_cache(maxsize=1)
def _compressed(lines: str) -> bytes:
    """Lines, compressed; a preview has the same ones again and again."""
    return zlib.compress(lines.encode(), 9)


FILE = Exporter("objects.inv", "Sphinx", "application/octet-stream", "beside", export)
"""The file of the inventory. It is not in the table of formats: where a site has mkdocstrings, that writes it."""
