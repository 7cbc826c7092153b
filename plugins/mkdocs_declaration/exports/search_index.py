"""From an edition to entries of a search index in the form of Material for MkDocs."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from mkdocs_declaration.instrument.places import GLOSSARY, address, place

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.instrument.model import Clause
    from mkdocs_declaration.pages.page import Page


def entries(edition: Edition, pages: tuple[Page, ...]) -> list[dict[str, Any]]:
    """Write one entry a clause and one a glossary term.

    Material looks for an entry of the page before those of its sections (`setupSearchDocumentMap` in its
    integrations/search/config); that entry has a title and no text, so that no word is found twice.

    Args:
        edition: What is searched.
        pages: Its pages; those with clauses or terms of their own get entries.

    Returns:
        Entries in the order of the text. Beside Material's keys, `clause` or `term` names what an entry is about,
        `label` or `name` how that is called, and `context` the heading above it; `pieces` marks a page of entries.
    """
    titles = {page.slug: page.title for page in pages}
    written: list[dict[str, Any]] = []
    for slug in edition.instrument.pages:
        written.append(_page(slug, titles[slug]))
        written += (_clause(clause, titles[slug]) for clause in edition.instrument.by_page[slug])
    if edition.glossary.terms:
        written.append(_page(GLOSSARY, titles[GLOSSARY]))
    for term in edition.glossary.terms:
        name = f"{term.name} – {term.full_name}" if term.full_name else term.name
        text = " ".join(part for part in (term.description, term.as_of, term.later) if part)
        written.append(
            {
                "location": f"{address(GLOSSARY)}#{term.id}",
                "title": html.escape(name, quote=False),
                "text": html.escape(text, quote=False),
                "term": term.id,
                "name": html.escape(term.name, quote=False),
                "context": titles[GLOSSARY],
            }
        )
    return written


def _page(slug: str, title: str) -> dict[str, Any]:
    return {"location": address(slug), "title": html.escape(title, quote=False), "text": "", "pieces": True}


def _clause(clause: Clause, context: str) -> dict[str, Any]:
    words = str(clause.text or "")
    title = clause.label if clause.heading is None else f"{clause.label}: {clause.heading}"
    return {
        "location": place(clause),
        "title": html.escape(title, quote=False),
        "text": html.escape(words, quote=False),
        "clause": clause.id,
        "label": clause.label,
        "context": html.escape(context, quote=False),
    }
