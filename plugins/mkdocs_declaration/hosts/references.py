"""autorefs and mkdocstrings: references from written pages to clauses, and the inventory for other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.exports import inventory
from mkdocs_declaration.instrument.places import FULL_TEXT, GLOSSARY
from mkdocs_declaration.instrument.ranges import ranges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from mkdocs_declaration.edition import Edition


def writes_inventory(config: MkDocsConfig) -> bool:
    """Whether mkdocstrings writes `objects.inv`, so that clauses go into its inventory."""
    mkdocstrings = config.plugins.get("mkdocstrings")
    return mkdocstrings is not None and bool(mkdocstrings.inventory_enabled)


def register(config: MkDocsConfig, edition: Edition, pages: Mapping[str, Page]) -> None:
    """Register clauses and terms, so that written pages can cite `[1.3(ii)][1.3.ii]`.

    Args:
        config: The configuration.
        edition: The edition whose clauses and terms are registered.
        pages: The pages of the edition by their slugs.
    """
    if writes_inventory(config):
        for entry in inventory.entries(edition):
            config.plugins["mkdocstrings"].handlers.inventory.register(  # type: ignore[attr-defined]
                entry.name, "std", entry.role, entry.uri, priority=-1, dispname=entry.title
            )
    autorefs = config.plugins.get("autorefs")
    if autorefs is None:
        return
    for clause in edition.instrument.clauses:
        autorefs.register_anchor(pages[clause.slug], clause.id, title=clause.label)
    for old, clause in edition.successors.items():
        autorefs.register_anchor(pages[clause.slug], old, anchor=clause.id, title=clause.label)
    for span in ranges(edition.instrument, edition.words):
        slug = span.first.slug if span.first.slug == span.last.slug else FULL_TEXT
        autorefs.register_anchor(pages[slug], span.id, title=span.label, primary=False)
    for term in edition.glossary.terms:
        title = term.full_name or term.name
        autorefs.register_anchor(pages[GLOSSARY], term.id, title=title, primary=False)
        for old in edition.former_terms.get(term.id, ()):
            if old not in edition.instrument.by_id and old not in edition.successors:
                autorefs.register_anchor(pages[GLOSSARY], old, anchor=term.id, title=title, primary=False)
