"""`glossary.json`: every term with what it is, its sources, and the clauses that mention it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs_declaration.exports.json_lines import layout
from mkdocs_declaration.instrument.places import GLOSSARY
from mkdocs_declaration.pages.render import address

if TYPE_CHECKING:
    from mkdocs_declaration.edition import Edition
    from mkdocs_declaration.glossary.term import Term


def export(edition: Edition) -> bytes:
    """Write `glossary.json`.

    Args:
        edition: What is exported.

    Returns:
        UTF-8 with a final newline. Addresses are relative to the site's root; `mentions` are ids of clauses in the
        order of the text; what is not stated is null. `retired` are ids that were published and are no longer there.
    """
    document = {
        "format": 1,
        "terms": [_term(edition, term) for term in edition.glossary.terms],
        "retired": [_retired(edition, old, successor) for old, successor in edition.retired_terms.items()],
    }
    return layout(document)


def _retired(edition: Edition, old: str, successor: str) -> dict[str, Any]:
    retirement = edition.lock.retired_terms[old].retirement
    return {"id": old, "successor": successor, "reason": retirement.reason, "date": retirement.date}


def _term(edition: Edition, term: Term) -> dict[str, Any]:
    return {
        "id": term.id,
        "name": term.name,
        "fullName": term.full_name,
        "kind": term.kind,
        "path": f"{address(GLOSSARY)}#{term.id}",
        "forms": list(term.forms),
        "description": term.description,
        "asOf": term.as_of,
        "later": term.later,
        "url": term.url,
        "sources": [
            {"title": one.title, "url": one.url, "language": one.language, "note": one.note} for one in term.sources
        ],
        "mentions": [clause.id for clause in edition.glossary.mentioned_in[term.id]],
    }
