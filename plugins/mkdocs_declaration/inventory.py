"""What other documents can refer to, in the form of Sphinx's inventory: clauses as labels, terms as glossary terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs_declaration.render import GLOSSARY, address

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the domain `std`."""

    name: str
    """What a reference names: `1.3.ii`, or the name of a term."""
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
    found = []
    for clause in edition.instrument.clauses:
        uri = f"{address(clause.slug)}#{clause.id}"
        found += [Entry(name, "label", uri, clause.label) for name in dict.fromkeys((clause.id, clause.id.lower()))]
    for old, clause in edition.successors.items():
        found.append(Entry(old, "label", f"{address(clause.slug)}#{clause.id}", clause.label))
    for term in edition.glossary.terms:
        found.append(Entry(term.name, "term", f"{address(GLOSSARY)}#{term.id}", term.name))
    return found
